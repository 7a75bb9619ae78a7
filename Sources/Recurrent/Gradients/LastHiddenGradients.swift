/// The gradients of sum(h_T), the sum of the last output, in the words of `trace --gradients`.
public struct LastHiddenGradients<Scalar: RealScalar>: Hashable, Sendable {
  /// ∂sum(h_T)/∂h_t of the last layer, forward then reverse; shape (T, output size)
  public var hidden: [[Scalar]]
  /// ∂sum(h_T)/∂c_t likewise; nil for a cell without c
  public var cell: [[Scalar]]?
  /// ‖∂h_T/∂h_t‖ and its like for t = 1…T
  public var flow: [GradientFlow<Scalar>]

  /// - Precondition: the trace is of this network.
  public init(_ network: Network<Scalar>, _ trace: Trace<Scalar>) {
    var outputs = [[Scalar]](
      repeating: Array(repeating: 0, count: network.shape.outputSize), count: trace.count)
    if let last = outputs.indices.last {
      outputs[last] = Array(repeating: 1, count: network.shape.outputSize)
    }
    let lastLayer = (network.shape.layerCount - 1) * network.shape.directions.count
    // The outputs have the network's own shape, so nothing is there to throw.
    let states = (try? network.gradients(of: trace, outputs: outputs))?.states[lastLayer...] ?? []
    hidden = outputs.indices.map { t in states.flatMap { $0[t].hidden } }
    cell =
      network.shape.cell.hasCellState
      ? outputs.indices.map { t in states.flatMap { $0[t].cell ?? [] } } : nil
    flow = GradientWalk(network, trace).prefix { $0.t > 0 }.map { flow in
      // H × H numbers at every timestep would be too many to keep.
      var norms = flow
      norms.cellJacobian = nil
      return norms
    }.reversed()
  }
}
