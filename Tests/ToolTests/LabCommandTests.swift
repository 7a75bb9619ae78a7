import Foundation
import Testing

/// `lab` and `trace` as a script or a person uses them.
@Suite(.serialized) struct LabCommandTests {
  private struct Reference: Decodable {
    struct Preset: Decodable {
      var tape: [[Double]]
      var steps: [[String: Double]]
    }
    var presets: [String: Preset]
  }

  private func reference(_ name: String) throws -> Reference.Preset {
    let file = Tool.root.appending(path: "Tests/RecurrentTests/Reference/presets.json")
    let all = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    return try #require(all.presets[name])
  }

  @Test(arguments: ["latch", "read-port", "counter", "toggle", "accumulator"])
  func `trace prints the golden values as JSON`(name: String) throws {
    let result = try Tool.run("trace", name, "--format", "json")
    #expect(result.exitCode == 0)
    #expect(result.errors.isEmpty)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "lstm-tutor/trace/1")
    #expect(object["cell"] as? String == "lstm")
    #expect(object["hidden_size"] as? Int == 1)
    #expect(object["bidirectional"] as? Bool == false)
    let expected = try reference(name)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.count == expected.steps.count)
    for (index, step) in steps.enumerated() {
      #expect(step["t"] as? Int == index + 1)
      let x = try #require(step["x"] as? [Double])
      for (value, wanted) in zip(x, expected.tape[index]) { #expect(abs(value - wanted) <= 1e-6) }
      let layer = try #require((step["layers"] as? [[String: Any]])?.first)
      let sums = try #require(layer["pre"] as? [String: [Double]])
      for (key, wanted) in expected.steps[index] {
        let value =
          key.hasPrefix("pre_") ? sums[String(key.dropFirst(4))] : layer[key] as? [Double]
        let number = try #require(value?.first, "\(key)")
        #expect(abs(number - wanted) <= 1e-6, "\(key) at t = \(index + 1)")
      }
      #expect(step["output"] as? [Double] == layer["h"] as? [Double])
    }
    #expect((object["h_n"] as? [[Double]])?[0] == steps.last?["output"] as? [Double])
  }

  @Test(arguments: [
    ("one-cell-adding", "lstm", 20, ["i", "f", "g", "o", "c", "tanh_c", "h"]),
    ("peephole-timer", "lstm-peephole", 16, ["i", "f", "g", "o", "c", "tanh_c", "h"]),
    ("karpathy-cells", "lstm", 40, ["i", "f", "g", "o", "c", "tanh_c", "h"]),
    ("sentiment", "lstm", 14, ["i", "f", "g", "o", "c", "tanh_c", "h"]),
    ("rnn-latch", "rnn-tanh", 21, ["h"]),
    ("exploding", "lstm", 12, ["i", "f", "g", "o", "c", "tanh_c", "h"]),
  ])
  func `Labs of every kind are traced and stepped`(
    name: String, kind: String, count: Int, keys: [String]
  ) throws {
    let result = try Tool.run("trace", name, "--cell", kind, "--format", "json")
    #expect(result.exitCode == 0)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["cell"] as? String == kind)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.count == count)
    let layer = try #require((steps[0]["layers"] as? [[String: Any]])?.first)
    #expect(Set(layer.keys) == Set(keys + ["layer", "direction", "pre"]))

    let lab = try Tool.run("lab", name, "--plain", "--lang", "en", input: "n\n\(count)\nq\n")
    #expect(lab.exitCode == 0)
    #expect(lab.output.contains("Step \(count) of \(count)."))
  }

  @Test func `trace writes tables and CSV, to a file too`() throws {
    let table = try Tool.run("trace", "counter")
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 13)
    #expect(Set(lines.map(\.count)).count == 1)
    #expect(
      lines[0].split(separator: " ") == [
        "t", "a", "b", "i[1]", "f[1]", "g[1]", "o[1]", "c[1]", "h[1]",
      ])

    let csv = try Tool.run("trace", "counter", "--format", "csv")
    #expect(csv.output.hasPrefix("t,x[1],x[2],pre_i[1],"))
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let file = home.appending(path: "counter.csv")
    let written = try Tool.run("trace", "counter", "--format", "csv", "--output", file.path)
    #expect(written.exitCode == 0 && written.output.isEmpty)
    #expect(try String(contentsOf: file, encoding: .utf8) == csv.output)
    #expect(try Tool.run("trace", "counter", "--output", "/proc/no/file").exitCode == 74)
  }

  @Test(arguments: [
    (["trace", "nothing"], "no lab is called 'nothing'; there are "),
    (["lab", "nothing"], "no lab is called 'nothing'; there are "),
    (["lab", "latch@99"], "lab 'latch' has no step '99'; its steps are 0 to 12"),
    (
      ["lab", "latch@5.12"], "step 5 of lab 'latch' has no sub-step '12'; its sub-steps are 1 to 11"
    ),
    (["lab", "latch@0.1"], "step 0 of lab 'latch' has no sub-step '1'; nothing has been read yet"),
    (["lab", "latch@5.3.1"], "lab 'latch' has no step '5.3.1'; its steps are 0 to 12"),
    (["trace", "latch", "--cell", "gru"], "lab 'latch' is made for a cell of the kind lstm"),
    (["lab", "latch", "--cell", "rnn-tanh"], "lab 'latch' is made for a cell of the kind lstm"),
    (
      ["lab", "rnn-latch", "--cell", "lstm"],
      "lab 'rnn-latch' is made for a cell of the kind rnn-tanh"
    ),
    (["lab", "--cell", "lstm"], "--cell needs a preset"),
    (["lab", "latch"], "there is nothing to read on standard input"),
  ])
  func `Wrong usage exits with 64 and one sentence`(
    arguments: [String], message: String
  ) throws {
    let result = try run(arguments)
    #expect(result.exitCode == 64)
    #expect(result.errors.hasPrefix("lstm-tutor: error: " + message))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  private func run(_ arguments: [String], input: String? = nil) throws -> Spawn {
    switch arguments.count {
    case 2: try Tool.run(arguments[0], arguments[1], input: input)
    case 3: try Tool.run(arguments[0], arguments[1], arguments[2], input: input)
    default:
      try Tool.run(arguments[0], arguments[1], arguments[2], arguments[3], input: input)
    }
  }

  @Test func `lab --plain is stepped by typed commands`() throws {
    let result = try Tool.run("lab", "latch@2", "--plain", "--lang", "en", input: "n\nb\n99\nq\n")
    #expect(result.exitCode == 0)
    let steps = result.output.split(separator: "\n").filter { $0.hasPrefix("Step ") }
    #expect(steps == ["Step 2 of 12.", "Step 3 of 12.", "Step 2 of 12."])
    #expect(result.output.contains("forget gate f = 0.00005: forgets nearly all of c₂\n"))
    #expect(result.output.contains("'99' is no command here.\n"))
    #expect(!result.output.contains("\u{1B}"))

    let part = try Tool.run("lab", "latch@5.7", "--plain", "--lang", "en", input: "q\n")
    #expect(part.exitCode == 0)
    #expect(part.output.hasSuffix(" is left.\n"))

    let chosen = try Tool.run("lab", "--plain", "--lang", "zh", input: "99\nlatch\n1\n")
    #expect(chosen.exitCode == 0)
    #expect(chosen.output.contains("第 1 步，共 12 步。"))
  }

  @Test(arguments: [("en", 80, 24), ("zh", 120, 40), ("en", 60, 20)])
  func `The lab is stepped forward and back in a terminal`(
    language: String, columns: Int, rows: Int
  ) throws {
    // Where the latch stands in the list of labs.
    let list = try Tool.run("lab", "--plain", input: "q\n").output.split(separator: "\n")
    let place = try #require(list.firstIndex { $0.contains("  latch  ") })
    func expected(_ step: Int) throws -> String {
      let script = "c" + String(repeating: "<down>", count: place) + "<enter>"
      let walk = String(repeating: "<right>", count: step)
      let result = try Tool.run(
        "play", "-", "--size", "\(columns)x\(rows)", "--lang", language, input: script + walk)
      return result.output.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init).reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
    }
    let tmux = try Tmux("lab latch", columns: columns, rows: rows, language: language)
    // In a terminal a heat map's two levels may be a space on their colour as well as a half block.
    func folded(_ screen: String) -> String {
      screen.map { "▀▄█".contains($0) ? " " : String($0) }.joined()
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
    }
    func wait(for picture: String) throws {
      try tmux.wait(until: "the expected picture:\n\(picture)\n\nbut") {
        folded($0) == folded(picture)
      }
    }
    try wait(for: expected(0))
    for _ in 0..<3 { try tmux.press("Right") }
    let third = try expected(3)
    #expect(third.contains("3/12"))
    try wait(for: third)
    try tmux.press("Right", "Left")
    try tmux.type(".,")
    try wait(for: third)
    try tmux.type("}")
    try wait(for: expected(12))
    try tmux.press("Escape", "q")
    try tmux.wait(for: "exit=0")
  }
}
