extension Safetensors {
  /// A file with these tensors as F32, byte for byte as the reference implementation writes it.
  ///
  /// That one leaves the order of the metadata to chance; here it goes by the keys.
  ///
  /// - Throws: ``WeightsError`` for a name that comes twice or is `__metadata__`, and for numbers
  ///   that do not fit their shape.
  public static func encode(
    _ tensors: [(name: String, shape: Shape, values: [Float])], metadata: [String: String] = [:]
  ) throws(WeightsError) -> [UInt8] {
    var names: Set<String> = []
    for tensor in tensors {
      guard tensor.name != SafetensorsHeader.metadataKey, names.insert(tensor.name).inserted else {
        throw WeightsError(tensor: tensor.name, "cannot be written: the name is already taken")
      }
      guard tensor.shape.elementCount == tensor.values.count else {
        throw WeightsError(
          tensor: tensor.name,
          "cannot be written: \(tensor.values.count) numbers do not fill \(tensor.shape)")
      }
    }
    // By alignment, then by name: with one type only the name is left.
    let sorted = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let body = pairs.map { "\(json($0.key)):\(json($0.value))" }.joined(separator: ",")
      members.append("\(json(SafetensorsHeader.metadataKey)):{\(body)}")
    }
    var offset = 0
    for tensor in sorted {
      let end = offset + 4 * tensor.values.count
      let lengths = tensor.shape.lengths.map(String.init).joined(separator: ",")
      members.append(
        "\(json(tensor.name)):{\"dtype\":\"\(TensorType.f32.rawValue)\",\"shape\":[\(lengths)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    guard header.count <= SafetensorsHeader.largestSize else {
      throw WeightsError(
        "the header would have \(header.count) bytes, too many to be read; shorten the metadata")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for tensor in sorted {
      for value in tensor.values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
      }
    }
    return bytes
  }

  /// `text` as a JSON string.
  private static func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{8}": quoted += "\\b"
      case "\u{C}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
