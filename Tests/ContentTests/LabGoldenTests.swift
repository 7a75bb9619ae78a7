import Content
import CourseModel
import Foundation
import Recurrent
import Study
import Testing

/// The labs of several units and of other cells against `RecurrentTests/Reference/presets.json`.
@Suite struct LabGoldenTests {
  private struct Reference: Decodable {
    struct Adding: Decodable {
      struct Run: Decodable {
        var tape: [[Double]]
        var c: [Double]
        var h: [Double]
      }
      var tapes: [Run]
    }
    struct Timer: Decodable {
      struct Run: Decodable {
        var c: [Double]
        var h: [Double]
      }
      var tape: [[Double]]
      var peephole: Run
      var recurrent: Run
    }
    struct Characters: Decodable {
      var text: String
      var c: [[Double]]
      var h: [[Double]]
    }
    struct Sentiment: Decodable {
      struct Sentence: Decodable {
        var text: String
        var tape: [[Double]]
        var c: [[Double]]
        var h: [[Double]]
      }
      var sentences: [Sentence]
    }
    struct Latch: Decodable {
      var first: Double
      var noise: [Double]
      var h: [Double]
      var product: [String: Double]
    }
    struct Exploding: Decodable {
      var dc_dc0: [Double]
    }
    var one_cell_adding: Adding
    var peephole_timer: Timer
    var karpathy_cells: Characters
    var sentiment: Sentiment
    var rnn_latch: Latch
    var exploding: Exploding
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func reference() throws -> Reference {
    let file = Self.root.appending(path: "Tests/RecurrentTests/Reference/presets.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  private func lab(_ id: String) throws -> LabPreset {
    let course = CourseReader(folders: [Self.root.appending(path: "Content").path]).read().course
    return try #require(course.lab(id))
  }

  /// Compares the first steps of a lab with rows of one number for each unit.
  private func expect(
    _ preset: LabPreset, _ signal: Signal, _ expected: [[Double]], tolerance: Double = 1e-6
  ) throws {
    let trace = try LabRun(preset).trace
    let count = min(expected.count, preset.tape.count)
    #expect(count >= 8)
    for t in 1...count {
      for unit in 0..<preset.hiddenSize {
        let value = Double(try #require(trace.value(signal, at: t, unit: unit)))
        #expect(
          abs(value - expected[t - 1][unit]) <= tolerance, "\(preset.id): \(signal) at \(t)")
      }
    }
  }

  @Test func `The adding cell adds the two marked numbers`() throws {
    let preset = try lab("one-cell-adding")
    let run = try #require(
      try reference().one_cell_adding.tapes.first { $0.tape == preset.tape })
    try expect(preset, .cell, run.c.map { [$0] })
    try expect(preset, .hidden, run.h.map { [$0] })
  }

  @Test func `The timer fires at step 10 through its peephole and never without it`() throws {
    var preset = try lab("peephole-timer")
    let expected = try reference().peephole_timer
    #expect(preset.tape == expected.tape)
    try expect(preset, .cell, expected.peephole.c.map { [$0] })
    // 200·c makes 200 times the rounding error of c.
    try expect(preset, .hidden, expected.peephole.h.map { [$0] }, tolerance: 5e-5)
    preset.weights["o"]?.peephole = []
    preset.weights["o"]?.recurrent = [[200]]
    try expect(preset, .hidden, expected.recurrent.h.map { [$0] })
    #expect(expected.recurrent.h.allSatisfy { $0 < 1e-6 })
  }

  @Test func `Three cells follow quotes, brackets and the line`() throws {
    let preset = try lab("karpathy-cells")
    let expected = try reference().karpathy_cells
    let characters = Array(expected.text.prefix(preset.tape.count))
    let inputs: [Character] = ["\"", "(", ")", "\n"]
    #expect(
      preset.tape
        == characters.map { character in
          let kind = inputs.firstIndex(of: character) ?? 4
          return (0..<5).map { $0 == kind ? 1 : 0 }
        })
    try expect(preset, .cell, expected.c, tolerance: 5e-6)
    try expect(preset, .hidden, expected.h, tolerance: 5e-6)
  }

  @Test func `The sentence is praise, word by word`() throws {
    let preset = try lab("sentiment")
    let sentence = try #require(
      try reference().sentiment.sentences.first {
        preset.tape.starts(with: $0.tape) && $0.tape.count > 3
      })
    #expect(sentence.text == "not the plot , the acting was good")
    try expect(preset, .cell, sentence.c)
    try expect(preset, .hidden, sentence.h)
    let trace = try LabRun(preset).trace
    let score = (1...2).compactMap { trace.value(.hidden, at: trace.count, unit: $0) }.reduce(0, +)
    #expect(abs(score - 0.924) < 0.0005)
  }

  @Test func `The plain latch keeps its bit, and its slopes make nothing of the gradient`() throws {
    let preset = try lab("rnn-latch")
    let expected = try reference().rnn_latch
    #expect(
      preset.tape == ([expected.first] + expected.noise).prefix(preset.tape.count).map { [$0] })
    try expect(preset, .hidden, expected.h.map { [$0] })
    let h = try LabRun(preset).trace.series(.hidden).map { Double($0) }
    for (steps, product) in expected.product {
      guard let count = Int(steps), count < h.count else { continue }
      let slopes = h[1...count].map { 2 * (1 - $0 * $0) }
      #expect(abs(slopes.reduce(1, *) / product - 1) < 1e-3, "\(steps)")
    }
  }

  @Test func `A difference at the start explodes as its derivative says`() throws {
    var preset = try lab("exploding")
    let expected = try reference().exploding.dc_dc0
    // Small enough for every tanh to be a straight line up to the last step.
    let start = 1e-12
    preset.initialCell = [start]
    let trace = try LabRun(preset).trace
    for (index, derivative) in expected.enumerated() {
      let c = Double(try #require(trace.value(.cell, at: index + 1)))
      #expect(abs(c / start / derivative - 1) < 1e-4, "at \(index + 1)")
    }
    preset.initialCell = [0]
    #expect(try LabRun(preset).trace.series(.cell).allSatisfy { $0 == 0 })
  }
}
