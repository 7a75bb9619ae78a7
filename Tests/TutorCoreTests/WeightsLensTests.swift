import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import TestSupport
import Testing
import Views

@testable import TutorCore

@Suite struct WeightsLensTests {
  private func player(
    _ preset: String, step: Int = 3, language: Language = .english, rows: Int = 24,
    columns: Int = 80
  ) -> Player {
    labPlayer(
      preset, step: step, lens: "weights", language: language,
      size: Size(rows: rows, columns: columns), course: LensFixtures.course)
  }

  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  private func bench(_ preset: LabPreset) throws -> Bench {
    var bench = try Bench(preset, opened: 0)
    bench.stand(at: LabReference(preset: preset.id, step: 3, lens: "weights"))
    return bench
  }

  static let sizes = [(24, 80), (20, 60), (40, 120)]

  // MARK: The lens

  @Test(arguments: sizes)
  func `The weights of two units that read each other`(size: (Int, Int)) throws {
    var player = player("pair", rows: size.0, columns: size.1)
    try player.press("j")
    expectGolden(player.canvas, "weights-pair-\(size.1)")
  }

  @Test func `The latch with the half-lives of its forget bias`() {
    expectGolden(player("latch").canvas, "weights-latch-80")
    expectGolden(player("latch", language: .chinese).canvas, "weights-latch-80-zh")
    expectGolden(player("rnn-latch").canvas, "weights-rnn-latch-80")
    expectGolden(player("gru", rows: 20, columns: 60).canvas, "weights-gru-60")
  }

  @Test func `A wide network shows shades and can be moved`() throws {
    let own = try LensFixtures.own(inputs: 16, units: 256, steps: 2, range: 0.06)
    var player = LensFixtures.ownPlayer(own, rows: 40, columns: 120)
    while !player.screen.contains("› Weights") { try player.press("<tab>") }
    for _ in 0..<3 { try player.press("<pgdn>") }
    expectGolden(player.canvas, "weights-wide-120")
    expectGolden(player.canvas.asciiOnly, "weights-wide-120-ascii")
    for _ in 0..<60 { try player.press(">") }
    #expect(player.screen.contains("h₂₅₀"))
    player.resize(to: Size(rows: 20, columns: 60))
    expectGolden(player.canvas, "weights-wide-60")
  }

  @Test func `Every number of the grid is the network's`() throws {
    let bench = try bench(LabFixtures.pair)
    let lines = WeightsView(scene: bench.scene(.english)).rendered(rows: 36, columns: 118)
      .plainText.split(separator: "\n").map(String.init)
    let weights = bench.experiment.network.layers[0]
    let rows = lines.filter { $0.hasPrefix(" ▸") || $0.hasPrefix("   1") || $0.hasPrefix("   2") }
    #expect(rows.count == 8)
    for (place, gate) in [Gate.forget, .input, .candidate, .output].enumerated() {
      for unit in 0..<2 {
        let row = weights.row(gate, unit: unit)
        let expected =
          ([weights[.weightIH][row, 0]] + weights[.weightHH].row(row)
          + [weights.bias(gate, unit: unit)]).filter { $0 != 0 }
          .map { LabNumber.trimmed(Double($0)) }
        let found = rows[2 * place + unit].split { " │▸".contains($0) }.dropFirst().map(String.init)
        #expect(found == expected)
      }
    }
  }

  @Test func `A changed weight stands beside its old value`() throws {
    var bench = try bench(LabFixtures.pair)
    bench.apply(.bias(index: 0, .forget, unit: 0, 5))
    bench.apply(.weight(index: 0, .weightHH, row: 0, column: 1, -0.25))
    let view = WeightsView(scene: bench.scene(.english))
    expectGolden(view.rendered(rows: 20, columns: 78), "weights-pair-changed-78")
    let text = view.rendered(rows: 20, columns: 78).plainText
    #expect(text.contains("5←1"))
    #expect(text.contains("−0.25←0"))
  }

  @Test func `‖U‖₂ and σ(b) are those of the weights`() throws {
    let bench = try bench(LabFixtures.pair)
    let text = WeightsView(scene: bench.scene(.english)).rendered(rows: 36, columns: 118).plainText
    // U_i = diag(0.5, 1) stretches by 1, σ(1) = 0.731.
    #expect(text.contains("i input  ‖U‖₂ 1.00  σ(b) 0.500"))
    #expect(text.contains("f forget  ‖U‖₂ 1.00  σ(b) 0.731  half-life 2.2 steps"))
  }

  @Test func `Any rectangle, any kind, any number`() throws {
    for kind in CellKind.allCases {
      let own = try LensFixtures.own(kind, inputs: 3, units: 3, steps: 3, range: 1)
      var bench = try Bench(own, opened: 0)
      bench.lens = .weights
      bench.lookThroughLens()
      for value in [Float.nan, -Float.infinity, 1e30] {
        bench.apply(.weight(index: 0, .weightIH, row: 1, column: 2, value))
        bench.apply(.weight(index: 0, .biasIH, row: 1, column: 0, value))
        for columns in [0, 1, 17, 40, 58, 78, 118] {
          for rows in [0, 1, 3, 5, 16, 20, 36] {
            for language in Language.allCases {
              _ = WeightsView(scene: bench.scene(language)).rendered(rows: rows, columns: columns)
            }
          }
        }
      }
    }
  }

  // MARK: Conventions

  @Test(arguments: sizes)
  func `The same weights as PyTorch, Keras and ONNX store them`(size: (Int, Int)) throws {
    var player = player("pair", rows: size.0, columns: size.1)
    for framework in ["pytorch", "keras", "onnx"] {
      try player.press("v")
      expectGolden(player.canvas, "convention-pair-\(framework)-\(size.1)")
    }
    try player.press("<esc>")
    #expect(player.screen.contains("σ(b)"))
  }

  @Test func `A GRU in Keras, in Chinese and in ASCII`() throws {
    var player = player("gru", language: .chinese)
    try player.press("vv")
    expectGolden(player.canvas, "convention-gru-keras-80-zh")
    expectGolden(player.canvas.asciiOnly, "convention-gru-keras-80-zh-ascii")
    for _ in 0..<40 { try player.press("j") }
    expectGolden(player.canvas, "convention-gru-keras-80-zh-end")
  }

  @Test func `The arrays on the screen are those of the frameworks`() throws {
    let bench = try bench(LensFixtures.gru)
    for framework in Framework.allCases {
      let layout = FrameworkLayout(
        framework, bench.experiment.network, layer: 0, direction: .forward)
      let text = ConventionText(
        framework: framework, scene: bench.scene(.english), width: 118, mixUps: [], stepCount: 8
      ).lines.map(\.plainText)
      for array in layout.arrays {
        let start = try #require(
          text.firstIndex { $0.hasPrefix(array.name + " " + array.shape.description) })
        let end = text[start...].firstIndex(of: "") ?? text.count
        let numbers = text[(start + 2)..<end].flatMap {
          $0.split { " │".contains($0) }.map(String.init)
        }.filter { Double($0.replacing("−", with: "-")) != nil }
        #expect(
          numbers == array.matrix.values.map { LabNumber.trimmed(Double($0)) },
          "\(framework) \(array.name)")
      }
    }
  }

  @Test func `What goes wrong is another run`() throws {
    let bench = try bench(LabFixtures.pair)
    let right = try #require(bench.model.trace.steps.last).output
    for framework in Framework.allCases {
      let mixUps = MixUp.all(framework, bench.experiment)
      #expect(mixUps.count >= 2)
      for mixUp in mixUps {
        #expect(mixUp.reference == right)
        if mixUp.divergence != nil { #expect(mixUp.found != right, "\(mixUp.name.english)") }
      }
    }
    // The kernel of Keras, poured in as it lies in memory.
    let poured = try #require(MixUp.all(.keras, bench.experiment).first)
    let network = bench.experiment.network.pouredFromTransposed
    let trace = try Trace(network, tape: bench.experiment.tape, initial: bench.experiment.initial)
    #expect(poured.found == trace.steps.last?.output)
  }

  @Test func `A wide network is shown around its unit and run for a few steps`() throws {
    let own = try LensFixtures.own(inputs: 16, units: 256, steps: 40, range: 0.06)
    var player = LensFixtures.ownPlayer(own, rows: 24, columns: 80)
    player.finishWork()
    while !player.screen.contains("› Weights") { try player.press("<tab>") }
    try player.press("vv")
    expectGolden(player.canvas, "convention-wide-keras-80")
  }

  @Test func `Only cells that all frameworks have can be shown in their conventions`() throws {
    let own = try LensFixtures.own(.lstmPeephole, inputs: 1, units: 1, steps: 2, range: 1)
    var bench = try Bench(own, opened: 0)
    bench.lens = .weights
    #expect(!LabTool.available(on: bench).contains { $0.key == "v" })
    var other = try Bench(LabFixtures.latch, opened: 0)
    #expect(!LabTool.available(on: other).contains { $0.key == "v" })
    other.lens = .weights
    #expect(LabTool.available(on: other).contains { $0.key == "v" })
  }
}
