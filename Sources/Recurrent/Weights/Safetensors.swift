/// A file in the safetensors format: named tensors and a little text, read without trusting any of it.
///
/// The format: eight bytes with the length of the header (little-endian), the header in JSON, the
/// numbers. See https://huggingface.co/docs/safetensors for its rules, all of which are checked.
public struct Safetensors: Sendable {
  /// What the header says of one tensor.
  public struct Tensor: Hashable, Sendable {
    public var name: String
    public var type: TensorType
    public var shape: Shape
    /// Where the numbers stand, in bytes from the start of the file.
    public var range: Range<Int>
  }

  /// In the order of their numbers in the file.
  public let tensors: [Tensor]
  /// The pairs under `__metadata__`.
  public let metadata: [String: String]
  private let bytes: [UInt8]
  private let indices: [[UInt8]: Int]

  /// Reads the header of a file and checks that every byte after it belongs to one tensor.
  ///
  /// - Throws: ``WeightsError`` that says which byte or tensor is wrong.
  public init(bytes: [UInt8]) throws(WeightsError) {
    let header = try SafetensorsHeader(bytes)
    self.bytes = bytes
    tensors = header.tensors
    metadata = header.metadata
    indices = Dictionary(
      header.tensors.indices.map { (Array(header.tensors[$0].name.utf8), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The tensor with this full name, or nil.
  public subscript(name: String) -> Tensor? {
    indices[Array(name.utf8)].map { tensors[$0] }
  }

  /// The numbers of a tensor, row by row, rounded where `Scalar` is narrower than the file's type.
  ///
  /// - Throws: ``WeightsError`` where there is no such tensor, or its type is no F32, F64, F16 or
  ///   BF16.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func values<Scalar: RealScalar>(
    of name: String, as type: Scalar.Type = Scalar.self
  ) throws(WeightsError) -> [Scalar] {
    guard let tensor = self[name] else { throw WeightsError(tensor: name, "is not in the file") }
    switch tensor.type {
    case .f32:
      return numbers(in: tensor.range, UInt32.self) { Scalar(Float(bitPattern: $0)) }
    case .f64:
      return numbers(in: tensor.range, UInt64.self) { Scalar(Double(bitPattern: $0)) }
    case .f16:
      return numbers(in: tensor.range, UInt16.self) { Scalar(Float(halfBits: $0)) }
    case .bf16:
      return numbers(in: tensor.range, UInt16.self) { Scalar(Float(brainBits: $0)) }
    default:
      let names = TensorType.convertible.map(\.rawValue).joined(separator: ", ")
      throw WeightsError(
        tensor: name,
        "has the dtype \(tensor.type.rawValue), but weights must be one of \(names); convert it")
    }
  }

  private func numbers<Bits: FixedWidthInteger, Scalar>(
    in range: Range<Int>, _ bits: Bits.Type, _ number: (Bits) -> Scalar
  ) -> [Scalar] {
    let size = Bits.bitWidth / 8
    return bytes.withUnsafeBytes { bytes in
      stride(from: range.lowerBound, to: range.upperBound, by: size).map { offset in
        number(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)))
      }
    }
  }
}
