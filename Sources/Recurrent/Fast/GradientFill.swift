/// ``GradientWalk`` in Float for long sequences and wide cells: from the end back, some timesteps at
/// a time.
///
/// It keeps its place in memory that copies share, so only one of them goes on from there.
public struct GradientFill {
  private let walk: LaneGradientWalk
  public private(set) var isComplete = false

  /// - Parameter index: as for ``GradientWalk``
  /// - Precondition: the trace is of this network.
  public init(_ network: Network<Float>, _ trace: Trace<Float>, index: Int? = nil) {
    walk = LaneGradientWalk(network, trace, index: index)
  }

  /// About how many multiplications a timestep takes.
  ///
  /// - Parameter index: the layer and direction, layer-major, forward before reverse
  public static func workOfStep(_ network: Network<Float>, index: Int) -> Int {
    LaneGradientWalk.workOfStep(network.shape, network.layers[index].shape)
  }

  /// The next timesteps, from the end to the initial state, until about `work` multiplications are done; at least
  /// one, and none when all are told. They come without ``GradientFlow/cellJacobian``.
  public mutating func advance(work: Int) -> [GradientFlow<Float>] {
    var flows: [GradientFlow<Float>] = []
    var left = work
    while !isComplete, flows.isEmpty || left > 0 {
      guard let flow = walk.next() else { break }
      flows.append(flow)
      left -= walk.workOfStep
      isComplete = walk.isComplete
    }
    return flows
  }
}
