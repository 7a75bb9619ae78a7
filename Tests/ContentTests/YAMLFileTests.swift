import CourseModel
import Foundation
import Languages
import Testing

@Suite struct CourseFileTests {
  @Test func `A course has a title, topics and names for its things`() throws {
    let deck = try Deck([
      "course.yaml": """
      title: {en: LSTM Tutor, zh: LSTM 导师}
      topics:
        - id: models
          title: {en: Models, zh: 模型}
        - id: gates
          title: {en: "Gates: three", zh: 门}
          after: [models]
      lessons: []
      """,
      "misconceptions.yaml": """
      # a comment
      - id: polarity
        sentence: {en: "It erases.", zh: "它清除。"}
        lab: latch@2
      """,
      "glossary.yaml": """
      - id: forget-gate
        term: {en: forget gate, zh: 遗忘门}
        also: {en: [f, f_t]}
        meaning:
          en: "Scales the old cell."
          zh: 缩放旧的记忆元。
      """,
      "sources.yaml": Sample.sources,
      "labs/latch.yaml": Sample.lab.replacing("Latch", with: "{en: Latch, zh: 锁}")
        .replacing("meaning: data", with: "meaning: {en: data, zh: 数据}")
        .replacing("meaning: write", with: "meaning: {en: write, zh: 写}"),
    ])
    #expect(deck.check() == [])
    let course = deck.read().course
    #expect(course.title == Localized(english: "LSTM Tutor", chinese: "LSTM 导师"))
    #expect(course.topics.map(\.id) == ["models", "gates"])
    #expect(course.topic("gates")?.title.english == "Gates: three")
    #expect(course.topic("gates")?.after == ["models"])
    #expect(
      course.misconception("polarity")
        == Misconception(
          id: "polarity", sentence: Localized(english: "It erases.", chinese: "它清除。"),
          lab: LabReference(preset: "latch", step: 2)))
    #expect(
      course.glossary == [
        GlossaryEntry(
          id: "forget-gate", term: Localized(english: "forget gate", chinese: "遗忘门"),
          also: Localized(english: ["f", "f_t"]),
          meaning: Localized(english: "Scales the old cell.", chinese: "缩放旧的记忆元。"))
      ])
    #expect(
      course.sources == [
        Source(
          id: "gers2000", authors: "F. A. Gers", year: 2000,
          title: "Learning to Forget: Continual Prediction", venue: "Neural Computation")
      ])
  }

  @Test(arguments: [
    (
      "course.yaml", "title: Test", "titel: Test",
      [
        "1:1: error: course.yaml has no 'title'; write {en: …, zh: …}",
        "1:1: error: course.yaml has no key 'titel'; did you mean 'title'?",
      ]
    ),
    (
      "course.yaml", "  - id: gates\n    title: Gates", "  - id: gates",
      [
        "3:5: error: the topic has no 'title'; write {en: …, zh: …}"
      ]
    ),
    (
      "course.yaml", "  - id: gates\n    title: Gates", "  gates: Gates",
      [
        "3:3: error: topics must be a list of entries that start with '- id: …'"
      ]
    ),
    (
      "course.yaml", "title: Gates", "title: Gates\n    after: [gate]",
      [
        "5:13: error: there is no topic 'gate'; did you mean 'gates'?"
      ]
    ),
    (
      "course.yaml", "title: Gates", "title: Gates\n    after: [gates]",
      [
        "3:9: error: the topic 'gates' comes after itself, by way of 'after'"
      ]
    ),
    (
      "course.yaml", "title: Gates", "title: Gates\n  - id: gates\n    title: More",
      [
        "5:9: error: the id 'gates' is used already at course.yaml:3:9"
      ]
    ),
    (
      "course.yaml", "title: Test", "title: {en: Test, de: Prüfung}",
      [
        "1:19: error: 'title' has no key 'de'"
      ]
    ),
    (
      "course.yaml", "title: Test", "title: [Test]",
      [
        "1:8: error: 'title' must be a text in each language"
      ]
    ),
    (
      "misconceptions.yaml", "sentence", "sentense",
      [
        "1:3: error: the misconception has no 'sentence'; write {en: …, zh: …}",
        "2:3: error: a misconception has no key 'sentense'; did you mean 'sentence'?",
      ]
    ),
    (
      "misconceptions.yaml", "erases.", "erases.\n  lab: latch@9",
      [
        "3:8: error: the tape of 'latch' has 3 steps, so there is no step 9"
      ]
    ),
    (
      "misconceptions.yaml", "- id: polarity\n  sentence", "- sentence",
      [
        "1:3: error: the misconception has no 'id'; write one that never changes"
      ]
    ),
    ("sources.yaml", "year: 2000", "year: MM", ["3:9: error: 'year' must be a year, not 'MM'"]),
    (
      "sources.yaml", "where: Neural Computation", "were: X",
      [
        "1:3: error: the source has no 'where'; say where it can be found",
        "5:3: error: a source has no key 'were'; did you mean 'where'?",
      ]
    ),
    (
      "sources.yaml", "- id: gers2000", "- 旧版\n- id: gers2000",
      [
        "1:3: error: a source must be a mapping of keys to values such as 'id: …'"
      ]
    ),
  ])
  func `Mistakes in the course's YAML are told at their place`(
    file: String, part: String, replacement: String, expected: [String]
  ) throws {
    var files = Sample.files([:])
    files[file] = files[file]?.replacing(part, with: replacement)
    let found = try Deck(files).check()
    #expect(found == expected.map { "\(file):\($0)" })
  }

  @Test(arguments: [
    ("", "1:1: error: glossary.yaml is empty"),
    ("# only a comment\n", "1:1: error: glossary.yaml is empty"),
    ("a: [b", "1:6: error: the YAML cannot be read: did not find expected ',' or ']'"),
    ("- id: a\n  id: b\n", "2:3: error: the key 'id' stands here a second time"),
    (
      "- id: a\n\tterm: b\n",
      """
      2:1: error: the YAML cannot be read: found a tab character that violates indentation; \
      indent with spaces
      """
    ),
    ("- id: a\n---\n- id: b\n", "2:1: error: the YAML cannot be read: but found another document"),
    (
      "- id: \"a\\x1Bb\"\n  term: b\n  meaning: c\n",
      "1:7: error: 'a\u{1B}b' is no id; use letters, digits, '.', '-' and '_'"
    ),
    (
      "- &a\n  id: a\n",
      "1:3: error: YAML anchors (&name) are not read; write the value where it is needed, or put the text in quotes"
    ),
    (
      "- id: a\n  term: *b\n",
      "2:9: error: YAML aliases (*name) are not read; write the value where it is needed, or put the text in quotes"
    ),
    (
      String(repeating: "[", count: 60_000),
      "1:17: error: the YAML is nested more than 16 levels deep"
    ),
    (
      (0..<20).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      "17:17: error: the YAML is nested more than 16 levels deep"
    ),
    (
      String(repeating: "- ", count: 20) + "a",
      "1:33: error: the YAML is nested more than 16 levels deep"
    ),
  ])
  func `Broken YAML is one mistake`(text: String, expected: String) throws {
    let found = try Deck(["glossary.yaml": text]).read().findings
    #expect(found.first == "glossary.yaml:" + expected)
  }

  @Test func `Stars and ampersands inside texts are no aliases`() throws {
    let text = """
      - id: a
        term: a *b* & c
        also: [x &y, "*z", '&w']
        meaning: |
          *emphasis* starts a line
          & so on
      - id: b
        term: "quoted
          *over* lines"
        meaning: plain
          *over* lines
      """
    let deck = try Deck(["glossary.yaml": text])
    #expect(deck.check() == [])
    #expect(deck.read().course.glossary.first?.also.english == ["x &y", "*z", "&w"])
    #expect(deck.read().course.glossary.last?.meaning.english == "plain *over* lines")
  }

  @Test func `A file whose name is nearly right is pointed out`() throws {
    let deck = try Deck(["glosary.yaml": "", "sources.yml": "", "notes.yaml": "", "x.txt": ""])
    #expect(
      deck.check() == [
        "glosary.yaml:1:1: warning: this file is not read; did you mean 'glossary.yaml'?",
        "sources.yml:1:1: warning: this file is not read; did you mean 'sources.yaml'?",
      ])
  }
}

@Suite struct LabFileTests {
  private func check(_ lab: String) throws -> [String] {
    try Deck(["labs/latch.yaml": lab]).check().map { $0.replacing("labs/latch.yaml:", with: "") }
  }

  @Test func `A lab has weights, a tape, a story and captions`() throws {
    let more = """

      initial: {c: [0.5]}
      story:
        en: |
          First *here* with $c_t$.

          ```math
          a
          ```
        zh: |
          一段。
      captions:
        1: {en: "Write +1.", zh: "写入 +1。"}
        3: {en: Last., zh: 最后。}
      """
    let deck = try Deck(["labs/latch.yaml": Sample.lab + more])
    let lab = deck.read().course.lab("latch")
    #expect(lab?.cell == "lstm")
    #expect(lab?.hiddenSize == 1)
    #expect(lab?.inputs.map(\.name) == ["d", "w"])
    #expect(lab?.weights["i"] == .init(input: [[0, 20]], recurrent: [[0]], bias: [-10]))
    #expect(lab?.weights["f"] == .init(input: [[0, -20]], recurrent: [[0]], bias: [10]))
    #expect(lab?.weights["g"] == .init(input: [[5, 0]], recurrent: [[0]], bias: [0]))
    #expect(lab?.weights["o"] == .init(input: [[0, 0]], recurrent: [[0]], bias: [10]))
    #expect(lab?.initialHidden == [0])
    #expect(lab?.initialCell == [0.5])
    #expect(lab?.tape == [[1, 1], [-1, 0], [-1, 1]])
    #expect(lab?.story.english?.count == 2)
    #expect(lab?.story.chinese?.plainText == "一段。")
    #expect(lab?.captions[3] == Localized(english: "Last.", chinese: "最后。"))
    #expect(lab?.captions[2] == nil)
  }

  @Test(arguments: [
    ("i: {x: [[0, 20]]", "i: {x: [[0]]", "9:11: error: x of gate 'i' is 1×1 but must be 1×2 (H×D)"),
    (
      "i: {x: [[0, 20]]", "i: {x: [[0, 20], [1, 2]]",
      "9:20: error: x of gate 'i' is 2×2 but must be 1×2 (H×D)"
    ),
    ("h: [[0]]", "h: [[0, 1]]", "9:25: error: h of gate 'i' is 1×2 but must be 1×1 (H×H)"),
    ("b: [-10]", "b: [-10, 1]", "9:34: error: b of gate 'i' has 2 numbers but must have 1 (H)"),
    (
      "x: [[0, -20]]", "x: [0, -20]",
      "10:10: error: x of gate 'f' must be a list of rows, 1×2 (H×D)"
    ),
    (
      "  - [-1, 0]", "  - [-1, 0, 2]",
      "15:5: error: step 2 of the tape has 3 numbers but must have 2 (D)"
    ),
    ("  - [-1, 0]", "  - -1", "15:5: error: step 2 of the tape must be a list of 2 numbers (D)"),
    (
      "[-1, 0]", "[-1, .inf]",
      "15:10: error: step 2 of the tape holds '.inf', which is no finite number"
    ),
    (
      "[-1, 0]", "[-1, nan]",
      "15:10: error: step 2 of the tape holds 'nan', which is no finite number"
    ),
    (
      "[-1, 0]", "[-1, 1e999]",
      "15:10: error: step 2 of the tape holds '1e999', which is no finite number"
    ),
    (
      "b: [-10]", "b: [0x10]",
      "9:35: error: b of gate 'i' holds '0x10', which is no finite number"
    ),
    ("o: {b: [10]}", "p: {b: [10]}", "12:3: error: 'weights' of 'lstm' has no key 'p'"),
    (
      "o: {b: [10]}", "o: {bias: [10]}",
      "12:7: error: gate 'o' has no key 'bias'"
    ),
    (
      "hidden: 1", "hidden: 0",
      "4:9: error: 'hidden' must be the number of units, 1 to 256, not '0'"
    ),
    ("hidden: 1\n", "", "1:1: error: the lab has no 'hidden'; write the number of units"),
    ("cell: lstm", "cell: lsmt", "3:7: error: there is no cell 'lsmt'; did you mean 'lstm'?"),
    (
      "cell: lstm", "cell: lstm-peepole",
      "3:7: error: there is no cell 'lstm-peepole'; did you mean 'lstm-peephole'?"
    ),
    (
      "o: {b: [10]}", "o: {p: [1]}",
      "12:10: error: only gates of 'lstm-peephole' see c, so gate 'o' has no 'p'"
    ),
    ("name: w", "name: d", "7:12: error: the name 'd' is taken; choose another one"),
    ("name: w", "name: c", "7:12: error: the name 'c' is taken; choose another one"),
    ("hidden: 1", "hidden: 1\nunits: 1", "5:1: error: a lab has no key 'units'"),
    (
      "tape:", "captions: {4: Late.}\ntape:",
      "13:12: error: '4' is no timestep of the tape, which has 3"
    ),
    (
      "tape:", "initial: {c: [0, 0]}\ntape:",
      "13:14: error: initial c has 2 numbers but must have 1 (H)"
    ),
    (
      "tape:", "story:\n  en: |\n    Text\n\n    with $$ in it\ntape:",
      """
      17:10: error: '$$' must be closed on the same line; longer formulas stand in a ```math block
      """
    ),
    ("id: latch\n", "", "1:1: error: the lab has no 'id'; write the name of the file"),
  ])
  func `Shapes and numbers of a lab are told at their row`(
    part: String, replacement: String, expected: String
  ) throws {
    #expect(try check(Sample.lab.replacing(part, with: replacement)) == [expected])
  }

  @Test func `A matrix with a short row is told at this row`() throws {
    let lab = Sample.lab.replacing("hidden: 1", with: "hidden: 2").replacing(
      "i: {x: [[0, 20]], h: [[0]], b: [-10]}",
      with: "i:\n    x:\n      - [0, 20]\n      - [1]\n    b: [0, 0]"
    ).replacing("f: {x: [[0, -20]], b: [10]}", with: "f: {b: [10, 1]}")
      .replacing("g: {x: [[5, 0]]}", with: "g: {}").replacing("o: {b: [10]}", with: "")
    #expect(
      try check(lab) == [
        "12:9: error: x of gate 'i' is 2×2 with a row of 1 but must be 2×2 (H×D)"
      ])
  }

  @Test func `Other cells have their own gates`() throws {
    let gru = Sample.lab.replacing("cell: lstm", with: "cell: gru")
      .replacing("  i: ", with: "  r: ").replacing("  f: ", with: "  z: ")
      .replacing("  g: ", with: "  n: ").replacing("  o: {b: [10]}\n", with: "")
    #expect(try check(gru) == [])
    #expect(
      try check(gru.replacing("tape:", with: "initial: {c: [0]}\ntape:")) == [
        "12:11: error: 'initial' has no key 'c'"
      ])
  }
}
