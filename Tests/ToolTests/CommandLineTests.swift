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

  @Test func `A trace goes where it is told, also to a device`() throws {
    let direct = try Tool.run("trace", "latch", "--format", "csv")
    let device = try Tool.run("trace", "latch", "--format", "csv", "--output", "/dev/stdout")
    #expect(direct.output.hasPrefix("t,x[1],x[2],"))
    #expect(device.output == direct.output)
    let missing = try Tool.run("trace", "latch", "--output", "/no/such/folder/trace.csv")
    #expect(missing.exitCode == 74)
    #expect(
      missing.errors
        == "lstm-tutor: error: cannot write /no/such/folder/trace.csv: No such file or directory\n")
  }

  @Test func `Keys in the settings file that are none are told with their places`() throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let folder = home.appending(path: "lstm-tutor")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = "keys:\n  n: down\n  \"<esc>\": j\n  p: k\n  jj: k\n  \"<e\\e[1m>\": j\n"
    try text.write(
      to: folder.appending(path: "config.yaml"), atomically: true, encoding: .utf8)
    let result = try Tool.run("stats", environment: ["XDG_CONFIG_HOME": home.path])
    #expect(result.exitCode == 0)
    let told = result.errors.split(separator: "\n").compactMap {
      $0.split(separator: "config.yaml:").last
    }
    #expect(told.count == 5)
    #expect(
      told.prefix(3) == [
        "2:6: warning: 'down' must be one key, such as j, <down> or <c-n>; did you mean '<down>'?",
        "3:3: warning: '<esc>' keeps its work, it leads out of everything",
        "5:3: warning: 'jj' must be one key, such as j, <down> or <c-n>",
      ])
    #expect(told.contains("6:3: warning: U+001B is a control character; remove it"))
    #expect(told.last?.hasPrefix("6:3: warning: no key is called <e") == true)
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test func `Content from strangers cannot reach the terminal as escape codes`() throws {
    let deck = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: deck) }
    let hostile = "## What is \u{1B}[31mred\u{7}?\n\nAn \u{1B}]0;title\u{7} answer.\n"
    try hostile.write(to: deck.appending(path: "deck.md"), atomically: true, encoding: .utf8)
    for arguments in [["check", deck.path], ["doctor", "--content", deck.path]] {
      let result = try Tool.run(arguments)
      #expect(!result.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
    }
    let search = try Tool.run(
      ["play", "-", "--content", deck.path], input: "/what is<enter><enter>")
    #expect(!search.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
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
    #expect(result.output.contains("17 lessons"))
  }
}
