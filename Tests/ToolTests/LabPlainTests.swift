import Foundation
import Testing

/// `lab --plain` as somebody types it, with a lab and with a network of one's own.
@Suite struct LabPlainTests {
  private static let weights = Tool.root.appending(path: "Tests/RecurrentTests/Reference/weights")
  private let network = weights.appending(path: "lstm_nobias.safetensors").path
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `A lab is changed, broken and predicted by typed commands`() throws {
    let input = """
      3
      set b_f 1
      fault tanh-gates
      fault off
      reset
      predict
      -1
      predict off
      heta
      q

      """
    let result = try Tool.run("lab", "latch", "--plain", "--lang", "en", input: input)
    #expect(result.exitCode == 0)
    #expect(result.errors.isEmpty)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("b_f: 10 → 1."))
    #expect(lines.contains { $0.hasPrefix("c₃: −0.99982 → ") })
    #expect(lines.contains("Mistake tanh-gates: tanh for σ in the gates."))
    #expect(lines.contains { $0.hasPrefix("First difference: step 1, ") })
    #expect(lines.contains { $0.hasPrefix("✓ Right: ") })
    #expect(lines.contains("1 of 1 right."))
    #expect(lines.contains("Step 4 of 12."))
    #expect(lines.contains("Did you mean 'heat'?"))
    #expect(!result.output.hasControls)
  }

  @Test func `A network of one's own is stepped, layer by layer, and saved`() throws {
    let network = Self.weights.appending(path: "lstm_f32.safetensors").path
    let csv = try scratch.write(String(repeating: "0.5,-1\n", count: 4), to: "tape.csv")
    let file = scratch.path("run.csv")
    let input = "n\nwhere\nlayer 1\nunit 2\ngradient\nsave csv \(file)\nsave csv \(file)\nq\n"
    let result = try Tool.run(
      "lab", "--weights", network, "--input", csv, "--plain", "--lang", "en", input: input)
    #expect(result.exitCode == 0)
    #expect(result.output.contains("Step 1 of 4."))
    #expect(result.output.contains("t = 4: c "))
    #expect(result.output.contains("Saved as \(file).\n"))
    // A file that is there stays as it is.
    #expect(result.output.contains("Saved as \(scratch.path("run-2.csv")).\n"))
    let trace = try Tool.run(
      "trace", "--weights", network, "--input", csv, "--format", "csv")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == trace.output)
  }

  @Test func `A file that cannot be written is told, and the lab goes on`() throws {
    let result = try Tool.run(
      "lab", "latch", "--plain", "--lang", "en", input: "save csv /proc/no/file.csv\nn\nq\n")
    #expect(result.exitCode == 0)
    #expect(result.output.contains("Not saved: cannot write /proc/no/file.csv: "))
    #expect(result.output.contains("Step 1 of 12.\n"))
  }

  @Test func `A word in row 17 is told with its place`() throws {
    let rows = Array(repeating: "1,2", count: 16) + ["1,row"]
    let path = try scratch.write(rows.joined(separator: "\n") + "\n")
    let result = try lab(network, path)
    #expect(result.exitCode == 65)
    #expect(result.errors == "\(path):17:3: error: 'row' is no number; expected one such as -0.5\n")
  }

  @Test func `A row of the wrong width is told with what was expected and found`() throws {
    let path = try scratch.write("1,2\n1,2,3\n")
    let result = try lab(network, path)
    #expect(result.exitCode == 65)
    #expect(
      result.errors == "\(path):2:5: error: the row has 3 numbers, but the network reads 2 "
        + "numbers a timestep\n")
  }

  @Test func `Weights that were cut off are refused by name`() throws {
    let bytes = try Data(contentsOf: URL(filePath: network))
    let path = try scratch.write(bytes.dropLast(8), to: "cut.safetensors")
    let result = try lab(path, try scratch.write("1,2\n"))
    #expect(result.exitCode == 65)
    #expect(
      result.errors == "\(path): error: weight_ih_l0 ends at byte 240 of the data, which has only "
        + "232; the file is cut off\n")
  }

  private func lab(_ weights: String, _ input: String) throws -> Spawn {
    let result = try Tool.run(
      "lab", "--weights", weights, "--input", input, "--plain", input: "q\n")
    #expect(result.output.isEmpty)
    return result
  }
}
