import Cells
import Console
import Languages
import TestSupport
import Testing

@testable import TutorCore

struct KeyBindingTests {
  private func bindings(_ pairs: (String, String)...) throws -> KeyBindings {
    KeyBindings(
      try pairs.flatMap { yours, tutors in
        zip(try KeyNotation.parse(yours), try KeyNotation.parse(tutors)).map {
          KeyBindings.Binding($0, $1)
        }
      })
  }

  private func player(_ keys: KeyBindings, _ language: Language = .english) -> Player {
    Player(
      state: AppState(
        language: language, settings: Settings(keys: keys), size: Size(rows: 24, columns: 80)),
      course: sampleCourse())
  }

  private func selected(_ player: Player) -> Substring? {
    player.screen.split(separator: "\n").first { $0.contains("▸") }
  }

  @Test func `A key does the work of another one, and its own no more`() throws {
    var player = player(try bindings(("n", "j"), ("e", "k"), ("j", "n")))
    let first = selected(player)
    try player.press("n")
    let second = selected(player)
    #expect(second != first)
    try player.press("j")
    #expect(selected(player) == second)
    try player.press("e")
    #expect(selected(player) == first)
  }

  @Test func `Letters stay letters while a text is typed, control keys do not`() throws {
    var player = player(try bindings(("f", "q"), ("<c-q>", "<esc>")))
    try player.press("/fo")
    #expect(player.screen.contains("/ fo"))
    try player.press("<c-q>")
    #expect(!player.screen.contains("/ fo"))
    try player.press("f")
    #expect(player.exitCode == 0)
  }

  @Test func `Keys that lead out of everything keep their work`() throws {
    let keys = try bindings(("<esc>", "j"), ("<c-c>", "j"), ("<enter>", "j"), ("a", "a"))
    #expect(keys.isEmpty)
  }

  @Test func `The screen names the keys that work`() throws {
    let keys = try bindings(("n", "<down>"), ("e", "<up>"), ("x", "?"), ("?", "x"), ("/", "n"))
    #expect(keys.sign("↑↓") == "en")
    #expect(keys.sign("?  F1") == "x F1")
    #expect(keys.sign("/") == nil)
    #expect(keys.sign("Backspace") == "⌫")
    #expect(keys.sign("1–4") == "1–4")
    #expect(KeyBindings().sign("L  F2") == "L  F2")
    var player = player(keys)
    let row = player.screen.split(separator: "\n").last ?? ""
    #expect(row.contains("en move"))
    #expect(row.contains("x help"))
    #expect(!row.contains("search"))
    try player.press("x")
    #expect(player.screen.contains("x F1"))
  }

  @Test(arguments: Language.allCases)
  func `Keys are chosen by pressing them, kept at once, and taken back`(_ language: Language) throws
  {
    var player = player(KeyBindings(), language)
    try player.press("sjjjj<enter>")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "keys-none-\(language.rawValue)") == nil)
    try player.press("<enter>")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "keys-yours-\(language.rawValue)") == nil)
    try player.press("n")
    #expect(
      differenceFromGolden(goldenText(player.canvas), "keys-tutors-\(language.rawValue)") == nil)
    try player.press("j")
    let kept = Settings(keys: try bindings(("n", "j")))
    #expect(player.effects.last == .saveSettings(kept))
    // At once: the new key moves to the next line, where another one is made.
    try player.press("n<enter><f5><up>")
    #expect(player.state.settings.keys == (try bindings(("n", "j"), ("<f5>", "<up>"))))
    #expect(
      differenceFromGolden(goldenText(player.canvas), "keys-two-\(language.rawValue)") == nil)
    try player.press("<home>x")
    #expect(player.state.settings.keys == (try bindings(("<f5>", "<up>"))))
  }

  @Test func `A key that cannot be given away is told, Esc leaves all as it is`() throws {
    var player = player(KeyBindings())
    try player.press("sjjjj<enter><enter><enter>")
    #expect(player.screen.contains("⏎ keeps its work"))
    try player.press("n<esc>")
    #expect(player.state.settings.keys.isEmpty)
    #expect(player.screen.contains("a new key"))
    // What a key does already is no new binding; its own key again takes one back.
    try player.press("<enter>nj<home><enter>n")
    #expect(player.state.settings.keys.isEmpty)
  }

  @Test func `A change of another setting does not switch the language of this run`() throws {
    var player = Player(
      state: AppState(
        language: .chinese, settings: Settings(language: .english),
        size: Size(rows: 24, columns: 80)),
      course: sampleCourse())
    try player.press("sj<right>")
    #expect(player.state.language == .chinese)
    #expect(player.state.settings.language == .english)
  }
}
