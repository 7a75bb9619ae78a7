public import CourseModel
public import Recurrent

/// On which side of zero a number lies.
public enum Sign: Int, CaseIterable, Hashable, Sendable {
  case negative = -1
  case zero = 0
  case positive = 1

  /// What is closer to zero than this counts as zero.
  public static let resolution = 1e-6

  /// Nil for NaN, which has none.
  public init?(of value: Double) {
    guard !value.isNaN else { return nil }
    self = abs(value) < Self.resolution ? .zero : value < 0 ? .negative : .positive
  }
}

/// What a learner says of the next step where no number is asked for.
public enum Guess: Hashable, Sendable {
  case sign(Sign)
  /// Whether the comparison will hold.
  case holds(Bool)

  /// `-`, `0`, `+`, `yes` or `no`, as reports write it.
  public var given: String {
    switch self {
    case .sign(.negative): "-"
    case .sign(.zero): "0"
    case .sign(.positive): "+"
    case .holds(let holds): holds ? "yes" : "no"
    }
  }

  private static let words: [String: Guess] = [
    "-": .sign(.negative), "minus": .sign(.negative), "negative": .sign(.negative),
    "负": .sign(.negative), "负数": .sign(.negative),
    "0": .sign(.zero), "zero": .sign(.zero), "零": .sign(.zero),
    "+": .sign(.positive), "plus": .sign(.positive), "positive": .sign(.positive),
    "正": .sign(.positive), "正数": .sign(.positive),
    "y": .holds(true), "yes": .holds(true), "是": .holds(true), "对": .holds(true),
    "成立": .holds(true),
    "n": .holds(false), "no": .holds(false), "否": .holds(false), "不": .holds(false),
    "不成立": .holds(false),
  ]

  /// Reads what was typed for a sign or for yes and no, in either language.
  public init?(_ typed: String, for target: Prediction.Target) {
    let word = String(typed.trimmed.lowercased().map { $0.foldedWidth.asASCIISign })
    switch (Self.words[word], target) {
    case (.sign(let sign), .sign): self = .sign(sign)
    case (.holds(let holds), .comparison): self = .holds(holds)
    default: return nil
    }
  }
}

extension Prediction {
  /// What the step brought, beside the traced number from which it follows.
  public enum Truth: Hashable, Sendable {
    case number(Double)
    case sign(Sign, of: Double)
    case holds(Bool, of: Double)

    public var value: Double {
      switch self {
      case .number(let value), .sign(_, let value), .holds(_, let value): value
      }
    }
  }

  /// What the step behind timestep `t` brings; nil beyond the end of the sequence, for what the
  /// cell does not have, and for the sign of NaN.
  public func truth(in run: LabRun, after t: Int) -> Truth? { truth(in: run.trace, after: t) }

  /// The same for a trace of any origin; the first layer, forward.
  public func truth(in trace: Trace<Float>, after t: Int) -> Truth? {
    guard t >= 0, let signal = Signal(symbol: symbol),
      let value = trace.value(signal, at: t + 1, unit: unit)
    else { return nil }
    return truth(of: Double(value))
  }

  /// What a traced number says; no comparison holds for NaN.
  public func truth(of value: Double) -> Truth? {
    switch target {
    case .value: .number(value)
    case .sign: Sign(of: value).map { .sign($0, of: value) }
    case .comparison(let condition): .holds(condition.holds(for: value), of: value)
    }
  }

  /// Whether the answer hangs on the last digits of the number, so that nobody could know it.
  public func isClose(_ truth: Truth) -> Bool {
    let close = 1e-4
    return switch target {
    case .value: false
    case .sign: abs(truth.value) >= Sign.resolution && abs(truth.value) < close
    case .comparison(let condition): abs(truth.value - condition.value) < close
    }
  }

  /// The answer that a typed line stands for; ``Response/text(_:)`` when it is none.
  public func response(to typed: String) -> Response {
    if case .value = target { return .number(typed) }
    return Guess(typed, for: target).map { .guess($0) } ?? .text(typed)
  }

  public func grade(_ response: Response, against truth: Truth) -> Grade {
    switch (response, truth) {
    case (.guess(.sign(let given)), .sign(let right, _)): Grade(isCorrect: given == right)
    case (.guess(.holds(let given)), .holds(let right, _)): Grade(isCorrect: given == right)
    case (.number(let typed), .number(let right)) where !response.isEmpty:
      switch Self.number(typed) {
      case .failure(let refusal): Grade(isCorrect: false, rejection: .unreadable(refusal))
      case .success(let given):
        isRight(given, right)
          ? Grade(isCorrect: true) : Grade(isCorrect: false, rejection: .outsideTolerance)
      }
    default: Grade(isCorrect: false)
    }
  }

  /// NaN is right where NaN comes out, and an infinity where the same one does.
  private func isRight(_ given: Double, _ right: Double) -> Bool {
    guard right.isFinite, given.isFinite else {
      return given == right || given.isNaN && right.isNaN
    }
    // The engine computes in single precision.
    let noise = max(abs(given), abs(right)) * 1e-6
    return abs(given - right) <= tolerance.margin(of: right) + noise
  }

  /// A number in the forms of ``TypedNumber``, or `nan`, `inf`, `-inf`, `∞`.
  static func number(_ typed: String) -> Result<Double, TypedNumber.Refusal> {
    let word = String(typed.trimmed.lowercased().map { $0.foldedWidth.asASCIISign })
    switch word {
    case "nan": return .success(.nan)
    case "inf", "+inf", "infinity", "∞", "+∞": return .success(.infinity)
    case "-inf", "-infinity", "-∞": return .success(-.infinity)
    default: return TypedNumber.read(typed).flatMap { $0.resolved(for: nil).map(\.value) }
    }
  }
}

/// A `predict` question on its lab, run up to the step that is predicted.
public struct PredictionRun: Hashable, Sendable {
  public let prediction: Prediction
  public let preset: LabPreset
  /// The timestep after which the learner predicts, 0…T−1.
  public let step: Int
  /// What the next step brings.
  public let truth: Prediction.Truth

  /// Nil for other questions, and where the lab does not have what is asked.
  public init?(_ question: Question, labs: [LabPreset]) {
    guard case .predict(let prediction) = question.kind, let position = question.lab,
      let preset = labs.first(where: { $0.id == position.preset }),
      preset.tape.indices.contains(position.step),
      let run = try? LabRun(preset, steps: position.step + 1),
      let truth = prediction.truth(in: run, after: position.step)
    else { return nil }
    self.prediction = prediction
    self.preset = preset
    self.step = position.step
    self.truth = truth
  }
}

extension Question {
  /// Whether it can be asked beside these labs: a prediction needs one that can tell the answer.
  public func isPlayable(with labs: [LabPreset]) -> Bool {
    guard case .predict = kind else { return true }
    return PredictionRun(self, labs: labs) != nil
  }
}
