/// ``GradientWalk`` in Float for long sequences and wide cells: from T down, some timesteps at a
/// time.
///
/// It keeps its place in memory that copies share, so only one of them goes on from there.
public struct GradientFill {
  private let walk: LaneGradientWalk
  public private(set) var isComplete = false

  /// - Precondition: the trace is of this network.
  public init(_ network: Network<Float>, _ trace: Trace<Float>) {
    walk = LaneGradientWalk(network, trace)
  }

  /// The next timesteps, from T down to 0, until about `work` multiplications are done; at least
  /// one, and none when all are told. They come without ``GradientFlow/cellJacobian``.
  public mutating func advance(work: Int) -> [GradientFlow<Float>] {
    var flows: [GradientFlow<Float>] = []
    var left = work
    while !isComplete, flows.isEmpty || left > 0 {
      guard let flow = walk.next() else { break }
      flows.append(flow)
      left -= walk.workOfStep
      isComplete = flow.t == 0
    }
    return flows
  }
}
