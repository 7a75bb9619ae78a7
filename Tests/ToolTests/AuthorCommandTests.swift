import Foundation
import Testing

/// What authors run: `preview`, `check --coverage`, and the reports of learners.
@Suite(.serialized) struct AuthorCommandTests {
  private func card(_ answer: String) -> String {
    "## What does a gate of 1 do?\n\(answer)\n"
  }

  @Test func `Without a terminal a file is printed once`() throws {
    let result = try Tool.run("preview", "Content/en/questions/t03-cell-anatomy.md")
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("✓ no mistakes\n"))
    #expect(result.output.contains("cell.forget-polarity · choice · "))
    let chinese = try Tool.run("preview", "Content/zh/questions/t03-cell-anatomy.md")
    #expect(chinese.output.hasPrefix("✓ 没有问题\n"))
    let named = try Tool.run(
      "preview", "Content/zh/questions/t03-cell-anatomy.md", "--lang", "en")
    #expect(named.output == result.output)
  }

  @Test func `A file that is not there exits with 74`() throws {
    let result = try Tool.run("preview", "no-such-file.md")
    #expect(result.exitCode == 74)
    #expect(
      result.errors
        == "lstm-tutor: error: cannot read no-such-file.md: No such file or directory\n")
  }

  @Test func `A folder is no file to preview`() throws {
    let result = try Tool.run("preview", "Content")
    #expect(result.exitCode == 74)
    #expect(result.errors == "lstm-tutor: error: cannot read Content: Is a directory\n")
  }

  @Test func `The preview follows the file when it is saved, also by another one in its place`()
    throws
  {
    let folder = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "cards.md")
    try card("It keeps.").write(to: file, atomically: false, encoding: .utf8)
    let tmux = try Tmux("preview \(file.path)")
    try tmux.wait(for: "It keeps.")
    try card("It keeps everything.").write(to: file, atomically: true, encoding: .utf8)
    try tmux.wait(for: "It keeps everything.")
    try FileManager.default.removeItem(at: file)
    try tmux.wait(for: "No such file or directory")
    try tmux.wait(for: "It keeps everything.")
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    try FileManager.default.removeItem(at: file)
    try "## \n".write(to: file, atomically: false, encoding: .utf8)
    try tmux.wait(for: "mistake")
    try tmux.press("q")
    try tmux.wait(for: "exit=0")
  }

  @Test func `A report says where it was written`() throws {
    let data = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: data) }
    let tmux = try Tmux("quiz --seed 1 --data-dir \(data.path)", columns: 160)
    try tmux.wait(for: "1 of 10")
    try tmux.type("!")
    try tmux.wait(for: "reports.txt")
    let report = try String(
      contentsOf: data.appending(path: "reports.txt"), encoding: .utf8)
    #expect(report.hasPrefix("## "))
    #expect(report.contains("\n- Program: lstm-tutor "))
    #expect(report.contains("\nWhat is wrong:\n"))
  }

  @Test func `The coverage goes to standard output`() throws {
    let result = try Tool.run("check", "--coverage", "Content")
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("# What the course covers\n"))
    #expect(try Tool.run("check", "--coverage", "--json").exitCode == 64)
  }
}
