/// Reads the JSON of a header from front to back and builds nothing of what it skips.
///
/// A tree of the whole would let a hostile header of some megabytes take gigabytes.
struct HeaderScanner {
  private let bytes: [UInt8]
  private let end: Int
  /// The next byte, counted from the start of the file.
  private(set) var position: Int

  static let deepestNesting = 32
  /// In bytes; names of tensors are a tenth of that.
  static let longestKey = 1024

  /// A scanner of `range` of a file's bytes, which must lie inside.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Reads an object and calls `member` where each value starts, with its key and the byte of it.
  mutating func object(
    _ member: (inout HeaderScanner, String, Int) throws(WeightsError) -> Void
  ) throws(WeightsError) {
    try expect("{")
    if take("}") { return }
    // As bytes: comparing hostile strings as Unicode does takes minutes.
    var keys: Set<[UInt8]> = []
    repeat {
      skipSpace()
      let start = position
      let key = try string()
      guard key.utf8.count <= Self.longestKey else {
        throw WeightsError(
          byte: start, "the header has a key of more than \(Self.longestKey) bytes")
      }
      guard keys.insert(Array(key.utf8)).inserted else {
        throw WeightsError(byte: start, "the header has the key \(key.asShown) a second time")
      }
      try expect(":")
      try member(&self, key, start)
    } while take(",")
    try expect("}")
  }

  /// Reads an array of whole numbers of which there are at most `limit`.
  mutating func wholeNumbers(atMost limit: Int) throws(WeightsError) -> [Int] {
    try expect("[")
    if take("]") { return [] }
    var numbers: [Int] = []
    repeat {
      skipSpace()
      guard numbers.count < limit else {
        throw WeightsError(byte: position, "the header has a list of more than \(limit) numbers")
      }
      numbers.append(try wholeNumber())
    } while take(",")
    try expect("]")
    return numbers
  }

  private mutating func wholeNumber() throws(WeightsError) -> Int {
    let start = position
    skipDigits()
    let isWhole = position > start && !isNext(".") && !isNext("e") && !isNext("E")
    guard isWhole, position == start + 1 || bytes[start] != Self.byte("0") else {
      throw WeightsError(
        byte: start, "the header has something else where a whole number of 0 or more must stand")
    }
    guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw WeightsError(byte: start, "the header has a number that is too large")
    }
    return number
  }

  /// Reads a string with its escapes.
  mutating func string() throws(WeightsError) -> String {
    try expect("\"")
    let start = position
    var text: [UInt8] = []
    var copied = start
    while position < end, bytes[position] != Self.byte("\"") {
      if bytes[position] < 0x20 {
        throw WeightsError(byte: position, "the header has a control character in a string")
      }
      guard bytes[position] == Self.byte("\\") else {
        position += 1
        continue
      }
      text += bytes[copied..<position]
      text.append(contentsOf: String(try escape()).utf8)
      copied = position
    }
    guard position < end else {
      throw WeightsError(byte: start, "the header has a string that does not end")
    }
    text += bytes[copied..<position]
    position += 1
    let decoded = String(decoding: text, as: UTF8.self)
    // Escapes are valid, so a difference comes from the file's own bytes.
    guard decoded.utf8.elementsEqual(text) else {
      throw WeightsError(byte: start, "the header has a string that is not UTF-8")
    }
    return decoded
  }

  private mutating func escape() throws(WeightsError) -> Unicode.Scalar {
    let start = position
    let letter = position + 1 < end ? bytes[position + 1] : 0
    position = min(position + 2, end)
    switch Unicode.Scalar(letter) {
    case "\"", "\\", "/": return Unicode.Scalar(letter)
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let high = hexadecimal()
      if let high, let scalar = Unicode.Scalar(high) { return scalar }
      if let high, 0xD800...0xDBFF ~= high, isNext("\\") {
        position += 1
        if isNext("u") {
          position += 1
          if let low = hexadecimal(), 0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
          {
            return scalar
          }
        }
      }
      throw WeightsError(byte: start, "the header has a \\u that is no character")
    default: throw WeightsError(byte: start, "the header has an escape that JSON does not know")
    }
  }

  /// Four hexadecimal digits, or nil.
  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= end else { return nil }
    let digits = bytes[position..<(position + 4)]
    position += 4
    // The standard library would take a sign.
    guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Passes over a value of any kind.
  mutating func skipValue(depth: Int = 0) throws(WeightsError) {
    skipSpace()
    guard depth < Self.deepestNesting else {
      throw WeightsError(
        byte: position, "the header is nested more than \(Self.deepestNesting) deep")
    }
    if isNext("{") {
      try object { (scanner, _, _) throws(WeightsError) in try scanner.skipValue(depth: depth + 1) }
    } else if isNext("\"") {
      _ = try string()
    } else if take("[") {
      if take("]") { return }
      repeat { try skipValue(depth: depth + 1) } while take(",")
      try expect("]")
    } else if !skipWord("null") && !skipWord("true") && !skipWord("false") {
      try skipNumber()
    }
  }

  private mutating func skipNumber() throws(WeightsError) {
    let start = position
    if isNext("-") { position += 1 }
    let whole = position
    var isNumber = skipDigits()
    if position > whole + 1, bytes[whole] == Self.byte("0") { isNumber = false }
    if isNext(".") {
      position += 1
      if !skipDigits() { isNumber = false }
    }
    if isNext("e") || isNext("E") {
      position += 1
      if isNext("+") || isNext("-") { position += 1 }
      if !skipDigits() { isNumber = false }
    }
    guard isNumber else { throw WeightsError(byte: start, "the header has no JSON value") }
  }

  /// Passes over digits, and says whether there were any.
  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = position
    while position < end, 0x30...0x39 ~= bytes[position] { position += 1 }
    return position > start
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard end - position >= length,
      word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<(position + length)]) })
    else { return false }
    position += length
    return true
  }

  /// Passes over spaces to the end of the header, where nothing else may stand.
  mutating func expectEnd() throws(WeightsError) {
    skipSpace()
    guard position == end else {
      throw WeightsError(byte: position, "the header goes on after its last brace")
    }
  }

  private mutating func skipSpace() {
    while position < end {
      switch Unicode.Scalar(bytes[position]) {
      case " ", "\n", "\t", "\r": position += 1
      default: return
      }
    }
  }

  private func isNext(_ character: Unicode.Scalar) -> Bool {
    position < end && Unicode.Scalar(bytes[position]) == character
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(WeightsError) {
    guard take(character) else {
      let problem =
        position < end
        ? "the header has no \(character) where one must stand"
        : "the header ends where a \(character) must stand"
      throw WeightsError(byte: position, problem)
    }
  }

  private static func byte(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }
}
