import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// A running cell: one steps it on and back and sees every number.
struct LabScreen: Screen {
  /// How long a step is seen while it plays, in milliseconds.
  static let pace: Int64 = 400

  private let preset: LabPreset
  private let model: Result<LabModel, LabRun.Failure>
  private var stepper: Stepper
  /// From 0.
  private var unit = 0
  private var isPlaying = false
  /// When the next step is due; nil until the current one has been painted.
  private var deadline: Int64?
  private var showsStory = false
  private var storyTop = 0

  /// Opens a preset at a position; nil when the course has no such preset.
  init?(_ reference: LabReference, context: ScreenContext) {
    guard let preset = context.course.lab(reference.preset) else { return nil }
    self.preset = preset
    do throws(LabRun.Failure) {
      let model = try LabModel(preset)
      self.model = .success(model)
      stepper = Stepper(
        count: model.count, phases: model.kind.phases, t: reference.step,
        substep: reference.substep)
    } catch {
      model = .failure(error)
      stepper = Stepper(count: 0)
    }
  }

  private var unitCount: Int { (try? model.get())?.trace.hiddenSize ?? 1 }

  /// The story stands before the first step, and over the cell when it is asked for.
  private var isStoryOpen: Bool { showsStory || stepper.isAtStart }

  // MARK: Around the body

  func title(in context: ScreenContext) -> ScreenTitle {
    let name = preset.title.best(for: context.language) ?? preset.id
    let left = context.say(.cellLab) + " › " + name
    let count = String(stepper.count)
    var right = Line("t " + String(stepper.t).padded(left: count.count) + "/" + count, .strong)
    // What the title row has room for, the most important first.
    let room = context.bodySize.columns - left.cellWidth - 3
    var parts: [Line] = []
    if unitCount > 1 {
      parts.append(Line(context.say(.labUnitOf(unit + 1, unitCount)) + "  ", Style(.accent)))
    }
    parts.append(Line("D=\(preset.inputs.count) H=\(preset.hiddenSize)  ", .muted))
    parts.append(Line("\(preset.cell.uppercased())  ", .muted))
    for part in parts where right.cellWidth + part.cellWidth <= room { right = part + right }
    return ScreenTitle(left, right: right)
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard case .success = model else { return [.language, .help, .back] }
    var keys = [
      KeyHint("←→", .labStep, rank: 0),
      KeyHint(", .", .labSubstep, rank: 2),
      KeyHint("␣", isPlaying ? .labPause : .labPlay, rank: 1),
      KeyHint("{ }", .labFirstLast, rank: 5),
    ]
    if isStoryOpen {
      keys.append(KeyHint("↑↓", .scroll, rank: 3))
    } else if unitCount > 1 {
      keys.append(KeyHint("↑↓", .labUnit, rank: 2))
    }
    if !stepper.isAtStart {
      keys.append(KeyHint("s", showsStory ? .labCloseStory : .labStory, rank: 3))
    }
    return keys + [.language, .help, .back]
  }

  func help(in context: ScreenContext) -> [KeyHelp] {
    var rows = [
      KeyHelp("← →  h l", .helpLabStep),
      KeyHelp(",  .", stepper.phases == Phase.allCases ? .helpLabSubstep : .helpLabPhase),
      KeyHelp("␣", .helpLabPlay),
      KeyHelp("{ }  Home End", .helpLabEnds),
    ]
    if unitCount > 1 { rows.append(KeyHelp("↑ ↓  j k", .helpLabUnit)) }
    return rows + [KeyHelp("s", .helpLabStory)]
  }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    guard case .success = model else { return .ignored }
    if key == .character(" ") { return togglePlay() }
    if key == .character("s") {
      isPlaying = false
      showsStory = !stepper.isAtStart && !showsStory
      storyTop = 0
      return .handled
    }
    if showsStory, key == .escape {
      showsStory = false
      return .handled
    }
    if let reaction = move(key) {
      isPlaying = false
      showsStory = false
      return reaction
    }
    return isStoryOpen ? scroll(key, in: context) : chooseUnit(key)
  }

  /// Moves in time, or returns nil when that is not what the key does.
  private mutating func move(_ key: Key) -> Reaction? {
    let hasMoved: Bool
    switch key {
    case .right, .character("l"): hasMoved = stepper.forward()
    case .left, .character("h"): hasMoved = stepper.back()
    case .character("."): hasMoved = stepper.forwardOnePhase()
    case .character(","): hasMoved = stepper.backOnePhase()
    case .home, .character("{"):
      hasMoved = !stepper.isAtStart
      stepper.goToStart()
    case .end, .character("}"):
      hasMoved = !stepper.isAtEnd
      stepper.goToEnd()
    default: return nil
    }
    storyTop = 0
    guard !hasMoved else { return .handled }
    return .note(stepper.isAtStart ? .labAtTheStart(next: "→") : .labAtTheEnd(back: "←"))
  }

  private mutating func togglePlay() -> Reaction {
    isPlaying.toggle()
    deadline = nil
    showsStory = false
    if isPlaying, stepper.isAtEnd { stepper.goToStart() }
    return .handled
  }

  private mutating func chooseUnit(_ key: Key) -> Reaction {
    guard unitCount > 1 else { return .ignored }
    switch key {
    case .up, .character("k"): unit = max(0, unit - 1)
    case .down, .character("j"): unit = min(unitCount - 1, unit + 1)
    default: return .ignored
    }
    return .handled
  }

  private mutating func scroll(_ key: Key, in context: ScreenContext) -> Reaction {
    let last = story(in: context).lastTop(in: storySize(of: context.bodySize))
    switch key {
    case .up, .character("k"): storyTop = max(0, storyTop - 1)
    case .down, .character("j"): storyTop = min(last, storyTop + 1)
    case .pageUp: storyTop = max(0, storyTop - 10)
    case .pageDown: storyTop = min(last, storyTop + 10)
    default: return .ignored
    }
    return .handled
  }

  // MARK: Time

  mutating func painted(in context: ScreenContext) {
    if isPlaying, deadline == nil { deadline = context.now + Self.pace }
  }

  mutating func interrupted(in context: ScreenContext) {
    deadline = nil
  }

  mutating func tick(in context: ScreenContext) -> Reaction {
    guard isPlaying else { return .handled }
    deadline = nil
    stepper.forward()
    if stepper.isAtEnd { isPlaying = false }
    return .handled
  }

  func nextDeadline(in context: ScreenContext) -> Int64? { isPlaying ? deadline : nil }

  // MARK: Picture

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    switch model {
    case .failure(let failure):
      let text = Line(context.say(failure.phrase), Style(.danger)).wrapped(
        to: min(76, rect.size.columns))
      for (index, line) in text.enumerated() {
        canvas.write(line, at: rect.row(index + 1).origin, in: rect)
      }
    case .success(let model):
      let view = LabView(
        model: model, stepper: stepper, unit: unit, language: context.language)
      if showsStory {
        story(in: context).draw(in: rect, on: &canvas)
      } else {
        view.draw(in: rect, on: &canvas)
        if stepper.isAtStart {
          let below = rect.removingRows(top: rect.size.rows - storySize(of: rect.size).rows)
          story(in: context).draw(in: below, on: &canvas)
        }
      }
    }
    return nil
  }

  private func story(in context: ScreenContext) -> LabStory {
    LabStory(preset: preset, language: context.language, top: storyTop)
  }

  /// What the tape, and a blank row below it, leave to the story.
  private func storySize(of body: Size) -> Size {
    guard !showsStory else { return body }
    let tape = LabLayout.tapeRows(preset, columns: body.columns)
    return Size(rows: body.rows - tape - 1, columns: body.columns)
  }
}
