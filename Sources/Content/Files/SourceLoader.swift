internal import CourseModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Reads files whose content is not trusted.
enum SourceLoader {
  /// In bytes. The shipped course is a tenth of this, all files together.
  static let largestFile = 4 << 20
  /// In bytes. Columns are counted from the start of the line, so that lines must be short enough
  /// to be counted often.
  static let longestLine = 1 << 16

  /// The text of a file, with line ends and private-use characters replaced; nil when it is no text.
  static func load(_ path: String, _ findings: Findings) -> SourceText? {
    let start = SourceLocation(file: path)
    switch contents(of: path) {
    case .failure(let failure):
      findings.error(failure.code, failure.message, at: start)
      return nil
    case .success(let bytes):
      if let offset = firstInvalidOffset(in: bytes) {
        let before = SourceText(normalized(bytes.prefix(offset)), origin: .file(path))
        findings.error(
          "not-utf8", "this byte is not UTF-8; save the file as UTF-8",
          at: before.location(offset: before.bytes.count))
        return nil
      }
      let text = SourceText(normalized(bytes), origin: .file(path))
      let lines = 1...text.lineCount
      if let line = lines.first(where: { text.range(ofLine: $0).count > longestLine }) {
        findings.error(
          "too-large", "this line has more than \(longestLine) bytes; break it into several",
          at: text.location(line: line))
        return nil
      }
      return withoutPrivateUse(text, findings)
    }
  }

  private struct Failure: Error {
    var code: String
    var message: String
  }

  private static func contents(of path: String) -> Result<[UInt8], Failure> {
    func failure(_ number: Int32) -> Result<[UInt8], Failure> {
      let reason = String(cString: strerror(number))
      return .failure(Failure(code: "unreadable", message: "this cannot be read: \(reason)"))
    }
    // Without O_NONBLOCK a named pipe would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Failure(code: "unreadable", message: "this is not a regular file"))
    }
    let tooLarge = Failure(
      code: "too-large", message: "the file is larger than 4 MB; split it into several files")
    guard status.st_size <= largestFile else { return .failure(tooLarge) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largestFile {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return failure(errno) }
      if count == 0 { return .success(bytes) }
      bytes += buffer[..<count]
    }
    return .failure(tooLarge)
  }

  static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded): offset += encoded.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  /// The bytes without a byte order mark, each line ended by one line feed.
  static func normalized(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let rest = bytes.dropFirst(hasMark ? 3 : 0)
    guard rest.contains(UInt8(ascii: "\r")) else { return Array(rest) }
    var result: [UInt8] = []
    result.reserveCapacity(rest.count)
    var afterReturn = false
    for byte in rest {
      if byte == UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\n"))
      } else if !(afterReturn && byte == UInt8(ascii: "\n")) {
        result.append(byte)
      }
      afterReturn = byte == UInt8(ascii: "\r")
    }
    return result
  }

  /// Private-use characters mark formulas while Markdown is parsed, so none may come from a file.
  private static func withoutPrivateUse(_ text: SourceText, _ findings: Findings) -> SourceText {
    var kept: [UInt8] = []
    var copied = 0
    var offset = 0
    while offset < text.bytes.count {
      let length = privateUseLength(text.bytes, at: offset)
      guard length > 0 else {
        offset += 1
        continue
      }
      if kept.isEmpty && copied == 0 {
        findings.error(
          "private-use", "a private-use character has no agreed meaning; remove it",
          at: text.location(offset: offset))
      }
      kept += text.bytes[copied..<offset]
      kept += [0xEF, 0xBF, 0xBD]
      offset += length
      copied = offset
    }
    guard copied > 0 else { return text }
    return SourceText(kept + text.bytes[copied...], origin: text.origin)
  }

  private static func privateUseLength(_ bytes: [UInt8], at offset: Int) -> Int {
    switch bytes[offset] {
    case 0xEE: 3
    case 0xEF where bytes[offset + 1] <= 0xA3: 3
    case 0xF3 where bytes[offset + 1] >= 0xB0: 4
    case 0xF4: 4
    default: 0
    }
  }
}
