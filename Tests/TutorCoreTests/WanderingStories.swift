import Cells
import Console
import Content
import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import Testing

@testable import TutorCore

/// A learner who presses anything, anywhere, in any window.
@Suite struct WanderingStories {
  private static let course = CourseReader(folders: [
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Content").path
  ]).read().course

  private static let keys: [Key] =
    "abcdefghijklmnopqrstuvwxyz0123456789?/LHPSM+!{}[],. ".map(Key.character)
    + [
      .enter, .enter, .enter, .escape, .tab, .tab, .backTab, .backspace, .delete, .up, .down, .left,
      .right, .right, .home, .end, .pageUp, .pageDown, .function(1), .function(2), .function(3),
      .function(4), .control("z"), .control("l"), .control("u"),
    ]

  @Test(arguments: 1...12)
  func `Any keys in any window leave a whole picture`(seed: UInt64) {
    wander(
      player(
        seed.isMultiple(of: 2) ? .chinese : .english, size: screenSizes[0], course: Self.course),
      steps: 250, seed: seed)
  }

  @Test(arguments: Self.course.labs.map(\.id))
  func `Any keys in any lab leave a whole picture`(lab: String) {
    for step in [0, 5] {
      wander(
        labPlayer(lab, step: step, size: screenSizes[0], course: Self.course), steps: 50,
        seed: UInt64(step))
    }
  }

  private func wander(_ start: Player, steps: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var player = start
    for _ in 0..<steps {
      switch random.number(below: 40) {
      case 0:
        player.resize(
          to: Size(rows: random.number(below: 50), columns: random.number(below: 150)))
      case 1: player.resize(to: screenSizes[random.number(below: screenSizes.count)])
      case 2: player.wait(milliseconds: Int64(random.number(below: 90_000)))
      case 3: player.receive(.input(.paste("pasted\ntext\u{1B}[31m\u{202E} 忘")))
      case 4: player.receive(.resumed)
      default: player.press([Self.keys[random.number(below: Self.keys.count)]])
      }
      if player.exitCode != nil {
        player = TutorCoreTests.player(
          .english, size: player.state.size, place: player.state.place, course: Self.course)
      }
      let canvas = player.canvas
      #expect(canvas.size == player.state.size)
      for row in 0..<canvas.size.rows {
        let cells = (0..<canvas.size.columns).compactMap { canvas[Point(row: row, column: $0)] }
        // Every wide character has its right half, every other cell is one column wide.
        #expect(cells.reduce(0) { $0 + $1.text.cellWidth } == canvas.size.columns)
      }
    }
  }
}
