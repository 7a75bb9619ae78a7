import Cells
public import CourseModel
public import Languages
import Phrases
import Recurrent
public import Study
import Views

/// The lab line by line: commands in, everything that the screen shows told in words and numbers.
public struct PlainLab: Sendable {
  /// What comes of a command.
  public struct Answer: Hashable, Sendable {
    /// At most 76 cells wide.
    public var lines: [String]
    /// Files to be written.
    public var effects: [Effect] = []
  }

  var bench: Bench
  /// The unit that was chosen is told alone, else all of a few.
  var isUnitChosen = false
  /// Whether the lens was told whole; from then on steps tell what they change of it.
  var isLensKnown = false
  /// The run with a mistake, while one is switched on.
  var fault: FaultRun?
  /// What is asked before each step, while predictions are made.
  var prediction: PlainPrediction?

  /// Cells of a line.
  static let width = 76
  /// More units are told one at a time.
  static let fewUnits = 4

  /// Runs a preset and stands at a position; at its beginning by default.
  public init(_ preset: LabPreset, at reference: LabReference? = nil) throws(LabRun.Failure) {
    bench = try Bench(preset, opened: 0)
    if let reference {
      bench.stand(at: reference)
      bench.lens = reference.lens.flatMap(Lens.init(rawValue:)) ?? .gates
    }
    finish()
  }

  /// Runs a network of the learner's own.
  public init(_ own: OwnNetwork) throws(LabRun.Failure) {
    bench = try Bench(own, opened: 0)
    finish()
  }

  /// Has everything computed that was asked for.
  mutating func finish() {
    bench.lookThroughLens()
    bench.finish()
  }

  // MARK: What is told

  /// What is said first: title, story, commands and the current step.
  public func opening(_ language: Language) -> [String] {
    let preset = model.preset
    let title = preset.title.best(for: language) ?? preset.id
    let size = Phrase.labSize(
      cell: preset.cell.uppercased(), inputs: preset.inputs.count, units: preset.hiddenSize)
    var lines = Self.wrapped([language.say(.plainLabTitle(title.displayed, size: size))])
    if stepper.isAtStart { lines += story(language) }
    return lines + Self.wrapped([language.say(.plainLabHelp(steps: model.count))])
      + position(language)
  }

  func story(_ language: Language) -> [String] {
    plainLines(model.preset.story.best(for: language) ?? [], width: Self.width)
  }

  static func wrapped(_ lines: [String], hanging: Int = 2) -> [String] {
    lines.flatMap { Line($0).wrapped(to: width, hanging: hanging).map(\.plainText) }
  }

  static func wrapped(_ phrase: Phrase, _ language: Language) -> [String] {
    wrapped([language.say(phrase)])
  }

  // MARK: Shorthands

  var model: LabModel { bench.model }
  var stepper: Stepper { bench.stepper }
  var kind: CellKind { model.kind }
  var shape: NetworkShape { model.trace.shape }
  var probe: Probe { model.probe(bench.site) }

  /// The same layer and direction at another unit.
  func site(unit: Int) -> Site {
    var site = bench.site
    site.unit = unit
    return site
  }

  /// The units of a layer that are told.
  var toldUnits: [Int] {
    isUnitChosen || shape.hiddenSize > Self.fewUnits
      ? [bench.site.unit] : Array(0..<shape.hiddenSize)
  }

  /// `c₅`, or `c₅[2]` where there are several units.
  func name(_ letter: String, _ t: Int, _ unit: Int) -> String {
    symbol(letter, at: t) + (shape.hiddenSize > 1 ? "[\(unit + 1)]" : "")
  }
}

// MARK: Commands

extension PlainLab {
  /// Obeys a command; nil when it says to leave.
  public mutating func obey(_ line: String, _ language: Language) -> Answer? {
    isLensKnown = true
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    let first = words.first?.lowercased() ?? ""
    if prediction != nil, first != "predict", let answer = guess(line, language) {
      return Answer(lines: answer)
    }
    if first == "q" || first == "quit" || first == "exit" { return nil }
    if let command = PlainCommand(typed: first) {
      let arguments = Array(words.dropFirst())
      if command == .save { return save(arguments, language) }
      return Answer(lines: perform(command, arguments, line, language))
    }
    return Answer(lines: jump(line, words, language))
  }

  private mutating func perform(
    _ command: PlainCommand, _ arguments: [String], _ line: String, _ language: Language
  ) -> [String] {
    switch command {
    case .next, .back: return step(command, arguments, language)
    case .substepOn, .substepBack: return substep(command, language)
    case .first, .last:
      jump(to: command == .first ? 0 : model.count)
      return asked(position(language), language)
    case .unit: return chooseUnit(arguments, language)
    case .layer: return chooseLayer(arguments, language)
    case .place: return place(language)
    case .gates, .flow, .cell, .heat, .units, .gradient, .weights:
      return look(command, arguments, language)
    case .convention: return convention(arguments, language)
    case .backward, .forward: return turn(command, language)
    case .set: return set(arguments, language)
    case .undo, .redo, .reset: return takeBack(command, language)
    case .changes: return changes(language)
    case .compare: return compare(arguments, language)
    case .fault: return switchFault(arguments, language)
    case .faults: return faults(language)
    case .predict: return predict(arguments, language)
    case .text: return read(line, language)
    case .tokens: return tokens(language)
    case .story: return story(language)
    case .help: return help(language)
    case .save, .quit: return []
    }
  }

  // MARK: Moving

  private mutating func step(
    _ command: PlainCommand, _ arguments: [String], _ language: Language
  ) -> [String] {
    guard let count = arguments.isEmpty ? 1 : Int(arguments[0]), count > 0 else {
      return Self.wrapped(.plainNeedsCount(arguments[0].displayed), language)
    }
    var hasMoved = false
    for _ in 0..<min(count, model.count + 1) {
      guard command == .next ? bench.stepper.forward() : bench.stepper.back() else { break }
      hasMoved = true
    }
    guard hasMoved else {
      return Self.wrapped(
        command == .next ? .labAtTheEnd(back: "b") : .labAtTheStart(next: "n"), language)
    }
    if bench.backward != nil { jump(to: stepper.t) }
    return asked(position(language), language)
  }

  /// Stands on a complete timestep; on the way back at its beginning.
  mutating func jump(to t: Int) {
    bench.stepper.jump(to: bench.backward == nil ? t : max(1, t))
    bench.backward?.place = 0
  }

  /// Jumps to a timestep such as `5`, or into it: `5.3`.
  private mutating func jump(_ line: String, _ words: [String], _ language: Language) -> [String] {
    let word = words.first ?? ""
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 1, parts.count <= 2, let t = Int(parts[0]), (0...model.count).contains(t)
    else {
      guard prediction == nil else {
        return Self.wrapped(.plainNoAnswer(line.displayed.truncated(to: 40)), language)
          + question(language)
      }
      return unknown(line, word, language)
    }
    guard parts.count == 2 else {
      jump(to: t)
      return asked(position(language), language)
    }
    guard t > 0, let place = Int(parts[1]), (1...kind.substeps.count).contains(place) else {
      return Self.wrapped(.plainNeedsSubstep(kind.substeps.count), language)
    }
    bench.backward = nil
    bench.stepper = Stepper(count: model.count, kind: kind, t: t, substep: place)
    return asked(position(language), language)
  }

  // MARK: Where one looks

  private mutating func chooseUnit(_ arguments: [String], _ language: Language) -> [String] {
    if arguments.first?.lowercased() == "all", shape.hiddenSize <= Self.fewUnits {
      isUnitChosen = false
      return position(language)
    }
    guard arguments.count == 1, let unit = Int(arguments[0]), (1...shape.hiddenSize).contains(unit)
    else { return Self.wrapped(.plainNeedsUnit(shape.hiddenSize), language) }
    bench.site.unit = unit - 1
    isUnitChosen = true
    return asked(position(language), language)
  }

  private mutating func chooseLayer(_ arguments: [String], _ language: Language) -> [String] {
    let layer = arguments.first.flatMap { Int($0) } ?? 0
    let direction = arguments.count > 1 ? Direction(rawValue: arguments[1].lowercased()) : .forward
    guard (1...shape.layerCount).contains(layer), arguments.count <= 2, let direction,
      shape.directions.contains(direction)
    else {
      return Self.wrapped(
        .plainNeedsLayer(shape.layerCount, isBidirectional: shape.isBidirectional), language)
    }
    bench.site = Site(layer: layer - 1, direction: direction, unit: bench.site.unit)
    finish()
    return asked(position(language), language)
  }

  /// Where one stands, what is looked at and what is switched on.
  private func place(_ language: Language) -> [String] {
    var parts: [Phrase] = [.plainLabStep(stepper.t, of: model.count)]
    if stepper.t > 0, let backward = bench.backward {
      parts.append(.plainOnTheWayBack(backward.place + 1, of: kind.backwardSubsteps.count))
    } else if stepper.t > 0 {
      parts.append(.plainSubstepOf(stepper.place + 1, of: kind.substeps.count))
    }
    parts.append(
      .plainSite(
        unit: bench.site.unit + 1, of: shape.hiddenSize, layer: bench.site.layer + 1,
        of: shape.layerCount,
        isReverse: shape.isBidirectional ? bench.site.direction == .reverse : nil))
    parts.append(.plainLens(bench.lens.rawValue))
    if !bench.edits.isEmpty { parts.append(.plainChangeCount(bench.edits.count)) }
    if !bench.rivals.isEmpty {
      parts.append(.plainComparedWith(bench.rivals.map(\.kind.rawValue).joined(separator: ", ")))
    }
    if let fault { parts.append(.plainFaultIsOn(fault.fault.rawValue)) }
    return Self.wrapped(parts.map { language.say($0) } + score(language))
  }

  /// The lines, and the question that stands while predictions are made.
  func asked(_ lines: [String], _ language: Language) -> [String] {
    prediction == nil ? lines : lines + question(language)
  }
}

extension PlainLab {
  /// A figure of a lesson, told a line a step; nil when its lab cannot run.
  ///
  /// - Parameter rival: the lab that it is compared with
  public static func figureLines(
    _ figure: LabFigure, preset: LabPreset, rival: LabPreset? = nil, language: Language
  ) -> [String]? {
    guard let state = FigureState(figure, preset: preset, rival: rival) else { return nil }
    let title = preset.title.best(for: language) ?? preset.id
    return wrapped([title] + (state.rival.map { [language.say($0.title)] } ?? []))
      + wrapped(state.plainLines(language).map { "  " + $0 }, hanging: 4)
      + wrapped(figure.ask.map { ["? " + $0.text] } ?? [])
  }
}
