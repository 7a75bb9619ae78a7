import Cells
import Content
import CourseModel
import CustomDump
import Foundation
import Languages
import Recurrent
import Study
import TestSupport
import Testing

@testable import TutorCore
import Views

/// The reader, on the shipped course.
@Suite struct ReaderStories {
  private static let content = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Content")

  private static let course = read(content.path)

  /// The shipped course, with the lesson that these stories are about in front.
  private static func read(_ folder: String) -> Course {
    var course = CourseReader(folders: [folder]).read().course
    if let index = course.lessons.firstIndex(where: { $0.id == "what-an-lstm-is" }) {
      course.lessons.insert(course.lessons.remove(at: index), at: 0)
    }
    return course
  }

  private func reader(
    _ language: Language = .english, size: Size = screenSizes[0], course: Course = course,
    place: Place = Place()
  ) throws -> Player {
    var player = player(language, size: size, place: place, course: course)
    try player.press("l<home><enter>")
    return player
  }

  @Test(arguments: Language.allCases)
  func `A lesson is set for every size and in both languages`(language: Language) throws {
    for size in screenSizes {
      var player = try reader(language, size: size)
      let name = "reader-\(language.rawValue)-\(size.columns)x\(size.rows)"
      #expect(differenceFromGolden(goldenText(player.canvas), name + "-top") == nil)
      try player.press("<tab><right><right>")
      #expect(differenceFromGolden(goldenText(player.canvas), name + "-figure") == nil)
    }
  }

  @Test func `A figure steps inside the text and shows the engine's numbers`() throws {
    var player = try reader()
    try player.press("<tab>")
    let preset = try #require(Self.course.lab("latch"))
    let trace = try LabRun(preset).trace
    for t in 1...6 {
      try player.press("<right>")
      let layer = trace.steps[t - 1].layers[0]
      let rows = player.screen.split(separator: "\n").map(String.init)
      for (label, value) in [
        ("f forget", layer.values.activations[.forget][0]),
        ("i input", layer.values.activations[.input][0]),
        ("c cell", try #require(layer.cell)[0]),
      ] {
        let number = LabNumber.text(Double(value))
        #expect(
          rows.contains { $0.hasPrefix(" \(label)") && $0.contains(" \(number) ") },
          "\(label) \(number) at step \(t)")
      }
    }
  }

  @Test func `A weight edited in the lab's file changes the figure`() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: Self.content, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let file = copy.appending(path: "labs/latch.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("[[5, 0]]"))
    try text.replacing("[[5, 0]]", with: "[[0.5, 0]]").write(
      to: file, atomically: true, encoding: .utf8)

    var before = try reader()
    var after = try reader(course: Self.read(copy.path))
    try before.press("<tab><right>")
    try after.press("<tab><right>")
    // tanh(0.5) = 0.462 instead of tanh(5) = 0.99991.
    #expect(before.screen.contains("g cand.    0.99991"))
    #expect(after.screen.contains("g cand.      0.462"))
  }

  @Test func `The lesson goes on when its task is solved, and stays open`() throws {
    var player = try reader()
    try player.press("<end>")
    #expect(player.screen.contains("The lesson goes on when you have found it"))
    try player.press("<tab><right><right>")
    #expect(player.screen.contains("The lesson goes on when you have found it"))
    let before = try #require(player.state.place.reading?.section)
    try player.press("<right>")
    #expect(player.state.place.reading?.solved == [0])
    // The next task holds the rest back.
    try player.press("<left><left><esc><end>")
    #expect(try #require(player.state.place.reading?.section) > before)
    #expect(player.state.place.reading?.solved == [0])
  }

  @Test func `A figure whose lab cannot run keeps nobody from reading on`() throws {
    var course = Self.course
    course.labs = []
    var player = try reader(course: course)
    try player.press("<end>")
    #expect(player.screen.contains("End of the lesson."))
  }

  @Test func `The reader opens where it was left, in the other language too`() throws {
    var player = try reader()
    try player.press("]]")
    let heading = try #require(player.state.place.reading?.heading)
    #expect(heading == "Three gates and a candidate")
    try player.press("<esc><esc>")
    #expect(player.screen.contains("you stopped at “Three gates and a candidate”"))
    try player.press("<home><enter>")
    #expect(player.screen.split(separator: "\n")[2] == " Three gates and a candidate")
    try player.press("L")
    #expect(player.screen.split(separator: "\n")[2].hasPrefix(" 三个门"))
  }

  @Test func `The end of a lesson leads to its questions and to the next lesson`() throws {
    let lesson = Self.course.lessons[0]
    var player = try reader(place: Place(finishedLessons: [lesson.id]))
    try player.press("<end>")
    #expect(differenceFromGolden(goldenText(player.canvas), "reader-end") == nil)
    try player.press("<enter>")
    #expect(player.screen.contains("1 of \(lesson.check.count)"))
    try player.press("<esc>n")
    #expect(player.screen.hasPrefix(" Learn › \(Self.course.lessons[1].text.english?.title ?? "")"))
  }

  @Test func `Reading to the end marks the lesson as read and Home names the next one`() throws {
    var player = try reader()
    for _ in 0..<4 { try player.press("<end><tab><right><right><right><right><right><right><esc>") }
    try player.press("<end>")
    #expect(player.state.place.finishedLessons == [Self.course.lessons[0].id])
    #expect(player.state.place.reading == nil)
    try player.press("<esc><esc>")
    #expect(player.screen.contains("Next:  ⏎  Read lesson 2, "))
  }

  @Test(arguments: Language.allCases)
  func `Every lesson can be read at any size`(language: Language) throws {
    for (number, lesson) in Self.course.lessons.enumerated() {
      for (rows, columns) in [(20, 60), (21, 61), (50, 200)] {
        var player = player(
          language, size: Size(rows: rows, columns: columns),
          place: Place(finishedLessons: [lesson.id]), course: Self.course)
        try player.press("l<home>" + String(repeating: "j", count: number) + "<enter>")
        for _ in 0..<12 {
          try player.press("<space>")
          #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= columns })
        }
      }
    }
  }
}
