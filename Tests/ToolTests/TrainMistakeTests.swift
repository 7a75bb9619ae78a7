import Foundation
import Glibc
import Testing

/// `lstm-tutor train` when it is asked for what cannot be, or is stopped.
@Suite struct TrainMistakeTests {
  struct Unfinished: Error {
    var wanted: String
    var last: String
  }

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [
    (["--length", "1"], "length 1 is too short for adding; it needs at least 2"),
    (["--length", "99999"], "length 99999 is too long for adding; it takes at most 10000"),
    (["--hidden", "0"], "--hidden is 0; it must be between 1 and 1024"),
    (["--hidden", "1025"], "--hidden is 1025; it must be between 1 and 1024"),
    (["--steps", "0"], "--steps is 0; it must be between 1 and 1000000000"),
    (["--steps=-3"], "--steps is -3; it must be between 1 and 1000000000"),
    (["--batch", "0"], "--batch is 0; it must be between 1 and 1024"),
    (["--threads", "0"], "--threads is 0; it must be between 1 and 64"),
    (["--forget-bias", "nan"], "--forget-bias is nan; it must be a finite number of float32"),
    (["--forget-bias", "1e39"], "--forget-bias is 1e+39; it must be a finite number of float32"),
    (["--input-bias", "-inf"], "--input-bias is -inf; it must be a finite number of float32"),
    (["--learning-rate", "0"], "--learning-rate is 0.0; it must be above 0"),
    (["--learning-rate=-1"], "--learning-rate is -1.0; it must be above 0"),
    (["--learning-rate", "nan"], "--learning-rate is nan; it must be above 0"),
    (["--learning-rate", "inf"], "--learning-rate is inf; it must be a finite number"),
    (["--clip", "0"], "--clip is 0.0; it must be above 0"),
    (["--clip", "nan"], "--clip is nan; it must be above 0"),
  ])
  func `Wrong sizes and numbers exit with 64 and one sentence`(
    options: [String], message: String
  ) throws {
    let path = scratch.path("never.safetensors")
    let result = try Tool.run(["train", "adding", "--json", "--save", path] + options)
    #expect(result.exitCode == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors == "lstm-tutor: error: \(message)\n")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `A training that no memory can hold is refused`() throws {
    let result = try Tool.run(
      "train", "adding", "--hidden", "1024", "--batch", "1024", "--length", "10000")
    #expect(result.exitCode == 64)
    #expect(result.output.isEmpty)
    let sentence = /lstm-tutor: error: the training would need about \d+ GiB of memory, .*\n/
    #expect(try sentence.wholeMatch(in: result.errors) != nil, "\(result.errors)")
  }

  @Test(arguments: [
    ([], "Missing expected argument '<task>'"),
    (["addition"], "The value 'addition' is invalid for '<task>'."),
    (["adding", "--init", "xavier"], "The value 'xavier' is invalid for '--init <init>'."),
    (["adding", "--cell", "lstn"], "The value 'lstn' is invalid for '--cell <kind>'."),
    (["adding", "--optimizer", "adagrad"], "The value 'adagrad' is invalid for '--optimizer <"),
    (["adding", "--hidden", "many"], "The value 'many' is invalid for '--hidden <n>'"),
    (["adding", "--seed=-1"], "The value '-1' is invalid for '--seed <s>'"),
    (["adding", "--epochs", "3"], "Unknown option '--epochs'"),
  ])
  func `Unknown words exit with 64 and are named`(arguments: [String], message: String) throws {
    let result = try Tool.run(["train"] + arguments)
    #expect(result.exitCode == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("Error: \(message)"), "\(result.errors)")
  }

  @Test func `A file that cannot be written is told before the training`() throws {
    for (path, reason) in [
      ("/no/such/folder/w.safetensors", "No such file or directory"),
      (scratch.folder.path, "Is a directory"),
    ] {
      let result = try Tool.run("train", "adding", "--steps", "1", "--save", path)
      #expect(result.exitCode == 74)
      #expect(result.output.isEmpty)
      #expect(result.errors == "lstm-tutor: error: cannot write \(path): \(reason)\n")
    }
  }

  @Test(arguments: [[], ["--json"]])
  func `Output that cannot be written exits with 74`(options: [String]) throws {
    let result = try Spawn(
      "/bin/sh",
      ["-c", "exec \"$0\" train adding --steps 1 \"$@\" > /dev/full", Tool.program.path] + options,
      environment: ["HOME": scratch.folder.path, "LANG": "C.UTF-8"], directory: Tool.root,
      scratch: scratch.folder)
    #expect(result.exitCode == 74)
    #expect(
      result.errors.split(separator: "\n").last
        == "lstm-tutor: error: cannot write standard output")
  }

  /// Trains without an end, presses ^C after the first test, and waits for the end.
  private func interrupted(_ options: [String]) throws -> Spawn {
    // Progress stands on standard error, where the file tells how far the training is.
    try Spawn(
      "/bin/sh", ["-c", "exec \"$0\" \"$@\" >&2", Tool.program.path] + options,
      environment: ["HOME": scratch.folder.path, "LANG": "C.UTF-8"], directory: Tool.root,
      scratch: scratch.folder, whileRunning: Self.interrupt)
  }

  private static func interrupt(_ pid: pid_t, _ errors: URL) throws {
    try wait(for: "\nAfter 50 updates: ", in: errors)
    kill(pid, SIGINT)
    try wait(for: "\nStopped after ", in: errors)
  }

  private static func wait(for text: String, in file: URL) throws {
    let end = ContinuousClock.now + .seconds(60)
    var last = ""
    while ContinuousClock.now < end {
      last = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      if last.contains(text) { return }
      poll(nil, 0, 10)
    }
    throw Unfinished(wanted: text, last: String(last.suffix(500)))
  }

  private static let endless = [
    "train", "adding", "--steps", "1000000000", "--learning-rate", "1e-30", "--lang", "en",
  ]

  @Test func `An interrupt keeps what the training has led to`() throws {
    let path = scratch.path("interrupted.safetensors")
    let result = try Spawn(
      Tool.program.path, Self.endless + ["--json", "--save", path],
      environment: ["HOME": scratch.folder.path, "LANG": "C.UTF-8"], directory: Tool.root,
      scratch: scratch.folder, whileRunning: Self.interrupt)
    #expect(result.exitCode == 130)
    let object = try result.output.jsonObject()
    let updates = try #require(object["updates"] as? Int)
    #expect(updates >= 50)
    #expect(object["solved"] as? Bool == false)
    #expect(object["loss"] as? Double != nil)
    #expect(result.errors.contains("\nStopped after \(updates) updates.\n"))

    let input = try scratch.write("0.5,1\n")
    let trace = try Tool.run("trace", "--weights", path, "--input", input)
    #expect(trace.exitCode == 0, "\(trace.errors)")
    let header = try String(
      decoding: Data(contentsOf: URL(filePath: path)).dropFirst(8).prefix(300), as: UTF8.self)
    #expect(header.contains("\"updates\":\"\(updates)\""))
  }

  @Test func `An interrupt without files to write says where it stopped`() throws {
    let result = try interrupted(Self.endless)
    #expect(result.exitCode == 130)
    let stopped = /\nStopped after \d+ updates\.\n[^\n]+ updates a second\.\n$/
    #expect(result.errors.contains(stopped), "\(result.errors)")
  }
}
