import Recurrent

/// ‖∂h_T/∂h_t‖ and its like for every t, as far back as they have been computed: of one layer in
/// one direction. A reverse direction ends at timestep 1 and has its initial state at T + 1.
struct GradientCurve: Hashable, Sendable {
  /// From the end of the direction to its initial state.
  private(set) var flows: [GradientFlow<Float>] = []
  /// T
  private(set) var count = 0
  let isReverse: Bool
  /// The largest finite norm of all.
  private(set) var largest = 0.0

  init(count: Int = 0, isReverse: Bool = false) {
    self.count = count
    self.isReverse = isReverse
  }

  var isEmpty: Bool { flows.isEmpty }
  /// Whether it has come to the initial state.
  var isComplete: Bool { flows.last?.t == start }
  /// The timestep that is farthest from the end of those that are known; nil while none is.
  var reached: Int? { flows.last?.t }

  /// The timestep that is read last, of which the gradients are.
  var end: Int { isReverse ? 1 : count }
  /// Where the initial state stands.
  var start: Int { isReverse ? count + 1 : 0 }
  /// All timesteps, with the initial state, from left to right.
  var timesteps: ClosedRange<Int> { min(start, end)...max(start, end) }

  /// Steps between a timestep and the end.
  func distance(_ t: Int) -> Int { isReverse ? t - end : end - t }

  /// The timestep that is meant where one stands at `t`: before the first step the initial state.
  func standing(at t: Int) -> Int { t == 0 ? start : t }

  mutating func add(_ more: [GradientFlow<Float>]) {
    flows += more
    for flow in more {
      for norm in [flow.hiddenNorm, flow.cellNorm, flow.directNorm, flow.restNorm] {
        if let norm, norm.isFinite { largest = max(largest, Double(norm)) }
      }
    }
  }

  /// Nil where the way back has not come to yet.
  subscript(t: Int) -> GradientFlow<Float>? {
    let index = distance(t)
    return flows.indices.contains(index) ? flows[index] : nil
  }
}
