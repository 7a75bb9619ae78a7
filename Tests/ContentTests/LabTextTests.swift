import Content
import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import Testing

/// The shipped labs that read a text.
@Suite struct LabTextTests {
  private struct Reference: Decodable {
    struct Characters: Decodable { var text: String }
    struct Sentence: Decodable {
      var text: String
      var tape: [[Double]]
      var score: [Double]
    }
    struct Sentiment: Decodable { var sentences: [Sentence] }
    var karpathy_cells: Characters
    var sentiment: Sentiment
  }

  private func reference() throws -> Reference {
    let file = Shipped.root.appending(path: "Tests/RecurrentTests/Reference/presets.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  /// The preset with a text instead of its tape.
  private func lab(_ id: String, reading text: String) throws -> (LabPreset, TextTape) {
    var preset = try Shipped.lab(id)
    let tape = TextTape(text, code: try #require(preset.text))
    preset.tape = tape.rows
    return (preset, tape)
  }

  /// What a readout says behind each step.
  private func values(_ name: String, _ preset: LabPreset) throws -> [Double] {
    let readout = try #require(preset.readouts.first { $0.name.english == name })
    let trace = try LabRun(preset).trace
    return trace.steps.map { step in
      readout.value(hidden: step.layers[0].hidden, cell: step.layers[0].cell)
    }
  }

  private func classes(_ name: String, _ preset: LabPreset) throws -> [String] {
    let readout = try #require(preset.readouts.first { $0.name.english == name })
    return try values(name, preset).compactMap { readout.className($0)?.english }
  }

  @Test(arguments: ["karpathy-cells", "sentiment"])
  func `The tape is that of the English sample`(id: String) throws {
    let preset = try Shipped.lab(id)
    #expect(preset.textTape?.rows == preset.tape)
    #expect(preset.text?.sample.chinese != nil)
  }

  @Test(arguments: [
    "she wrote \"f(x)\"\n(see ((1))) and \"then (his", "她写下“f(x)”\n（参见((1))），又写“那么（他",
    "「一」\\n((（)))x\"", "plain",
  ])
  func `Quotes, depth and position are right behind every character`(text: String) throws {
    let (preset, tape) = try lab("karpathy-cells", reading: text)
    let quotes = try classes("quotation marks", preset)
    let depths = try values("depth of brackets", preset)
    let positions = try values("position in the line", preset)
    var (isInside, depth, position) = (false, 0.0, 0.0)
    for (index, token) in tape.tokens.enumerated() {
      if "\"“”「」".contains(token.text) { isInside.toggle() }
      if "(（".contains(token.text) { depth += 1 }
      if ")）".contains(token.text) { depth -= 1 }
      position = token.text == "⏎" ? 0 : position + 1
      #expect(quotes[index] == (isInside ? "inside" : "outside"), "\(index): \(token.text)")
      #expect(abs(depths[index] - depth) < 0.01, "\(index): \(token.text)")
      #expect(abs(positions[index] - position) < 0.01, "\(index): \(token.text)")
    }
    #expect(tape.tokens.count >= 5)
  }

  @Test func `The text of the reference is 43 characters long`() throws {
    let (preset, tape) = try lab("karpathy-cells", reading: try reference().karpathy_cells.text)
    #expect(tape.rows.count == 43)
    #expect(preset.tape.starts(with: try Shipped.lab("karpathy-cells").tape))
  }

  @Test func `Sentences become the tapes and scores of the reference`() throws {
    let sentences = try reference().sentiment.sentences
    #expect(sentences.count >= 6)
    for sentence in sentences {
      let (preset, tape) = try lab("sentiment", reading: sentence.text)
      #expect(tape.tokens.map(\.text).joined(separator: " ") == sentence.text)
      #expect(tape.rows == sentence.tape, "\(sentence.text)")
      for (value, expected) in zip(try values("score", preset), sentence.score) {
        #expect(abs(value - expected) < 1e-5, "\(sentence.text)")
      }
    }
  }

  @Test(arguments: [
    ("good", 0.462, "positive"), ("not good", -0.462, "negative"),
    ("Not bad at all!", 0.462, "positive"), ("It isn’t good.", -0.462, "negative"),
    ("never boring , and the cast was great", 0.924, "positive"),
    ("brilliant start but ... dull", 0, "neutral"), ("the film", 0, "neutral"),
    ("not the plot , the acting was good", 0.462, "positive"),
    ("bad, dull and boring", -0.905, "negative"),
    ("好看", 0.462, "positive"), ("不好看", -0.462, "negative"), ("不错", 0.462, "positive"),
    ("一点也不差", 0.462, "positive"), ("从不沉闷，演员也很出色", 0.924, "positive"),
    ("开头精彩，但结尾乏味", 0, "neutral"), ("不是情节，是演技好", 0.462, "positive"),
    ("没有一点意思，浪费时间。", -0.462, "negative"), ("特别好", 0.462, "positive"),
    ("并不无聊，也没什么区别", 0.462, "positive"), ("别看，又烂又拖沓", -0.762, "negative"),
    ("靠的不是情节，是出色的演技，而且从不沉闷", 0.924, "positive"),
  ])
  func `A negation reaches as far as it should`(
    text: String, score: Double, name: String
  ) throws {
    let (preset, _) = try lab("sentiment", reading: text)
    let last = try #require(try values("score", preset).last)
    // Each unit adds up words in c and shows tanh of it.
    #expect(abs(last - score) < 0.001, "\(last)")
    #expect(try classes("score", preset).last == name)
  }

  @Test func `No word of the lexicon is both praise and negation`() throws {
    let code = try #require(try Shipped.lab("sentiment").text)
    var counts: [[Double]: Int] = [:]
    for row in code.symbols.values { counts[row, default: 0] += 1 }
    #expect(
      Set(counts.keys) == [
        [1, 1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0],
      ])
    #expect(counts[[1, 1, 0, 0], default: 0] >= 60)
    #expect(counts[[-1, 1, 0, 0], default: 0] >= 60)
  }
}

/// The course of this repository.
enum Shipped {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let course = CourseReader(folders: [root.appending(path: "Content").path]).read().course

  static func lab(_ id: String) throws -> LabPreset { try #require(course.lab(id)) }
}
