public import CourseModel

/// What a learner answers. Options, reasons and items have their author's numbers, from 0.
public enum Response: Hashable, Sendable {
  /// Nothing, or "I don't know".
  case none
  case options(Set<Int>)
  case judgement(Verdict?, reason: Int?)
  case number(String)
  case text(String)
  /// Items in the order in which the learner puts them.
  case order([Int])
  /// An open answer, judged by the learner against its key points.
  case selfGraded(keyPoints: Set<Int>, isRight: Bool)
  /// A sign, or yes or no, said before a lab's next step.
  case guess(Guess)
  /// What was typed into each gap, in the order of the text.
  case gaps([String])
  /// For each thing on the left the number of the right one, or nil.
  case match([Int?])
  /// A line of code, 1-based, and the option that repairs it.
  case repair(line: Int?, option: Int?)

  public var isEmpty: Bool {
    switch self {
    case .none: true
    case .options(let chosen): chosen.isEmpty
    case .judgement(let verdict, let reason): verdict == nil && reason == nil
    case .number(let text), .text(let text): text.trimmed.isEmpty
    case .order(let items): items.isEmpty
    case .selfGraded, .guess: false
    case .gaps(let typed): typed.allSatisfy(\.trimmed.isEmpty)
    case .match(let given): given.allSatisfy { $0 == nil }
    case .repair(let line, let option): line == nil && option == nil
    }
  }

  /// The answer in letters, numbers or words, as reports write it; options have their author's
  /// letters, and the reasons of a `judge` question follow its three verdicts.
  public var given: String {
    switch self {
    case .none: ""
    case .options(let chosen): String(chosen.sorted().map(\.optionLetter))
    case .judgement(let verdict, let reason):
      (verdict.map { String($0.index.optionLetter) } ?? "")
        + (reason.map { String(($0 + Verdict.allCases.count).optionLetter) } ?? "")
    case .number(let text), .text(let text): text.trimmed
    case .order(let items): String(items.map(\.optionLetter))
    case .selfGraded(let keyPoints, _): String(keyPoints.sorted().map(\.optionLetter))
    case .guess(let guess): guess.given
    case .gaps(let typed): typed.map(\.trimmed).joined(separator: " | ")
    case .match(let given): String(given.map { $0?.optionLetter ?? "-" })
    case .repair(let line, let option):
      (line.map(String.init) ?? "") + (option.map { String($0.optionLetter) } ?? "")
    }
  }
}

extension Int {
  /// `a` for 0, `b` for 1 and so on.
  public var optionLetter: Character {
    (0..<26).contains(self) ? Character(Unicode.Scalar(UInt8(97 + self))) : "?"
  }
}

extension Character {
  /// 0 for `a`, 1 for `b`, in either case and width; nil for what is no letter of an option.
  public var optionIndex: Int? {
    guard let small = foldedWidth.lowercased().first, let ascii = small.asciiValue,
      (97...122).contains(ascii)
    else { return nil }
    return Int(ascii) - 97
  }
}

extension Verdict {
  /// Its place among the verdicts, from 0.
  public var index: Int {
    switch self {
    case .correct: 0
    case .imprecise: 1
    case .wrong: 2
    }
  }
}
