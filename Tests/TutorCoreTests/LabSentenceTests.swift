import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// Sentences of the lab, each about what it is true of.
@Suite struct LabSentenceTests {
  /// A GRU that keeps next to nothing of h and lives on its candidate.
  private static let forgetful = LabPreset(
    id: "forgetful", title: Localized(english: "Forgetful"), cell: "gru", hiddenSize: 1,
    inputs: [LabPreset.Input(name: "x")],
    weights: [
      "r": LabFixtures.gate([[0]], [[0]], [5]), "z": LabFixtures.gate([[0]], [[0]], [-5]),
      "n": LabFixtures.gate([[0]], [[2]], [0]),
    ],
    initialHidden: [0], initialCell: [], tape: Array(repeating: [0], count: 6))

  @Test func `Of a cell without forget gates nothing is said about them`() throws {
    var bench = try Bench(Self.forgetful, opened: 0)
    bench.stand(at: LabReference(preset: "forgetful", step: 1, lens: "gradient"))
    let screen = GradientView(scene: bench.scene(.english)).rendered(rows: 36, columns: 200)
      .plainText
    #expect(screen.contains("It comes through the gates: Πz has shrunk to "))
    let words = screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(", but that does not stop what goes round through the gates."))
    #expect(!screen.contains("forget"))
    let chinese = GradientView(scene: bench.scene(.chinese)).rendered(rows: 36, columns: 200)
      .plainText
    #expect(chinese.contains("它经过各个门传来：Πz 已缩到"))
  }

  @Test func `How fast a gradient halves is an average`() throws {
    var bench = try Bench(LensFixtures.rnnLatch, opened: 0)
    bench.stand(at: LabReference(preset: "rnn-latch", step: 1, lens: "gradient"))
    for (language, words) in [
      (Language.english, "steps on average."), (.chinese, "平均每"),
    ] {
      let text = GradientView(scene: bench.scene(language)).rendered(rows: 36, columns: 200)
        .plainText
      #expect(text.contains(words))
    }
  }

  @Test(arguments: ["pytorch", "keras"])
  func `Esc is explained once`(name: String) throws {
    var player = labPlayer("latch", step: 3, lens: "weights")
    try player.press("v")
    if name == "keras" { try player.press("v") }
    let keys = player.screen.split(separator: "\n").last ?? ""
    #expect(keys.contains("Esc"))
    #expect(keys.split(separator: "Esc", omittingEmptySubsequences: false).count == 2, "\(keys)")
    // Another overlay has no Esc of its own.
    try player.press("<esc>e")
    let others = player.screen.split(separator: "\n").last ?? ""
    #expect(others.split(separator: "Esc", omittingEmptySubsequences: false).count <= 2)
  }

  @Test func `A state that was set by hand has no equation`() throws {
    var bench = try Bench(LabFixtures.latch, opened: 0)
    func write(_ part: Intervention.Part, _ value: Float) {
      bench.apply(.state(Intervention(t: 5, index: 0, part: part, unit: 0, value: value)))
    }
    func truth(_ letter: String, _ t: Int, _ language: Language = .english) -> String {
      PredictionTopic.traced(Prediction(.value(symbol: letter, unit: 0))).truth(
        bench, t: t, language)
    }
    #expect(truth("c", 5).contains("f·c₄"))
    write(.cell, 3)
    #expect(truth("c", 5) == "c₅ = 3.000, set by hand")
    #expect(truth("c", 5, .chinese) == "c₅ = 3.000，是手动改写的")
    // h comes from the new c, and the next c too.
    #expect(truth("h", 5).contains("tanh"))
    #expect(truth("c", 6).contains("f·c₅"))
    write(.hidden, 0.25)
    #expect(truth("h", 5) == "h₅ = 0.250, set by hand")
  }
}
