import CourseModel
import Languages
import Recurrent
import Study
import Testing

/// Labs that read a text, and what their state means.
@Suite struct LabTextMistakeTests {
  private func check(_ lab: String) throws -> [String] {
    try Deck(["labs/latch.yaml": lab]).check().map { $0.replacing("labs/latch.yaml:", with: "") }
  }

  /// The sample lab without its tape, in 12 lines, and what stands in line 13 and on.
  private func lab(_ more: String) -> String {
    Sample.lab.replacing("tape:\n  - [1, 1]\n  - [-1, 0]\n  - [-1, 1]", with: more)
  }

  private static let text = """
    text:
      unit: word
      sample: not good
      symbols:
        good fine: [1, 0]
        not: [-1, 1]
      other: [0, 0]
    """

  @Test func `A tape may be made of a text`() throws {
    let deck = try Deck(["labs/latch.yaml": lab(Self.text)])
    #expect(deck.check() == [])
    let preset = try #require(deck.read().course.lab("latch"))
    #expect(preset.tape == [[-1, 1], [1, 0]])
    #expect(preset.textTape?.tokens.map(\.text) == ["not", "good"])
    #expect(
      preset.text
        == TextCode(
          unit: .word, sample: Localized(english: "not good"),
          symbols: ["good": [1, 0], "fine": [1, 0], "not": [-1, 1]], other: [0, 0]))
  }

  @Test func `Characters are symbols as well, and what is not listed is zero`() throws {
    let text = """
      text:
        unit: character
        sample: "( \\n＂x"
        symbols: {"\\" “": [1, 0], " ": [0, 1], "\\n": [2, 2]}
      """
    let deck = try Deck(["labs/latch.yaml": lab(text)])
    #expect(deck.check() == [])
    let preset = try #require(deck.read().course.lab("latch"))
    #expect(preset.tape == [[0, 0], [0, 1], [2, 2], [1, 0], [0, 0]])
  }

  @Test func `A tape beside a text has to be the same`() throws {
    #expect(try check(lab(Self.text + "\ntape: [[-1, 1], [1, 0]]")) == [])
    #expect(
      try check(lab(Self.text + "\ntape: [[-1, 1], [1, 1]]")) == [
        """
        20:17: error: step 2 of the tape is not the row of 'good' in the sample; leave 'tape' \
        out, or make it equal
        """
      ])
    #expect(
      try check(lab(Self.text + "\ntape: [[-1, 1]]")) == [
        """
        20:7: error: the tape has 1 steps, but the sample has 2; leave 'tape' out, or make it equal
        """
      ])
  }

  @Test(arguments: [
    (
      "unit: word", "unit: words",
      "14:9: error: 'unit' must be character, word, not 'words'; did you mean 'word'?"
    ),
    ("  unit: word\n", "", "14:3: error: 'text' has no 'unit'; write character or word"),
    ("  sample: not good\n", "", "14:3: error: 'text' has no 'sample'; write {en: …, zh: …}"),
    (
      "sample: not good", "sampel: not good",
      "15:3: error: 'text' has no key 'sampel'; did you mean 'sample'?"
    ),
    ("sample: not good", "sample: \" \"", "15:11: error: the sample has nothing to read"),
    (
      "sample: not good", "sample: \"" + String(repeating: "good ", count: 501) + "\"",
      "15:11: error: the sample is longer than 500 steps"
    ),
    (
      "good fine: [1, 0]", "good fine: [1, 0, 2]",
      "17:16: error: the row of 'good …' has 3 numbers but must have 2 (D)"
    ),
    (
      "good fine: [1, 0]", "good fine: 1",
      "17:16: error: the row of 'good …' must be a list of 2 numbers (D)"
    ),
    (
      "not: [-1, 1]", "not: [-1, x]",
      "18:15: error: the row of 'not' holds 'x', which is no finite number"
    ),
    (
      "not: [-1, 1]", "not Good: [-1, 1]",
      "18:5: error: 'Good' stands here a second time, with another row"
    ),
    (
      "not: [-1, 1]", "well-made: [-1, 1]",
      "18:5: error: 'well-made' is never found, because texts are split into words: 'well', '-', 'made'"
    ),
    (
      "not: [-1, 1]", "\"\\n\": [-1, 1]",
      "18:5: error: '\\n' is never found, because it only stands between words"
    ),
    ("sample: not good", "sample: {}", "14:3: error: 'text' has no 'sample'; write {en: …, zh: …}"),
    (
      "not: [-1, 1]", "一二三四五六七八九十一二三四五六七: [-1, 1]",
      """
      18:5: error: '一二三四五六七八九十一二三四五六七' is never found, because texts are split into \
      words: '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '一', '二', '三', '四', '五', \
      '六', '七'
      """
    ),
    (
      "unit: word", "unit: character",
      "17:5: error: 'good' is 4 characters, but with 'unit: character' a symbol is one"
    ),
    (
      "other: [0, 0]", "other: [0]",
      "19:10: error: the row of everything else has 1 numbers but must have 2 (D)"
    ),
    (
      "    good fine: [1, 0]\n    not: [-1, 1]", "    - good",
      "17:5: error: 'symbols' must map characters or words to rows such as 'good: [1, 0]'"
    ),
    (
      "  symbols:\n    good fine: [1, 0]\n    not: [-1, 1]\n", "",
      "14:3: error: 'text' has no 'symbols'; write a row of numbers for each symbol"
    ),
  ])
  func `Mistakes in a text are told at their place`(
    part: String, replacement: String, expected: String
  ) throws {
    let found = try check(lab(Self.text.replacing(part, with: replacement)))
    #expect(found.contains(expected), "\(found)")
  }

  @Test func `A table of thirty thousand words is read in time`() throws {
    // Many first characters are shared, so that many lengths have to be tried.
    let plain = (0..<30_000).map {
      "    一二三四五六\(Unicode.Scalar(0x4E00 + $0 % 20_000) ?? "一")\($0 / 20_000 == 0 ? "" : "一"): [1, 0]"
    }
    let text = Self.text.replacing(
      "    good fine", with: plain.joined(separator: "\n") + "\n    good fine")
    let deck = try Deck(["labs/latch.yaml": lab(text)])
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure { count = deck.read().course.lab("latch")?.text?.symbols.count ?? 0 }
    #expect(count == 30_003)
    #expect(time < .seconds(30), "\(time)")
  }

  @Test func `A text that is no mapping, and a lab without any tape`() throws {
    #expect(
      try check(lab("text: good")) == [
        "13:7: error: 'text' must be a mapping of keys to values such as 'unit: …'"
      ])
    #expect(
      try check(lab("")) == [
        "1:1: error: the lab has no 'tape'; write one row of numbers for each timestep"
      ])
  }
}

@Suite struct ReadoutMistakeTests {
  private static let readouts = """

    readouts:
      - name: bit
        hidden: [1]
        cell: [-2]
        bias: 0.5
        decimals: 1
        classes:
          - {below: 0, name: low}
          - {name: high}
    """

  private func check(_ readouts: String, cell: String = "lstm") throws -> [String] {
    try Deck(["labs/latch.yaml": Sample.lab + readouts]).check().map {
      $0.replacing("labs/latch.yaml:", with: "")
    }
  }

  @Test func `A readout has weights, a bias and classes`() throws {
    let deck = try Deck(["labs/latch.yaml": Sample.lab + Self.readouts])
    #expect(deck.check() == [])
    #expect(
      deck.read().course.lab("latch")?.readouts == [
        LabPreset.Readout(
          name: Localized(english: "bit"), hidden: [1], cell: [-2], bias: 0.5,
          classes: [
            .init(below: 0, name: Localized(english: "low")),
            .init(name: Localized(english: "high")),
          ], decimals: 1)
      ])
  }

  @Test(arguments: [
    ("name: bit", "nam: bit", "18:5: error: a readout has no key 'nam'; did you mean 'name'?"),
    ("name: bit\n    ", "", "18:5: error: the readout has no 'name'; write {en: …, zh: …}"),
    (
      "hidden: [1]", "hidden: [1, 2]",
      "19:13: error: 'hidden' of the readout has 2 numbers but must have 1 (H)"
    ),
    (
      "cell: [-2]", "cell: -2",
      "20:11: error: 'cell' of the readout must be a list of 1 numbers (H)"
    ),
    (
      "    hidden: [1]\n    cell: [-2]\n", "",
      """
      18:5: error: the readout has no 'hidden'; write the weights of its sum as 'hidden' or \
      'cell', H numbers
      """
    ),
    (
      "bias: 0.5", "bias: half",
      "21:11: error: 'bias' of the readout holds 'half', which is no finite number"
    ),
    (
      "decimals: 1", "decimals: 9",
      "22:15: error: 'decimals' must be a number of decimals, 0 to 6, not '9'"
    ),
    (
      "below: 0", "below: zero",
      "24:17: error: 'below' of the class holds 'zero', which is no finite number"
    ),
    ("below: 0, ", "", "24:9: error: the class has no 'below'; only the last class has no limit"),
    (
      "{name: high}", "{below: 1, name: high}",
      """
      25:17: error: the last class takes every value that is left, so it has no 'below'
      """
    ),
    (
      "{name: high}", "{below: -1, name: middle}\n      - {name: high}",
      "25:17: error: the limits of the classes must rise, but -1.0 comes after 0.0"
    ),
    ("{name: high}", "{below: 1}", "25:9: error: the class has no 'name'; write {en: …, zh: …}"),
    (
      "      - {below: 0, name: low}\n", "",
      "24:7: error: 'classes' must be a list of at least two entries such as '{below: 0, name: …}'"
    ),
    (
      "{name: high}", "{name: high}\n  - {name: bit, hidden: [1]}",
      "26:12: error: the name 'bit' is taken; choose another one"
    ),
    (
      "  - name: bit", "  - 5\n  - name: bit",
      "18:5: error: a readout must be a mapping of keys to values such as 'name: …'"
    ),
  ])
  func `Mistakes in a readout are told at their place`(
    part: String, replacement: String, expected: String
  ) throws {
    let found = try check(Self.readouts.replacing(part, with: replacement))
    #expect(found.contains(expected), "\(found)")
    #expect(found.count <= 2)
  }

  @Test func `A cell without c is read through h`() throws {
    let lab = """
      id: latch
      title: Latch
      cell: gru
      hidden: 1
      inputs: [{name: v}]
      weights: {z: {b: [1]}}
      tape: [[1]]
      readouts:
        - {name: bit, cell: [1]}
        - {name: other, bias: 1}
      """
    #expect(
      try Deck(["labs/latch.yaml": lab]).check() == [
        "labs/latch.yaml:9:23: error: this kind of cell has no c, so the readout has no 'cell'",
        """
        labs/latch.yaml:10:5: error: the readout has no 'hidden'; write the weights of its sum \
        as 'hidden', H numbers
        """,
      ])
  }

  @Test func `The readouts of the shipped labs say what is on their tapes`() throws {
    func words(_ id: String, _ name: String) throws -> [String] {
      let preset = try Shipped.lab(id)
      let readout = try #require(preset.readouts.first { $0.name.english == name })
      return try LabRun(preset).trace.steps.map { step in
        let value = readout.value(hidden: step.layers[0].hidden, cell: step.layers[0].cell)
        for language in Language.allCases { #expect(readout.name[language] != nil) }
        return readout.className(value)?.english ?? String((value * 100).rounded() / 100)
      }
    }
    let bits = "+1 +1 −1 −1 −1 −1 −1 −1 +1 +1 +1 +1"
    #expect(try words("latch", "stored bit").joined(separator: " ") == bits)
    #expect(
      try words("read-port", "shown bit").joined(separator: " ")
        == "nothing nothing nothing +1 nothing nothing nothing nothing −1 −1 +1 nothing")
    #expect(
      try words("read-port", "stored bit").joined(separator: " ")
        == "+1 +1 +1 +1 +1 −1 −1 −1 −1 −1 +1 +1")
    let balance = try words("counter", "balance")
    #expect(balance.last == "balanced")
    #expect(balance.dropLast().allSatisfy { $0 == "more a than b" })
    #expect(
      try words("counter", "a minus b")
        == "1 2 3 4 5 6 5 4 3 2 1 0".split(separator: " ").map { "\($0).0" })
    #expect(
      try words("toggle", "number of ones").joined(separator: " ")
        == "even odd odd odd even odd even even odd odd even odd")
    #expect(try words("accumulator", "sum since the reset")[5] == "3.46")
    #expect(try words("one-cell-adding", "answer y = 10·h").last == "1.57")
    let timer = try words("peephole-timer", "timer")
    #expect(timer == Array(repeating: "silent", count: 9) + Array(repeating: "fires", count: 7))
    #expect(Set(try words("rnn-latch", "stored bit")) == ["+1"])
  }
}
