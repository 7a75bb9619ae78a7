import Foundation
import Recurrent
import Testing

/// The files of weights that `Reference/weights.py` wrote with PyTorch, and what the nets answer.
struct WeightsReference: Decodable, Sendable {
  struct Tensor: Decodable, Sendable {
    var values: [Double]
  }

  struct File: Decodable, Sendable {
    var cell: String
    var input_size: Int
    var hidden_size: Int
    var num_layers: Int
    var bidirectional: Bool
    var bias: Bool
    var proj_size: Int
    var dtype: String
    var prefix: String
    var tensors: [String: [Int]]
    var x: [[Double]]
    var output: [[Double]]
    var h_n: [[Double]]
    var c_n: [[Double]]?
    var state_dict: [String: Tensor]?
  }

  var files: [String: File]

  static func read() throws -> WeightsReference {
    try JSONDecoder().decode(
      WeightsReference.self, from: Data(contentsOf: folder.appending(path: "weights.json")))
  }

  static func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: "weights/\(name).safetensors")))
  }

  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference")
  }
}

/// A file with this header, with no more padding than it brings along.
func safetensors(_ header: String, data: [UInt8] = []) -> [UInt8] {
  littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
}

func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// The sentence that refuses the file, or nil where it is read.
func refusal(_ bytes: [UInt8]) -> String? {
  do throws(WeightsError) {
    _ = try Safetensors(bytes: bytes)
    return nil
  } catch {
    return error.description
  }
}

/// A network whose weights are all different.
func numberedNetwork(_ shape: NetworkShape) throws -> Network<Float> {
  var network = try Network<Float>(shape)
  var next: Float = 0
  for index in network.layers.indices {
    for name in network.layers[index].shape.parameterNames {
      for place in network.layers[index][name].values.indices {
        next += 1
        network.layers[index][name].values[place] = next
      }
    }
  }
  return network
}
