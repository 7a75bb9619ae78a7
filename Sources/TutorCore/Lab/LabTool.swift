import Cells
import Console
import CourseModel
import Languages
import Phrases

/// How a lab was opened, to open it again.
enum LabOpening: Hashable, Sendable {
  case preset(LabReference)
  /// The arguments of `lstm-tutor lab`.
  case own([String])
}

/// What has happened in a lab so far.
struct LabSession: Sendable {
  var opening: LabOpening
  var keys: [Key]
  var language: Language
  /// Of the whole screen.
  var size: Size
}

/// Something that can be opened over the lab with one key.
struct LabTool: Sendable {
  var key: Character
  var name: Phrase
  var help: Phrase
  /// As in ``KeyHint/rank``.
  var rank: Int
  /// Whether it makes sense for what is on the bench.
  var isUseful: @Sendable (Bench) -> Bool = { _ in true }
  /// Makes the bench ready for it.
  var prepare: @Sendable (inout Bench) -> Void = { _ in }
  var open: @Sendable (Bench, LabSession, ScreenContext) -> (any LabOverlay)?

  /// Every tool, in the order of the keys' row.
  static let all: [LabTool] = [
    LabTool(
      key: "s", name: .labStory, help: .helpLabStory, rank: 5,
      isUseful: { $0.preset.story.best(for: .english) != nil },
      open: { bench, _, _ in StoryPanel(preset: bench.preset) }),
    LabTool(
      key: "e", name: .labEdit, help: .helpLabEdit, rank: 2,
      open: { bench, _, _ in EditPanel(bench) }),
    LabTool(
      key: "c", name: .labCompare, help: .helpLabCompare, rank: 2,
      prepare: { bench in
        if bench.rivals.isEmpty { bench.compare(with: ComparePanel.usual(bench.model.kind)) }
      },
      open: { bench, _, _ in ComparePanel(bench) }),
    LabTool(
      key: "p", name: .labPredict, help: .helpLabPredict, rank: 2,
      open: { bench, _, _ in PredictPanel(bench) }),
    LabTool(
      key: "t", name: .labText, help: .helpLabText, rank: 2,
      isUseful: { $0.preset.text != nil },
      open: { bench, _, context in TextPanel(bench, context.language) }),
    LabTool(
      key: "x", name: .labFaults, help: .helpLabFaults, rank: 3,
      prepare: { $0.openFaults() }, open: { _, _, _ in FaultPanel() }),
    LabTool(
      key: "w", name: .labSave, help: .helpLabSave, rank: 6,
      open: { bench, session, _ in SavePanel(bench, session) }),
    LabTool(
      key: "v", name: .labConventions, help: .helpLabConventions, rank: 2,
      isUseful: { $0.lens == .weights && ConventionPanel.exists(for: $0) },
      open: { bench, _, _ in ConventionPanel(bench) }),
  ]

  static func available(on bench: Bench) -> [LabTool] { all.filter { $0.isUseful(bench) } }
}

/// The story over the cell, scrolled.
struct StoryPanel: LabOverlay {
  var preset: LabPreset
  var top = 0
  var closesOnMove: Bool { true }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement { .whole }

  func keys(in scene: LabScene) -> [KeyHint] {
    [KeyHint("↑↓", .scroll, rank: 1), KeyHint("s", .labCloseStory, rank: 1)]
  }

  mutating func handle(_ key: Key, on bench: inout Bench, in context: ScreenContext) -> LabReaction
  {
    let last = story(context.language).lastTop(in: context.bodySize)
    switch key {
    case .character("s"): return .close
    case .up, .character("k"): top = max(0, top - 1)
    case .down, .character("j"): top = min(last, top + 1)
    case .pageUp: top = max(0, top - 10)
    case .pageDown: top = min(last, top + 10)
    default: return .ignored
    }
    return .handled
  }

  private func story(_ language: Language) -> LabStory {
    LabStory(preset: preset, language: language, top: top)
  }

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    story(context.language).draw(in: rect, on: &canvas)
    return nil
  }
}
