import Cells
import Console
import CourseModel
import Languages
import TestSupport
import Testing
import TutorCore

@Suite struct LabScreenTests {
  private func expectGolden(
    _ player: Player, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(player.canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  static let sizes = [(24, 80), (20, 60), (40, 120)]

  @Test(arguments: sizes, Language.allCases)
  func `The latch holds its bit at step 5`(size: (Int, Int), language: Language) {
    let player = labPlayer(
      step: 5, language: language, size: Size(rows: size.0, columns: size.1))
    expectGolden(player, "lab-latch-5-\(size.1)-\(language.rawValue)")
  }

  @Test(arguments: sizes)
  func `The counter climbs beyond what a tanh can show`(size: (Int, Int)) {
    let player = labPlayer("counter", step: 6, size: Size(rows: size.0, columns: size.1))
    expectGolden(player, "lab-counter-6-\(size.1)")
  }

  @Test(arguments: sizes)
  func `Two units that are half open are told with numbers`(size: (Int, Int)) throws {
    var player = labPlayer("pair", step: 30, size: Size(rows: size.0, columns: size.1))
    try player.press("j")
    expectGolden(player, "lab-pair-30-\(size.1)")
  }

  @Test(arguments: sizes, Language.allCases)
  func `The story stands before the first step`(size: (Int, Int), language: Language) {
    let player = labPlayer(language: language, size: Size(rows: size.0, columns: size.1))
    expectGolden(player, "lab-latch-0-\(size.1)-\(language.rawValue)")
  }

  @Test(arguments: Language.allCases)
  func `The list shows every lab`(language: Language) {
    let player = Player(
      state: AppState(
        language: language, size: Size(rows: 24, columns: 80), start: .labs),
      course: LabFixtures.course)
    expectGolden(player, "lab-list-80-\(language.rawValue)")
  }
}
