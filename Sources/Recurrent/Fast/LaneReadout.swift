internal import CKernels
internal import Glibc

/// The linear layer that makes logits of a network's outputs, and the loss of those.
final class LaneReadout {
  private let network: LaneNetwork
  private let objective: Objective
  /// Logits, then their gradients; blocks of K × lanes
  let logits: Steps
  private let storage: FloatBuffer
  private let transposed: FloatBuffer
  private let scratch: FloatBuffer

  private var K: Int { network.layout.readoutSize }
  private var width: Int { network.shape.outputSize }
  private var lanes: Int { network.lanes }

  init(_ network: LaneNetwork, _ objective: Objective) {
    self.network = network
    self.objective = objective
    let block = network.layout.readoutSize * network.lanes
    storage = FloatBuffer(block * network.capacity)
    logits = Steps(start: storage.start, stride: block)
    transposed = FloatBuffer(network.layout.readoutSize * network.shape.outputSize)
    scratch = FloatBuffer(block)
  }

  /// Makes the logits of every step whose answer counts.
  func forward(_ batch: TaskBatch, check: CancellationCheck) throws(Cancelled) {
    let (weight, bias) = network.layout.readout(in: network.parameters)
    for t in 0..<batch.steps where batch.scored[t] {
      try check()
      ck_product(
        logits[t], lanes, weight, width, network.outputs[t], lanes, K, lanes, width, bias, 0)
    }
  }

  /// The loss, summed over lanes; the logits become ∂loss/∂logit · `scale`.
  func loss(_ batch: TaskBatch, scale: Float) -> Double {
    var total = 0.0
    batch.targets.withUnsafeBufferPointer { targets in
      batch.weights.withUnsafeBufferPointer { weights in
        for t in 0..<batch.steps where batch.scored[t] {
          let place = t * K * lanes
          guard let target = targets.baseAddress, let weight = weights.baseAddress else { return }
          total += loss(logits[t], target + place, weight + t * lanes, scale)
        }
      }
    }
    return total
  }

  /// Carries the gradient of the logits back to the weights of the readout and to the network.
  func backward(_ batch: TaskBatch, check: CancellationCheck) throws(Cancelled) {
    let (weight, _) = network.layout.readout(in: network.parameters)
    let (weightGradient, biasGradient) = network.layout.readout(in: network.gradients)
    ck_transpose(transposed.start, weight, K, width)
    for t in 0..<batch.steps {
      try check()
      guard batch.scored[t] else {
        network.outputGradient[t].update(repeating: 0, count: network.outputGradient.stride)
        continue
      }
      ck_outer_steps(
        weightGradient, width, logits[t], 0, network.outputs[t], 0, K, width, lanes, 1)
      ck_row_sums_steps(biasGradient, logits[t], 0, K, lanes, 1)
      ck_product(
        network.outputGradient[t], lanes, transposed.start, K, logits[t], lanes, width, lanes, K,
        nil, 0)
    }
  }

  private func loss(
    _ z: Floats, _ target: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ scale: Float
  ) -> Double {
    var total = 0.0
    switch objective {
    case .classes:
      for lane in 0..<lanes {
        guard weight[lane] != 0 else {
          for k in 0..<K { z[k * lanes + lane] = 0 }
          continue
        }
        var largest = -Float.infinity
        for k in 0..<K { largest = max(largest, z[k * lanes + lane]) }
        var sum: Float = 0
        for k in 0..<K { sum += expf(z[k * lanes + lane] - largest) }
        for k in 0..<K {
          let index = k * lanes + lane
          let share = expf(z[index] - largest) / sum
          if target[index] == 1 {
            total += Double(weight[lane]) * Double(logf(sum) + largest - z[index])
          }
          z[index] = (share - target[index]) * weight[lane] * scale
        }
      }
    case .bits:
      // −log σ(z) where the target is 1; −log(1 − σ(z)) = z − log σ(z) where it is 0.
      ck_log_sigmoid(scratch.start, z, K * lanes)
      for index in 0..<(K * lanes) {
        let weight = weight[index % lanes]
        guard weight != 0 else {
          z[index] = 0
          continue
        }
        total += Double(weight * ((1 - target[index]) * z[index] - scratch.start[index]))
        z[index] = (Float.sigmoid(z[index]) - target[index]) * weight * scale
      }
    case .regression:
      for index in 0..<(K * lanes) {
        let error = z[index] - target[index]
        total += Double(weight[index % lanes] * error * error)
        z[index] = 2 * error * weight[index % lanes] * scale
      }
    }
    return total
  }
}
