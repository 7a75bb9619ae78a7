import Recurrent
import Testing

@Suite struct SafetensorsRefusalTests {
  @Test func `A file without a whole header is refused with a sentence`() {
    #expect(
      refusal([])
        == "the file has 0 bytes, too few for a safetensors file; it is empty or cut off")
    #expect(
      refusal(littleEndian(1 << 30) + Array("{}".utf8)) == """
        the file says that its header has 1073741824 bytes, but no more than 100000000 are \
        allowed; this is no safetensors file, or it is damaged
        """)
    #expect(refusal(littleEndian(UInt64.max) + [0x7B])?.contains("18446744073709551615") == true)
    #expect(refusal(littleEndian(UInt64(Int.max))) != nil)
    #expect(
      refusal(littleEndian(3) + Array("{}".utf8)) == """
        the file says that its header has 3 bytes, but only 2 follow; it is cut off, or no \
        safetensors file
        """)
    #expect(refusal(littleEndian(0)) == "the header of the file is empty")
    #expect(
      refusal(safetensors(" {}")) == """
        there is no { to start a header; this is no safetensors file, or it is damaged, at byte 8
        """)
  }

  /// Headers of two bytes of data, with what is said of them.
  static let headers: [(String, String)] = [
    ("{", "the header ends where a \" must stand at byte 9"),
    ("{}x", "the header goes on after its last brace at byte 10"),
    ("{}", "the file has 2 bytes too many after its last tensor, which ends at byte 10"),
    ("{\"a\":1}", "the header has no { where one must stand at byte 13"),
    ("{\"a\"}", "the header has no : where one must stand at byte 12"),
    ("{\"a", "the header has a string that does not end at byte 10"),
    ("{\"a\u{1}\":{}}", "the header has a control character in a string at byte 11"),
    ("{\"\\x\":{}}", "the header has an escape that JSON does not know at byte 10"),
    ("{\"\\uD834\":{}}", "the header has a \\u that is no character at byte 10"),
    ("{\"\\uD834\\u0041\":{}}", "the header has a \\u that is no character at byte 10"),
    ("{\"\\uDD1E\":{}}", "the header has a \\u that is no character at byte 10"),
    ("{\"\\u+123\":{}}", "the header has a \\u that is no character at byte 10"),
    ("{\"\\u12", "the header has a \\u that is no character at byte 10"),
    ("{\"a\\", "the header has an escape that JSON does not know at byte 11"),
    ("{\"a\":{},}", "a lacks a dtype, a shape or two data_offsets in the header at byte 9"),
    ("{\"__metadata__\":{\"a\":1}}", "the header has no \" where one must stand at byte 29"),
    (
      "{\"__metadata__\":{\"a\":\"\",\"\\u0061\":\"\"}}",
      "the header has the key a a second time at byte 32"
    ),
    (entry + "," + entry.dropFirst() + "}", "the header has the key a a second time at byte 62"),
    ("{\"a\":{\"x\":01}}", "the header has no JSON value at byte 18"),
    ("{\"a\":{\"x\":1.}}", "the header has no JSON value at byte 18"),
    ("{\"a\":{\"x\":1e}}", "the header has no JSON value at byte 18"),
    ("{\"a\":{\"x\":nul}}", "the header has no JSON value at byte 18"),
    ("{\"a\":{\"x\":[1,]}}", "the header has no JSON value at byte 21"),
    (of(dtype: "F31"), "a has the dtype F31, which the format has not"),
    (of(dtype: "f32"), "a has the dtype f32, which the format has not"),
    (
      of(shape: "[2]"),
      "a has the shape (2,) of F16, which does not fit into the 2 bytes that its data_offsets give it"
    ),
    (
      of(dtype: "F4", shape: "[3]"),
      "a has the shape (3,) of F4, which does not fit into the 2 bytes that its data_offsets give it"
    ),
    (
      of(shape: "[4294967296,4294967296]"),
      "a has more numbers than any file can: (4294967296, 4294967296)"
    ),
    (
      of(shape: "[1152921504606846976]"),
      "a has more numbers than any file can: (1152921504606846976,)"
    ),
    (of(shape: "[9223372036854775808]"), "the header has a number that is too large at byte 37"),
    (
      of(shape: "[\(Array(repeating: "1", count: 65).joined(separator: ","))]"),
      "the header has a list of more than 64 numbers at byte 165"
    ),
    (of(shape: "[-1]"), wholeNumber(at: 37)),
    (of(shape: "[1.0]"), wholeNumber(at: 37)),
    (of(shape: "[1e0]"), wholeNumber(at: 37)),
    (of(shape: "[01]"), wholeNumber(at: 37)),
    (of(shape: "[\"1\"]"), wholeNumber(at: 37)),
    (of(shape: "[1"), wholeNumber(at: 39)),
    (of(shape: "[1}"), "the header has no ] where one must stand at byte 38"),
    (
      of(offsets: "[0]"),
      "a lacks a dtype, a shape or two data_offsets in the header at byte 9"
    ),
    (of(offsets: "[0,1,2]"), "the header has a list of more than 2 numbers at byte 60"),
    (of(offsets: "[2,0]"), "a ends at byte 0 of the data, before it starts"),
    (
      of(offsets: "[0,4]"),
      "a ends at byte 4 of the data, which has only 2; the file is cut off"
    ),
    (of(offsets: "[0,-2]"), wholeNumber(at: 58)),
    (
      of(offsets: "[9223372036854775807,9223372036854775807]"),
      "a ends at byte 9223372036854775807 of the data, which has only 2; the file is cut off"
    ),
    (
      entry + ",\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
      "b overlaps a by 1 byte of the data"
    ),
    (
      "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
      "b stands after 1 byte of the data without a tensor, from byte 61 on"
    ),
  ]

  static let entry = "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}"

  static func of(
    dtype: String = "F16", shape: String = "[1]", offsets: String = "[0,2]"
  ) -> String {
    "{\"a\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
  }

  static func wholeNumber(at byte: Int) -> String {
    "the header has something else where a whole number of 0 or more must stand at byte \(byte)"
  }

  @Test(arguments: headers)
  func `A header against the rules is refused with the place`(
    header: String, expected: String
  ) {
    #expect(refusal(safetensors(header, data: [0, 0])) == expected)
  }

  @Test func `Deep nesting is refused before it hurts`() {
    func nested(_ depth: Int) -> [UInt8] {
      let (open, close) = (
        String(repeating: "[", count: depth), String(repeating: "]", count: depth)
      )
      return safetensors(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":\(open)\(close)}}")
    }
    #expect(refusal(nested(32)) == nil)
    #expect(refusal(nested(33)) == "the header is nested more than 32 deep at byte 96")
    #expect(refusal(nested(1_000_000)) == "the header is nested more than 32 deep at byte 96")
    let objects = String(repeating: "{\"x\":", count: 100_000)
    #expect(refusal(safetensors("{\"a\":" + objects)) != nil)
  }

  @Test func `A key that is long beyond reason is refused`() {
    func named(_ count: Int) -> [UInt8] {
      let name = String(repeating: "a", count: count)
      return safetensors(
        "{\"\(name)\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")
    }
    #expect(refusal(named(1024)) == nil)
    #expect(refusal(named(1025)) == "the header has a key of more than 1024 bytes at byte 9")
  }

  @Test func `Bytes that are no UTF-8 are refused`() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0x80]] {
      let header: [UInt8] = Array("{\"__metadata__\":{\"a\":\"".utf8) + bytes + Array("\"}}".utf8)
      #expect(
        refusal(littleEndian(UInt64(header.count)) + header)
          == "the header has a string that is not UTF-8 at byte 30")
    }
  }

  @Test func `A name out of a file is shown short and without control characters`() {
    let long = String(repeating: "é", count: 400)
    #expect(
      refusal(safetensors("{\"\(long)\":{}}"))
        == "\"\(String(repeating: "é", count: 120))\"… lacks a dtype, a shape or two data_offsets "
        + "in the header at byte 9")
    #expect(
      refusal(safetensors("{\"\\u001b[2J\\n\":{}}"))
        == "\"\\u{1B}[2J\\n\" lacks a dtype, a shape or two data_offsets in the header at byte 9")
  }

  @Test func `A file that ends anywhere before its end is refused`() throws {
    let bytes = try WeightsReference.bytes(of: "lstm_nobias")
    #expect(refusal(bytes) == nil)
    for length in bytes.indices {
      #expect(refusal(Array(bytes[..<length])) != nil, "cut off after \(length) bytes")
    }
    #expect(refusal(bytes + [0]) != nil)
  }

  @Test func `No change of a byte of the header brings the reader down`() throws {
    var bytes = try WeightsReference.bytes(of: "lstm_nobias")
    let original = bytes
    let length = Int(bytes[0]) + Int(bytes[1]) << 8
    var readable = 0
    for index in 0..<(8 + length) {
      for value in UInt8.min...UInt8.max where value != original[index] {
        bytes[index] = value
        if let file = try? Safetensors(bytes: bytes) {
          readable += 1
          #expect(file.tensors.map(\.range.count).reduce(0, +) == bytes.count - 8 - length)
          _ = try? NetworkFile(file)
        }
      }
      bytes[index] = original[index]
    }
    // Names and the note can change, the structure cannot.
    #expect(readable > 1000)
  }
}
