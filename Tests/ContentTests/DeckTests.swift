import Content
import CourseModel
import Foundation
import Languages
import Testing

@Suite struct DeckTests {
  private func card(_ id: String, source: String = "gers2000") -> String {
    Sample.question("choice", id: id, body: Sample.options)
      .replacing("gers2000", with: source) + "\n"
  }

  @Test func `An own deck stands beside the course and may use its ids`() throws {
    let course = try Deck(Sample.files(["en/questions/q.md": Sample.questions(card("a"))]))
    let own = try Deck([
      "mine.md": "---\ntopic: gates\n---\n\n" + card("b"),
      "more/cards.md": "---\ntopic: my-topic\ntitle: My topic\n---\n\n" + card("c"),
      "plain.md": card("d"),
      "README.md": "## Not a question\n\nText.",
      "labs/mine.yaml": Sample.lab.replacing("id: latch", with: "id: mine"),
    ])
    let (read, diagnostics) = CourseReader(folders: [course.folder, own.folder]).read()
    #expect(diagnostics == [])
    #expect(read.questions.map(\.id) == ["a", "b", "c", "d"])
    #expect(read.questions.map(\.topic) == ["gates", "gates", "my-topic", "plain"])
    #expect(read.topics.map(\.id) == ["gates", "my-topic", "plain"])
    #expect(read.topic("my-topic")?.title == Localized(english: "My topic"))
    #expect(read.labs.map(\.id) == ["latch", "mine"])
    #expect(ContentChecker(paths: [own.folder], beside: [course.folder]).check() == [])
    #expect(
      own.check().filter { $0.contains("error") } == [
        "mine.md:11:9: error: there is no source 'gers2000'",
        "more/cards.md:12:9: error: there is no source 'gers2000'",
        "plain.md:7:9: error: there is no source 'gers2000'",
      ])
  }

  @Test func `A deck with a course.yaml names its topics there`() throws {
    let deck = try Deck(
      Sample.files([
        "one.md": "---\ntopic: gate\n---\n\n" + card("a"), "two.md": "\n" + card("b"),
      ]))
    #expect(
      deck.check() == [
        "one.md:2:8: error: there is no topic 'gate'; did you mean 'gates'?",
        "two.md:1:1: error: the file has no 'topic'; write front matter '---', 'topic: …', '---'",
      ])
    #expect(deck.read().course.questions.count == 2)
  }

  @Test func `An id that an earlier deck has is an error in the later one`() throws {
    let course = try Deck(Sample.files(["en/questions/q.md": Sample.questions(card("a"))]))
    let own = try Deck([
      "mine.md": "---\ntopic: gates\n---\n" + card("a"), "labs/latch.yaml": Sample.lab,
      "course.yaml": "title: Mine\ntopics: [{id: gates, title: Doors}]\n",
    ])
    let (read, diagnostics) = CourseReader(folders: [course.folder, own.folder]).read()
    let places = ["course.yaml:2:15", "labs/latch.yaml:1:5", "mine.md:6:5"]
    let first = ["course.yaml:3:9", "labs/latch.yaml:1:5", "en/questions/q.md:7:5"]
    let ids = ["gates", "latch", "a"]
    #expect(
      diagnostics.map(\.description)
        == (0..<3).map {
          "\(own.path(places[$0])): error: the id '\(ids[$0])' is used already at "
            + course.path(first[$0])
        })
    #expect(read.title.english == "Test")
    #expect(read.questions.count == 1)
  }

  @Test(arguments: [
    ("zh/q.md", "## Question\n\nText.", Language.chinese),
    ("en/q.md", "## 问题\n\n一些文字。", .english),
    ("q.md", "---\nlang: zh\n---\n## Question\n\nText.", .chinese),
    ("q.md", "## 什么是遗忘门 (forget gate)？\n\n决定保留多少旧记忆的门。", .chinese),
    ("q.md", "## What is 遗忘门?\n\nThe forget gate, which scales the old cell state.", .english),
  ])
  func `A file's language is its folder's, or stated, or seen`(
    name: String, text: String, language: Language
  ) throws {
    let question = try Deck([name: text]).read().course.questions.first
    #expect(question?.text[language] != nil)
    #expect(question?.text[language.other] == nil)
  }

  @Test func `A language that does not exist is an error`() throws {
    #expect(
      try Deck(["q.md": "---\nlang: de\n---\n## Frage\n\nText."]).read().findings.first
        == "q.md:2:7: error: 'lang' must be en, zh, not 'de'")
  }

  @Test func `A folder that is not there is one mistake`() {
    let (course, diagnostics) = CourseReader(folders: ["/no/such/folder"]).read()
    #expect(course == Course())
    #expect(
      diagnostics.map(\.description) == [
        "/no/such/folder:1:1: error: this cannot be read: No such file or directory"
      ])
  }

  @Test func `Links that lead back are followed once`() throws {
    let deck = try Deck(["a/q.md": "## Question\n\nText."])
    let files = FileManager.default
    try files.createSymbolicLink(atPath: deck.path("a/loop"), withDestinationPath: deck.folder)
    try files.createSymbolicLink(atPath: deck.path("b"), withDestinationPath: "b")
    try files.createSymbolicLink(atPath: deck.path("a/self"), withDestinationPath: ".")
    let (course, findings) = deck.read()
    #expect(course.questions.count == 1)
    #expect(
      findings.filter { $0.contains("error") } == [
        "b:1:1: error: this cannot be read: Too many levels of symbolic links"
      ])
  }

  @Test func `A named pipe is not waited for`() throws {
    let deck = try Deck(["q.md": "## Question\n\nText."])
    #expect(mkfifo(deck.path("pipe.md"), 0o600) == 0)
    #expect(deck.read().course.questions.count == 1)
  }

  @Test func `Files are read in the order of their names`() throws {
    var files: [String: String] = [:]
    for name in ["b", "a", "c/a", "a-b", "d"] { files[name + ".md"] = "## \(name)\n\nText." }
    let deck = try Deck(files)
    #expect(deck.read().course.questions.map(\.id) == ["a-b", "a", "b", "c-a", "d"])
    #expect(deck.read().findings == deck.read().findings)
  }

  @Test func `Labs stand in the order of their deck's course.yaml`() throws {
    func lab(_ id: String) -> String { Sample.lab.replacing("id: latch", with: "id: \(id)") }
    let course = try Deck(Sample.files(["labs/a.yaml": lab("a"), "labs/b.yaml": lab("b")]))
    let own = try Deck([
      "course.yaml": "title: Mine\nlabs: [d]\n", "labs/c.yaml": lab("c"), "labs/d.yaml": lab("d"),
    ])
    let labs = CourseReader(folders: [course.folder, own.folder]).read().course.labs
    #expect(labs.map(\.id) == ["a", "b", "latch", "d", "c"])
  }

  @Test func `Katas and hidden files are no questions`() throws {
    let deck = try Deck([
      "en/katas/step.md": "## Kata\n\nText.", ".draft.md": "## Draft\n\nText.",
      ".git/x.md": "## Git\n\nText.",
    ])
    #expect(deck.check() == [])
    #expect(deck.read().course == Course())
  }
}

@Suite struct CheckerTests {
  private func sample() throws -> Deck {
    try Deck(
      Sample.files([
        "en/questions/a.md": Sample.questions(Sample.choice.replacing("30", with: "soon")),
        "en/questions/b.md": Sample.questions(
          Sample.question("choice", "after: [q]", id: "r", body: Sample.options),
          Sample.question("choice", "lab: latch@7", id: "s", body: Sample.options)),
        "labs/latch.yaml": Sample.lab + "\nspeed: 1\n",
      ]))
  }

  @Test func `A single file is checked within its course`() throws {
    let deck = try sample()
    #expect(
      deck.check("en/questions/b.md") == [
        "en/questions/b.md:29:6: error: the tape of 'latch' has 3 steps, so there is no step 7"
      ])
    #expect(
      deck.check("labs/latch.yaml") == ["labs/latch.yaml:17:1: error: a lab has no key 'speed'"])
    #expect(deck.check("course.yaml") == [])
  }

  @Test func `A part of a course is checked within its course`() throws {
    let deck = try sample()
    #expect(deck.check("en").count == 2)
    #expect(deck.check("labs").count == 1)
    #expect(deck.check("en/questions/a.md", "labs").count == 2)
    #expect(deck.check().count == 3)
  }

  @Test func `A single file outside of a course is a deck`() throws {
    let deck = try Deck([
      "q.md": "## Question\n\nText with a \u{1B} sign.", "mine.yaml": Sample.lab, "x.txt": "",
    ])
    #expect(
      deck.check("q.md").last == "q.md:3:13: error: U+001B is a control character; remove it")
    #expect(deck.check("mine.yaml") == [])
    #expect(deck.check("x.txt") == ["x.txt:1:1: error: content files end in .md or .yaml"])
    #expect(
      deck.check("gone.md") == [
        "gone.md:1:1: error: this cannot be read: No such file or directory"
      ])
  }

  @Test func `Paths are told as they were given`() throws {
    let deck = try sample()
    let roundabout = deck.folder + "/labs/../en/questions/./b.md"
    #expect(
      ContentChecker(paths: [roundabout]).check().map(\.location.file) == [roundabout])
    let slash = ContentChecker(paths: [deck.folder + "/"]).check()
    #expect(
      slash.map(\.location.file)
        == deck.check().map { deck.path($0.split(separator: ":")[0].description) })
  }

  @Test func `The same mistakes come in the same order every time`() throws {
    let deck = try sample()
    let once = deck.check()
    #expect(once == once.sorted())
    #expect(once == deck.check())
    #expect(deck.check("en", "labs", "en/questions") == once)
  }

  @Test(arguments: [
    (
      "a 😀 b",
      "3:3: error: '😀' (U+1F600) is an emoji, whose width terminals disagree about; use text"
    ),
    ("tab\there", "3:4: error: this is a TAB; use spaces"),
    ("\u{202E}evil", "3:1: error: U+202E cannot be seen; remove it"),
    ("zero\u{200B}width", "3:5: error: U+200B cannot be seen; remove it"),
    (
      "x\u{304} bar",
      "3:1: error: 'x\u{304}' is made of 2 characters, which terminals show in different ways; use one that is a single character"
    ),
    ("中文\u{7}", "3:3: error: U+0007 is a control character; remove it"),
    ("\u{FE0F} alone", "3:1: error: U+FE0F is a mark without a letter; remove it"),
    (
      "new \u{1FAE8}",
      "3:5: error: '\u{1FAE8}' (U+1FAE8) is an emoji, whose width terminals disagree about; use text"
    ),
    ("none \u{0378}", "3:6: error: U+0378 is unknown to many terminals; use another character"),
    ("own \u{E000}", "3:5: error: a private-use character has no agreed meaning; remove it"),
    ("own \u{F0000}", "3:5: error: a private-use character has no agreed meaning; remove it"),
    ("line\u{2028}separator", "3:5: error: U+2028 is a control character; remove it"),
  ])
  func `Characters that terminals show in different ways are refused`(
    text: String, expected: String
  ) throws {
    let deck = try Deck(["q.md": "## Question\n\n" + text])
    #expect(deck.check().filter { !$0.contains("warning") } == ["q.md:" + expected])
  }

  @Test(arguments: ["e\u{301}", "“引号”，、。", "σ → ∑ ⊙ ₜ ⎡ █ ⣿ × … ✓", "Gülçehre", "한국어 かな"])
  func `Letters and signs of prose and maths are fine`(text: String) throws {
    #expect(try Deck(["q.md": "## Question\n\n" + text]).check().count == 1)
  }

  @Test func `Characters that come in through escapes are found too`() throws {
    let deck = try Deck([
      "sources.yaml": Sample.sources.replacing("Continual", with: "\\U0001F600 \\e[2J"),
      "q.md": "## Question\n\nAn entity &#x1F600; and &#27;[2J.",
    ])
    #expect(
      deck.check().filter { !$0.contains("warning") } == [
        """
        q.md:3:11: error: '😀' (U+1F600) is an emoji, whose width terminals disagree about; use text
        """,
        "q.md:3:11: error: U+001B is a control character; remove it",
        """
        sources.yaml:4:10: error: '😀' (U+1F600) is an emoji, whose width terminals disagree about; \
        use text
        """,
      ])
  }

  @Test func `Prerequisites may not lead in a circle`() throws {
    let questions = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "")].map { id, after in
      Sample.question("choice", "after: [\(after)]", id: id, body: Sample.options)
    }
    let text = "---\ntopic: gates\n---\n\n" + questions.joined(separator: "\n\n")
    let found = try findings(inQuestions: text)
    #expect(
      found
        == ["7:5", "24:5", "41:5"].enumerated().map {
          "\($1): error: the question '\(["a", "b", "c"][$0])' comes after itself, by way of 'after'"
        })
  }
}
