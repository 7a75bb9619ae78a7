import Foundation
import Testing

/// The command line: exit codes, messages, output.
@Suite struct CommandLineTests {
  @Test(arguments: ["learn", "lab", "trace", "check", "play", "doctor"])
  func `Every verb has help`(verb: String) throws {
    let result = try Tool.run(verb, "--help")
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("OVERVIEW: "))
    #expect(result.errors.isEmpty)
  }

  @Test func `Wrong usage exits with 64 and one sentence`() throws {
    let result = try Tool.run("play", "-", "--size", "big", input: "")
    #expect(result.exitCode == 64)
    #expect(
      result.errors
        == "lstm-tutor: error: --size is 'big'; write columns x rows, such as 80x24\n")
    #expect(try Tool.run("nonsense").exitCode == 64)
  }

  @Test func `Without a terminal and without input Home says so`() throws {
    let result = try Tool.run()
    #expect(result.exitCode == 64)
    #expect(result.errors.hasPrefix("lstm-tutor: error: there is nothing to read"))
  }

  @Test func `A key script with a mistake names line and column`() throws {
    let result = try Tool.run("play", "-", input: "jj\n<nokey>\n")
    #expect(result.exitCode == 65)
    #expect(result.errors.contains("standard input:2:1: error: no key is called <nokey>"))
  }

  @Test func `A missing file exits with 74`() throws {
    #expect(try Tool.run("play", "no-such-file").exitCode == 74)
    #expect(try Tool.run("check", "no-such-folder").exitCode == 74)
  }

  @Test func `The shipped course has no findings`() throws {
    let result = try Tool.run("check", "Content", "--strict")
    #expect(result.output == "")
    #expect(result.exitCode == 0)
  }

  @Test func `Doctor says where things were found`() throws {
    let result = try Tool.run("doctor")
    #expect(result.exitCode == 0)
    #expect(result.output.contains("/Content\n"))
    #expect(result.output.contains("3 lessons"))
  }
}
