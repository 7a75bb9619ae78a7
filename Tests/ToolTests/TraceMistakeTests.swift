import Foundation
import Testing

/// `trace --weights --input` with files and options that are wrong.
@Suite struct TraceMistakeTests {
  private static let weights = Tool.root.appending(
    path: "Tests/RecurrentTests/Reference/weights")
  private let network = weights.appending(path: "lstm_nobias.safetensors").path
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func trace(_ weights: String, _ input: String, _ more: String...) throws -> Spawn {
    try Tool.run(["trace", "--weights", weights, "--input", input] + more)
  }

  @Test(arguments: [
    ("1,2\n3\n", "2:1: error: the row has 1 number, but the network reads 2 numbers a timestep"),
    ("1,2,5\n", "1:5: error: the row has 3 numbers, but the network reads 2 numbers a timestep"),
    ("a,b,c\n1,2\n", "1:5: error: the row has 3 names, but the network reads 2 numbers a timestep"),
    ("a;b\n1;2\n", "1:1: error: the row has 1 name, but the network reads 2 numbers a timestep"),
    ("a,b\n1,2\nc,d\n", "3:1: error: 'c' is no number; expected one such as -0.5"),
    ("a,1\n", "1:1: error: 'a' is no number; expected one such as -0.5"),
    ("1,2\r\n遗忘门, x\r\n", "2:1: error: '遗忘门' is no number; expected one such as -0.5"),
    ("1,2\n  1 , 遗忘\n", "2:7: error: '遗忘' is no number; expected one such as -0.5"),
    ("1,0x10\n", "1:3: error: '0x10' is no number; expected one such as -0.5"),
    ("1,2\n1,\n", "2:3: error: a number is missing; expected one such as -0.5"),
    ("1,2\n\n3,4\n", "2:1: error: the line is empty; every row is a timestep"),
    ("", "1:1: error: there are no numbers; write one row for each timestep, 2 numbers in it"),
    (" \n\n", "1:1: error: there are no numbers; write one row for each timestep, 2 numbers in it"),
    ("a,b\n", "2:1: error: there are no numbers; write one row for each timestep, 2 numbers in it"),
  ])
  func `A mistake in the CSV file is told with its place`(text: String, message: String) throws {
    let path = try scratch.write(text)
    let result = try trace(network, path)
    #expect(result.exitCode == 65)
    #expect(result.output.isEmpty)
    #expect(result.errors == "\(path):\(message)\n")
  }

  @Test func `A CSV file in another encoding is refused`() throws {
    let path = try scratch.write(Data([0x31, 0x2C, 0xFF, 0x0A]), to: "latin.csv")
    let result = try trace(network, path)
    #expect(result.exitCode == 65)
    #expect(result.errors == "\(path): error: the file is not UTF-8 text\n")
  }

  @Test func `What cannot be read or written exits with 74`() throws {
    let input = try scratch.write("1,2\n")
    let (missing, folder) = (scratch.path("missing"), scratch.folder.path)
    for (weights, input, path, reason) in [
      (missing, input, missing, "No such file or directory"),
      (network, missing, missing, "No such file or directory"),
      (folder, input, folder, "Is a directory"), (network, folder, folder, "Is a directory"),
    ] {
      let result = try trace(weights, input)
      #expect(result.exitCode == 74)
      #expect(result.output.isEmpty)
      #expect(result.errors == "lstm-tutor: error: cannot read \(path): \(reason)\n")
    }
    let result = try trace(network, input, "--output", folder)
    #expect(result.exitCode == 74)
    #expect(result.errors == "lstm-tutor: error: cannot write \(folder): Is a directory\n")
  }

  @Test(arguments: [
    ([], "name a lab such as 'latch', or give --weights and --input"),
    (["--input", "x.csv"], "name a lab such as 'latch', or give --weights and --input"),
    (["--weights", "x"], "--weights needs --input: a CSV file with one row a timestep"),
    (["--weights", "x", "--input", "y", "latch"], "give a lab ('latch') or --weights, not both"),
    (
      ["latch", "--input", "x.csv"],
      "--input and --prefix go with --weights; a lab brings its own tape"
    ),
    (
      ["latch", "--prefix", "x"],
      "--input and --prefix go with --weights; a lab brings its own tape"
    ),
  ])
  func `Options that do not go together exit with 64`(arguments: [String], message: String) throws {
    let result = try Tool.run(["trace"] + arguments)
    #expect(result.exitCode == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors == "lstm-tutor: error: \(message)\n")
  }

  @Test func `NaN and infinities are taken with a warning`() throws {
    let path = try scratch.write("nan,2\n1,-inf\n1e99,2\n")
    let warnings = """
      \(path):1:1: warning: 'nan' is taken as nan
      \(path):2:3: warning: '-inf' is taken as -inf
      \(path):3:1: warning: '1e99' is too large for float32 and is taken as inf

      """
    let result = try trace(network, path, "--format", "json", "--gradients")
    #expect(result.exitCode == 0)
    #expect(result.errors == warnings)
    let object = try result.output.jsonObject()
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps[0]["x"] as? [AnyHashable] == ["nan", 2.0])
    #expect(steps[1]["x"] as? [AnyHashable] == [1.0, "-inf"])
    #expect(steps[2]["x"] as? [AnyHashable] == ["inf", 2.0])
    #expect(object["h_n"] as? [[String]] == [["nan", "nan", "nan"]])
    for format in ["csv", "table"] {
      let result = try trace(network, path, "--format", format)
      #expect(result.exitCode == 0)
      #expect(result.errors == warnings)
      #expect(result.output.hasSuffix("nan\n"))
    }
  }

  @Test func `Many warnings are counted`() throws {
    let path = try scratch.write(String(repeating: "nan,1\n", count: 25))
    let lines = try trace(network, path).errors.split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines[9] == "\(path):10:1: warning: 'nan' is taken as nan")
    #expect(lines[10] == "\(path): warning: 15 more like these")
  }

  @Test func `A file of weights that is cut off anywhere is refused in one line`() throws {
    let whole = try Data(contentsOf: Self.weights.appending(path: "gru_f16.safetensors"))
    let input = try scratch.write("1,2\n")
    let places = (0..<39).map { whole.count * $0 / 39 } + [whole.count - 1]
    for place in places {
      let path = try scratch.write(whole.prefix(place), to: "cut.safetensors")
      let result = try trace(path, input)
      #expect(result.exitCode == 65, "cut off at byte \(place)")
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("\(path): error: "), "byte \(place): \(result.errors)")
      #expect(result.errors.hasSuffix("\n"))
      #expect(result.errors.split(separator: "\n").count == 1, "byte \(place): \(result.errors)")
    }
  }

  @Test func `Names and contents of files reach no terminal as escape codes`() throws {
    let escape = "\u{1B}]0;title\u{7}\u{9B}31m"
    let names = try scratch.write("\(escape)a,b\u{1B}[31m\n1,2\n", to: "\(escape)names.csv")
    let bad = try scratch.write("1,\(escape)\n", to: "\(escape)bad.csv")
    let odd = try scratch.write("nan,1\n", to: "\(escape)odd.csv")
    let latin = try scratch.write(Data([0xFF]), to: "\(escape)latin.csv")
    let cut = try scratch.write(Data([1, 2, 3]), to: "\(escape)cut.safetensors")
    let hostile = try scratch.writeTensors(
      [
        ("\(escape).weight_ih_l0", [1, 1], [1]), ("\(escape).weight_hh_l0", [1, 1], [0]),
        ("b.weight_ih_l0", [1, 1], [1]), ("b.weight_hh_l0", [1, 1], [0]),
      ], to: "hostile.safetensors")
    for (weights, input, code) in [
      (network, names, 0), (network, odd, 0), (network, bad, 65), (network, latin, 65),
      (cut, names, 65), (hostile, names, 65), (network, scratch.path("\(escape)none.csv"), 74),
      (scratch.path("\(escape)none.safetensors"), names, 74),
    ] as [(String, String, Int32)] {
      let result = try trace(weights, input)
      #expect(result.exitCode == code, "\(result.errors)")
      #expect(!result.output.isEmpty || !result.errors.isEmpty)
      #expect(!result.output.hasControls, "\(result.output.debugDescription)")
      #expect(!result.errors.hasControls, "\(result.errors.debugDescription)")
    }
  }
}
