import Foundation
import Glibc
import Testing

/// What a killed program leaves behind. `make kill9` does this hundreds of times, at any moment.
@Suite(.serialized) struct KillTests {
  /// A course of its own, so that every question is answered with the same keys.
  private func writeCourse(in scratch: Scratch) throws -> String {
    let folder = scratch.folder.appending(path: "Content/en/questions")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try scratch.write(
      "title: {en: Kills, zh: 断电}\ntopics:\n  - {id: kills, title: {en: Kills, zh: 断电}}\n",
      to: "Content/course.yaml")
    let questions = (1...8).map { number in
      """
      ## Question number \(number)?
      <!--
      id: kill.q\(number)
      type: choice
      level: junior
      time: 60
      -->

      - [x] Yes
        > It is.
      - [ ] No
        > It is not.

      ### Explanation
      None.

      """
    }
    _ = try scratch.write(
      "---\ntopic: kills\n---\n\n" + questions.joined(separator: "\n"),
      to: "Content/en/questions/kills.md")
    return scratch.path("Content")
  }

  @Test func `An answer that was judged on the screen survives kill -9`() throws {
    let scratch = try Scratch()
    let content = try writeCourse(in: scratch)
    let data = scratch.path("data")
    for number in 1...5 {
      let verb = number % 2 == 0 ? "quiz --count 8 --seed \(number)" : "review"
      let tmux = try Tmux("\(verb) --content \(content) --data-dir \(data)")
      try tmux.wait(for: "Question number")
      try tmux.press("a", "Enter")
      try tmux.wait(until: "how sure one is") { !$0.contains("⏎ answer") }
      try tmux.press("2")
      try tmux.wait(until: "✓ or ✗") { $0.contains("✓ Right") || $0.contains("✗ Not right") }
      kill(try tmux.processID(), SIGKILL)
      try tmux.wait(for: "exit=137")
      let exported = try Tool.run("progress", "export", "--data-dir", data)
      let answers = exported.output.split(separator: "\n").filter {
        $0.contains("\"kind\": \"review\"")
      }
      #expect(answers.count == number, "\(exported.output)\(exported.errors)")
      let verified = try Tool.run("progress", "verify", "--data-dir", data)
      #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
    }
  }
}
