import Recurrent

/// ‖∂h_T/∂h_t‖ and its like for every t, as far back as they have been computed.
struct GradientCurve: Hashable, Sendable {
  /// From T down to 0.
  private(set) var flows: [GradientFlow<Float>] = []
  /// T
  private(set) var count = 0
  /// The largest finite norm of all.
  private(set) var largest = 0.0

  init(count: Int = 0) { self.count = count }

  var isEmpty: Bool { flows.isEmpty }
  /// Whether it has come to the initial state.
  var isComplete: Bool { flows.last?.t == 0 }
  /// The earliest timestep that is known; nil while none is.
  var reached: Int? { flows.last?.t }

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
    let index = count - t
    return flows.indices.contains(index) ? flows[index] : nil
  }
}
