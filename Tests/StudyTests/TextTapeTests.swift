import CourseModel
import Languages
import Study
import Testing

@Suite struct TextTapeTests {
  private static let brackets = TextCode(
    unit: .character, sample: Localized(),
    symbols: ["(": [1, 0, 0], ")": [0, 1, 0], "\n": [0, 0, 1]], other: [0, 0, 0])
  private static let words = TextCode(
    unit: .word, sample: Localized(),
    symbols: [
      "good": [1, 0], "好": [1, 0], "不错": [1, 0], "don't": [-1, 0], "不": [-1, 0], "从不": [-1, 0],
      ",": [0, 1], "。": [0, 1], "区别": [0, 0], "别": [-1, 0],
    ], other: [0, 0])

  private func texts(_ text: String, _ code: TextCode) -> [String] {
    TextTape(text, code: code).tokens.map(\.text)
  }

  @Test func `Each character is a step`() {
    let tape = TextTape("a(b)", code: Self.brackets)
    #expect(tape.tokens.map(\.text) == ["a", "(", "b", ")"])
    #expect(tape.tokens.map(\.isKnown) == [false, true, false, true])
    #expect(tape.rows == [[0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 1, 0]])
    #expect(!tape.isCut)
  }

  @Test func `A character of several scalars is one step`() {
    #expect(texts("e\u{301}(", Self.brackets) == ["e\u{301}", "("])
  }

  @Test(arguments: ["a\nb", "a\\nb", "a⏎b", "a\r\nb", "a\rb", "a\u{2028}b", "a\u{85}b"])
  func `A line break may be typed in several ways`(text: String) {
    let tape = TextTape(text, code: Self.brackets)
    #expect(tape.tokens.map(\.text) == ["a", "⏎", "b"])
    #expect(tape.rows[1] == [0, 0, 1])
    #expect(tape.tokens[1].isKnown)
  }

  @Test func `Control characters never come in`() {
    #expect(texts("a\u{1B}[31m\u{7}\u{202E}\tb\u{200D}\u{0}", Self.brackets).joined() == "a[31m b")
    #expect(texts("good\u{1B}\u{7}bad", Self.words) == ["goodbad"])
  }

  @Test func `Full-width signs count as their plain forms`() {
    #expect(TextTape("（）", code: Self.brackets).rows == [[1, 0, 0], [0, 1, 0]])
    #expect(TextTape("ＧＯＯＤ，", code: Self.words).rows == [[1, 0], [0, 1]])
  }

  @Test(arguments: [
    ("Good, but", ["Good", ",", "but"]),
    ("  well-made 3D film!!", ["well", "-", "made", "3D", "film", "!", "!"]),
    ("don't don’t 'quoted' it'", ["don't", "don’t", "'", "quoted", "'", "it", "'"]),
    ("从不好，不错。区别", ["从不", "好", "，", "不错", "。", "区别"]),
    ("演技好good片", ["演", "技", "好", "good", "片"]),
    ("a\nb\\nc", ["a", "b", "c"]),
    ("", []), ("   ", []),
  ])
  func `Words are split at spaces and signs, Chinese by the longest match`(
    text: String, expected: [String]
  ) {
    #expect(texts(text, Self.words) == expected)
  }

  @Test func `Words are found without case and with either apostrophe`() {
    let tape = TextTape("GOOD Don’t good the", code: Self.words)
    #expect(tape.rows == [[1, 0], [-1, 0], [1, 0], [0, 0]])
    #expect(tape.tokens.map(\.isKnown) == [true, true, true, false])
  }

  @Test func `A word of the table that means nothing hides what is inside`() {
    let tape = TextTape("区别别", code: Self.words)
    #expect(tape.rows == [[0, 0], [-1, 0]])
    #expect(tape.tokens.map(\.isKnown) == [false, true])
  }

  @Test func `Five hundred steps are enough`() {
    let exact = TextTape(String(repeating: "(", count: 500), code: Self.brackets)
    #expect(exact.rows.count == 500)
    #expect(!exact.isCut)
    let long = TextTape(String(repeating: "(", count: 501), code: Self.brackets)
    #expect(long.rows.count == 500)
    #expect(long.tokens.count == 500)
    #expect(long.isCut)
    #expect(TextTape(String(repeating: "good ", count: 501), code: Self.words).isCut)
    #expect(!TextTape(String(repeating: "good ", count: 500), code: Self.words).isCut)
    let book = TextTape(String(repeating: "a", count: 3_000_000), code: Self.words)
    #expect(book.tokens.count == 1)
    #expect(book.isCut)
  }
}

@Suite struct ReadoutTests {
  private static let score = LabPreset.Readout(
    name: Localized(english: "score"), hidden: [0, 2], cell: [-1, 0], bias: 0.5,
    classes: [
      .init(below: 0, name: Localized(english: "low")),
      .init(below: 2, name: Localized(english: "middle")),
      .init(name: Localized(english: "high")),
    ])

  @Test func `A readout is a weighted sum of the state`() {
    #expect(Self.score.value(hidden: [9.0, 1.5], cell: [1, 9]) == 2.5)
    #expect(Self.score.value(hidden: [Float(9), 1.5], cell: nil) == 3.5)
  }

  @Test func `A unit that is not read may be broken`() {
    #expect(Self.score.value(hidden: [.nan, 1.5], cell: [1, .infinity]) == 2.5)
    #expect(Self.score.value(hidden: [0, Double.nan], cell: [0, 0]).isNaN)
  }

  @Test(arguments: [
    (-0.1, "low"), (0, "middle"), (1.99, "middle"), (2, "high"), (.infinity, "high"),
    (-.infinity, "low"),
  ])
  func `A limit belongs to the class above it`(value: Double, expected: String) {
    #expect(Self.score.className(value)?.english == expected)
  }

  @Test func `What is no number has no class`() {
    #expect(Self.score.className(.nan) == nil)
    #expect(LabPreset.Readout(name: Localized()).className(1) == nil)
  }
}
