import Foundation
import Glibc
import Testing

/// `lstm-tutor progress` and `lstm-tutor plan`.
@Suite(.serialized) struct ProgressCommandTests {
  /// A folder of data and a way to run the program with it.
  private struct Learner {
    let scratch: Scratch
    var data: String { scratch.path("data") }
    var journal: String { data + "/progress.sqlite" }

    init() throws { scratch = try Scratch() }

    func run(_ arguments: String..., input: String? = nil) throws -> Spawn {
      try Tool.run(
        arguments + ["--data-dir", data], input: input, environment: ["TZ": "UTC"])
    }

    /// The lines of `count` answers, one a day from 2026-01-05.
    static func lines(_ count: Int, question: String = "cell.c", host: String = "aa") -> [String] {
      (0..<count).map { number in
        let hex = String(number, radix: 16)
        let id =
          host + "000000-0000-4000-8000-" + String(repeating: "0", count: 12 - hex.count) + hex
        return """
          {"schema": "lstm-tutor/progress/1", "id": "\(id)", "at": "2026-01-\(String(format: "%02d", 5 + number % 20))T12:00:00.000Z", \
          "day": \(20_458 + number % 20), "kind": "review", "question": "\(question)", "grade": 3, \
          "correct": true, "given": "b", "seconds": 12.5, "hints": 0, "mode": "review"}
          """
      }
    }

    func importing(_ lines: [String]) throws -> Spawn {
      try run("progress", "import", scratch.write(lines.joined(separator: "\n"), to: "in.jsonl"))
    }
  }

  @Test func `What is exported can be imported elsewhere and twice`() throws {
    let (one, other) = (try Learner(), try Learner())
    let first = try one.importing(Learner.lines(3))
    #expect(first.exitCode == 0 && first.errors.isEmpty)
    #expect(first.output == "3 events added, 0 already there.\n")
    let file = one.scratch.path("out.jsonl")
    #expect(try one.run("progress", "export", file).output.isEmpty)
    #expect(try other.importing(Learner.lines(2, question: "gate.f", host: "bb")).exitCode == 0)
    #expect(
      try other.run("progress", "import", file).output == "3 events added, 0 already there.\n")
    #expect(
      try other.run("progress", "import", file, "--lang", "zh").output
        == "新增 0 条记录，3 条原已存在。\n")
    let all = try other.run("progress", "export").output
    #expect(all.split(separator: "\n").count == 5)
    // The other way round it is the same.
    _ = try one.run("progress", "import", "-", input: all)
    #expect(try one.run("progress", "export", "-").output == all)
    for learner in [one, other] {
      #expect(
        try learner.run("progress", "verify").output
          == "5 events, 2 questions: everything is as it should be.\n")
    }
  }

  @Test func `A file with a mistake is told by place and not imported at all`() throws {
    let learner = try Learner()
    var lines = Learner.lines(3)
    lines[1] = lines[1].replacing("\"grade\": 3", with: "\"grade\": 9")
    let result = try learner.importing(lines)
    #expect(result.exitCode == 65)
    #expect(
      result.errors.hasSuffix(
        "in.jsonl:2:180: error: 'grade' is no whole number from 1 to 4\n"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: learner.journal))
    #expect(try learner.run("progress", "import", "no-such.jsonl").exitCode == 74)

    #expect(try learner.importing(Learner.lines(1)).exitCode == 0)
    let other = Learner.lines(1).map { $0.replacing("\"given\": \"b\"", with: "\"given\": \"a\"") }
    let conflict = try learner.importing(other)
    #expect(conflict.exitCode == 65)
    #expect(conflict.errors.contains("another event with the id aa000000-"))
  }

  @Test func `Without answers everything is empty and nothing is made`() throws {
    let learner = try Learner()
    #expect(try learner.run("progress", "export").output.isEmpty)
    #expect(try learner.run("progress", "verify").exitCode == 0)
    #expect(
      try learner.run("progress", "schedule").output == "No question has been answered yet.\n")
    #expect(try learner.run("progress", "undo").output == "There is nothing to take back.\n")
    #expect(try learner.run("progress", "path").output == learner.journal + "\n")
    #expect(try learner.run("plan").exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: learner.data))
  }

  @Test func `A journal that verify finds damaged is mended when it is asked to`() throws {
    let learner = try Learner()
    #expect(try learner.importing(Learner.lines(200)).exitCode == 0)
    let backups = learner.data + "/backups"
    try? FileManager.default.removeItem(atPath: backups)
    var bytes = try Data(contentsOf: URL(filePath: learner.journal))
    let answer = try #require(bytes.range(of: Data(#""given": "b""#.utf8)))
    bytes.replaceSubrange(answer, with: Data(#""given": "a""#.utf8))
    try bytes.write(to: URL(filePath: learner.journal))
    let found = try learner.run("progress", "verify")
    #expect(found.exitCode == 1)
    #expect(found.output.contains("progress verify --repair"))
    let mended = try learner.run("progress", "verify", "--repair")
    #expect(mended.exitCode == 0, "\(mended.output)\(mended.errors)")
    #expect(mended.output.contains("199 events, 1 question"))
    #expect(try learner.run("progress", "verify").exitCode == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: learner.data).contains {
        $0.hasPrefix("progress.sqlite.damaged-")
      })
  }

  @Test(arguments: [["quiz", "--plain", "--count", "1"], ["review", "--plain", "--limit", "1"]])
  func `Answers that cannot be kept anywhere are told as lost`(arguments: [String]) throws {
    let result = try Tool.run(arguments + ["--data-dir", "/proc/nowhere"], input: "\n\n\n")
    #expect(result.exitCode == 74)
    #expect(result.errors.contains("1 answer is lost: "))
  }

  @Test(arguments: [["stats"], ["doctor"], ["check", "Content"], ["play", "-"]])
  func `What cannot be printed is an error`(arguments: [String]) throws {
    let command = ([Tool.program.path] + arguments).joined(separator: " ") + " >/dev/full"
    let result = try Spawn(
      "/bin/sh", ["-c", command], input: "",
      environment: ["HOME": "/nonexistent", "LANG": "C.UTF-8"],
      directory: Tool.root, scratch: URL(filePath: NSTemporaryDirectory()))
    #expect(result.exitCode == (arguments[0] == "check" ? 0 : 74), "\(arguments) \(result.errors)")
  }

  private struct Schedule: Decodable {
    struct Question: Decodable {
      var question: String
      var stability: Double?
      var difficulty: Double?
      var retrievability: Double?
      var due: String?
      var last_review: String?
      var reps: Int
      var lapses: Int
      var state: String
    }

    var schema: String
    var questions: [Question]
  }

  private func schedule(_ learner: Learner, _ arguments: String...) throws -> Schedule {
    let result = try Tool.run(
      ["progress", "schedule", "--json", "--data-dir", learner.data] + arguments,
      environment: ["TZ": "UTC"])
    #expect(result.exitCode == 0, "\(result.errors)")
    return try JSONDecoder().decode(Schedule.self, from: Data(result.output.utf8))
  }

  @Test func `The schedule is that of FSRS-6 as of any moment`() throws {
    let learner = try Learner()
    // Good, and good again after two days: S 10.96433234, as py-fsrs 6.3.2 has it.
    let lines = Learner.lines(3)
    #expect(try learner.importing([lines[0], lines[2]]).exitCode == 0)
    let plain = try schedule(learner, "--no-fuzz", "--at", "2026-01-18T12:00:00Z")
    #expect(plain.schema == "lstm-tutor/schedule/1")
    let question = try #require(plain.questions.first)
    #expect(plain.questions.count == 1 && question.question == "cell.c")
    #expect(abs((question.stability ?? 0) - 10.96433234) < 1e-8)
    #expect(abs((question.difficulty ?? 0) - 2.11121424) < 1e-8)
    #expect(question.last_review == "2026-01-07" && question.due == "2026-01-18")
    #expect(abs((question.retrievability ?? 0) - 0.9) < 0.001)
    #expect(question.reps == 2 && question.lapses == 0 && question.state == "review")
    let fuzzed = try #require(schedule(learner, "--at", "2026-01-18").questions.first?.due)
    #expect(("2026-01-16"..."2026-01-20").contains(fuzzed))
    let table = try learner.run("progress", "schedule", "--at", "2026-01-18")
    #expect(table.output.contains("90 %") && table.output.contains("cell.c"))
    #expect(try learner.run("progress", "schedule", "--at", "noon").exitCode == 64)
  }

  @Test func `Undo goes back answer by answer and can be undone`() throws {
    let learner = try Learner()
    #expect(try learner.importing(Learner.lines(2)).exitCode == 0)
    let undone = try learner.run("progress", "undo")
    #expect(undone.output == "Took back the answer to cell.c of 2026-01-06 12:00.\n")
    #expect(try schedule(learner).questions.first?.reps == 1)
    #expect(
      try learner.run("progress", "undo").output
        == "Took back the answer to cell.c of 2026-01-05 12:00.\n")
    #expect(try schedule(learner).questions.isEmpty)
    #expect(try learner.run("progress", "undo").output == "There is nothing to take back.\n")
    let last = try #require(
      try learner.run("progress", "export").output.split(separator: "\n").last)
    let id = String(last.split(separator: "\"id\": \"")[1].prefix(36))
    #expect(try learner.run("progress", "undo", id).output.contains("counts again"))
    #expect(try schedule(learner).questions.first?.reps == 1)
    #expect(try learner.run("progress", "undo", "nothing").exitCode == 64)
    #expect(
      try learner.run("progress", "undo", "00000000-0000-4000-8000-000000000000").exitCode == 64)
    #expect(try learner.run("progress", "verify").exitCode == 0)
  }

  @Test func `The plan is kept, shown, moved and taken back`() throws {
    let learner = try Learner()
    let set = try learner.run("plan", "--date", "2099-06-01", "--retention", "0.85", "--new", "7")
    #expect(set.exitCode == 0)
    #expect(set.output.contains("2099-06-01, in ") && set.output.contains("85.0 %"))
    let json = try learner.run("plan", "--json").output
    #expect(json.hasPrefix(#"{"schema": "lstm-tutor/plan/1", "date": "2099-06-01""#))
    #expect(json.contains(#""retention": 0.85, "new": 7, "reviews": 200"#))
    #expect(
      try learner.run("progress", "export").output.contains(#""kind": "plan", "date": "2099"#))
    #expect(try learner.run("plan", "--date", "none").output.contains("no date"))
    #expect(
      try learner.run("progress", "undo").output.hasPrefix("Took back the change of the plan"))
    #expect(try learner.run("plan", "--lang", "zh").output.contains("2099-06-01，还有"))
    for wrong in [
      ["--date", "2001-01-01"], ["--date", "soon"], ["--retention", "0.2"], ["--new", "-1"],
      ["--weights", "1,2"], ["--reviews", "many"],
    ] {
      let result = try Tool.run(["plan", "--data-dir", learner.data] + wrong)
      #expect(result.exitCode == 64 && !result.errors.isEmpty, "\(wrong)")
    }
  }

  @Test func `A damaged file is reported by verify and mended by the next use`() throws {
    let learner = try Learner()
    #expect(try learner.importing(Learner.lines(15)).exitCode == 0)
    var bytes = try Data(contentsOf: URL(filePath: learner.journal))
    bytes.replaceSubrange(0..<64, with: repeatElement(UInt8(0x2a), count: 64))
    try bytes.write(to: URL(filePath: learner.journal))
    let verdict = try learner.run("progress", "verify")
    #expect(verdict.exitCode == 1 && verdict.output.contains("damaged"))
    let mended = try learner.run("progress", "export")
    #expect(mended.exitCode == 0 && mended.output.split(separator: "\n").count == 15)
    #expect(mended.errors.contains("was restored, 0 of 15 events were read from the damaged file"))
    #expect(try learner.run("progress", "verify").exitCode == 0)
  }

  @Test func `A disk that takes no more is told in a sentence`() throws {
    let learner = try Learner()
    #expect(try learner.importing(Learner.lines(5)).exitCode == 0)
    let big = try learner.scratch.write(
      Learner.lines(3000, host: "cc").joined(separator: "\n"), to: "big.jsonl")
    let result = try Spawn(
      "/bin/sh",
      [
        "-c", "ulimit -f 300; exec \"$0\" \"$@\"", Tool.program.path, "progress", "import", big,
        "--data-dir", learner.data,
      ],
      environment: ["HOME": learner.data, "LANG": "C.UTF-8"], directory: Tool.root,
      scratch: learner.scratch.folder)
    #expect(result.exitCode == 74, "\(result.exitCode)")
    #expect(result.errors.hasPrefix("lstm-tutor: error: "))
    #expect(
      try learner.run("progress", "verify").output
        == "5 events, 1 question: everything is as it should be.\n")
    // A folder that cannot be made.
    let nowhere = try Tool.run(["plan", "--new", "3", "--data-dir", "/dev/null/data"])
    #expect(nowhere.exitCode == 74 && nowhere.errors.contains("/dev/null/data"))
  }

  @Test func `An import that is killed leaves all or nothing`() throws {
    let learner = try Learner()
    #expect(try learner.importing(Learner.lines(5)).exitCode == 0)
    let big = try learner.scratch.write(
      Learner.lines(3000, host: "cc").joined(separator: "\n"), to: "big.jsonl")
    let log = learner.journal + "-wal"
    let result = try Spawn(
      Tool.program.path, ["progress", "import", big, "--data-dir", learner.data],
      environment: ["HOME": learner.data], directory: Tool.root, scratch: learner.scratch.folder
    ) { process, _ in
      // Once the log is there it is being written to.
      while !FileManager.default.fileExists(atPath: log) {
        if waitpid(process, nil, WNOHANG) != 0 { return }
        sched_yield()
      }
      kill(process, SIGKILL)
    }
    #expect(result.exitCode != 0)
    let verdict = try learner.run("progress", "verify")
    #expect(verdict.exitCode == 0)
    #expect(
      ["5 events", "3005 events"].contains { verdict.output.hasPrefix($0) }, "\(verdict.output)")
  }
}
