/// A mistake in JSON text.
public struct JSONMistake: Error, Hashable, Sendable {
  /// The byte where it is, from 0.
  public var offset: Int
  /// One clause, such as `a string does not end`.
  public var message: String

  public init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// Reads JSON (RFC 8259) that strangers may have written: depth is limited, doubled keys are refused.
struct JSONReader {
  /// A member of the outermost object, and where its parts are.
  struct Field: Hashable {
    var key: String
    var value: JSONText
    var keyOffset: Int
    var valueOffset: Int
  }

  static let deepestNesting = 32

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one object and nothing behind it. The bytes must be UTF-8.
  static func object(_ bytes: [UInt8]) throws(JSONMistake) -> [Field] {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    guard reader.peek == UInt8(ascii: "{") else {
      throw JSONMistake("this is no JSON object", at: reader.position)
    }
    let fields = try reader.fields(depth: 1)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw JSONMistake("there is text behind the object", at: reader.position)
    }
    return fields
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0d).contains(byte) && byte != 0x0b {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func fields(depth: Int) throws(JSONMistake) -> [Field] {
    position += 1
    var fields: [Field] = []
    if take(UInt8(ascii: "}")) { return fields }
    var keys: Set<String> = []
    repeat {
      skipSpace()
      let keyOffset = position
      guard peek == UInt8(ascii: "\"") else {
        throw JSONMistake("a key in quotes is missing", at: position)
      }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw JSONMistake("the key '\(key)' is there a second time", at: keyOffset)
      }
      guard take(UInt8(ascii: ":")) else {
        throw JSONMistake("a colon is missing after '\(key)'", at: position)
      }
      skipSpace()
      let valueOffset = position
      fields.append(
        Field(
          key: key, value: try value(depth: depth), keyOffset: keyOffset,
          valueOffset: valueOffset))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else {
      throw JSONMistake("a comma or } is missing", at: position)
    }
    return fields
  }

  private mutating func array(depth: Int) throws(JSONMistake) -> [JSONText] {
    position += 1
    var values: [JSONText] = []
    if take(UInt8(ascii: "]")) { return values }
    repeat {
      skipSpace()
      values.append(try value(depth: depth))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else {
      throw JSONMistake("a comma or ] is missing", at: position)
    }
    return values
  }

  private mutating func value(depth: Int) throws(JSONMistake) -> JSONText {
    guard depth < Self.deepestNesting else {
      throw JSONMistake("values are nested more than \(Self.deepestNesting) deep", at: position)
    }
    switch peek {
    case UInt8(ascii: "{"):
      return .object(try fields(depth: depth + 1).map { JSONText.Member($0.key, $0.value) })
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONText) throws(JSONMistake) -> JSONText {
    guard bytes[position...].starts(with: word.utf8) else {
      throw JSONMistake("a value is missing", at: position)
    }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONMistake) -> JSONText {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    let first = position
    skipDigits()
    guard position > first else { throw JSONMistake("a value is missing", at: start) }
    guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
      throw JSONMistake("a number begins with 0", at: start)
    }
    var isWhole = true
    if peek == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try requireDigits(from: start)
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try requireDigits(from: start)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int64(text) { return .integer(value) }
    if isWhole, let value = UInt64(text) { return .unsigned(value) }
    guard let value = Double(text), value.isFinite else {
      throw JSONMistake("the number is too large", at: start)
    }
    // As it is written again: 1.0 as 1.
    if abs(value) < 0x1p53, value == value.rounded() { return .integer(Int64(value)) }
    return .number(value)
  }

  private mutating func skipDigits() {
    while let byte = peek, (48...57).contains(byte) { position += 1 }
  }

  private mutating func requireDigits(from start: Int) throws(JSONMistake) {
    let first = position
    skipDigits()
    guard position > first else { throw JSONMistake("a number does not end in digits", at: start) }
  }

  private mutating func string() throws(JSONMistake) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw JSONMistake("a control character stands in a string", at: position - 1)
      default: text.append(byte)
      }
    }
    throw JSONMistake("a string does not end", at: start)
  }

  /// What follows a backslash.
  private mutating func escaped() throws(JSONMistake) -> Unicode.Scalar {
    let start = position - 1
    let byte = peek
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit(from: start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      if UTF16.isLeadSurrogate(unit), bytes[min(position, bytes.count)...].starts(with: [92, 117]) {
        position += 2
        let trail = try codeUnit(from: start)
        if UTF16.isTrailSurrogate(trail),
          let scalar = UTF16.decode(UTF16.EncodedScalar([unit, trail])) as Unicode.Scalar?
        {
          return scalar
        }
      }
      throw JSONMistake("half of a surrogate pair", at: start)
    default: throw JSONMistake("an unknown escape", at: start)
    }
  }

  private mutating func codeUnit(from start: Int) throws(JSONMistake) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw JSONMistake("\\u needs four hexadecimal digits", at: start)
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
