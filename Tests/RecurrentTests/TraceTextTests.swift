import Foundation
import Recurrent
import Testing

@Suite struct TraceTextTests {
  /// All weights zero: every gate is σ(0) = ½ and the candidate 0, so c halves at each step.
  private func halving(initial: Float) throws -> Trace<Float> {
    return try Trace(
      .single(.lstm, inputSize: 2, hiddenSize: 1, [:]), tape: [[1, -0.25], [0.1, 1e-7]],
      initial: [CellState(hidden: [0], cell: [initial])])
  }

  @Test func `JSON has the documented keys in the documented order`() throws {
    #expect(
      try halving(initial: 0).json == """
        {"schema": "lstm-tutor/trace/1", "cell": "lstm", "input_size": 2, "hidden_size": 1, \
        "num_layers": 1, "bidirectional": false, "proj_size": 0,
         "steps": [
          {"t": 1, "x": [1.0, -0.25], "layers": [{"layer": 0, "direction": "forward", \
        "pre": {"i": [0.0], "f": [0.0], "g": [0.0], "o": [0.0]}, \
        "i": [0.5], "f": [0.5], "g": [0.0], "o": [0.5], \
        "c": [0.0], "tanh_c": [0.0], "h": [0.0]}], "output": [0.0]},
          {"t": 2, "x": [0.1, 1e-07], "layers": [{"layer": 0, "direction": "forward", \
        "pre": {"i": [0.0], "f": [0.0], "g": [0.0], "o": [0.0]}, \
        "i": [0.5], "f": [0.5], "g": [0.0], "o": [0.5], \
        "c": [0.0], "tanh_c": [0.0], "h": [0.0]}], "output": [0.0]}
         ],
         "h_n": [[0.0]], "c_n": [[0.0]]}

        """)
  }

  @Test func `Numbers read back as the same bits`() throws {
    let trace = try halving(initial: 0.1)
    let object = try JSONSerialization.jsonObject(with: Data(trace.json.utf8)) as? [String: Any]
    let cells = try #require(object?["c_n"] as? [[Double]])
    #expect(Float(cells[0][0]) == trace.final[0].cell?[0])
  }

  @Test func `What JSON cannot say is a string`() throws {
    let json = try halving(initial: .nan).json + halving(initial: -.infinity).json
    #expect(json.contains("\"c_n\": [[\"nan\"]]"))
    #expect(json.contains("\"c_n\": [[\"-inf\"]]"))
    #expect(!json.contains(": nan") && !json.contains("[nan"))
  }

  @Test func `CSV has a header and one row a timestep`() throws {
    #expect(
      try halving(initial: 1).csv == """
        t,x[1],x[2],pre_i[1],pre_f[1],pre_g[1],pre_o[1],i[1],f[1],g[1],o[1],c[1],tanh_c[1],h[1]
        1,1.0,-0.25,0.0,0.0,0.0,0.0,0.5,0.5,0.0,0.5,0.5,0.46211717,0.23105858
        2,0.1,1e-07,0.0,0.0,0.0,0.0,0.5,0.5,0.0,0.5,0.25,0.24491866,0.12245933

        """)
    #expect(try halving(initial: .nan).csv.contains(",nan,nan,nan\n"))
  }

  @Test func `The table lines up, with the names of the inputs`() throws {
    let table = try halving(initial: -123).table(inputNames: ["d", "写"]) {
      $0 == "写" ? 2 : $0.count
    }
    #expect(
      table == """
        t        d        写     i[1]     f[1]     g[1]     o[1]       c[1]      h[1]
        1  1.00000  -0.25000  0.50000  0.50000  0.00000  0.50000  -61.50000  -0.50000
        2  0.10000   0.00000  0.50000  0.50000  0.00000  0.50000  -30.75000  -0.50000

        """)
    #expect(
      try halving(initial: 1e30).table() == """
        t     x[1]      x[2]     i[1]     f[1]     g[1]     o[1]     c[1]     h[1]
        1  1.00000  -0.25000  0.50000  0.50000  0.00000  0.50000    5e+29  0.50000
        2  0.10000   0.00000  0.50000  0.50000  0.00000  0.50000  2.5e+29  0.50000

        """)
  }

  @Test func `Two units have a column each`() throws {
    let trace = try Trace(TraceTests.twoUnits(), tape: [[1, 0]])
    let header = try #require(trace.table().split(separator: "\n").first)
    #expect(
      header.split(separator: " ") == [
        "t", "x[1]", "x[2]", "i[1]", "i[2]", "f[1]", "f[2]", "g[1]", "g[2]", "o[1]", "o[2]",
        "c[1]", "c[2]", "h[1]", "h[2]",
      ])
  }
}
