import Content
import CourseModel
import Foundation
import Languages
import Testing

/// Files that want to break the reader: it says one thing about each and reads the rest.
@Suite struct HostileTests {
  private func read(_ bytes: some Sequence<UInt8>) throws -> (Course, [String]) {
    let deck = try Deck(["zz.md": "## Good\n\nText."])
    try deck.write("bad.md", Data(bytes))
    let (course, findings) = deck.read()
    #expect(course.questions.contains { $0.id == "good" })
    return (course, findings.filter { !$0.contains("warning") })
  }

  @Test func `An escape sequence is text`() throws {
    let (course, _) = try read("## A\n\n\u{1B}[2J\u{7}".utf8)
    #expect(course.question("a")?.text.english?.answer.plainText == "\u{1B}[2J\u{7}")
  }

  @Test func `A NUL does not end the text`() throws {
    let (course, _) = try read("## A\n\none\0two".utf8)
    #expect(course.question("a")?.text.english?.answer.plainText == "one\u{FFFD}two")
    #expect(
      try Deck(["q.md": "## A\n\none\0two"]).check().last
        == "q.md:3:4: error: U+0000 is a control character; remove it")
  }

  @Test(arguments: [
    ([0x61, 0x0A, 0xE9, 0x81, 0x97, 0x62, 0xFF, 0x63] as [UInt8], "2:3"), ([0xC3], "1:1"),
    ([0xEF, 0xBB, 0xBF, 0x61, 0xED, 0xA0, 0x80], "1:2"), ([0x0D, 0x0A, 0x61, 0xF8], "2:2"),
  ])
  func `The first byte that is not UTF-8 is told`(bytes: [UInt8], place: String) throws {
    let (_, findings) = try read(bytes)
    #expect(
      findings == ["bad.md:\(place): error: this byte is not UTF-8; save the file as UTF-8"])
  }

  @Test func `A file of more than 4 MB is not read`() throws {
    let (_, findings) = try read(repeatElement(UInt8(ascii: "a"), count: 5 << 20))
    #expect(
      findings == [
        "bad.md:1:1: error: the file is larger than 4 MB; split it into several files"
      ])
  }

  @Test func `A line of more than 64 kB is not read`() throws {
    let (_, findings) = try read(("## A\n\n" + String(repeating: "a", count: 70_000)).utf8)
    #expect(
      findings == [
        "bad.md:3:1: error: this line has more than 65536 bytes; break it into several"
      ])
  }

  @Test func `A file with thousands of mistakes tells a thousand`() throws {
    let (_, findings) = try read(String(repeating: "a\n=\n", count: 3000).utf8)
    #expect(findings.count == 1001)
    #expect(
      findings.first == "bad.md:1:1: error: the file has more mistakes, which are not listed")
  }

  @Test(arguments: ["\r\n", "\r", "\n"])
  func `Line ends of all systems are read alike`(end: String) throws {
    let text = Sample.questions(
      Sample.question("choice", "colour: red", body: Sample.options))
    let deck = try Deck(
      Sample.files(["en/questions/q.md": text.replacing("\n", with: end)]))
    #expect(deck.check() == ["en/questions/q.md:12:1: error: a question has no key 'colour'"])
    #expect(deck.read().course.questions.first?.text.english?.options.count == 2)
  }

  @Test func `A byte order mark is skipped`() throws {
    let text = "\u{FEFF}" + Sample.questions(Sample.choice)
    let deck = try Deck(Sample.files(["en/questions/q.md": text]))
    #expect(deck.check() == [])
    #expect(deck.read().course.questions.first?.topic == "gates")
  }

  @Test(arguments: ["", "\n\n", "---", "---\n---", "## A\n\nno final newline", "# only a title"])
  func `Empty and short files are fine`(text: String) throws {
    _ = try read(text.utf8)
    _ = try Deck(["labs/a.yaml": text, "en/lessons/b.md": text, "course.yaml": text]).check()
  }

  @Test(arguments: [
    (String(repeating: "> ", count: 3000) + "a", "quotes and lists are nested"),
    (String(repeating: "- ", count: 3000) + "a", "quotes and lists are nested"),
    (String(repeating: "1. ", count: 3000) + "a", "quotes and lists are nested"),
    (
      (0..<300).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n"),
      "quotes and lists are nested"
    ),
    (String(repeating: "|a", count: 30_000) + "\n", "a line has more than 256 table cells"),
    (
      String(repeating: "|a", count: 60) + "\n" + String(repeating: "|-", count: 60) + "\n"
        + String(repeating: "a\n", count: 50_000),
      "the tables up to here have more than 200000 cells"
    ),
    (
      "[a]: " + String(repeating: "b", count: 10_000) + "\n\n"
        + String(repeating: "[a][a][a][a]\n", count: 25_000),
      "there are too many links with long addresses"
    ),
  ])
  func `Markdown that would take too long is refused as a whole`(
    text: String, message: String
  ) throws {
    let (_, findings) = try read(("## A\n\n" + text).utf8)
    #expect(findings.count == 1)
    #expect(findings.first?.contains("error: " + message) == true)
    #expect(findings.first?.hasSuffix("; the text is not read") == true)
  }

  @Test func `Blocks and emphasis that are nested too deep end in dots`() throws {
    let quotes = (0..<40).map { _ in "> - " }.joined() + "a"
    let (course, findings) = try read(("## A\n\n" + quotes).utf8)
    #expect(findings.first?.hasSuffix("the text is not read") == true)
    #expect(course.questions.count == 1)
    let emphasis =
      String(repeating: "*a **b ", count: 50) + String(repeating: "c** d* ", count: 50)
    let (deep, problems) = try read(("## A\n\n" + emphasis).utf8)
    #expect(
      problems == ["bad.md:3:1: error: emphasis and links are nested more than 32 levels deep"])
    #expect(deep.question("a")?.text.english?.answer.plainText.contains("…") == true)
  }

  @Test(arguments: [
    "[", "![", "[](", "[a](", "*a_", "*a **a", "a**b", "<", "<!A ", "<a ", "`a``", "~~a ", "&",
    "\\", "[a][", "[ a_", "_", "*_", "[x](<", "[a](b \"", "<!--", "* ", "a\n", "| a\n", "-|-\n",
    "$", "$a", "$$", "$a$", "` $a", "\t", "    ", "a\n\n", "## ", "## A\n<!--\n", "<!--\n\n",
    "---\n", "- [ ] ", "- [x] a\n> b\n", "{misc=", "\u{E000}", "\u{301}", "\u{1F468}\u{200D}",
    "### Hint\n", "&amp;", "&#0;", "<b>", "http://a ", "1. a\n", "> a\n",
  ])
  func `A hundred thousand bytes of one sign take no time`(sign: String) throws {
    let clock = ContinuousClock()
    // In lines that are as long as they may be.
    let line = String(repeating: sign, count: 60_000 / sign.utf8.count) + "\n"
    let text = String(repeating: line, count: 2)
    let time = try clock.measure { _ = try read(("## A\n\n" + text).utf8) }
    #expect(time < .seconds(10), "\(sign) took \(time)")
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "a: ", "\"", "'", "|\n", "&a ", "*a ", "!", "!!a ", "a:\n ", "#", "- a\n",
    "a: b\n", "{a: b}, ", "[a], ", "%", "@", "\u{85}", "\u{2028}", "\0", "\\", "<<: ", "a\n b\n",
    ": ", ", ", "---\n", "...\n",
  ])
  func `Yams is given nothing that it cannot bear`(sign: String) throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let deck = try Deck(["sources.yaml": String(repeating: sign, count: 60_000 / sign.utf8.count)]
      )
      #expect(deck.check().count > 0)
    }
    #expect(time < .seconds(10), "\(sign) took \(time)")
  }

  @Test func `An alias of aliases does not grow`() throws {
    var yaml = "a0: &a0 [x, x]\n"
    for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let deck = try Deck(["glossary.yaml": yaml])
    #expect(
      deck.check() == [
        """
        glossary.yaml:1:5: error: YAML anchors (&name) are not read; write the value where it is \
        needed, or put the text in quotes
        """
      ])
  }

  @Test func `Two thousand questions are read in time`() throws {
    let questions = (0..<2000).map { number in
      Sample.question(
        "choice", id: "q\(number)",
        body: "With $c_{t-1}$ and $f_t$, number \(number)?\n\n" + Sample.options)
    }
    let text = "---\ntopic: gates\n---\n\n" + questions.joined(separator: "\n\n")
    let deck = try Deck(Sample.files(["en/questions/q.md": text]))
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure { count = deck.read().course.questions.count }
    #expect(count == 2000)
    // A quarter of a second in a release build; this one is slow, and so may the machine be.
    #expect(time < .seconds(30), "\(time)")
  }
}
