import Cells
import Console
import Content
import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// Comparing, predicting, typing text and saving in the lab.
@Suite struct LabToolTests {
  private static let shipped = CourseReader(folders: [
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Content").path
  ]).read().course

  private func expectGolden(_ player: Player, _ name: String) {
    if let difference = differenceFromGolden(goldenText(player.canvas), name) {
      Issue.record("\(difference)")
    }
  }

  // MARK: Compare

  @Test(arguments: [
    Size(rows: 20, columns: 60), Size(rows: 24, columns: 80), Size(rows: 40, columns: 120),
  ])
  func `Kinds of cell stand below each other with one cursor`(size: Size) throws {
    var player = labPlayer("latch", step: 5, size: size)
    try player.press("c")
    expectGolden(player, "compare-latch-\(size.columns)")
  }

  @Test func `A comparison in Chinese, in ASCII and in a wide window`() throws {
    var player = labPlayer("counter", step: 8, language: .chinese)
    try player.press("c3")
    expectGolden(player, "compare-counter-zh")
    var settings = Settings()
    settings.isASCII = true
    var ascii = Player(
      state: AppState(
        language: .english, settings: settings, size: Size(rows: 24, columns: 80),
        start: .lab(LabReference(preset: "latch", step: 5))), course: LabFixtures.course)
    try ascii.press("c")
    expectGolden(ascii, "compare-latch-ascii")
    let wide = labPlayer("counter", step: 8, size: Size(rows: 48, columns: 160))
    #expect(wide.screen.contains("RNN-TANH"))
    expectGolden(wide, "compare-counter-160")
  }

  @Test func `The numbers of a comparison are those of the translated networks`() throws {
    var player = labPlayer("latch", step: 5)
    try player.press("c")
    let run = try LabRun(LabFixtures.latch)
    for kind in [CellKind.rnnTanh, .gru] {
      let network = try #require(run.network.translated(to: kind))
      let trace = try Trace(network, tape: run.trace.steps.map(\.input))
      let value = try #require(trace.value(.hidden, at: 5))
      let rows = player.screen.split(separator: "\n")
      let head = try #require(
        rows.firstIndex {
          $0.hasPrefix(" \(kind.rawValue.uppercased()) ") || $0 == " \(kind.rawValue.uppercased())"
        })
      #expect(rows[head + 1].contains(LabNumber.text(Double(value))), "\(kind)")
    }
  }

  @Test func `Every kind can be put beside every other`() throws {
    for preset in Self.shipped.labs {
      let run = try LabRun(preset)
      for kind in CellKind.allCases {
        let network = try #require(run.network.translated(to: kind), "\(preset.id) \(kind)")
        #expect(network.shape.cell == kind)
        let trace = try Trace(network, tape: run.trace.steps.map(\.input))
        #expect(trace.steps.allSatisfy { step in step.output.allSatisfy { !$0.isNaN } })
      }
    }
  }

  @Test func `A GRU with a latch's weights keeps the bit`() throws {
    let run = try LabRun(LabFixtures.latch)
    let gru = try #require(run.network.translated(to: .gru))
    let trace = try Trace(gru, tape: run.trace.steps.map(\.input))
    for t in 1...run.trace.count {
      let (ours, theirs) = (run.trace.value(.cell, at: t) ?? 0, trace.value(.hidden, at: t) ?? 0)
      #expect(abs(ours - theirs) < 0.01, "\(t)")
    }
  }

  // MARK: Predict

  @Test func `A prediction is graded against the engine, and the score is kept`() throws {
    var player = labPlayer("latch", step: 1)
    try player.press("p")
    #expect(player.screen.contains("Which sign will c₂ have?"))
    // The next value is not there yet.
    #expect(!player.screen.contains("0.99977"))
    try player.press("+")
    #expect(player.screen.contains("✓ Right"))
    #expect(player.screen.contains("1 of 1 right"))
    #expect(player.screen.contains("Which sign will c₃ have?"))
    try player.press("+")
    #expect(player.screen.contains("✗ You said positive"))
    #expect(player.screen.contains("1 of 2 right"))
    // Will f be open at step 4? It is.
    try player.press("<tab>y")
    #expect(player.screen.contains("2 of 3 right"))
    // The number of c at step 5.
    try player.press("<s-tab><s-tab><s-tab>-1<enter>")
    #expect(player.screen.contains("c₅") || player.screen.contains("h₅"))
    #expect(player.screen.contains("of 4 right"))
    try player.press("pp")
    #expect(player.screen.contains("of 4 right"))
  }

  @Test func `At the end of the sequence nothing is left to predict`() throws {
    var player = labPlayer("latch", step: 12)
    try player.press("p")
    #expect(player.screen.contains("The sequence is over"))
    try player.press("1")
    #expect(!player.screen.contains("right"))
  }

  @Test func `The class that a lab reads out can be predicted`() throws {
    var player = labPlayer("sentiment", step: 7, course: Self.shipped)
    try player.press("p")
    #expect(player.screen.contains("What will the read-out “score” say?"))
    #expect(player.screen.contains("“good”"))
    try player.press("3")
    #expect(player.screen.contains("✓ Right: score positive 0.46"))
    for language in Language.allCases {
      var player = labPlayer("sentiment", step: 7, language: language, course: Self.shipped)
      try player.press("p3")
      expectGolden(player, "predict-lab-sentiment-\(language.rawValue)")
    }
  }

  // MARK: Text

  @Test func `A typed line runs through the cell`() throws {
    var player = labPlayer("karpathy-cells", step: 3, course: Self.shipped)
    try player.press("t<c-u>a(\"b<enter>}")
    #expect(player.screen.contains("t 4/4"))
    #expect(player.screen.contains("quotation marks inside"))
    #expect(player.screen.contains("depth 1"))
    expectGolden(player, "text-karpathy")
    try player.press("u")
    #expect(player.screen.contains("/40"))
  }

  @Test(arguments: [
    ("not bad at all", "positive 0.46"), ("not good", "negative −0.46"),
    ("never boring , and the cast was great", "positive 0.92"),
  ])
  func `Sentences are judged word by word`(text: String, score: String) throws {
    var player = labPlayer("sentiment", step: 0, course: Self.shipped)
    try player.press("t<c-u>")
    player.receive(.input(.paste(text)))
    try player.press("<enter>}")
    #expect(player.screen.contains("score \(score)"), "\(player.screen)")
  }

  // MARK: Save

  @Test func `The saved keys lead to the same screen`() throws {
    let keys = "lll..e<down>5<enter><esc><tab>u,,c1<esc>p+<esc><s-tab>#<lt>"
    var player = labPlayer("latch", step: 2, course: Self.shipped)
    try player.press(keys)
    let picture = player.canvas
    try player.press("wk")
    let script = try #require(
      player.effects.lazy.compactMap { effect -> String? in
        if case .saveFile("latch.keys", let text) = effect { text } else { nil }
      }.first)
    #expect(script.hasPrefix("#! lab latch@2 --lang en --size 80x24\n"))
    var again = labPlayer("latch", step: 2, course: Self.shipped)
    try again.press(script)
    #expect(again.canvas.cells.dropLast(80) == picture.cells.dropLast(80))
  }

  @Test func `A trace is saved as lstm-tutor trace writes it`() throws {
    var player = labPlayer("latch", step: 2)
    try player.press("wcwj")
    let trace = try LabRun(LabFixtures.latch).trace
    #expect(player.effects.contains(.saveFile(name: "latch.csv", text: trace.csv(gradients: nil))))
    #expect(
      player.effects.contains(.saveFile(name: "latch.json", text: trace.json(gradients: nil))))
  }
}
