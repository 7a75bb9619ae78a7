import Foundation
import Testing

/// `lstm-tutor quiz`, over pipes and in a real terminal.
@Suite(.serialized) struct QuizCommandTests {
  private struct Report: Decodable, Equatable {
    struct Question: Decodable, Equatable {
      var id: String
      var type: String
      var given: String
      var correct: Bool
      var confidence: Int?
      var seconds: Double
      var hints: Int
      var late: Bool
    }

    var schema: String
    var seed: UInt64
    var questions: [Question]
    var score: Int
    var total: Int
    var seconds: Double
  }

  private func report(_ arguments: [String], input: String) throws -> Report {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let result = try Spawn(
      Tool.program.path, ["quiz", "--json"] + arguments, input: input,
      environment: ["HOME": home.path, "LANG": "C.UTF-8"], directory: Tool.root, scratch: home)
    #expect(result.exitCode == 0)
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  @Test func `The same seed asks the same questions in either language`() throws {
    let input = String(repeating: "\n", count: 12)
    let first = try report(["--seed", "21", "--count", "12"], input: input)
    #expect(first.schema == "lstm-tutor/quiz/1")
    #expect(first.seed == 21)
    #expect(first.total == 12 && first.score == 0)
    #expect(first.questions.allSatisfy { $0.given == "" && !$0.correct && $0.type != "open" })
    let again = try report(["--seed", "21", "--count", "12", "--lang", "zh"], input: input)
    #expect(again.questions.map(\.id) == first.questions.map(\.id))
    let other = try report(["--seed", "22", "--count", "12"], input: input)
    #expect(other.questions.map(\.id) != first.questions.map(\.id))
  }

  @Test func `Confidence, hints and typed numbers reach the report`() throws {
    let questions = ["--question", "cell.step-by-hand", "--seed", "5"]
    let report = try report(questions, input: "?\n0.645 @3\n")
    let answered = try #require(report.questions.first { $0.id == "cell.step-by-hand" })
    #expect(answered.correct && answered.confidence == 3 && answered.hints == 1)
    #expect(answered.given == "0.645")
    #expect(report.score == 1)
  }

  @Test func `Predictions are answered in words and graded by their labs`() throws {
    let answers = [
      ("cell.predict-latch", "+ @3"), ("cell.predict-read-port", "-0.761"),
      ("cell.predict-counter", "3"), ("cell.predict-peephole", "yes"),
    ]
    let questions = answers.flatMap { ["--question", $0.0] }
    let lines = answers.map(\.1).joined(separator: "\n")
    for language in ["en", "zh"] {
      let report = try report(questions + ["--plain", "--lang", language], input: lines + "\n")
      let predicted = report.questions.filter { $0.type == "predict" }
      #expect(predicted.map(\.id) == answers.map(\.0))
      #expect(predicted.filter { !$0.correct }.map(\.id) == ["cell.predict-read-port"])
      let latch = try #require(predicted.first { $0.id == "cell.predict-latch" })
      #expect(latch.given == "+" && latch.confidence == 3)
      #expect(report.score == 3)
    }
  }

  @Test func `The end of the input leaves the rest unanswered`() throws {
    let report = try report(["--count", "5", "--seed", "1"], input: "\n")
    #expect(report.total == 5)
    #expect(report.questions.count == 5)
  }

  @Test func `Nothing to read is told in one sentence`() throws {
    for arguments in [["quiz", "--plain"], ["quiz", "--json"], ["quiz"]] {
      let home = try Tool.makeHome()
      defer { try? FileManager.default.removeItem(at: home) }
      let result = try Spawn(
        Tool.program.path, arguments, environment: ["HOME": home.path, "LANG": "C.UTF-8"],
        directory: Tool.root, scratch: home)
      #expect(result.exitCode == 64)
      #expect(result.output == "")
      #expect(result.errors.hasPrefix("lstm-tutor: error: there is nothing to read"))
      #expect(result.errors.count { $0 == "\n" } == 1)
    }
  }

  @Test(arguments: [
    (["--question", "nope"], "No question has the id 'nope'."),
    (["--topic", "nope"], "No topic is called 'nope'. Topics: "),
  ])
  func `A name that is not there is told`(arguments: [String], message: String) throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let result = try Spawn(
      Tool.program.path, ["quiz", "--plain"] + arguments, input: "a\n",
      environment: ["HOME": home.path, "LANG": "C.UTF-8"], directory: Tool.root, scratch: home)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains(message))
  }

  @Test(arguments: [
    ["--topic", "nothing"], ["--level", "guru"], ["--count", "0"], ["--time", "soon"],
    ["--per-question", "0s"], ["--seed", "-1"],
  ])
  func `A wrong plan exits with 64`(arguments: [String]) throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let result = try Spawn(
      Tool.program.path, ["quiz", "--plain"] + arguments, input: "a\n",
      environment: ["HOME": home.path, "LANG": "C.UTF-8"], directory: Tool.root, scratch: home)
    #expect(result.exitCode == 64)
    #expect(!result.errors.isEmpty)
  }

  @Test func `A wrong time says how times are written`() throws {
    for option in ["--time", "--per-question"] {
      let result = try Tool.run("quiz", "--plain", option, "soon", input: "a\n")
      #expect(result.errors.contains("write 45s, 10m or 1h30m, at most a day"))
    }
  }

  @Test func `Each question has its own time unless another is given`() throws {
    let own = try Tool.run("quiz", "--plain", "--count", "1", "--seed", "1", input: "zz\n\n")
    let firstLine = own.output.prefix { $0 != "\n" }
    #expect(firstLine.contains(#/ · [0-9]+:[0-9]{2}$/#))
    #expect(!firstLine.contains("in all"))
  }

  @Test func `A full disk is told`() throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    for form in ["--plain", "--json"] {
      let result = try Spawn(
        "/bin/sh",
        ["-c", "echo a | \(Tool.program.path) quiz \(form) --count 1 --seed 1 >/dev/full"],
        environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
        directory: Tool.root, scratch: home)
      #expect(result.exitCode == 74)
      #expect(result.errors.contains("cannot write standard output"))
    }
  }

  @Test func `What comes when the time is over is late and counts`() throws {
    let home = try Tool.makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    let result = try Spawn(
      "/bin/sh",
      [
        "-c",
        "(sleep 2; echo a) | \(Tool.program.path) quiz --json --question api.unpack-batch --question cell.step-by-hand --time 1s",
      ],
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
      directory: Tool.root, scratch: home)
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    #expect(report.questions[0].given.count == 1 && report.questions[0].late)
    #expect(report.questions[1].given == "" && !report.questions[1].late)
  }

  @Test(arguments: ["tmux-256color", "screen-256color", "xterm-256color"])
  func `Pasted line breaks are text`(terminal: String) throws {
    let tmux = try Tmux(environment: "TERM=\(terminal)")
    try tmux.wait(for: "quit")
    try tmux.type("/")
    try tmux.wait(for: "F1")
    try tmux.wait(for: "Esc back")
    try tmux.paste("gate\nforget")
    try tmux.wait(for: "gate forget")
  }

  @Test(arguments: ["en", "zh"])
  func `A quiz runs from Home to its end`(language: String) throws {
    let tmux = try Tmux(language: language)
    try tmux.wait(for: language == "en" ? "quit" : "退出")
    try tmux.wait(for: language == "en" ? "readiness" : "准备度")
    try tmux.press("t")
    try tmux.wait(for: language == "en" ? "about" : "约")
    // Five questions without a clock, each skipped, then the end from the overview.
    try tmux.press("j", "Left", "j", "Left", "s")
    for number in 1...5 {
      try tmux.wait(for: language == "en" ? "\(number) of 5" : "\(number)/5")
      // Esc leads from typing to the keys in questions of every type; Tab may go to the next blank.
      let commands = language == "en" ? " commands" : " 命令"
      let isTyping: (String) -> Bool = {
        $0.contains("⇥" + commands) || $0.contains("Esc" + commands)
      }
      if isTyping(try tmux.settledScreen()) {
        try tmux.press("Escape")
        try tmux.wait(until: "its keys") { !isTyping($0) }
      }
      try tmux.press("S")
    }
    try tmux.wait(for: language == "en" ? "Before the end" : "结束之前")
    try tmux.press("End", "Enter")
    try tmux.wait(for: language == "en" ? "0 of 5 right" : "答对 0/5")
    try tmux.press("Escape")
    try tmux.wait(for: language == "en" ? "last 0/5" : "上次 0/5")
    try tmux.press("q")
    try tmux.wait(for: "exit=0")
  }
}
