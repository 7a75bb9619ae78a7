import Cells
import Console
import Languages
import Study
import TestSupport
import Testing
import TutorCore

/// A moment of an interview that is worth a picture.
struct InterviewMoment: CustomTestStringConvertible, Sendable {
  var name: String
  /// Keys; `~` lets ten seconds pass, `@` types an answer in the learner's language.
  var keys: String
  var isSetup = false

  var testDescription: String { name }

  private static let answers: [Language: String] = [
    .english:
      "The forget gate f decides how much of the old cell c is kept, and the input gate how "
      + "much is added.\nThat is all I remember of the equations.",
    .chinese: "遗忘门 f 决定旧的记忆元 c 保留多少，输入门决定加入多少新内容，两部分相加就是新的记忆元。\n公式我只记得这些。",
  ]

  func player(_ language: Language, _ size: Size) throws -> Player {
    var player =
      isSetup
      ? InterviewCourse.start(.interviewSetup(transcript: nil), language, size)
      : InterviewCourse.player(language, size: size)
    var keys = ""
    for character in self.keys {
      guard character == "~" || character == "@" else {
        keys.append(character)
        continue
      }
      try player.press(keys)
      keys = ""
      if character == "~" {
        player.wait(milliseconds: 10_000)
      } else {
        player.receive(.input(.paste(Self.answers[language] ?? "")))
      }
    }
    try player.press(keys)
    return player
  }

  /// All answers, so that the debrief stands on the screen.
  private static let whole =
    "@~<f5>h~<f5>x<f5><f5>norm<f5>99328<enter>a fixed state<f5>"

  static let all = [
    InterviewMoment(name: "setup", keys: "j<right>", isSetup: true),
    InterviewMoment(name: "question", keys: "~"),
    InterviewMoment(name: "typed", keys: "@~"),
    InterviewMoment(name: "buttons", keys: "@<tab><right>"),
    InterviewMoment(name: "empty", keys: "<f5>"),
    InterviewMoment(name: "follow-up", keys: "@~<f5>"),
    InterviewMoment(name: "number", keys: "@~<f5><f5><f5><f5><f5>gradient<f5>123"),
    InterviewMoment(name: "paused", keys: "@<f6>"),
    InterviewMoment(name: "leaving", keys: "@~<f5><esc>"),
    InterviewMoment(name: "late", keys: "@" + String(repeating: "~", count: 48)),
    InterviewMoment(name: "time-up", keys: "@" + String(repeating: "~", count: 185)),
    InterviewMoment(name: "debrief", keys: whole),
    InterviewMoment(name: "debrief-answer", keys: whole + "<enter>b"),
    InterviewMoment(name: "debrief-follow-up", keys: whole + "<enter><right>"),
  ]
}

@Suite struct InterviewGoldenTests {
  @Test(arguments: InterviewMoment.all, Language.allCases)
  func `Every moment of an interview looks as it did`(
    moment: InterviewMoment, language: Language
  ) throws {
    for size in screenSizes {
      let player = try moment.player(language, size)
      let name = "interview-\(moment.name)-\(language.rawValue)-\(size.columns)x\(size.rows)"
      #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
    }
  }

  @Test(arguments: Language.allCases)
  func `The transcript reads as it did`(language: Language) throws {
    var player = try InterviewMoment(
      name: "", keys: "@~<f5>h~<f5>x<f5><f5>norm<f5>99328<enter>a fixed state<f5><enter>b<esc>"
    ).player(language, screenSizes[0])
    try player.press("s")
    let saved = player.effects.compactMap { effect -> String? in
      if case .saveFile(let name, let text) = effect { name + "\n" + text } else { nil }
    }
    #expect(saved.count == 1)
    #expect(
      differenceFromGolden(saved.first ?? "", "interview-transcript-\(language.rawValue)") == nil)
  }

  @Test func `Every screen of an interview fits any window, in both languages`() throws {
    for moment in InterviewMoment.all {
      var player = try moment.player(.english, screenSizes[0])
      for size in [(1, 1), (20, 60), (21, 61), (24, 99), (30, 100), (60, 200), (5, 300)] {
        player.resize(to: Size(rows: size.0, columns: size.1))
        try player.press("<f2>")
        #expect(player.exitCode == nil)
        #expect(player.canvas.size == Size(rows: size.0, columns: size.1))
      }
    }
  }
}
