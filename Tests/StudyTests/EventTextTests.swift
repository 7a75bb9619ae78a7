import CourseModel
import Study
import TestSupport
import Testing

@Suite struct EventTextTests {
  static let example = """
    {"schema": "lstm-tutor/progress/1", "id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", \
    "at": "2026-01-05T12:00:00.000Z", "day": 20458, "kind": "review", \
    "question": "cell.forget-bias-init", "grade": 3, "correct": true, "given": "b", \
    "seconds": 12.5, "confidence": 2, "hints": 0, "mode": "review", "seed": 7}
    """

  @Test func `A line is read and written as it is documented`() throws {
    let event = try Event.read(Self.example)
    #expect(event.at == 1_767_614_400_000)
    #expect(event.day == 20_458)
    guard case .review(let review) = event.kind else { Issue.record("no review"); return }
    #expect(review.rating == .good)
    #expect(review.seed == 7)
    #expect(review.movesSchedule)
    #expect(event.line == Self.example)
  }

  @Test func `Whatever can happen comes back from its line`() throws {
    var random = RandomEvents(seed: 3)
    for event in random.next(2000) { #expect(try Event.read(event.line) == event) }
  }

  @Test func `Capital letters in a UUID do not matter`() throws {
    let capital = try #require(EventID("3F2504E0-4F89-41D3-9A0C-0305E82C3301"))
    #expect(capital == EventID("3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
    #expect(capital.description == "3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    #expect(EventID("3f2504e0-4f89-41d3-9a0c0305e82c33011") == nil)
    var numbers = SeededNumbers(seed: 1)
    let random = Array(EventID(using: &numbers).description)
    #expect(random[14] == "4" && "89ab".contains(random[19]))
  }

  @Test func `Events of a later version are kept as they were written`() throws {
    let line = """
      {"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","at":"2026-01-05T12:00:00Z","kind":"dream","x":1e3}
      """
    let event = try Event.read(line)
    #expect(event.kind == .unknown(kind: "dream", line: line))
    #expect(event.line == line)
    let longer = Self.example.replacing(
      "\"seed\": 7", with: "\"seed\": 7, \"mood\": {\"a\": [1, null]}")
    #expect(try Event.read(longer).line == longer)
  }

  @Test func `Numbers that can be written in several ways are the same when read again`() throws {
    for number in ["1.0", "-0.0", "1e3", "0.1", "1e300", "-5", "18446744073709551615", "2.50"] {
      let line = Self.example.replacing("\"seed\": 7", with: "\"seed\": 7, \"x\": \(number)")
      let event = try Event.read(line)
      #expect(try Event.read(event.line) == event, "\(number)")
    }
  }

  @Test func `What no line could hold is not taken over`() throws {
    let review = Review(
      question: "q", rating: .good, given: String(repeating: "门", count: 500_000), seconds: .nan,
      confidence: 7, hints: -2)
    let event = Event(id: EventID(high: 0, low: 1), at: 0, day: 0, kind: .review(review))
    #expect(try Event.read(event.line) == event)
    #expect(review.given.count == 10_000)
  }

  @Test(arguments: [
    ("", 1, "this is no JSON object"),
    ("[1]", 1, "this is no JSON object"),
    (#"{"id": "x""#, 11, "a comma or } is missing"),
    (#"{"id": 5}"#, 8, "'id' is no string"),
    (#"{"at": "2026-01-05T12:00:00Z"}"#, 1, "'id' is missing"),
    (#"{"id": "x", "id": "y"}"#, 13, "the key 'id' is there a second time"),
    (#"{"schema": "lstm-tutor/progress/2"}"#, 12, "the schema is"),
    (#"{"id": "门\ud800"}"#, 10, "half of a surrogate pair"),
    (#"{"id": 01}"#, 8, "a number begins with 0"),
  ])
  func `A mistake says where it is`(line: String, column: Int, message: String) {
    do {
      _ = try Event.read(line)
      Issue.record("read \(line)")
    } catch {
      #expect(error.column == column)
      #expect(error.message.hasPrefix(message), "\(error.message)")
    }
  }

  @Test(arguments: [
    (#""grade": 3"#, #""grade": 5"#, "'grade' is no whole number from 1 to 4"),
    (#""day": 20458"#, #""day": 1e400"#, "the number is too large"),
    (#""confidence": 2"#, #""confidence": 0"#, "'confidence' is no whole number from 1 to 3"),
    (#""mode": "review""#, #""mode": "revieww""#, "the mode is none of review, learn"),
    (#""seconds": 12.5"#, #""seconds": -1"#, "'seconds' is no number from 0.0"),
    (#""seed": 7"#, #""seed": -7"#, "'seed' is no whole number"),
    ("3f2504e0", "3g2504e0", "the id is no UUID"),
    ("12:00:00", "25:00:00", "'at' is no time"),
    (#""correct": true"#, #""correct": 1"#, "'correct' is neither true nor false"),
  ])
  func `Values out of range are refused`(old: String, new: String, message: String) {
    do {
      _ = try Event.read(Self.example.replacing(old, with: new))
      Issue.record("read \(new)")
    } catch {
      #expect(error.message.hasPrefix(message), "\(error.message)")
      #expect(error.column > 1)
    }
  }

  @Test func `Lines are read on past a mistake`() {
    let text = "\u{feff}\(Self.example)\r\n\n  \n{\"id\": 1}\n\(Self.example)"
    let (events, mistakes) = Event.readLines(Array(text.utf8) + [0x0a, 0xff], file: "my.jsonl")
    #expect(events.count == 2)
    #expect(
      mistakes.map(\.description) == [
        "my.jsonl:4:8: error: 'id' is no string", "my.jsonl:6:1: error: the line is not UTF-8",
      ])
  }

  @Test func `Deep and broken JSON is refused and never overflows the stack`() {
    #expect(throws: Event.Mistake.self) {
      try Event.read(#"{"id": "# + String(repeating: "[", count: 100_000))
    }
    for end in 0..<Self.example.count {
      #expect(throws: Event.Mistake.self) { try Event.read(Self.example.prefix(end)) }
    }
  }
}
