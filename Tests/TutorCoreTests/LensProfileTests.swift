import Cells
import CourseModel
import Languages
import TestSupport
import Testing

@testable import TutorCore

/// Every lens as every terminal shows it.
@Suite struct LensProfileTests {
  enum Profile: String, CaseIterable, CustomTestStringConvertible {
    case rich = "256"
    case basic = "8"
    case mono, ascii, chinese

    var testDescription: String { rawValue }

    var settings: Settings {
      var settings = Settings()
      switch self {
      case .rich, .chinese: settings.color = .rich
      case .basic: settings.color = .basic
      case .mono: settings.color = .never
      case .ascii: settings.isASCII = true
      }
      return settings
    }
  }

  @Test(arguments: Lens.allCases, Profile.allCases)
  func `Every lens has its picture`(lens: Lens, profile: Profile) {
    for size in [
      Size(rows: 20, columns: 60), Size(rows: 24, columns: 80), Size(rows: 40, columns: 120),
    ] {
      let reference = LabReference(preset: "pair", step: 9, lens: lens.rawValue)
      let player = Player(
        state: AppState(
          language: profile == .chinese ? .chinese : .english, settings: profile.settings,
          size: size, start: .lab(reference)), course: LabFixtures.course)
      let name = "profile-\(lens.rawValue)-\(profile.rawValue)-\(size.columns)"
      if let difference = differenceFromGolden(goldenText(player.canvas), name) {
        Issue.record("\(difference)")
      }
    }
  }
}

/// What is still being computed is not there yet, and nobody falls over it.
@Suite struct UnfinishedRunTests {
  @Test(arguments: Lens.allCases)
  func `Every lens and every tool stands at the end of a run that is not complete`(
    lens: Lens
  ) throws {
    let own = try LabFixtures.long()
    let tabs = String(repeating: "<tab>", count: Lens.allCases.firstIndex(of: lens) ?? 0)
    for (tool, columns) in [("e+", 80), ("c", 80), ("", 160), ("p", 80), ("xa", 80), ("B...", 120)]
    {
      var player = Player(
        state: AppState(
          language: .english, size: Size(rows: 24, columns: columns), start: .ownNetwork(own)),
        course: Course(), holdsWork: true)
      #expect(player.screen.contains("computing"))
      try player.press("}" + tabs + tool)
      _ = player.screen
      try player.press("<left>.l{}")
      #expect(player.screen.contains("4000/4000"), "\(tool)")
    }
  }

  @Test func `A run that is changed before it is complete still leaves its ghost`() throws {
    let own = try LabFixtures.long()
    var player = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80), start: .ownNetwork(own)),
      course: Course(), holdsWork: true)
    try player.press("e1<enter><esc>")
    player.finishWork()
    try player.press("}")
    #expect(player.screen.contains("Δ"))
  }

  @Test func `What is not complete is not saved`() throws {
    let own = try LabFixtures.long()
    var player = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80), start: .ownNetwork(own)),
      course: Course(), holdsWork: true)
    try player.press("wc")
    #expect(player.screen.contains("still being computed"))
    #expect(!player.effects.contains { if case .saveFile = $0 { true } else { false } })
  }
}
