import Cells
import Languages
import TestSupport
import Testing
import TutorCore

/// A moment of a quiz that is worth a picture.
struct QuizMoment: CustomTestStringConvertible, Sendable {
  enum Start: Sendable {
    case setup
    case quiz([String])
    case practice([String])
  }

  var name: String
  var start: Start
  /// Keys; `~` lets ten seconds pass.
  var keys: String

  var testDescription: String { name }

  init(_ name: String, _ start: Start, _ keys: String = "") {
    self.name = name
    self.start = start
    self.keys = keys
  }

  func player(_ language: Language, _ size: Size) throws -> Player {
    var player =
      switch start {
      case .setup: QuizCourse.start(.quizSetup, language, size: size)
      case .quiz(let questions): QuizCourse.player(questions, language, size: size)
      case .practice(let questions): QuizCourse.practice(questions, language, size: size)
      }
    for (index, part) in keys.split(separator: "~", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { player.wait(milliseconds: 10_000) }
      try player.press(String(part))
    }
    return player
  }

  static let all = [
    QuizMoment("setup", .setup),
    QuizMoment("setup-changed", .setup, "jl<down><left><down><space><end> "),
    QuizMoment("choice", .quiz(["choice", "multi"])),
    QuizMoment("choice-hint", .quiz(["choice", "multi"]), "b~HM"),
    QuizMoment("choice-late", .quiz(["choice", "multi"]), "b~~~~~"),
    QuizMoment("choice-sure", .quiz(["choice", "multi"]), "b~<enter>"),
    QuizMoment("choice-wrong", .quiz(["choice", "multi"]), "b~<enter>3"),
    QuizMoment("choice-unknown", .quiz(["choice", "multi"]), "<enter><enter>"),
    QuizMoment("multi", .quiz(["multi", "choice"]), "ab"),
    QuizMoment("multi-partly", .quiz(["multi", "choice"]), "ab<enter><enter>"),
    QuizMoment("judge", .quiz(["judge", "choice"]), "ae"),
    QuizMoment("judge-reason-only", .quiz(["judge", "choice"]), "ae<enter>2"),
    QuizMoment("numeric", .quiz(["numeric", "choice"]), "−.645<f3>"),
    QuizMoment("numeric-refused", .quiz(["numeric", "choice"]), "0,645<enter>"),
    QuizMoment("numeric-wrong", .quiz(["numeric", "choice"]), "0.81<enter>1"),
    QuizMoment("short-commands", .quiz(["short", "choice"]), "output gaet<tab>"),
    QuizMoment("short-slip", .quiz(["short", "choice"]), "outptu gate<enter>2"),
    QuizMoment("short-other-term", .quiz(["short", "choice"]), "input gate<enter>2"),
    QuizMoment("order", .quiz(["order", "choice"]), "c"),
    QuizMoment("order-wrong", .quiz(["order", "choice"]), "<down>K<enter><enter>"),
    QuizMoment("long", .quiz(["long", "choice"])),
    QuizMoment("long-scrolled", .quiz(["long", "choice"]), "<down><pgup>"),
    QuizMoment("long-feedback", .quiz(["long", "choice"]), "a<enter><enter>"),
    QuizMoment("paused", .quiz(["choice", "multi"]), "bP~"),
    QuizMoment("leaving", .quiz(["choice", "multi"]), "b<enter>3<enter><esc>"),
    QuizMoment("overview", .quiz(["choice", "multi", "judge"]), "SMac<enter><enter><enter>S"),
    QuizMoment("open", .practice(["open", "choice"])),
    QuizMoment("open-answer", .practice(["open", "choice"]), "<enter>a"),
    QuizMoment("open-judge", .practice(["open", "choice"]), "<enter>a<enter>"),
    QuizMoment("open-right", .practice(["open", "choice"]), "<enter>a<enter>y"),
    QuizMoment(
      "end", .quiz(["choice", "multi", "short"]),
      "b~<enter>3<enter>bc~~<enter><enter><enter>outptu gate~~~<enter>1<enter>"),
    QuizMoment(
      "end-feedback", .quiz(["choice", "multi"]),
      "b~<enter>3<enter>a~<enter><enter><enter><down><enter>"),
    QuizMoment("end-perfect", .practice(["choice"]), "a<enter>3<enter>"),
  ]
}

@Suite struct QuizGoldenTests {
  @Test(arguments: QuizMoment.all, Language.allCases)
  func `Every state of a quiz has its picture`(moment: QuizMoment, language: Language) throws {
    for size in QuizCourse.sizes {
      let player = try moment.player(language, size)
      let name = "quiz-\(moment.name)-\(size.columns)x\(size.rows)-\(language.rawValue)"
      #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    }
  }

  @Test(arguments: QuizMoment.all)
  func `No size of window disturbs a quiz`(moment: QuizMoment) throws {
    for (rows, columns) in [(1, 1), (5, 20), (20, 60), (21, 61), (200, 300)] {
      let player = try moment.player(.chinese, Size(rows: rows, columns: columns))
      #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= columns })
    }
  }
}
