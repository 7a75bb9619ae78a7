/// What the header of a safetensors file says, checked against the size of the file.
struct SafetensorsHeader {
  /// In the order of their numbers in the file.
  let tensors: [Safetensors.Tensor]
  let metadata: [String: String]

  /// In bytes, as the reference implementation has it.
  static let largestSize = 100_000_000
  static let mostDimensions = 64
  static let metadataKey = "__metadata__"

  /// - Throws: ``WeightsError`` that says which byte or tensor is wrong.
  init(_ bytes: [UInt8]) throws(WeightsError) {
    let range = try Self.range(in: bytes)
    guard bytes[range.lowerBound] == UInt8(ascii: "{") else {
      throw WeightsError(
        byte: range.lowerBound,
        "there is no { to start a header; this is no safetensors file, or it is damaged,")
    }
    var scanner = HeaderScanner(bytes, in: range)
    var entries: [Safetensors.Tensor] = []
    var metadata: [String: String] = [:]
    let data = range.upperBound..<bytes.count
    try scanner.object { (scanner, name, start) throws(WeightsError) in
      if name == Self.metadataKey {
        try scanner.object { (scanner, key, _) throws(WeightsError) in
          metadata[key] = try scanner.string()
        }
      } else {
        entries.append(try Self.tensor(name, at: start, &scanner, data: data))
      }
    }
    try scanner.expectEnd()
    entries.sort { left, right in
      (left.range.lowerBound, left.range.upperBound) < (
        right.range.lowerBound, right.range.upperBound
      )
    }
    try Self.checkCover(of: data, by: entries)
    tensors = entries
    self.metadata = metadata
  }

  /// Where the header stands in the file.
  private static func range(in bytes: [UInt8]) throws(WeightsError) -> Range<Int> {
    guard bytes.count >= 8 else {
      throw WeightsError(
        "the file has \(size(bytes.count)), too few for a safetensors file; it is empty or cut off")
    }
    let length = bytes[..<8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= largestSize else {
      throw WeightsError(
        """
        the file says that its header has \(length) bytes, but no more than \(largestSize) are \
        allowed; this is no safetensors file, or it is damaged
        """)
    }
    guard length <= bytes.count - 8 else {
      throw WeightsError(
        """
        the file says that its header has \(length) bytes, but only \(bytes.count - 8) follow; it \
        is cut off, or no safetensors file
        """)
    }
    guard length > 0 else { throw WeightsError("the header of the file is empty") }
    return 8..<(8 + Int(length))
  }

  /// One tensor's entry, checked by itself; members of it that the format does not know are
  /// ignored, as the reference implementation does.
  private static func tensor(
    _ name: String, at start: Int, _ scanner: inout HeaderScanner, data: Range<Int>
  ) throws(WeightsError) -> Safetensors.Tensor {
    var (dtype, lengths, offsets): (String?, [Int]?, [Int]?) = (nil, nil, nil)
    try scanner.object { (scanner, key, _) throws(WeightsError) in
      switch key {
      case "dtype": dtype = try scanner.string()
      case "shape": lengths = try scanner.wholeNumbers(atMost: mostDimensions)
      case "data_offsets": offsets = try scanner.wholeNumbers(atMost: 2)
      default: try scanner.skipValue()
      }
    }
    guard let dtype, let lengths, let offsets, offsets.count == 2 else {
      throw WeightsError(
        tensor: name,
        "lacks a dtype, a shape or two data_offsets in the header at byte \(start)")
    }
    guard let type = TensorType(rawValue: dtype) else {
      throw WeightsError(tensor: name, "has the dtype \(dtype.asShown), which the format has not")
    }
    let (first, last) = (offsets[0], offsets[1])
    guard first <= last else {
      throw WeightsError(tensor: name, "ends at byte \(last) of the data, before it starts")
    }
    guard last <= data.count else {
      throw WeightsError(
        tensor: name,
        "ends at byte \(last) of the data, which has only \(data.count); the file is cut off")
    }
    guard let bitCount = bitCount(of: lengths, type) else {
      throw WeightsError(tensor: name, "has more numbers than any file can: \(Shape(lengths))")
    }
    // Small types may end in the middle of a byte, which the format forbids.
    guard bitCount == (last - first) * 8 else {
      throw WeightsError(
        tensor: name,
        """
        has the shape \(Shape(lengths)) of \(dtype), which does not fit into the \
        \(last - first) bytes that its data_offsets give it
        """)
    }
    let base = data.lowerBound
    return Safetensors.Tensor(
      name: name, type: type, shape: Shape(lengths), range: (base + first)..<(base + last))
  }

  /// The size of a tensor in bits, or nil when it overflows.
  private static func bitCount(of lengths: [Int], _ type: TensorType) -> Int? {
    var count = 1
    for length in lengths + [type.bitCount] {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }

  /// Throws unless `tensors`, which are sorted, cover the data without holes and overlaps.
  private static func checkCover(
    of data: Range<Int>, by tensors: [Safetensors.Tensor]
  ) throws(WeightsError) {
    var (end, previous) = (data.lowerBound, "")
    for tensor in tensors {
      let start = tensor.range.lowerBound
      guard start >= end else {
        throw WeightsError(
          tensor: tensor.name, "overlaps \(previous.asShown) by \(size(end - start)) of the data")
      }
      guard start == end else {
        throw WeightsError(
          tensor: tensor.name,
          "stands after \(size(start - end)) of the data without a tensor, from byte \(end) on")
      }
      (end, previous) = (tensor.range.upperBound, tensor.name)
    }
    guard end == data.upperBound else {
      throw WeightsError(
        byte: end,
        "the file has \(size(data.upperBound - end)) too many after its last tensor, which ends")
    }
  }

  private static func size(_ byteCount: Int) -> String {
    "\(byteCount) byte\(byteCount == 1 ? "" : "s")"
  }
}
