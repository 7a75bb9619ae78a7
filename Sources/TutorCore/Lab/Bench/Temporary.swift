import Recurrent

struct GradientFill: Sendable {
  var flows: [GradientFlow<Float>]
  init(_ network: Network<Float>, _ trace: Trace<Float>) {
    flows = Array(GradientWalk(network, trace))
  }
  mutating func advance(work: Int) -> [GradientFlow<Float>] {
    defer { flows = Array(flows.dropFirst(50)) }
    return Array(flows.prefix(50))
  }
}
