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

/// What the lab shows where there is nothing new to be seen: old runs, and mistakes without a run.
@Suite struct LabGhostTests {
  @Test func `A mistake that cannot be run leaves nothing waiting`() throws {
    let narrow = try Network<Float>(NetworkShape(.lstm, inputSize: 1, hiddenSize: 2))
    let wide = try Network<Float>(NetworkShape(.lstm, inputSize: 3, hiddenSize: 2))
    let trace = try Trace(narrow, tape: [[1], [0], [1]])
    var work = FaultWork([.unmaskedPadding], network: wide, trace: trace)
    let first = work.next()
    #expect(first?.fault == .unmaskedPadding && first?.run == nil)
    let second = work.next()
    #expect(second == nil)
    #expect(work.isComplete)

    var bench = try Bench(LabFixtures.long(units: 24, steps: 3000), opened: 0)
    bench.finish()
    bench.openFaults()
    bench.switchOn(.unmaskedPadding)
    let id = try #require(bench.faults?.pending)
    for fault in bench.faults?.all ?? [] {
      bench.receive(LabNews(id: id, content: .fault(fault, nil)))
    }
    #expect(!bench.waitsFor.contains(.fault))
    bench.lookThroughLens()
    #expect(!bench.waitsFor.contains(.fault))
    let view = FaultView(
      scene: bench.scene(.english), faults: try #require(bench.faults), fault: .unmaskedPadding,
      beyond: 0)
    #expect(
      view.rendered(rows: 24, columns: 80).plainText.contains("This mistake cannot be run"))
  }

  @Test(arguments: [(24, 80), (20, 60), (40, 120)])
  func `Rows of one line show what was there before a change`(size: (Int, Int)) throws {
    var bench = try Bench(LabFixtures.latch, opened: 0)
    bench.stepper.jump(to: 6)
    bench.apply(.bias(index: 0, .forget, unit: 0, 0.5))
    let view = LabView(scene: bench.scene(.english))
    let canvas = view.rendered(rows: size.0 - 4, columns: size.1 - 2)
    #expect(differenceFromGolden(goldenText(canvas), "lab-ghost-rows-\(size.1)") == nil)
    bench.lens = .cell
    let cell = LensView(lens: .cell, scene: bench.scene(.english))
      .rendered(rows: size.0 - 4, columns: size.1 - 2)
    #expect(differenceFromGolden(goldenText(cell), "cell-ghost-rows-\(size.1)") == nil)
  }

  @Test func `Only what has changed has a ghost`() {
    var canvas = Canvas(size: Size(rows: 1, columns: 8))
    TraceGhost(values: [1, 0.5, 0, .nan], old: [1, 1, 0, 1], range: .gate, pitch: 2).draw(
      in: canvas.bounds, on: &canvas)
    #expect(canvas.plainText.hasPrefix("   █   █"))
    var narrow = Canvas(size: Size(rows: 1, columns: 4))
    TraceGhost(values: [1, 0.5], old: [0, 0], range: .gate, pitch: 1).draw(
      in: narrow.bounds, on: &narrow)
    #expect(narrow.plainText.allSatisfy { $0.isWhitespace })
  }
}
