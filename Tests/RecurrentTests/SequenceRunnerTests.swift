@testable import Recurrent
import Testing

@Suite struct SequenceRunnerTests {
  @Test(arguments: LaneNetworkTests.shapes)
  func `A sequence in one piece or in many is the reference's`(shape: NetworkShape) throws {
    var random = SeededRandom(seed: 2)
    let network = WeightDraw(initialization: .pytorch, length: 9).draw(shape, from: &random)
    let T = 70
    let inputs = (0..<(T * shape.inputSize)).map { _ in Float(random.uniform(in: -2..<2)) }
    let tape = (0..<T).map { t in
      inputs[(t * shape.inputSize)..<((t + 1) * shape.inputSize)].map { Double($0) }
    }
    let trace = try Trace(network.converted(to: Double.self), doubles: tape)
    let runner = SequenceRunner(network)
    let whole = runner.run(inputs)
    // Normalising three numbers divides by their deviation, which may be small.
    let tolerance = shape.cell == .lstmLayerNorm ? 1e-4 : 5e-6
    expectClose(
      whole, trace.steps.flatMap(\.output), tolerance: tolerance, "\(shape.cell.rawValue)")
    expectClose(
      runner.states.flatMap(\.hidden), trace.final.flatMap(\.hidden), tolerance: tolerance, "h_n")
    expectClose(
      runner.states.flatMap(\.cellOrNone), trace.final.flatMap(\.cellOrNone),
      tolerance: 2 * tolerance, "c_n")

    runner.reset()
    #expect(runner.run(inputs) == whole)
    guard !shape.isBidirectional else { return }
    runner.reset()
    let cut = 3 * shape.inputSize
    #expect(runner.run(Array(inputs[..<cut])) + runner.run(Array(inputs[cut...])) == whole)
    try runner.start(from: trace.initial.map { _ in network.zeroStates[0] })
    #expect(runner.run(inputs) == whole)
    #expect(runner.run([]).isEmpty)
  }
}
