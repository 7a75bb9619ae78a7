import Cells
public import CourseModel
public import Languages
import Phrases
import Recurrent
public import Study
import Views

/// The lab line by line: commands in, everything that the screen shows told in words and numbers.
public struct PlainLab: Sendable {
  private let model: LabModel
  private var stepper: Stepper

  /// Runs a preset and stands at a position; at its beginning by default.
  public init(_ preset: LabPreset, at reference: LabReference? = nil) throws(LabRun.Failure) {
    model = try LabModel(preset)
    stepper = Stepper(
      count: model.count, kind: model.kind, t: reference?.step ?? 0, substep: reference?.substep)
  }

  /// Runs a network of the learner's own.
  public init(_ own: OwnNetwork) throws(LabRun.Failure) {
    var bench = try Bench(own, opened: 0)
    bench.finish()
    model = bench.model
    stepper = Stepper(count: model.count, kind: model.kind)
  }

  /// What is said first: title, story, commands and the current step.
  public func opening(_ language: Language) -> [String] {
    let preset = model.preset
    let title = preset.title.best(for: language) ?? preset.id
    let size = Phrase.labSize(
      cell: preset.cell.uppercased(), inputs: preset.inputs.count, units: preset.hiddenSize)
    var lines = Self.wrapped([language.say(.plainLabTitle(title, size: size))])
    if stepper.isAtStart { lines += story(language) }
    return lines + Self.wrapped([language.say(.plainLabHelp(steps: model.count))])
      + position(language)
  }

  /// Obeys a command; nil when it says to leave.
  public mutating func obey(_ line: String, _ language: Language) -> [String]? {
    let command = line.split(separator: " ").joined(separator: " ").lowercased()
    switch command {
    case "q", "quit", "exit": return nil
    case "", "n", "next":
      guard stepper.forward() else { return Self.wrapped([language.say(.labAtTheEnd(back: "b"))]) }
    case "b", "back":
      guard stepper.back() else { return [language.say(.labAtTheStart(next: "n"))] }
    case "s", "story": return story(language)
    case "?", "help": return [language.say(.plainLabHelp(steps: model.count))]
    default:
      guard let t = Int(command), (0...model.count).contains(t) else {
        return Self.wrapped([
          language.say(.plainLabUnknown(line)), language.say(.plainLabHelp(steps: model.count)),
        ])
      }
      stepper.jump(to: t)
    }
    return position(language)
  }

  private func story(_ language: Language) -> [String] {
    plainLines(model.preset.story.best(for: language) ?? [], width: Self.width)
  }

  /// Cells of a line.
  private static let width = 76

  private static func wrapped(_ lines: [String], hanging: Int = 2) -> [String] {
    lines.flatMap { Line($0).wrapped(to: width, hanging: hanging).map(\.plainText) }
  }

  // MARK: One step

  private func position(_ language: Language) -> [String] {
    let t = stepper.t
    guard t > 0 else {
      let states = (0..<model.trace.hiddenSize).map { unit in
        let hidden = "\(name("h", t, unit)) = \(number(.hidden, unit))"
        guard model.kind.hasCellState else { return hidden }
        return "\(name("c", t, unit)) = \(number(.cell, unit)), " + hidden
      }
      return Self.wrapped([language.say(.plainLabBefore)] + states)
    }
    var lines = [language.say(.plainLabStep(t, of: model.count)), inputs(language)]
    for unit in 0..<model.trace.hiddenSize {
      guard let account = model.account(at: t, Site(unit: unit)) else { continue }
      if model.trace.hiddenSize > 1 { lines.append(language.say(.plainLabUnit(unit + 1))) }
      lines += gates(account, language)
      if let sentence = account.sentence(for: stepper.substep) {
        lines.append(language.say(sentence))
        continue
      }
      lines += account.equations.map { $0.plainText { letter, t in name(letter, t, unit) } }
      lines += account.summary.map { language.say($0) }
    }
    if stepper.isComplete, let caption = model.preset.captions[t]?.best(for: language) {
      lines.append(caption)
    }
    return Self.wrapped(lines)
  }

  /// `x₅: d data = −0.7, w write = 0`
  private func inputs(_ language: Language) -> String {
    let values = model.trace.steps[stepper.t - 1].input
    func parts(_ language: Language) -> [String] {
      zip(model.preset.inputs, values).map { input, value in
        "\(input.label(language, width: .max)) = \(LabNumber.trimmed(Double(value)))"
      }
    }
    return language.say(
      .plainInputs(symbol("x", at: stepper.t), parts(.english), parts(.chinese)))
  }

  /// A line for each gate that is known.
  private func gates(_ account: CellAccount, _ language: Language) -> [String] {
    let kind = account.kind
    return kind.gatesInOrder.filter { stepper.hasReached(kind.substep(of: $0)) }.map { gate in
      language.say(
        .plainGate(
          kind.isPlain ? .plainHiddenState : gate.fullName, kind.blockName(gate),
          LabNumber.text(account.value(of: gate)), account.words(for: gate)))
    }
  }

  private func number(_ signal: Signal, _ unit: Int) -> String {
    LabNumber.text(Double(model.trace.value(signal, at: stepper.t, unit: unit) ?? .nan))
  }

  /// `c₅`, or `c₅[2]` where there are several units.
  private func name(_ letter: String, _ t: Int, _ unit: Int) -> String {
    symbol(letter, at: t) + (model.trace.hiddenSize > 1 ? "[\(unit + 1)]" : "")
  }
}

extension Gate {
  fileprivate var fullName: Phrase {
    switch self {
    case .forget: .plainForgetGate
    case .input: .plainInputGate
    case .candidate: .plainCandidate
    case .output: .plainOutputGate
    case .reset: .plainResetGate
    case .update: .plainUpdateGate
    case .new: .plainNewState
    }
  }
}

extension PlainLab {
  /// A figure of a lesson, told a line a step; nil when its lab cannot run.
  public static func figureLines(
    _ figure: LabFigure, preset: LabPreset, language: Language
  ) -> [String]? {
    guard let state = FigureState(figure, preset: preset) else { return nil }
    let title = preset.title.best(for: language) ?? preset.id
    return wrapped([title]) + wrapped(state.plainLines.map { "  " + $0 }, hanging: 4)
      + wrapped(figure.ask.map { ["? " + $0.text] } ?? [])
  }
}
