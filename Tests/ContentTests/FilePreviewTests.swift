import Content
import CourseModel
import Languages
import Testing

@Suite struct FilePreviewTests {
  private let files = Sample.files([
    "en/questions/a.md": Sample.questions(
      Sample.question("choice", id: "two", body: Sample.options),
      Sample.question("choice", "lab: latch@9", id: "one", body: Sample.options)),
    "en/questions/b.md": Sample.questions(
      Sample.question("choice", id: "other", body: Sample.options)),
    "notes/any.yaml": "id: x\n",
  ])

  @Test func `A file gives its own questions in their order, and its own mistakes`() throws {
    let deck = try Deck(files)
    let preview = FilePreviewReader(file: deck.path("en/questions/a.md")).read()
    #expect(preview.questions == ["two", "one"])
    #expect(preview.language == .english)
    #expect(deck.lines(preview.diagnostics).count == 1)
    #expect(preview.diagnostics.first?.code == "lab-step")
    #expect(preview.course.questions.count == 3)
  }

  @Test func `The file and its translation are watched`() {
    func watched(_ path: String) -> [String] { FilePreviewReader(file: path).watched }
    #expect(
      watched("/home/me/Content/zh/questions/a.md")
        == ["/home/me/Content/zh/questions/a.md", "/home/me/Content/en/questions/a.md"])
    #expect(watched("en/lessons/b.md") == ["en/lessons/b.md", "zh/lessons/b.md"])
    #expect(watched("labs/latch.yaml") == ["labs/latch.yaml"])
    #expect(watched("zh") == ["zh"])
  }

  @Test func `A lab is shown from its file`() throws {
    let deck = try Deck(files)
    let preview = FilePreviewReader(file: deck.path("labs/latch.yaml")).read()
    #expect(preview.labs == ["latch"])
    #expect(preview.questions.isEmpty)
    #expect(preview.language == nil)
  }

  @Test func `A file outside any course is a deck`() throws {
    let deck = try Deck(["cards.md": "## What does a gate of 1 do?\nIt keeps.\n"])
    let preview = FilePreviewReader(file: deck.path("cards.md")).read()
    #expect(preview.questions.count == 1)
    #expect(preview.diagnostics.map(\.code) == ["generated-id"])
  }

  @Test func `A file that is no content has nothing to show`() throws {
    let deck = try Deck(["broken.md": "\u{1}"])
    let preview = FilePreviewReader(file: deck.path("broken.md")).read()
    #expect(preview.questions.isEmpty && preview.lessons.isEmpty && preview.labs.isEmpty)
  }
}
