import Foundation

/// A folder of files for one test, gone when the test is over.
final class Scratch {
  let folder: URL

  init() throws { folder = try Tool.makeHome() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path that a file of this name has or would have.
  func path(_ name: String) -> String { folder.path + "/" + name }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String = "input.csv") throws -> String {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws -> String {
    try data.write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// A safetensors file of F32 tensors, written without the program's own writer.
  func writeTensors(
    _ tensors: [(name: String, shape: [Int], values: [Float])], to name: String
  ) throws -> String {
    var (header, data) = ([String: Any](), Data())
    for tensor in tensors {
      let start = data.count
      for value in tensor.values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data += $0 }
      }
      header[tensor.name] = [
        "dtype": "F32", "shape": tensor.shape, "data_offsets": [start, data.count],
      ]
    }
    let json = try JSONSerialization.data(withJSONObject: header)
    return try write(
      withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + data, to: name)
  }
}

extension String {
  /// Whether a terminal would act on something in it.
  var hasControls: Bool {
    unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || 0x7F...0x9F ~= $0.value }
  }

  /// The value of a text in JSON.
  func jsonObject() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(utf8))
    return value as? [String: Any] ?? [:]
  }
}
