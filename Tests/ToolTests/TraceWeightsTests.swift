import Foundation
import Testing

/// `trace --weights --input`: the learner's own network on the learner's own sequence.
@Suite struct TraceWeightsTests {
  static let names = [
    "gru_f16", "lstm_f32", "lstm_f64", "lstm_nobias", "lstm_proj_prefixed", "rnn_bf16",
  ]
  private static let reference = Tool.root.appending(path: "Tests/RecurrentTests/Reference")

  /// What `Reference/weights.py` computed with PyTorch.
  private struct Reference: Decodable {
    struct File: Decodable {
      var cell: String
      var input_size: Int
      var hidden_size: Int
      var num_layers: Int
      var bidirectional: Bool
      var proj_size: Int
      var x: [[Double]]
      var output: [[Double]]
      var h_n: [[Double]]
      var c_n: [[Double]]?

      var csv: String {
        x.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined()
      }
      /// The width of the output
      var outputSize: Int { output[0].count }
      /// The width of c in the last layer
      var lastCellSize: Int { hidden_size * (bidirectional ? 2 : 1) }
    }

    var files: [String: File]
  }

  private struct Report: Decodable {
    struct Step: Decodable {
      var t: Int
      var x: [Double]
      var output: [Double]
    }
    struct Gradients: Decodable {
      var target: String
      var dh: [[Double]]
      var dc: [[Double]]?
      var norm_dhT_dht: [Double]
      var norm_dcT_dct: [Double]?
    }

    var schema: String
    var cell: String
    var input_size: Int
    var hidden_size: Int
    var num_layers: Int
    var bidirectional: Bool
    var proj_size: Int
    var steps: [Step]
    var h_n: [[Double]]
    var c_n: [[Double]]?
    var gradients: Gradients?
  }

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func expected(_ name: String) throws -> Reference.File {
    let data = try Data(contentsOf: Self.reference.appending(path: "weights.json"))
    return try #require(try JSONDecoder().decode(Reference.self, from: data).files[name])
  }

  private func weights(_ name: String) -> String {
    Self.reference.appending(path: "weights/\(name).safetensors").path
  }

  private func trace(_ weights: String, _ input: String, _ more: String...) throws -> Spawn {
    try Tool.run(["trace", "--weights", weights, "--input", input] + more)
  }

  private func report(_ result: Spawn) throws -> Report {
    #expect(result.exitCode == 0, "\(result.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  private func expectClose(
    _ actual: [[Double]], _ expected: [[Double]], _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(actual.map(\.count) == expected.map(\.count), "\(what)", sourceLocation: sourceLocation)
    let differences = zip(actual.joined(), expected.joined()).map { abs($0 - $1) }
    #expect(
      differences.allSatisfy { $0 <= 1e-6 }, "\(what): off by \(differences.max() ?? .nan)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: names)
  func `A file from PyTorch computes what PyTorch computed`(name: String) throws {
    let expected = try expected(name)
    let result = try trace(
      weights(name), scratch.write(expected.csv), "--format", "json")
    #expect(result.errors.isEmpty)
    let report = try report(result)
    #expect(report.schema == "lstm-tutor/trace/1")
    #expect(report.cell == expected.cell)
    #expect(report.input_size == expected.input_size)
    #expect(report.hidden_size == expected.hidden_size)
    #expect(report.num_layers == expected.num_layers)
    #expect(report.bidirectional == expected.bidirectional)
    #expect(report.proj_size == expected.proj_size)
    #expect(report.steps.map(\.t) == Array(1...expected.x.count))
    expectClose(report.steps.map(\.x), expected.x, "x")
    expectClose(report.steps.map(\.output), expected.output, "output")
    expectClose(report.h_n, expected.h_n, "h_n")
    #expect((report.c_n == nil) == (expected.c_n == nil))
    expectClose(report.c_n ?? [], expected.c_n ?? [], "c_n")
    #expect(report.gradients == nil)
  }

  @Test(arguments: names)
  func `Gradients are added behind the rest of the JSON`(name: String) throws {
    let expected = try expected(name)
    let input = try scratch.write(expected.csv)
    let plain = try trace(weights(name), input, "--format", "json")
    let result = try trace(weights(name), input, "--format", "json", "--gradients")
    #expect(result.output.hasPrefix(plain.output.dropLast(2)))
    let gradients = try #require(try report(result).gradients)
    let count = expected.x.count
    #expect(gradients.target == "sum(h_T)")
    #expect(gradients.dh.map(\.count) == Array(repeating: expected.outputSize, count: count))
    #expect(gradients.dh.last == Array(repeating: 1, count: expected.outputSize))
    #expect(gradients.norm_dhT_dht.count == count)
    // ∂h_T/∂h_T is the identity.
    let norm = try #require(gradients.norm_dhT_dht.last)
    #expect(abs(norm - Double(expected.outputSize).squareRoot()) <= 1e-6)

    let keys = try result.output.jsonObject()["gradients"] as? [String: Any] ?? [:]
    if expected.c_n == nil {
      #expect(Set(keys.keys) == ["target", "dh", "norm_dhT_dht"])
    } else {
      #expect(gradients.dc?.map(\.count) == Array(repeating: expected.lastCellSize, count: count))
      #expect(
        Set(keys.keys) == [
          "target", "dh", "dc", "norm_dhT_dht", "norm_dcT_dct", "norm_dcT_dct_direct",
          "norm_dcT_dct_rest",
        ])
      let norm = try #require(gradients.norm_dcT_dct?.last)
      #expect(gradients.norm_dcT_dct?.count == count)
      #expect(abs(norm - Double(expected.lastCellSize).squareRoot()) <= 1e-6)
    }
  }

  @Test(arguments: names)
  func `Gradients are columns at the end of CSV and table`(name: String) throws {
    let expected = try expected(name)
    let input = try scratch.write(expected.csv)
    var columns = (1...expected.outputSize).map { "dh[\($0)]" }
    if expected.c_n != nil { columns += (1...expected.lastCellSize).map { "dc[\($0)]" } }
    columns.append("norm_dhT_dht")
    if expected.c_n != nil { columns.append("norm_dcT_dct") }

    for format in ["csv", "table"] {
      func cells(_ more: String...) throws -> [[Substring]] {
        let result = try Tool.run(
          ["trace", "--weights", weights(name), "--input", input, "--format", format] + more)
        #expect(result.exitCode == 0)
        return result.output.split(separator: "\n").map { line in
          format == "csv"
            ? line.split(separator: ",", omittingEmptySubsequences: false)
            : line.split(separator: " ")
        }
      }
      let plain = try cells()
      let whole = try cells("--gradients")
      #expect(plain.count == expected.x.count + 1)
      #expect(whole.map { Array($0.dropLast(columns.count)) } == plain)
      #expect(whole[0].suffix(columns.count) == columns.map { $0[...] }[...])
      #expect(whole.allSatisfy { $0.count == whole[0].count })
      let dh = whole[expected.x.count].suffix(columns.count).prefix(expected.outputSize)
      #expect(dh.allSatisfy { Double($0) == 1 }, "\(dh)")
    }
  }

  @Test(arguments: [
    ("a row of names", "a,b\n0.5,-1\n2,3e-1\n"),
    ("the ends of lines of Windows", "0.5,-1\r\n2,3e-1\r\n"),
    ("the ends of lines of old Macs", "0.5,-1\r2,3e-1\r"),
    ("spaces and tabs", " 0.5 ,\t-1\n2  , 3e-1 \n"),
    ("quotation marks", "\"0.5\",\"-1\"\n\"2\", \"3e-1\"\n"),
    ("a byte order mark", "\u{FEFF}0.5,-1\n2,3e-1\n"),
    ("empty lines at the end", "0.5,-1\n2,3e-1\n\n  \n"),
    ("no end of the last line", "0.5,-1\n2,3e-1"),
    ("everything at once", "\u{FEFF}\"a\" , \"b\"\r\n \"0.5\" , -1\r\n2,\"3e-1\"\r\n\r\n"),
  ])
  func `A CSV file may have`(what: String, text: String) throws {
    let plain = try trace(
      weights("lstm_nobias"), scratch.write("0.5,-1\n2,0.3\n"), "--format", "json")
    let other = try trace(
      weights("lstm_nobias"), scratch.write(text, to: "other.csv"), "--format", "json")
    #expect(other.exitCode == 0 && other.errors.isEmpty, "\(what): \(other.errors)")
    #expect(other.output == plain.output, "\(what)")
    #expect(try report(plain).steps.map(\.x) == [[0.5, -1], [2, 0.3]])
  }

  @Test func `The names of the inputs head the table`() throws {
    let input = try scratch.write("温度,\"wind\"\n1,2\n")
    let table = try trace(weights("rnn_bf16"), input).output.split(separator: "\n")
    #expect(table[0].split(separator: " ").prefix(3) == ["t", "温度", "wind"])
    #expect(table[1].split(separator: " ").prefix(3) == ["1", "1.00000", "2.00000"])
  }

  @Test func `Of two networks one is chosen by its prefix`() throws {
    let path = try scratch.writeTensors(
      [
        ("encoder.rnn.weight_ih_l0", [1, 1], [1]), ("encoder.rnn.weight_hh_l0", [1, 1], [0]),
        ("decoder.weight_ih_l0", [3, 1], [0, 0, 0]), ("decoder.weight_hh_l0", [3, 1], [0, 0, 0]),
      ], to: "two.safetensors")
    let input = try scratch.write("0.5\n")
    let both = try trace(path, input)
    #expect(both.exitCode == 65)
    #expect(
      both.errors == """
        \(path): error: the file has 2 networks; choose one by its prefix: decoder., encoder.rnn.

        """)
    for prefix in ["encoder.rnn", "encoder.rnn."] {
      let first = try report(trace(path, input, "--prefix", prefix, "--format", "json"))
      #expect(first.cell == "rnn-tanh")
      expectClose(first.h_n, [[0.46211715726]], "tanh 0.5")
    }
    let second = try report(trace(path, input, "--prefix", "decoder", "--format", "json"))
    #expect(second.cell == "gru")
    expectClose(second.h_n, [[0]], "a net of zeros")
    let third = try trace(path, input, "--prefix", "lstm")
    #expect(third.exitCode == 65)
    #expect(
      third.errors.hasPrefix("\(path): error: the file has no network under the prefix lstm; "))
  }

  @Test func `The kind of cell can be chosen where the shapes leave a choice`() throws {
    let input = try scratch.write("0.5,-1\n2,0.3\n")
    let usual = try report(trace(weights("lstm_f64"), input, "--format", "json"))
    let slip = try report(
      trace(weights("lstm_f64"), input, "--format", "json", "--cell", "lstm-tanh-gates"))
    #expect(usual.cell == "lstm" && slip.cell == "lstm-tanh-gates")
    #expect(usual.h_n != slip.h_n)
    for kind in ["gru", "rnn-tanh", "mingru", "lstm-peephole"] {
      let path = weights("lstm_f64")
      let result = try trace(path, input, "--cell", kind)
      #expect(result.exitCode == 65, "\(kind)")
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("\(path): error: "), "\(kind): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }
}
