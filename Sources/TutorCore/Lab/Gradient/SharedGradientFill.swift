import Recurrent
internal import Synchronization

/// The walk back through a run, with a lock around its memory: where it is short it begins on the
/// screen's thread, and it goes on in the background.
final class SharedGradientFill: Sendable {
  private let network: Network<Float>
  private let trace: Trace<Float>
  private let index: Int
  /// Nil until the first step: to make room for a wide one takes longer than a picture.
  private let fill = Mutex<GradientFill?>(nil)

  /// - Parameter index: the layer and direction, layer-major, forward before reverse
  /// - Precondition: the trace is of this network.
  init(_ network: Network<Float>, _ trace: Trace<Float>, index: Int) {
    self.network = network
    self.trace = trace
    self.index = index
  }

  /// As ``GradientFill/advance(work:)``: the next timesteps, none when all are told.
  func advance(work: Int) -> [GradientFlow<Float>] {
    fill.withLock { fill in
      var begun = fill ?? GradientFill(network, trace, index: index)
      defer { fill = begun }
      return begun.advance(work: work)
    }
  }

  /// The same for somebody who waits for it: none where a single step is more than `work`.
  func advance(atOnce work: Int) -> [GradientFlow<Float>] {
    GradientFill.workOfStep(network, index: index) > work ? [] : advance(work: work)
  }
}
