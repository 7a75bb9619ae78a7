import Foundation
import Testing

/// `lstm-tutor train`: what it computes, says and writes.
@Suite struct TrainCommandTests {
  static let tasks = [
    "temporal-order", "adding", "latch", "delayed-recall", "delayed-xor", "copy", "parity",
    "parity-end", "flip-flop", "dyck", "anbn", "reber", "continual-reber",
  ]
  static let cells = [
    "rnn-tanh", "rnn-relu", "lstm", "gru", "lstm-1997", "lstm-peephole", "lstm-cifg",
    "lstm-layernorm", "lstm-tanh-gates", "gru-v1", "minlstm", "mingru", "slstm",
  ]

  /// What a layer's entry of a trace has beside `pre` and `h` (docs/json.md).
  static let entries = [
    "rnn-tanh": "", "rnn-relu": "", "lstm": "i f g o c tanh_c", "gru": "r z n recurrent_n",
    "lstm-1997": "i g o c squashed_c", "lstm-peephole": "i f g o c tanh_c",
    "lstm-cifg": "i f g o c tanh_c", "lstm-layernorm": "i f g o wx uh norm_c c squashed_c",
    "lstm-tanh-gates": "i f g o c tanh_c", "gru-v1": "r z n recurrent_n",
    "minlstm": "f i g f_norm i_norm", "mingru": "z g", "slstm": "i f g o c n m",
  ]

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func train(_ task: String, _ more: [String]) throws -> Spawn {
    let result = try Tool.run(["train", task, "--lang", "en"] + more)
    #expect(result.exitCode == 0, "\(result.errors)")
    return result
  }

  /// The JSON without what the clock measured.
  private func timeless(_ result: Spawn) -> String {
    result.output.replacing(#/"(seconds|updates_per_second)": [^,]+, /#, with: "")
  }

  @Test func `JSON has exactly the documented keys in the documented order`() throws {
    let result = try train(
      "adding", ["--steps", "60", "--hidden", "5", "--length", "12", "--batch", "16", "--json"])
    let parts = result.output.components(separatedBy: "\"curve\": [")
    #expect(parts.count == 2)
    func keys(_ text: String) -> [String] { text.matches(of: #/"([a-z_]+)": /#).map { "\($0.1)" } }
    #expect(
      keys(parts[0]) == [
        "schema", "task", "cell", "hidden", "length", "batch", "seed", "threshold", "updates",
        "solved", "accuracy", "loss", "seconds", "updates_per_second",
      ])
    #expect(
      keys(parts[1]) == [
        "updates", "loss", "accuracy", "updates", "loss", "accuracy",
      ])
    let object = try result.output.jsonObject()
    #expect(object["schema"] as? String == "lstm-tutor/train/1")
    #expect(object["task"] as? String == "adding")
    #expect(object["cell"] as? String == "lstm")
    #expect(object["hidden"] as? Int == 5)
    #expect(object["length"] as? Int == 12)
    #expect(object["batch"] as? Int == 16)
    #expect(object["seed"] as? Int == 1)
    #expect(object["threshold"] as? Double == 0.35)
    #expect(object["updates"] as? Int == 60)
    #expect(object["solved"] as? Bool == false)
    let curve = try #require(object["curve"] as? [[String: Double]])
    #expect(curve.map { $0["updates"] } == [50, 60])
    #expect(curve.last?["loss"] == object["loss"] as? Double)
    #expect(curve.last?["accuracy"] == object["accuracy"] as? Double)
    let (seconds, rate) = (
      try #require(object["seconds"] as? Double),
      try #require(object["updates_per_second"] as? Double)
    )
    #expect(seconds > 0 && abs(rate * seconds - 60) < 0.01)
  }

  @Test func `Standard output is one object, and progress goes to standard error`() throws {
    let result = try train("copy", ["--steps", "3", "--json"])
    #expect(result.output.hasPrefix("{") && result.output.hasSuffix("}\n"))
    #expect(result.output.split(separator: "\n").count == 1)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == "Training lstm with 16 units, 1604 weights, on copy, length 10, seed 1.")
    #expect(lines[1].hasPrefix("After 3 updates: loss "))
    #expect(lines[2].hasPrefix("Not solved in 3 updates: accuracy "))
    #expect(lines[3].hasSuffix(" updates a second."))

    let plain = try train("copy", ["--steps", "3"])
    #expect(plain.errors.isEmpty)
    #expect(plain.output.split(separator: "\n").prefix(3) == lines.prefix(3))
    #expect(!plain.output.hasControls)
  }

  @Test(arguments: [[], ["--threads", "3"]])
  func `The same seed gives the same numbers, and another seed others`(threads: [String]) throws {
    func run(_ seed: String) throws -> Spawn {
      try train(
        "delayed-recall",
        ["--steps", "20", "--seed", seed, "--json", "--save", scratch.path(seed)] + threads)
    }
    let first = try run("7")
    let weights = try Data(contentsOf: URL(filePath: scratch.path("7")))
    #expect(!timeless(first).contains("seconds"))
    #expect(timeless(try run("7")) == timeless(first))
    #expect(try Data(contentsOf: URL(filePath: scratch.path("7"))) == weights)
    let other = try run("18446744073709551615")
    #expect(other.output.contains("\"seed\": 18446744073709551615, "))
    let losses = try [first, other].map { try $0.output.jsonObject()["loss"] as? Double }
    #expect(losses[0] != losses[1])
  }

  @Test(arguments: tasks)
  func `Every cell begins to learn every task`(task: String) throws {
    for cell in Self.cells {
      let result = try train(task, ["--cell", cell, "--steps", "3", "--json"])
      let object = try result.output.jsonObject()
      #expect(object["task"] as? String == task)
      #expect(object["cell"] as? String == cell)
      #expect(object["updates"] as? Int == 3)
      let (loss, accuracy) = (object["loss"] as? Double, object["accuracy"] as? Double)
      #expect(try #require(loss, "\(cell)").isFinite)
      #expect(0...1 ~= (try #require(accuracy, "\(cell)")))
    }
  }

  @Test func `Training ends when the task is solved`() throws {
    let result = try train("latch", ["--json"])
    let object = try result.output.jsonObject()
    #expect(object["solved"] as? Bool == true)
    #expect(try #require(object["accuracy"] as? Double) >= 0.95)
    #expect(try #require(object["updates"] as? Int) < 600)
    #expect(result.errors.contains("\nSolved after "))
  }

  @Test(arguments: cells)
  func `Saved weights are traced, and say where they come from`(cell: String) throws {
    let path = scratch.path("saved.safetensors")
    let options = ["--cell", cell, "--hidden", "5", "--steps", "3", "--seed", "9", "--save", path]
    _ = try train("adding", options)
    let input = try scratch.write("0.5,1\n-0.25,0\n")
    let trace = try Tool.run("trace", "--weights", path, "--input", input, "--format", "json")
    #expect(trace.exitCode == 0 && trace.errors.isEmpty, "\(trace.errors)")
    let object = try trace.output.jsonObject()
    #expect(object["cell"] as? String == cell)
    #expect(object["input_size"] as? Int == 2)
    #expect(object["hidden_size"] as? Int == 5)
    let hidden = try #require((object["h_n"] as? [[Double]])?.first)
    #expect(hidden.count == 5)
    let step = (object["steps"] as? [[String: Any]])?.first
    let layer = try #require((step?["layers"] as? [[String: Any]])?.first)
    let entry = try #require(Self.entries[cell]).split(separator: " ").map(String.init)
    #expect(Set(layer.keys) == Set(entry + ["layer", "direction", "pre", "h"]))
    #expect((object["c_n"] == nil) == !entry.contains("c"))

    let data = try Data(contentsOf: URL(filePath: path))
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try String(decoding: data.dropFirst(8).prefix(length), as: UTF8.self).jsonObject()
    var expected = [
      "task": "adding", "length": "30", "seed": "9", "updates": "3", "cell": cell, "format": "pt",
      "producer": "lstm-tutor",
    ]
    if cell.hasPrefix("rnn-") { expected["nonlinearity"] = String(cell.dropFirst(4)) }
    #expect(header["__metadata__"] as? [String: String] == expected)
    #expect(header["head.weight"] != nil && header["head.bias"] != nil)
  }

  @Test func `The options change what is computed`() throws {
    func run(_ more: String...) throws -> String {
      timeless(try train("parity", ["--steps", "5", "--json"] + more))
    }
    let usual = try run()
    for options in [
      ["--forget-bias", "-2.5"], ["--input-bias", "-1"], ["--init", "pytorch"],
      ["--init", "keras"], ["--init", "chrono"], ["--init", "orthogonal"],
      ["--optimizer", "sgd"], ["--optimizer", "rmsprop"], ["--learning-rate", "0.5"],
      ["--clip", "1e-3", "--optimizer", "sgd"], ["--batch", "3"], ["--hidden", "3"],
      ["--length", "5"],
    ] {
      let other = timeless(try train("parity", ["--steps", "5", "--json"] + options))
      #expect(other != usual, "\(options)")
    }
    #expect(try run("--clip", "inf", "--hidden", "4", "--optimizer", "adam") != "")
    #expect(try run("--hidden", "4", "--optimizer", "adam", "--threads", "1") == usual)
  }

  @Test func `An option without effect is told and does no harm`() throws {
    let result = try train(
      "adding", ["--cell", "rnn-tanh", "--steps", "1", "--forget-bias", "1", "--input-bias", "1"])
    #expect(
      result.errors == """
        lstm-tutor: note: rnn-tanh has no forget gate; --forget-bias does nothing
        lstm-tutor: note: rnn-tanh has no input gate; --input-bias does nothing

        """)
  }

  @Test func `Losses that are no longer numbers end the training`() throws {
    for (rate, steps) in [("1e30", "50"), ("1e30", "1"), ("1e300", "1")] {
      let result = try train("adding", ["--learning-rate", rate, "--steps", steps, "--json"])
      let object = try result.output.jsonObject()
      #expect(object["solved"] as? Bool == false)
      #expect(["nan", "inf"].contains(object["loss"] as? String))
      #expect(try #require(object["updates"] as? Int) < 50)
      #expect(result.errors.contains("\nThe loss is no longer a number after "), "\(rate) \(steps)")
    }
  }

  @Test func `It speaks Chinese`() throws {
    let plain = try Tool.run("train", "adding", "--steps", "3", "--lang", "zh")
    #expect(plain.exitCode == 0)
    let lines = plain.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == "训练：任务 adding，长度 30，lstm，8 个单元，393 个权重，种子 1。")
    #expect(lines[1].hasPrefix("更新 3 次后：在 512 条未训练过的序列上，损失 0."))
    #expect(lines[2].hasPrefix("更新 3 次仍未学会：正确率 0."))
    #expect(lines[3].hasPrefix("更新用时 "))
    let json = try Tool.run("train", "adding", "--steps", "3", "--lang", "zh", "--json")
    #expect(json.errors.split(separator: "\n").prefix(3) == lines.prefix(3))
    #expect(timeless(json) == timeless(try train("adding", ["--steps", "3", "--json"])))
  }

  @Test func `Help lists every option`() throws {
    let result = try Tool.run("train", "--help")
    #expect(result.exitCode == 0 && result.errors.isEmpty)
    let help = result.output
    for option in [
      "<task>", "--cell", "--hidden", "--length", "--steps", "--batch", "--seed", "--forget-bias",
      "--input-bias", "--init", "--threads", "--optimizer", "--learning-rate", "--clip", "--save",
      "--json", "--content", "--data-dir", "--lang", "--plain", "--ascii", "--color", "--version",
      "--help",
    ] {
      #expect(help.contains("\n  \(option) ") || help.contains(", \(option) "), "\(option)")
    }
    for name in Self.tasks + Self.cells { #expect(help.contains(name), "\(name)") }
  }
}
