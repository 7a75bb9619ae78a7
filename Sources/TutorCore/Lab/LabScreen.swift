import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// A running cell: one steps it on and back, looks at it through lenses, and changes it.
struct LabScreen: Screen {
  /// How long a step is seen while it plays, in milliseconds.
  static let pace: Int64 = 400

  private var bench: Bench?
  private let failure: LabRun.Failure?
  private(set) var overlay: (any LabOverlay)?
  private var isPlaying = false
  /// When the next step is due; nil until the current one has been painted.
  private var deadline: Int64?
  private var storyTop = 0
  /// What has been pressed since the lab was opened, so that it can be played again.
  private var keysPressed: [Key] = []
  private let opening: LabOpening

  /// Opens a preset at a position; nil when the course has no such preset.
  init?(_ reference: LabReference, context: ScreenContext) {
    guard let preset = context.course.lab(reference.preset) else { return nil }
    opening = .preset(reference)
    do throws(LabRun.Failure) {
      var bench = try Bench(preset, opened: context.now)
      bench.stand(at: reference)
      self.bench = bench
      failure = nil
    } catch {
      failure = error
    }
  }

  /// Opens a network of the learner's own before its first step.
  init(_ own: OwnNetwork, context: ScreenContext) {
    opening = .own(own.arguments)
    do throws(LabRun.Failure) {
      bench = try Bench(own, opened: context.now)
      failure = nil
    } catch {
      failure = error
    }
  }

  /// Before the first step the story stands below the tape.
  private func isStoryBelow(_ bench: Bench) -> Bool {
    overlay == nil && bench.stepper.isAtStart && bench.lens == .gates
      && bench.preset.story.best(for: .english) != nil
  }

  // MARK: Around the body

  func title(in context: ScreenContext) -> ScreenTitle {
    guard let bench else { return ScreenTitle(context.say(.cellLab)) }
    return LabTitle(
      bench: bench, isOverlaid: overlay != nil, beyond: overlay?.stepsBeyond ?? 0
    ).title(in: context)
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    guard let bench else { return [.language, .help, .back] }
    let scene = bench.scene(context.language)
    if let overlay {
      let own = overlay.keys(in: scene)
      guard !overlay.isTyping else { return own }
      // Esc does one thing only.
      let back: [KeyHint] = own.contains { $0.key == KeyHint.back.key } ? [] : [.back]
      return own + [.language, .help] + back
    }
    var keys = [
      KeyHint("←→", .labStep, rank: 0),
      KeyHint(", .", .labSubstep, rank: 3),
      KeyHint("␣", isPlaying ? .labPause : .labPlay, rank: 4),
      KeyHint("⇥", .labLens, rank: 1),
    ]
    if isStoryBelow(bench) {
      keys.append(KeyHint("↑↓", .scroll, rank: 3))
    } else if bench.model.trace.hiddenSize > 1 {
      keys.append(KeyHint("↑↓", .labUnit, rank: 2))
    }
    if bench.lens == .weights { keys.append(KeyHint("< >", .labColumns, rank: 3)) }
    if bench.lens.hasSignals { keys.append(KeyHint("v", .labSignal, rank: 2)) }
    keys += LabTool.available(on: bench).map { KeyHint(String($0.key), $0.name, rank: $0.rank) }
    return keys + [.help, .language, .back]
  }

  func help(in context: ScreenContext) -> [KeyHelp] {
    guard let bench else { return [] }
    var rows = [
      KeyHelp("← →  h l", .helpLabStep),
      KeyHelp(
        ",  .",
        bench.model.kind.phases == Phase.allCases ? .helpLabSubstep : .helpLabPhase),
      KeyHelp("{ }  Home End", .helpLabEnds),
      KeyHelp("␣", .helpLabPlay),
      KeyHelp("B", .helpLabBackward),
      KeyHelp("⇥", .helpLabLens),
      KeyHelp("v", .helpLabSignal),
    ]
    if bench.model.trace.hiddenSize > 1 { rows.append(KeyHelp("↑ ↓  j k", .helpLabUnit)) }
    if bench.model.trace.shape.stateCount > 1 { rows.append(KeyHelp("[  ]", .helpLabLayer)) }
    if bench.lens == .weights { rows.append(KeyHelp("<  >", .helpLabColumns)) }
    rows += LabTool.available(on: bench).map { KeyHelp(String($0.key), $0.help) }
    return rows + [KeyHelp("u  U  r", .helpLabUndo)]
  }

  var isTyping: Bool { overlay?.isTyping ?? false }

  // MARK: Keys

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    guard var bench else { return .ignored }
    let wasPlaying = isPlaying
    var reaction = press(key, &bench, in: context)
    if reaction.isHandled {
      // What it plays is written down step by step.
      if isPlaying == wasPlaying { keysPressed.append(key) }
      if wasPlaying, key != .character(" ") { isPlaying = false }
    }
    reaction.events += bench.takeEffects().map { .perform($0) }
    self.bench = bench
    return reaction
  }

  private mutating func press(
    _ key: Key, _ bench: inout Bench, in context: ScreenContext
  ) -> Reaction {
    if overlay != nil {
      let reaction = overlay?.handle(key, on: &bench, in: context) ?? .ignored
      if let result = take(reaction) { return result }
      // Text never does anything else, and Esc closes what lies on top.
      if isTyping { return .ignored }
      if key == .escape {
        overlay = nil
        return .handled
      }
    }
    if key == .character(" ") { return togglePlay(&bench) }
    if let reaction = move(key, &bench) {
      makeRoom()
      overlay?.labChanged(bench)
      return reaction
    }
    if isStoryBelow(bench), let reaction = scroll(key, bench, in: context) { return reaction }
    if let reaction = choose(key, &bench) ?? change(key, &bench) {
      overlay?.labChanged(bench)
      return reaction
    }
    return open(key, &bench, in: context)
  }

  mutating func paste(_ text: String, in context: ScreenContext) -> Reaction {
    guard var bench, overlay != nil else { return .ignored }
    let reaction = overlay?.paste(text, on: &bench, in: context) ?? .ignored
    var result = take(reaction) ?? .ignored
    if result.isHandled {
      keysPressed += text.map { .character($0.isNewline ? " " : $0) }
      overlay?.labChanged(bench)
    }
    result.events += bench.takeEffects().map { .perform($0) }
    self.bench = bench
    return result
  }

  /// Carries out what an overlay wants; nil when it has no use for the key.
  private mutating func take(_ reaction: LabReaction) -> Reaction? {
    switch reaction {
    case .ignored: return nil
    case .handled: return .handled
    case .note(let phrase): return .note(phrase)
    case .perform(let effect): return Reaction([.perform(effect)])
    case .close:
      overlay = nil
      return .handled
    case .closeWith(let phrase):
      overlay = nil
      return .note(phrase)
    case .closePerforming(let effect):
      overlay = nil
      return Reaction([.perform(effect)])
    }
  }

  /// Moves in time, or returns nil when that is not what the key does.
  private mutating func move(_ key: Key, _ bench: inout Bench) -> Reaction? {
    let hasMoved: Bool
    switch key {
    case .right, .character("l"): hasMoved = bench.stepper.forward()
    case .left, .character("h"): hasMoved = bench.stepper.back()
    case .character("."): hasMoved = bench.onOneSubstep()
    case .character(","): hasMoved = bench.backOneSubstep()
    case .home, .character("{"):
      hasMoved = !bench.stepper.isAtStart
      bench.stepper.goToStart()
    case .end, .character("}"):
      hasMoved = !bench.stepper.isAtEnd
      bench.stepper.goToEnd()
    default: return nil
    }
    storyTop = 0
    guard !hasMoved else { return .handled }
    return .note(bench.stepper.isAtStart ? .labAtTheStart(next: "→") : .labAtTheEnd(back: "←"))
  }

  private mutating func makeRoom() {
    if overlay?.closesOnMove == true { overlay = nil }
  }

  private mutating func togglePlay(_ bench: inout Bench) -> Reaction {
    makeRoom()
    isPlaying.toggle()
    deadline = nil
    if isPlaying, bench.stepper.isAtEnd {
      bench.stepper.goToStart()
      keysPressed.append(.home)
    }
    return .handled
  }

  /// Chooses unit, layer or lens.
  private func choose(_ key: Key, _ bench: inout Bench) -> Reaction? {
    switch key {
    case .up, .character("k"): return bench.moveUnit(by: -1)
    case .down, .character("j"): return bench.moveUnit(by: 1)
    case .pageUp: return bench.moveUnit(by: -10)
    case .pageDown: return bench.moveUnit(by: 10)
    case .character("["): return bench.moveLayer(by: -1)
    case .character("]"): return bench.moveLayer(by: 1)
    case .character("<"): return bench.moveWeights(by: -8)
    case .character(">"): return bench.moveWeights(by: 8)
    case .character("v") where bench.lens != .weights:
      bench.changeSignal()
      return .handled
    case .tab, .backTab:
      bench.changeLens(by: key == .tab ? 1 : -1)
      return .handled
    default: return nil
    }
  }

  /// Undoes, does again, or takes everything back.
  private func change(_ key: Key, _ bench: inout Bench) -> Reaction? {
    switch key {
    case .character("B"):
      bench.turnRound()
      return .handled
    case .character("u"): return bench.undo() ? .handled : .note(.labNothingToUndo)
    case .character("U"): return bench.redo() ? .handled : .note(.labNothingToRedo)
    case .character("r"):
      guard !bench.edits.isEmpty else { return .note(.labNothingToUndo) }
      bench.reset()
      return .note(.labIsReset)
    default: return nil
    }
  }

  private mutating func open(
    _ key: Key, _ bench: inout Bench, in context: ScreenContext
  ) -> Reaction {
    guard let tool = LabTool.available(on: bench).first(where: { key == .character($0.key) })
    else { return .ignored }
    isPlaying = false
    let session = LabSession(
      opening: opening, keys: keysPressed, language: context.language, size: context.windowSize)
    tool.prepare(&bench)
    overlay = tool.open(bench, session, context)
    return .handled
  }

  private mutating func scroll(_ key: Key, _ bench: Bench, in context: ScreenContext) -> Reaction? {
    let last = story(bench, in: context).lastTop(in: storySize(bench, of: context.bodySize))
    switch key {
    case .up, .character("k"): storyTop = max(0, storyTop - 1)
    case .down, .character("j"): storyTop = min(last, storyTop + 1)
    case .pageUp: storyTop = max(0, storyTop - 10)
    case .pageDown: storyTop = min(last, storyTop + 10)
    default: return nil
    }
    return .handled
  }

  // MARK: Time and work

  mutating func painted(in context: ScreenContext) {
    if isPlaying, deadline == nil { deadline = context.now + Self.pace }
    // A wide window shows a second model without being asked.
    if LensView.hasRoomForPair(context.bodySize), overlay == nil, var bench, bench.rivals.isEmpty {
      bench.compare(with: ComparePanel.usual(bench.model.kind))
      self.bench = bench
    }
  }

  mutating func interrupted(in context: ScreenContext) {
    deadline = nil
  }

  mutating func tick(in context: ScreenContext) -> Reaction {
    guard isPlaying, var bench else { return .handled }
    deadline = nil
    bench.stepper.forward()
    keysPressed.append(.right)
    if bench.stepper.isAtEnd { isPlaying = false }
    overlay?.labChanged(bench)
    self.bench = bench
    return .handled
  }

  func nextDeadline(in context: ScreenContext) -> Int64? { isPlaying ? deadline : nil }

  mutating func receive(_ news: LabNews, in context: ScreenContext) -> Reaction {
    guard var bench else { return .handled }
    bench.receive(news)
    overlay?.labChanged(bench)
    let effects = bench.takeEffects()
    self.bench = bench
    return Reaction(effects.map { .perform($0) })
  }

  mutating func takeEffects() -> [Effect] { bench?.takeEffects() ?? [] }

  var closing: [Effect] { bench?.waitsFor.map { .stopWork($0) } ?? [] }

  // MARK: Picture

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    guard let bench else {
      let text = Line(
        failure.map { context.say($0.phrase) } ?? "", Style(.danger)
      ).wrapped(to: min(76, rect.size.columns))
      for (index, line) in text.enumerated() {
        canvas.write(line, at: rect.row(index + 1).origin, in: rect)
      }
      return nil
    }
    let scene = bench.scene(context.language, hasShades: context.hasShades)
    guard let overlay else {
      LensView(lens: bench.lens, scene: scene).draw(in: rect, on: &canvas)
      if isStoryBelow(bench) {
        let below = rect.removingRows(top: rect.size.rows - storySize(bench, of: rect.size).rows)
        story(bench, in: context).draw(in: below, on: &canvas)
      }
      return nil
    }
    let parts = overlay.placement(in: rect.size, scene).split(rect)
    if let lens = parts.lens {
      LensView(lens: bench.lens, scene: scene).draw(in: lens, on: &canvas)
    }
    return overlay.draw(in: parts.overlay, on: &canvas, scene, context: context)
  }

  private func story(_ bench: Bench, in context: ScreenContext) -> LabStory {
    LabStory(preset: bench.preset, language: context.language, top: storyTop)
  }

  /// What the tape, and a blank row below it, leave to the story.
  private func storySize(_ bench: Bench, of body: Size) -> Size {
    let tape = LabLayout.tapeRows(bench.preset, columns: body.columns)
    return Size(rows: body.rows - tape - 1, columns: body.columns)
  }
}
