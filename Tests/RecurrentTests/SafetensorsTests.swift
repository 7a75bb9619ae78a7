import Recurrent
import Testing

@Suite struct SafetensorsTests {
  @Test func `Each type of number is converted exactly`() throws {
    let header = """
      {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},\
      "b":{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]},\
      "c":{"dtype":"F16","shape":[],"data_offsets":[24,26]},\
      "d":{"dtype":"BF16","shape":[0,7],"data_offsets":[26,26]},\
      "e":{"dtype":"F4","shape":[2],"data_offsets":[26,27]}}
      """
    let data =
      littleEndian(Double.pi.bitPattern) + littleEndian((-1e300).bitPattern)
      + littleEndian(Float(0.1).bitPattern) + littleEndian(Float.leastNonzeroMagnitude.bitPattern)
      + littleEndian(0x3C01 as UInt16) + [0]
    let file = try Safetensors(bytes: safetensors(header, data: data))
    #expect(file.tensors.map(\.name) == ["a", "b", "c", "d", "e"])
    #expect(file.tensors.map(\.type) == [.f64, .f32, .f16, .bf16, .f4])
    #expect(file["b"]?.shape == [1, 2])
    #expect(file["b"].map { $0.range.lowerBound - header.utf8.count } == 24)
    #expect(try file.values(of: "a") == [Double.pi, -1e300])
    #expect(try file.values(of: "a") == [Float.pi.nextUp, -.infinity])
    #expect(try file.values(of: "b") == [Float(0.1), .leastNonzeroMagnitude])
    #expect(try file.values(of: "b") == [Double(Float(0.1)), 0x1p-149])
    #expect(try file.values(of: "c") == [1 + 0x1p-10 as Float])
    #expect(try file.values(of: "d") == [Double]())
    #expect(throws: WeightsError.self) { try file.values(of: "f", as: Float.self) }
    let error = #expect(throws: WeightsError.self) { try file.values(of: "e", as: Float.self) }
    #expect(error?.place == .tensor("e"))
    #expect(
      error?.description
        == "e has the dtype F4, but weights must be one of F32, F64, F16, BF16; convert it")
  }

  @Test func `Numbers of 16 bits mean what they mean in IEEE 754`() throws {
    let all = (0...UInt16.max).flatMap { littleEndian($0) }
    let header = { (type: String) in
      "{\"a\":{\"dtype\":\"\(type)\",\"shape\":[65536],\"data_offsets\":[0,131072]}}"
    }
    let halves: [Float] = try Safetensors(bytes: safetensors(header("F16"), data: all))
      .values(of: "a")
    let brains: [Float] = try Safetensors(bytes: safetensors(header("BF16"), data: all))
      .values(of: "a")
    for bits in 0...UInt16.max {
      let (half, brain) = (halves[Int(bits)], brains[Int(bits)])
      #expect(brain.bitPattern == UInt32(bits) << 16)
      #if !(os(macOS) && arch(x86_64))
        let expected = Float(Float16(bitPattern: bits))
        let isSame = half.bitPattern == expected.bitPattern || half.isNaN && expected.isNaN
        #expect(isSame, "F16 pattern \(bits): \(half), expected \(expected)")
      #endif
    }
    #expect(halves[0x8000].bitPattern == (-0.0 as Float).bitPattern)
    #expect(halves[0x0001] == 0x1p-24)
    #expect(halves[0x7BFF] == 65504)
    #expect(halves[0xFC00] == -.infinity)
    #expect(halves[0x7E00].isNaN)
  }

  @Test func `What was written is read with the same bits`() throws {
    let patterns: [UInt32] = [
      0, 0x8000_0000, 1, 0x8000_0001, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0001, 0x3F80_0000,
      0x7F7F_FFFF, 0x0080_0000,
    ]
    let values = patterns.map { Float(bitPattern: $0) }
    let metadata = [
      "note": "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}é𝄞循环", "": "", "𝄞": "the last by its bytes",
      "\u{FFFD}": "before it",
    ]
    let bytes = try Safetensors.encode(
      [("z", [5, 2], values), ("ä.b", [], [1.5]), ("none", [0, 3], [])], metadata: metadata)
    #expect(bytes.count % 4 == 0)
    #expect(bytes[0] % 8 == 0)
    let file = try Safetensors(bytes: bytes)
    #expect(file.metadata == metadata)
    #expect(file.tensors.map(\.name) == ["none", "z", "ä.b"])
    #expect(file.tensors.map(\.shape) == [[0, 3], [5, 2], []])
    #expect(try file.values(of: "z", as: Float.self).map(\.bitPattern) == patterns)
    #expect(try file.values(of: "ä.b") == [1.5 as Double])
    let again = try Safetensors.encode(
      file.tensors.map { ($0.name, $0.shape, try file.values(of: $0.name)) },
      metadata: file.metadata)
    #expect(again == bytes)
  }

  @Test(arguments: ["lstm_f32", "lstm_proj_prefixed", "lstm_nobias"])
  func `A file is written as the reference implementation writes it`(name: String) throws {
    let bytes = try WeightsReference.bytes(of: name)
    let file = try Safetensors(bytes: bytes)
    let again = try Safetensors.encode(
      file.tensors.reversed().map { ($0.name, $0.shape, try file.values(of: $0.name)) },
      metadata: file.metadata)
    #expect(again == bytes)
  }

  @Test func `What could not be read again is not written`() {
    for tensors: [(name: String, shape: Shape, values: [Float])] in [
      [("a", [1], [1]), ("a", [1], [2])], [("__metadata__", [1], [1])], [("a", [2, 2], [1])],
    ] {
      #expect(throws: WeightsError.self) { try Safetensors.encode(tensors) }
    }
  }

  @Test func `Escapes, unknown members and spaces are read as JSON has them`() throws {
    let header = """
      { "__metadata__" : {"\\u00e9\\uD834\\udd1E\\/\\b\\f\\n\\r\\t\\"\\\\" : "\\u0000"},
      \t"\\u0061":{"why":[{"x":[null,true,false,-0.5e+10,0,"",{}]},[]],"data_offsets":[0,1],
      "shape":[1],"dtype":"U8"} } \r\n
      """
    let file = try Safetensors(bytes: safetensors(header, data: [7]))
    #expect(file.metadata == ["é𝄞/\u{8}\u{C}\n\r\t\"\\": "\0"])
    #expect(file["a"]?.type == .u8)
    let empty = try Safetensors(bytes: safetensors("{}"))
    #expect(empty.tensors.isEmpty && empty.metadata.isEmpty)
  }

  @Test func `Tensors stand in the order of their numbers, whatever the header's order`() throws {
    let header = """
      {"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},\
      "a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},\
      "empty":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}
      """
    let file = try Safetensors(bytes: safetensors(header, data: [1, 2, 3]))
    #expect(file.tensors.map(\.name) == ["a", "empty", "b"])
  }

  @Test func `The dtypes are those of the format`() {
    #expect(
      TensorType.allCases.map { "\($0.rawValue) \($0.bitCount)" }.joined(separator: ", ") == """
        BOOL 8, F4 4, F6_E2M3 6, F6_E3M2 6, U8 8, I8 8, F8_E5M2 8, F8_E4M3 8, F8_E8M0 8, \
        F8_E4M3FNUZ 8, F8_E5M2FNUZ 8, I16 16, U16 16, F16 16, BF16 16, I32 32, U32 32, F32 32, \
        C64 64, F64 64, I64 64, U64 64
        """)
  }
}
