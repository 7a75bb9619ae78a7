import Foundation
import Testing

/// `lstm-tutor interview`, over pipes.
@Suite(.serialized) struct InterviewCommandTests {
  private struct Report: Decodable, Equatable {
    struct Question: Decodable, Equatable {
      var id: String
      var part: String
      var followUp: Int?
      var given: String
      var keyPoints: [Bool]
    }

    var schema: String
    var minutes: Int
    var seed: UInt64
    var questions: [Question]
    var points: Int
    var total: Int
  }

  private func run(_ arguments: [String], input: String) throws -> Spawn {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    return try Spawn(
      Tool.program.path, ["interview"] + arguments, input: input,
      environment: ["HOME": home.path, "LANG": "C.UTF-8"], directory: Tool.root, scratch: home)
  }

  private func report(_ arguments: [String], input: String) throws -> Report {
    let result = try run(["--json"] + arguments, input: input)
    #expect(result.exitCode == 0)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(result.output.utf8))
  }

  private let answers = String(repeating: "The forget gate keeps the cell state.\n.\n", count: 30)

  @Test func `The same seed and the same answers are the same interview`() throws {
    let first = try report(["--minutes", "15", "--seed", "4"], input: answers)
    #expect(first.schema == "lstm-tutor/interview/1")
    #expect(first.minutes == 15 && first.seed == 4)
    #expect(first.questions.count >= 4 && first.total > first.points)
    #expect(first.questions.first?.part == "cell")
    let again = try report(["--minutes", "15", "--seed", "4", "--lang", "zh"], input: answers)
    #expect(again == first)
  }

  @Test func `What was left out decides what is asked next`() throws {
    let plan = ["--minutes", "15", "--seed", "4"]
    let gates = try report(plan, input: "Three sigmoid gates i, f, o, affine maps of x and h\n.\n")
    let update = try report(plan, input: "c_t = f_t c_{t-1} + i_t g_t, a sum\n.\n")
    let first = try report(plan, input: ".\n.\n.\n").questions[1]
    #expect(gates.questions.first?.id == update.questions.first?.id)
    #expect(gates.questions.first?.keyPoints != update.questions.first?.keyPoints)
    #expect(first.followUp == 1)
  }

  @Test func `The transcript is written where it was asked for`() throws {
    let file = FileManager.default.temporaryDirectory.path + "/interview-\(UUID().uuidString).md"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let result = try run(
      ["--plain", "--minutes", "15", "--seed", "4", "--transcript", file], input: answers)
    #expect(result.exitCode == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("# Mock interview\n"))
    #expect(text.contains("> The forget gate keeps the cell state."))
    #expect(text.contains("### Model answer"))
  }

  @Test(arguments: [["--minutes", "20"], ["--seed", "x"], ["--transcript", ""]])
  func `A wrong option exits with 64`(arguments: [String]) throws {
    let result = try run(["--plain"] + arguments, input: "a\n")
    #expect(result.exitCode == 64)
    #expect(!result.errors.isEmpty)
  }

  @Test(arguments: [["--plain"], ["--json"], []])
  func `Nothing to read is told in one sentence`(arguments: [String]) throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let result = try Spawn(
      Tool.program.path, ["interview"] + arguments,
      environment: ["HOME": home.path, "LANG": "C.UTF-8"], directory: Tool.root, scratch: home)
    #expect(result.exitCode == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("lstm-tutor: error: there is nothing to read"))
  }
}
