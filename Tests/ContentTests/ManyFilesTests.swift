import Content
import CourseModel
import Testing

/// Files are read on several threads; nothing of that may be seen.
@Suite struct ManyFilesTests {
  private static let count = 60

  private func deck() throws -> Deck {
    var files: [String: String] = [:]
    for number in 100..<(100 + Self.count) {
      let mistake = number % 7 == 0 ? "lab: latch@9" : "lab: latch@2"
      files["en/questions/q\(number).md"] = Sample.questions(
        Sample.question("choice", mistake, id: "a\(number)", body: Sample.options),
        Sample.question("choice", "colour: red", id: "b\(number)", body: Sample.options),
        Sample.question(
          "numeric", "answer: 0.25", id: "c\(number)",
          body: "What is $f_{\(number)} c_{t-1}$?\n\n### Explanation\n~~No~~ $x_{\(number)}$."),
        // No heading of its own, so that it is left out and others may refer to it.
        Sample.question("choice", id: "d\(number)", body: "Which?"))
    }
    return try Deck(Sample.files(files))
  }

  @Test func `Questions and mistakes come in the order of the files, every time`() throws {
    let deck = try deck()
    let (course, findings) = deck.read()
    let kept = (100..<(100 + Self.count)).flatMap { ["a\($0)", "b\($0)"] }
    #expect(course.questions.map(\.id) == kept)
    let files = findings.map { $0.prefix { $0 != ":" } }
    #expect(files == files.sorted())
    for number in 100..<(100 + Self.count) {
      let file = "en/questions/q\(number).md"
      #expect(findings.contains { $0.hasPrefix(file) && $0.contains("no key 'colour'") })
      // What an assembled question lacks is found on a later thread than what its keys lack.
      #expect(findings.contains { $0.hasPrefix(file) && $0.contains("tolerance") })
    }
    let checked = deck.check()
    for _ in 1...5 {
      let (again, same) = deck.read()
      #expect(again == course)
      #expect(same == findings)
      #expect(deck.check() == checked)
    }
  }
}
