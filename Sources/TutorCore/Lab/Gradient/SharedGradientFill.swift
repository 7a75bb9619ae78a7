import Recurrent
internal import Synchronization

/// The walk back through a run, with a lock around its memory: it begins on the screen's thread and
/// goes on in the background.
final class SharedGradientFill: Sendable {
  private let fill: Mutex<GradientFill>

  /// - Parameter index: the layer and direction, layer-major, forward before reverse
  /// - Precondition: the trace is of this network.
  init(_ network: Network<Float>, _ trace: Trace<Float>, index: Int) {
    fill = Mutex(GradientFill(network, trace, index: index))
  }

  /// As ``GradientFill/advance(work:)``: the next timesteps, none when all are told.
  func advance(work: Int) -> [GradientFlow<Float>] {
    fill.withLock { $0.advance(work: work) }
  }
}
