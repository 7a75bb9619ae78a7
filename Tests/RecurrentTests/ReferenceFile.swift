import Foundation
import Recurrent
import Testing

/// The numbers that `Reference/presets.py` computed in float64.
struct ReferenceFile: Decodable, Sendable {
  struct Weights: Decodable, Sendable {
    var weight_ih: [[Double]]
    var weight_hh: [[Double]]
    var bias: [Double]

    /// The machine in the engine's form; the whole bias is `bias_ih`.
    func parameters<Scalar: RealScalar>(
      as type: Scalar.Type
    ) throws -> Network<Scalar> {
      try .single(
        .lstm, inputSize: weight_ih[0].count, hiddenSize: weight_hh[0].count,
        [
          .weightIH: weight_ih.flatMap { $0 }, .weightHH: weight_hh.flatMap { $0 },
          .biasIH: bias,
        ])
    }
  }

  struct Preset: Decodable, Sendable {
    var weights: Weights
    var tape: [[Double]]
    var steps: [[String: Double]]
  }

  struct NoisyLatch: Decodable, Sendable {
    var noise: [Double]
    var c: [String: Double]
  }

  struct Balance: Decodable, Sendable {
    var forget_bias: Double
    var n: Int
    var fires_at: Int?
    var c: Double
  }

  struct Parity: Decodable, Sendable {
    var bits: String
    var errors: Int
    var c: Double
  }

  struct Course: Decodable, Sendable {
    var tape: [[Double]]
    var c: [Double]
    var h: [Double]?
  }

  var presets: [String: Preset]
  var latch_under_noise: NoisyLatch
  var balance: [Balance]
  var parity: [Parity]
  var silent_until_read: Course
  var running_sum: Course

  static func read() throws -> ReferenceFile {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Reference/presets.json")
    return try JSONDecoder().decode(ReferenceFile.self, from: Data(contentsOf: file))
  }
}

extension Trace {
  /// A trace of numbers that are given in float64.
  init(_ network: Network<Scalar>, doubles tape: [[Double]]) throws {
    try self.init(network, tape: tape.map { row in row.map { Scalar($0) } })
  }
}

extension Network {
  /// One layer with these weights; what is not named is zero.
  static func single(
    _ kind: CellKind, inputSize: Int, hiddenSize: Int, _ weights: [ParameterName: [Double]]
  ) throws -> Network {
    var network = try Network(
      NetworkShape(kind, inputSize: inputSize, hiddenSize: hiddenSize))
    for (name, values) in weights {
      try network.layers[0].set(name, values.map { Scalar($0) })
    }
    return network
  }
}

/// Fails with the largest difference when `actual` is farther than `tolerance` from `expected`,
/// absolutely or relative to `expected`.
func expectClose<Scalar: RealScalar>(
  _ actual: [Scalar], _ expected: [Double], tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.count == expected.count else {
    Issue.record(
      "\(what): \(actual.count) numbers, expected \(expected.count)",
      sourceLocation: sourceLocation)
    return
  }
  let differences = zip(actual, expected).map { abs(Double($0) - $1) / max(1, abs($1)) }
  // A difference that is NaN must fail too.
  guard let worst = differences.indices.first(where: { !(differences[$0] <= tolerance) }) else {
    return
  }
  Issue.record(
    """
    \(what)[\(worst)] is \(actual[worst]), expected \(expected[worst]) ± \(tolerance); \
    the largest difference is \(differences.max() ?? .nan)
    """, sourceLocation: sourceLocation)
}
