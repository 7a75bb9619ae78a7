import Cells
import Console
import CourseModel
import Languages
import Recurrent
import Study
import Testing

@testable import TutorCore

/// What can be changed in a running lab, and what stays of the old run.
@Suite struct LabEditTests {
  private func bench(_ preset: LabPreset = LabFixtures.latch, t: Int) throws -> Bench {
    var bench = try Bench(preset, opened: 0)
    bench.stepper.jump(to: t)
    return bench
  }

  @Test func `The lenses are those that content may name`() {
    #expect(Lens.allCases.map(\.rawValue) == LabReference.lenses)
    #expect(CellKind.lstm.substeps.count == LabReference.substeps.count)
    for kind in CellKind.allCases { #expect(kind.substeps.count <= LabReference.substeps.count) }
  }

  @Test func `Every number of the grid can be changed, and the run is that of the changed network`()
    throws
  {
    let start = try bench(LabFixtures.pair, t: 7)
    for row in EditGrid(start).rows {
      for slot in row.slots {
        var bench = start
        bench.apply(bench.edit(slot, to: 0.3125))
        #expect(bench.value(slot) == 0.3125, "\(slot)")
        #expect(bench.model.trace == Trace(bench.experiment), "\(slot)")
        #expect(bench.model.trace != start.model.trace, "\(slot)")
        #expect(bench.ghost?.trace == start.model.trace)
        let hasDone1 = bench.undo()
        #expect(hasDone1)
        #expect(bench.model.trace == start.model.trace)
        #expect(bench.ghost == nil)
      }
    }
  }

  @Test func `Undo, redo and reset go over the same states`() throws {
    var bench = try bench(t: 5)
    var traces = [bench.model.trace]
    for value in [1, 3, -2] as [Float] {
      bench.apply(bench.edit(.bias(.forget), to: value))
      traces.append(bench.model.trace)
    }
    for index in [2, 1, 0] {
      let hasDone2 = bench.undo()
      #expect(hasDone2)
      #expect(bench.model.trace == traces[index])
    }
    let hasDone3 = bench.undo()
    #expect(!hasDone3)
    for index in [1, 2, 3] {
      let hasDone4 = bench.redo()
      #expect(hasDone4)
      #expect(bench.model.trace == traces[index])
    }
    let hasDone5 = bench.redo()
    #expect(!hasDone5)
    bench.reset()
    #expect(bench.model.trace == traces[0])
    for index in [1, 2, 3] {
      let hasDone6 = bench.redo()
      #expect(hasDone6)
      #expect(bench.model.trace == traces[index])
    }
    // A new change forgets what was undone.
    let hasDone7 = bench.undo()
    #expect(hasDone7)
    bench.apply(bench.edit(.input(0), to: 0.5))
    let hasDone8 = bench.redo()
    #expect(!hasDone8)
  }

  @Test func `c that is written over in mid-sequence changes what comes after it, nothing before`()
    throws
  {
    var bench = try bench(t: 5)
    bench.apply(bench.edit(.state(.cell), to: 0.5))
    let (old, new) = (bench.original.trace, bench.model.trace)
    #expect(old.steps[..<4] == new.steps[..<4])
    #expect(new.value(.cell, at: 5) == 0.5)
    let held = try #require(new.value(.cell, at: 6))
    #expect(abs(held - 0.49996) < 1e-4)
    // The next write erases the difference.
    let written = try #require(new.value(.cell, at: 9))
    #expect(abs(written - (try #require(old.value(.cell, at: 9)))) < 1e-3)
  }

  @Test func `The bias of the forget gate has its half-life beside it`() throws {
    var player = labPlayer("counter", step: 6)
    try player.press("e")
    #expect(player.screen.contains("b_f = 20.000"))
    try player.press("1<enter>")
    #expect(player.screen.contains("b_f = 1.000"))
    #expect(player.screen.contains("f = σ = 0.731"))
    #expect(player.screen.contains("half-life 2.2 steps"))
    let model = try LabModel(LabFixtures.counter)
    #expect(abs((model.trace.value(.cell, at: 6) ?? 0) - 3) < 1e-3)
    // c₆ = Σ 0.731ᵏ/2 for k = 0…5
    #expect(player.screen.contains("c₆ 3 → 1.575 Δ −1.425"), "\(player.screen)")
    try player.press("u")
    #expect(player.screen.contains("b_f = 20.000"))
    try player.press("U")
    #expect(player.screen.contains("half-life 2.2 steps"))
  }

  @Test(arguments: [
    (-1, "0.53"), (0, "1.0"), (1, "2.2"), (2, "5.5"), (3, "14.3"), (4, "38.2"), (5, "103"),
    (7, "760"), (10, "15268"),
  ])
  func `Half-lives`(bias: Int, steps: String) {
    #expect(HalfLife(Double.sigmoid(Double(bias))).text == steps)
  }

  @Test func `What is no number is refused with a sentence, and nothing is lost`() throws {
    var player = labPlayer(step: 5)
    try player.press("e1.2.3<enter>")
    #expect(player.screen.contains("“1.2.3” is no number"))
    try player.press("<backspace><backspace><enter>")
    #expect(player.screen.contains("b_f = 1.200"))
    try player.press("<enter>1e30<enter>")
    #expect(player.screen.contains("1.0e30"))
    #expect(
      player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= 80 })
    try player.press("<esc>r<esc>")
    #expect(player.screen.contains("LSTM Tutor"))
  }

  @Test func `A long run is computed piece by piece, and the next edit supersedes it`() throws {
    let own = try LabFixtures.long(units: 64, steps: 2000)
    var player = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80), start: .ownNetwork(own)),
      course: Course())
    let whole = player.screen
    #expect(!whole.contains("computing"))
    player.holdsWork = true
    try player.press("}<left>e1<enter>")
    #expect(player.screen.contains("computing"))
    // What was edited shows at once, whatever is still to be computed.
    #expect(player.screen.contains("b_f = 1.000"))
    let hasDone9 = player.doPieceOfWork()
    #expect(hasDone9)
    #expect(player.screen.contains("computing"))
    try player.press("2<enter>")
    #expect(player.screen.contains("b_f = 2.000"))
    player.finishWork()
    #expect(!player.screen.contains("computing"))

    // The same as somebody sees who made the last edit alone and waited.
    var other = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80), start: .ownNetwork(own)),
      course: Course())
    try other.press("}<left>e2<enter>")
    let changes = (player.screen, other.screen)
    #expect(
      changes.0.replacing("2 changes", with: "1 change ")
        .split(separator: "\n").dropFirst() == changes.1.split(separator: "\n").dropFirst())
    #expect(player.effects.contains { if case .work = $0 { true } else { false } })
  }
}
