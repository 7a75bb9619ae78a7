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

@Suite struct GradientLensTests {
  private func player(
    _ preset: String, step: Int, language: Language = .english, rows: Int = 24, columns: Int = 80
  ) -> Player {
    labPlayer(
      preset, step: step, lens: "gradient", language: language,
      size: Size(rows: rows, columns: columns), course: LensFixtures.course)
  }

  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  private func bench(_ preset: LabPreset, at t: Int) throws -> Bench {
    var bench = try Bench(preset, opened: 0)
    bench.stand(at: LabReference(preset: preset.id, step: t, lens: "gradient"))
    return bench
  }

  private func text(
    _ bench: Bench, language: Language = .english, rows: Int = 36, columns: Int = 118
  ) -> String {
    GradientView(scene: bench.scene(language)).rendered(rows: rows, columns: columns).plainText
  }

  static let sizes = [(24, 80), (20, 60), (40, 120)]

  @Test(arguments: sizes)
  func `The exploding LSTM grows through h while Πf vanishes`(size: (Int, Int)) {
    let player = player("exploding", step: 1, rows: size.0, columns: size.1)
    expectGolden(player.canvas, "gradient-exploding-1-\(size.1)")
  }

  @Test(arguments: sizes)
  func `The plain latch cannot learn what it keeps`(size: (Int, Int)) {
    let player = player("rnn-latch", step: 11, rows: size.0, columns: size.1)
    expectGolden(player.canvas, "gradient-rnn-latch-11-\(size.1)")
  }

  @Test func `The LSTM's latch loses nothing`() {
    expectGolden(player("latch", step: 9).canvas, "gradient-latch-9-80")
    let small = player("latch", step: 9, language: .chinese, rows: 20, columns: 60)
    expectGolden(small.canvas, "gradient-latch-9-60-zh")
  }

  @Test func `In Chinese and in ASCII`() {
    expectGolden(
      player("exploding", step: 1, language: .chinese).canvas, "gradient-exploding-1-80-zh")
    expectGolden(player("exploding", step: 1).canvas.asciiOnly, "gradient-exploding-1-80-ascii")
  }

  @Test func `A GRU is parted into what it keeps and the rest`() {
    expectGolden(player("gru", step: 3).canvas, "gradient-gru-3-80")
  }

  @Test func `The numbers are those of the engine`() throws {
    for preset in [
      LensFixtures.exploding, LensFixtures.rnnLatch, LabFixtures.pair, LensFixtures.gru,
    ] {
      let run = try LabRun(preset)
      let network = run.network.converted(to: Double.self)
      let tape = run.trace.steps.map { $0.input.map { Double($0) } }
      let initial = run.trace.initial.map {
        CellState(hidden: $0.hidden.map { Double($0) }, cell: $0.cell?.map { Double($0) })
      }
      let flows = Array(
        GradientWalk(network, try Trace(network, tape: tape, initial: initial)))
      for t in [1, run.trace.count / 2, run.trace.count - 1] {
        let flow = try #require(flows.first { $0.t == t })
        let screen = text(try bench(preset, at: t))
        for norm in [flow.hiddenNorm, flow.cellNorm, flow.directNorm, flow.restNorm] {
          guard let norm, norm > 1e-12 else { continue }
          // The engine on the screen computes in Float: the last of three digits may differ.
          let near = [norm, norm * 1.0005, norm * 0.9995].map { LabNumber.significant($0) }
          #expect(near.contains { screen.contains($0) }, "\(preset.id) \(t): \(near)\n\(screen)")
        }
      }
    }
  }

  @Test func `The numbers of the story are on the screen`() throws {
    // ∂c₁₁/∂c₁ of ten steps: 9.26 million, while Πf is 0.5¹⁰.
    let exploding = text(try bench(LensFixtures.exploding, at: 1))
    #expect(exploding.contains("9.77e−4"))
    let latch = text(try bench(LensFixtures.rnnLatch, at: 11))
    #expect(latch.contains("The gradient vanishes"))
    #expect(latch.contains("‖∂h₂₁/∂h₁₁‖"))
  }

  @Test func `The words say what the numbers do`() throws {
    func first(_ preset: LabPreset, _ t: Int) throws -> String {
      let scene = try bench(preset, at: t).scene(.english)
      return GradientWords(
        kind: scene.kind, curve: scene.gradient, t: t, site: scene.site,
        shape: scene.model.trace.shape, factor: nil
      ).sentences.map(\.english).joined(separator: " ")
    }
    #expect(try first(LensFixtures.exploding, 1).contains("It comes through h: Πf has shrunk"))
    #expect(try first(LensFixtures.exploding, 11).contains("The way back starts here"))
    #expect(try first(LabFixtures.latch, 10).contains("All of an error"))
    #expect(try first(LensFixtures.rnnLatch, 1).contains("The gradient vanishes"))
    // At step 9 the latch is written over.
    #expect(try first(LabFixtures.latch, 8).contains("hardly reaches"))
  }

  @Test func `A bias of 0 halves the direct path at every step`() throws {
    #expect(text(try bench(LensFixtures.exploding, at: 4)).contains("f₄ = 0.5 in unit 1"))
  }

  @Test func `It fills from the end and can be left at any time`() throws {
    var player = LensFixtures.ownPlayer(
      try LensFixtures.own(inputs: 4, units: 64, steps: 60, range: 0.3), rows: 40, columns: 120)
    player.finishWork()
    player.holdsWork = true
    while !player.screen.contains("Gradient") { try player.press("<tab>") }
    #expect(player.screen.contains("Not there yet"))
    let before = player.screen.filter { $0 == "█" }.count
    expectGolden(player.canvas, "gradient-filling-120")
    try player.press("<tab>")
    #expect(!player.screen.contains("Not there yet"))
    // It goes on behind another lens.
    player.finishWork()
    while !player.screen.contains("› Gradient") { try player.press("<tab>") }
    #expect(!player.screen.contains("Not there yet"))
    #expect(player.screen.filter { $0 == "█" }.count > before)
  }

  @Test func `A change while it fills begins it anew, with the old curve behind`() throws {
    let own = try LensFixtures.own(inputs: 4, units: 64, steps: 60, range: 0.3)
    var bench = try Bench(own, opened: 0)
    finish(&bench)
    bench.lens = .gradient
    bench.lookThroughLens()
    guard case .work(var stale) = bench.takeEffects().last else {
      Issue.record("the walk is not long enough to be work")
      return
    }
    let news = stale.next()
    let late = try #require(news)
    bench.apply(.bias(index: 0, .forget, unit: 0, 4))
    let known = bench.gradient.flows.count
    bench.receive(late)
    #expect(bench.gradient.flows.count == known || bench.gradient.isEmpty)
    finish(&bench)
    #expect(bench.gradient.isComplete)
    #expect(Array(bench.gradient.flows.map(\.t)) == Array((0...60).reversed()))
    #expect(bench.scene(.english).gradientGhost == nil)
    let isUndone = bench.undo()
    #expect(isUndone)
    finish(&bench)
    let original = bench.gradient
    bench.apply(.bias(index: 0, .forget, unit: 0, 4))
    finish(&bench)
    #expect(bench.scene(.english).gradientGhost == original)
    #expect(bench.gradient != original)
    #expect(text(bench).contains("╌ before: "))
  }

  /// Does all work that a bench asks for.
  private func finish(_ bench: inout Bench) {
    while true {
      var isIdle = true
      for case .work(var work) in bench.takeEffects() {
        isIdle = false
        while let news = work.next() { bench.receive(news) }
      }
      if isIdle { return }
    }
  }

  @Test func `A change is drawn over what was there before`() throws {
    var bench = try bench(LabFixtures.pair, at: 20)
    bench.apply(.bias(index: 0, .forget, unit: 0, 5))
    let view = GradientView(scene: bench.scene(.english))
    expectGolden(view.rendered(rows: 36, columns: 118), "gradient-pair-ghost-118")
    expectGolden(view.rendered(rows: 20, columns: 78), "gradient-pair-ghost-78")
  }

  @Test func `Zero, NaN and infinity are shown as such and break nothing`() throws {
    for value in [Float.nan, .infinity, 1e30, 0] {
      var bench = try bench(LabFixtures.pair, at: 20)
      bench.apply(.weight(index: 0, .weightHH, row: 4, column: 0, value))
      bench.apply(.input(t: 30, index: 0, value))
      for columns in [0, 1, 20, 40, 58, 78, 118, 200] {
        for rows in [0, 1, 2, 5, 16, 20, 36, 60] {
          _ = GradientView(scene: bench.scene(.english)).rendered(rows: rows, columns: columns)
        }
      }
      if value.isNaN { #expect(text(bench).contains("NaN")) }
    }
    #expect(LabNumber.significant(0) == "0")
    #expect(LabNumber.significant(.infinity) == "∞")
    #expect(LabNumber.significant(.nan) == "NaN")
    #expect(LabNumber.significant(9_260_000) == "9.26e6")
    #expect(LabNumber.significant(0.5) == "0.500")
    #expect(LabNumber.significant(999.6) == "1.00e3")
    #expect(LabNumber.significant(1.4e-45) == "1.40e−45")
    #expect(LogScale(holding: 1).top == 0)
    #expect(LogScale(holding: 1.5).top == 2)
    #expect(LogScale(holding: 9.26e6).top == 8)
    #expect(LogScale(holding: .infinity).top == 0)
  }

  @Test func `A long sequence is drawn with a bar every few steps`() throws {
    let own = try LensFixtures.own(inputs: 2, units: 4, steps: 1000, range: 1)
    var player = LensFixtures.ownPlayer(own, rows: 24, columns: 80)
    while !player.screen.contains("› Gradient") { try player.press("<tab>") }
    try player.press("<end>")
    for _ in 0..<4 { try player.press("h") }
    expectGolden(player.canvas, "gradient-long-80")
  }
}
