import CourseModel
import Languages
import Study
import Testing
import Views

@testable import TutorCore

struct AnkiDeckTests {
  private func course(_ questions: Question...) -> Course {
    Course(
      topics: [Topic(id: "gates", title: Localized(english: "Gates::all", chinese: "门控"))],
      questions: questions,
      sources: [
        Source(id: "gers2000", authors: "Gers & al.", year: 2000, title: "T", venue: "V")
      ])
  }

  private static let here = SourceLocation(file: "q.md")

  private static func words(_ text: String) -> [Block] { [.paragraph([.text(text)])] }

  private static let choice = Question(
    id: "cell.keep", topic: "gates", level: .senior, kind: .choice(correct: 1),
    sources: ["gers2000"], lab: LabReference(preset: "latch", step: 5),
    text: Localized(
      english: QuestionText(
        title: [.text("Is 0 < f & \"open\"?"), .math(Formula(source: "c_t < 1", tree: .row([])))],
        stem: [
          .code(language: "python", text: "if a < b:\n\tf()\n"),
          .table(
            Block.Table(
              alignments: [.left, .right], header: [[.text("gate")], [.text("value")]],
              rows: [[[.text("f|g")], [.text("1")]]])),
        ],
        options: [
          .init(blocks: words("No"), feedback: words("It is not.")),
          .init(blocks: words("Yes"), feedback: words("It is.")),
        ],
        explanation: [.math(Formula(source: "a\n= b", tree: .row([])))], location: here)))

  private func lines(_ deck: AnkiDeck) -> [[String]] {
    deck.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `The header says what the columns are`() {
    let deck = AnkiDeck(course(Self.choice), language: .english)
    #expect(
      deck.text.split(separator: "\n").prefix(6)
        == [
          "#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#deck column:2",
          "#tags column:5",
        ])
    #expect(deck.count == 1)
  }

  @Test func `A note has its id, its deck, two sides and its tags`() throws {
    let note = try #require(lines(AnkiDeck(course(Self.choice), language: .english)).first)
    #expect(note.count == 5)
    #expect(note[0] == "lstm-tutor:cell.keep")
    #expect(note[1] == "LSTM Tutor::Gates:all")
    #expect(note[4] == "topic::gates level::senior type::choice")
  }

  @Test func `Text is escaped, formulas are MathJax, code and tables are HTML`() throws {
    let note = try #require(lines(AnkiDeck(course(Self.choice), language: .english)).first)
    let front = note[2]
    #expect(front.hasPrefix("<p><b>Is 0 &lt; f &amp; &quot;open&quot;?\\(c_t &lt; 1\\)</b></p>"))
    #expect(front.contains("<pre><code>if a &lt; b:<br>    f()</code></pre>"))
    #expect(
      front.contains(
        "<table><thead><tr><th>gate</th><th style=\"text-align: right\">value</th></tr></thead>"
          + "<tbody><tr><td>f|g</td><td style=\"text-align: right\">1</td></tr></tbody></table>"))
    #expect(note[3].contains("<p>\\[a = b\\]</p>"))
  }

  @Test func `The back judges every option in the order of the front`() throws {
    let note = try #require(lines(AnkiDeck(course(Self.choice), language: .english)).first)
    let (front, back) = (note[2], note[3])
    let (no, yes) = ("<li>✗ No<p>It is not.</p></li>", "<li><b>✓ Yes</b><p>It is.</p></li>")
    let isNoFirst = front.contains("<ol type=\"a\"><li>No</li><li>Yes</li></ol>")
    #expect(isNoFirst || front.contains("<ol type=\"a\"><li>Yes</li><li>No</li></ol>"))
    #expect(back.hasPrefix("<ol type=\"a\">" + (isNoFirst ? no + yes : yes + no) + "</ol>"))
    #expect(back.contains("Gers &amp; al. (2000)"))
    #expect(back.contains("<code>lstm-tutor lab latch@5</code>"))
  }

  @Test func `Nothing from content can break a line, a column or a tag`() throws {
    var question = Self.choice
    question.id = "a\tb\nc\"d"
    question.topic = "two words\t"
    question.text = Localized(
      english: QuestionText(
        title: [.text("a\tb\r\n#c\u{1B}[2J"), .code("<script>\n")],
        stem: [
          .paragraph([
            .link([.text("x")], destination: "javascript:alert(1)"),
            .link([.text("y")], destination: "https://e.org/?a=\"b\""),
          ])
        ], location: Self.here))
    let text = AnkiDeck(course(question), language: .english).text
    #expect(text.split(separator: "\n").count == 7)
    let note = try #require(lines(AnkiDeck(course(question), language: .english)).first)
    #expect(note.count == 5)
    #expect(note[0] == "lstm-tutor:a b c'd")
    #expect(note[4] == "topic::two_words_ level::senior type::choice")
    #expect(!note[2].contains("<script") && !note[2].contains("\u{1B}"))
    #expect(!note[2].contains("javascript"))
    #expect(note[2].contains("<a href=\"https://e.org/?a=&quot;b&quot;\">y</a>"))
  }

  @Test func `Every type of question has two sides in both languages`() throws {
    let kinds = Set(QuizCourse.course.questions.map(\.kind.name))
    for language in Language.allCases {
      let deck = AnkiDeck(QuizCourse.course, language: language)
      #expect(deck.count == QuizCourse.course.questions.count)
      for note in lines(deck) {
        #expect(note.count == 5)
        #expect(!note[2].isEmpty && !note[3].isEmpty, "\(note[0])")
      }
    }
    #expect(kinds.count >= 7)
  }

  @Test func `Two exports are the same, and topics choose`() {
    let course = QuizCourse.course
    #expect(
      AnkiDeck(course, language: .english).text == AnkiDeck(course, language: .english).text)
    #expect(AnkiDeck(course, language: .english, topics: ["nothing"]).count == 0)
  }

  @Test func `Lists keep their numbers, boxes and depth`() {
    let item = Block.Item(isChecked: true, blocks: Self.words("done"))
    let nested = Block.Item(
      blocks: Self.words("a") + [.list(Block.List(items: [Block.Item(blocks: Self.words("b"))]))])
    let html = HTMLSetter().html([
      .list(Block.List(start: 3, items: [item])), .list(Block.List(items: [nested])),
    ])
    #expect(
      html == "<ol start=\"3\"><li>☑ done</li></ol><ul><li>a<ul><li>b</li></ul></li></ul>")
    var deep: [Block] = Self.words("deep")
    for _ in 0..<2000 { deep = [.quote(deep)] }
    #expect(HTMLSetter().html(deep).contains("…"))
  }
}
