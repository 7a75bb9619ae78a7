import Cells
import Console
import CourseModel
import Languages
import Phrases

/// What an author's file looks like, read anew when it is saved.
struct PreviewScreen: Screen {
  /// How often the file is looked at, in ms.
  static let interval: Int64 = 1000

  /// What a layout depends on.
  private struct Basis: Hashable {
    var file: FilePreview?
    var language: Language
    var size: Size
    var seed: UInt64
  }

  private var scroll = 0
  private var seed: UInt64 = 1
  /// nil until the first picture stands.
  private var nextLook: Int64?
  private var kept: (basis: Basis, lines: [Line], starts: [Int])?

  func title(in context: ScreenContext) -> ScreenTitle {
    guard let preview = context.preview else {
      return ScreenTitle(context.say(.previewTitle(nil)))
    }
    let name = preview.file.split(separator: "/").last.map(String.init) ?? preview.file
    let mistakes = preview.diagnostics.count
    let right =
      preview.loss != nil
      ? Line("✗", Style(.danger))
      : mistakes == 0
        ? Line(context.say(.previewClean), .muted)
        : Line(context.say(.previewMistakes(mistakes)), Style(.danger))
    return ScreenTitle(context.say(.previewTitle(name)), right: right)
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [
      KeyHint("↑↓", .scroll, rank: 2), KeyHint("] [", .previewNext, rank: 0),
      KeyHint("n", .previewNewNumbers, rank: 3), .language, .help, .quit,
    ]
  }

  func nextDeadline(in context: ScreenContext) -> Int64? { nextLook }

  mutating func tick(in context: ScreenContext) -> Reaction {
    nextLook = context.now + Self.interval
    return Reaction([.perform(.lookAtPreview)])
  }

  mutating func painted(in context: ScreenContext) {
    nextLook = nextLook ?? context.now + Self.interval
    let basis = basis(in: context)
    if kept?.basis != basis { kept = made(basis, in: context) }
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let (_, lines, starts) = layout(in: context)
    let page = max(1, context.bodySize.rows - 2)
    let last = max(0, lines.count - context.bodySize.rows)
    let top = min(scroll, last)
    switch key {
    case .up, .character("k"): scroll = top - 1
    case .down, .character("j"): scroll = top + 1
    case .pageUp, .character("b"): scroll = top - page
    case .pageDown, .character(" "): scroll = top + page
    case .home, .character("g"): scroll = 0
    case .end, .character("G"): scroll = last
    case .character("]"), .tab: scroll = starts.first { $0 > top } ?? last
    case .character("["), .backTab: scroll = starts.last { $0 < top } ?? 0
    case .character("n"): seed += 1
    default: return .ignored
    }
    scroll = min(max(0, scroll), last)
    return .handled
  }

  // MARK: Drawing

  private func basis(in context: ScreenContext) -> Basis {
    Basis(file: context.preview, language: context.language, size: context.bodySize, seed: seed)
  }

  private func layout(in context: ScreenContext) -> (basis: Basis, lines: [Line], starts: [Int]) {
    let basis = basis(in: context)
    if let kept, kept.basis == basis { return kept }
    return made(basis, in: context)
  }

  private func made(_ basis: Basis, in context: ScreenContext) -> (Basis, [Line], [Int]) {
    guard let file = basis.file else {
      return (basis, [Line(context.say(.previewIsRead), .muted)], [])
    }
    let layout = PreviewPage(file, language: context.language, seed: seed)
      .layout(width: max(1, min(78, context.bodySize.columns - 2)))
    return (basis, layout.lines, layout.starts)
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let lines = layout(in: context).lines
    // A file that was saved shorter keeps its end in sight.
    let top = min(scroll, max(0, lines.count - rect.size.rows))
    return Page(lines).draw(scroll: top, in: rect, on: &canvas)
  }
}
