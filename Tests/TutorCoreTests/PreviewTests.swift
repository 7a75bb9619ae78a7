import Cells
import Content
import CourseModel
import Foundation
import Languages
import Study
import Testing
import TutorCore

@Suite struct PreviewTests {
  private static let content =
    URL(filePath: #filePath).appending(path: "../../../Content").standardized.path

  private static func preview(_ file: String) -> FilePreview {
    FilePreviewReader(file: content + "/" + file).read()
  }

  private func player(_ preview: FilePreview, size: Size = Size(rows: 24, columns: 80)) -> Player {
    var player = Player(
      state: AppState(language: .english, size: size, start: .preview), course: Course())
    player.receive(.previewed(preview, SearchIndex(preview.course)))
    return player
  }

  private func text(_ preview: FilePreview, _ language: Language, isPlain: Bool = false) -> String {
    PreviewPage(preview, language: language, isPlain: isPlain).lines(width: 76)
      .map(\.plainText).joined(separator: "\n")
  }

  /// A deck of questions that the course is made of in tests.
  private let byHand = FilePreview(
    file: "deck/q.md", course: PartCourse.course,
    questions: PartCourse.course.questions.map(\.id),
    diagnostics: [
      Diagnostic(.error, "x", "something is wrong", at: SourceLocation(file: "q.md", line: 3)),
      Diagnostic(.warning, "y", "something is odd", at: SourceLocation(file: "q.md", line: 9)),
    ])

  @Test func `Mistakes stand at the top`() throws {
    let lines = text(byHand, .english).split(separator: "\n")
    #expect(lines[0] == "✗ 2 mistakes")
    #expect(lines[1] == "3:1 error: something is wrong")
    #expect(lines[2] == "9:1 warning: something is odd")
  }

  @Test(arguments: Language.allCases)
  func `Every question is shown with its answer and all of its feedback`(language: Language) {
    for isPlain in [false, true] {
      let shown = text(byHand, language, isPlain: isPlain)
      for question in PartCourse.course.questions {
        #expect(shown.contains(question.id))
      }
      #expect(!shown.contains("✗ Not"))
      #expect(!shown.contains("You said"))
    }
  }

  @Test func `A choice names what its options reveal`() {
    let preview = FilePreview(
      file: "q.md", course: QuizCourse.course, questions: ["choice", "order", "open"])
    let shown = text(preview, .english)
    #expect(shown.contains("a reveals: “A forget gate near 1 erases the cell.”"))
    #expect(shown.contains("Hint 2"))
    #expect(shown.contains("✓ b  So that about 73 percent"))
    #expect(!shown.contains("✗"))
  }

  @Test func `A lesson has its figures`() {
    let preview = Self.preview("en/lessons/010-what-an-lstm-is.md")
    #expect(preview.lessons == ["what-an-lstm-is"])
    #expect(text(preview, .english).contains("▲"))
    #expect(text(preview, .english, isPlain: true).contains("t = 1: "))
  }

  @Test func `A file in Chinese is shown in Chinese`() throws {
    var player = player(Self.preview("zh/questions/t03-cell-anatomy.md"))
    #expect(player.state.language == .chinese)
    #expect(player.screen.contains("预览 › t03-cell-anatomy.md"))
    try player.press("L")
    player.receive(.previewed(byHand, SearchIndex(byHand.course)))
    #expect(player.state.language == .english)
  }

  @Test func `The file is looked at once a second and shown anew in place`() throws {
    var player = player(byHand)
    #expect(player.screen.contains("2 mistakes"))
    player.wait(milliseconds: 900)
    #expect(!player.effects.contains(.lookAtPreview))
    player.wait(milliseconds: 200)
    #expect(player.effects.count { $0 == .lookAtPreview } == 1)
    try player.press("]")
    let before = player.screen
    var saved = byHand
    saved.diagnostics = []
    player.receive(.previewed(saved, SearchIndex(saved.course)))
    #expect(player.screen != before)
    #expect(player.screen.contains("no mistakes"))
  }

  @Test func `The preview is all there is, so that q ends the program`() throws {
    for key in ["q", "<esc>"] {
      var player = player(byHand)
      try player.press(key)
      #expect(player.exitCode == 0)
    }
  }

  @Test(arguments: Language.allCases)
  func `A file that cannot be read any more is shown as it was, and says so`(
    language: Language
  ) throws {
    var player = player(byHand)
    if language == .chinese { try player.press("L") }
    player.receive(.previewLost("Is a directory"))
    #expect(player.screen.contains("Is a directory"))
    #expect(player.screen.contains(byHand.questions[0]))
    #expect(!player.screen.contains("something is wrong"))
    player.receive(.previewed(byHand, SearchIndex(byHand.course)))
    #expect(!player.screen.contains("Is a directory"))
    #expect(player.screen.contains("something is wrong"))
  }

  @Test func `Brackets walk through the questions, n draws other numbers`() throws {
    var player = player(byHand)
    var seen: Set<String> = []
    for _ in byHand.questions {
      try player.press("]")
      seen.insert(player.screen)
    }
    #expect(seen.count > 3)
    try player.press("g")
    #expect(player.screen.contains("✗ 2 mistakes"))
    let first = text(byHand, .english)
    let second = PreviewPage(byHand, language: .english, seed: 2).lines(width: 76)
      .map(\.plainText).joined(separator: "\n")
    #expect(first != second)
  }

  @Test func `Every shipped file can be previewed at any width`() {
    for file in ["en/questions/t16-bugs.md", "zh/questions/t01-basics.md", "labs/latch.yaml"] {
      let preview = Self.preview(file)
      for width in [1, 20, 58, 118] {
        #expect(!PreviewPage(preview, language: .chinese).lines(width: width).isEmpty)
      }
    }
  }
}
