import Recurrent
import Study

/// Which cell of a network one looks at.
struct Site: Hashable, Sendable {
  /// From 0.
  var layer = 0
  var direction = Direction.forward
  /// From 0.
  var unit = 0
}

/// One layer in one direction of a run, read as if it were the only cell there is.
struct Probe: Hashable, Sendable {
  let run: LabRun
  let site: Site

  var kind: CellKind { run.trace.shape.cell }
  var unit: Int { site.unit }
  /// Layer-major, forward before reverse.
  var index: Int { run.trace.shape.index(layer: site.layer, direction: site.direction) }
  var weights: LayerParameters<Float> { run.network.layers[index] }
  var hiddenSize: Int { run.trace.hiddenSize }

  /// The timestep that was read before `t`: t − 1, or t + 1 in a reverse layer.
  func timestep(before t: Int) -> Int { site.direction == .forward ? t - 1 : t + 1 }

  /// A value of this unit, or of another one of the same layer, at timestep `t`.
  ///
  /// The initial state stands at the timestep before the first one that is read.
  func value(_ signal: Signal, at t: Int, unit: Int? = nil) -> Float? {
    let isInitial = site.direction == .reverse && t == run.trace.count + 1
    // Timestep 0 of a reverse layer is behind its end.
    guard site.direction == .forward || t > 0 else { return nil }
    return run.trace.value(
      signal, at: isInitial ? 0 : t, unit: unit ?? site.unit, layer: site.layer,
      direction: site.direction)
  }

  /// The same, of the timestep that was read before `t`.
  func value(_ signal: Signal, before t: Int, unit: Int? = nil) -> Float? {
    value(signal, at: timestep(before: t), unit: unit)
  }

  /// What the layer read at timestep `t`: x, or the output of the layer below.
  func input(at t: Int) -> [Float] {
    guard (1...max(1, run.trace.count)).contains(t), t <= run.trace.count else { return [] }
    let step = run.trace.steps[t - 1]
    guard site.layer > 0 else { return step.input }
    return step.layers.filter { $0.layer == site.layer - 1 }.flatMap(\.hidden)
  }

  /// The values of a signal at the timesteps of `range`, 1-based.
  func series(_ signal: Signal, in range: Range<Int>) -> [Double] {
    range.map { value(signal, at: $0).map { Double($0) } ?? .nan }
  }

  /// The bias of a gate outside of r ⊙ (…): b_in of a GRU's candidate, else b_ih + b_hh.
  func bias(_ gate: Gate) -> Float {
    let weights = weights
    return weights.bias(gate, unit: unit) - resetBias(gate)
  }

  /// b_hn, which the reset gate of a GRU multiplies; 0 of any other gate.
  func resetBias(_ gate: Gate) -> Float {
    let weights = weights
    guard kind == .gru, gate == .new, !weights[.biasHH].values.isEmpty else { return 0 }
    return weights[.biasHH].values[weights.row(gate, unit: unit)]
  }
}
