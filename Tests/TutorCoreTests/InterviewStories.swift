import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Testing

@testable import TutorCore

@Suite struct InterviewStories {
  private func type(_ text: String, into player: inout Player) {
    player.receive(.input(.paste(text)))
  }

  @Test func `Home leads to an interview and back`() throws {
    var player = InterviewCourse.start(.home, .english, screenSizes[0])
    try player.press("i")
    #expect(player.screen.contains("Mock interview › Set up"))
    try player.press("<enter>")
    #expect(player.screen.contains("Walk me through one step"))
    try player.press("<esc><esc>")
    #expect(!player.screen.contains("Mock interview ›"))
    #expect(player.exitCode == nil)
  }

  @Test func `No answer is on the screen before the debrief`() throws {
    var player = InterviewCourse.player()
    var seen = player.screen
    for keys in ["I have no idea<f5>", "<f5><f5>", "none<f5>", "norm<f5>", "99328<enter>", "x<f5>"]
    {
      try player.press(keys)
      if player.screen.contains("Debrief") { break }
      seen += player.screen
    }
    #expect(player.screen.contains("Debrief"))
    for secret in ["share of the old cell", "keeps the old cell", "✓", "✗", "product", "194"] {
      #expect(!seen.contains(secret), "\(secret)")
    }
  }

  @Test func `Different answers lead to different follow-ups`() throws {
    func next(after answer: String) -> String {
      var player = InterviewCourse.player()
      type(answer, into: &player)
      try? player.press("<f5>")
      return player.screen
    }
    #expect(next(after: "The forget gate keeps the old cell.").contains("layer above see"))
    #expect(next(after: "The output gate shows the hidden state.").contains("how much stays"))
  }

  @Test func `Enter begins a new line, Tab leads to the buttons`() throws {
    var player = InterviewCourse.player()
    try player.press("one<enter>two")
    #expect(player.screen.contains("│ one") && player.screen.contains("│ two"))
    try player.press("<tab><enter>")
    #expect(player.screen.contains("Follow-up on"))
    try player.press("<tab><right><enter>")
    #expect(!player.screen.contains("how much stays"), "skipped: the next one is asked")
  }

  @Test(arguments: ["<tab><tab>", "<tab><up>", "<tab><right><tab>", "<tab><right><up>"])
  func `Tab and the up arrow lead from the buttons back to the text`(keys: String) throws {
    var player = InterviewCourse.player()
    try player.press("one" + keys)
    #expect(!player.screen.contains("▸["))
    try player.press("!<enter>two")
    #expect(player.screen.contains("│ one!") && player.screen.contains("│ two"))
  }

  @Test(arguments: ["L", "q", "/", "?", "a", " x", "门"])
  func `What is typed on the buttons goes to the text`(keys: String) throws {
    for way in ["<tab>", "<tab><right>"] {
      var player = InterviewCourse.player()
      try player.press("one" + way + keys)
      #expect(player.screen.contains("│ one" + keys))
      #expect(player.screen.contains("Walk me through one step"), "the language stays")
      #expect(!player.screen.contains("▸["))
    }
  }

  @Test func `A paste on the buttons goes to the text`() throws {
    var player = InterviewCourse.player()
    try player.press("one <tab>")
    type("two", into: &player)
    #expect(player.screen.contains("│ one two") && !player.screen.contains("▸["))
  }

  @Test func `Esc asks once before it leaves`() throws {
    var player = InterviewCourse.player()
    try player.press("an answer<f5>more<esc>")
    #expect(player.screen.contains("Esc again ends it"))
    try player.press("x")
    #expect(player.screen.contains("│ more"))
    try player.press("<esc><esc>")
    #expect(player.screen.contains("Debrief"))
    #expect(player.screen.contains("of 2 points"))
  }

  @Test func `A pause hides the question and stops the clock`() throws {
    var player = InterviewCourse.player()
    #expect(player.screen.contains("30:00 in all"))
    player.wait(milliseconds: 5000)
    try player.press("<f6>")
    player.wait(milliseconds: 60_000)
    #expect(!player.screen.contains("Walk me through"))
    #expect(player.screen.contains("29:55 in all"))
    try player.press("<enter>")
    player.wait(milliseconds: 1000)
    #expect(player.screen.contains("29:54 in all"))
  }

  @Test func `The language can change in the middle of an answer`() throws {
    var player = InterviewCourse.player()
    try player.press("half<f2>")
    #expect(player.screen.contains("讲一遍一个时间步") && player.screen.contains("│ half"))
  }

  @Test func `Time that runs out ends the interview with what is typed`() throws {
    var player = InterviewCourse.player(minutes: 15)
    type("The forget gate keeps the old cell", into: &player)
    player.wait(milliseconds: 16 * 60_000)
    #expect(player.screen.contains("The time is over"))
    #expect(!player.screen.contains("time is over: finish"))
    try player.press("<enter>")
    #expect(player.screen.contains("1 of 2 points"))
  }

  @Test func `A transcript that was asked for is written when the debrief is left`() throws {
    var player = InterviewCourse.player(transcript: "mine.md")
    try player.press("x<f5><esc><esc>")
    #expect(player.screen.contains("Debrief"))
    #expect(!player.effects.contains { if case .saveFile = $0 { true } else { false } })
    try player.press("<esc>")
    let saved = player.effects.compactMap { effect -> String? in
      if case .saveFile(let name, _) = effect { name } else { nil }
    }
    #expect(saved == ["mine.md"])
  }

  @Test func `The ticks change the score`() throws {
    var player = InterviewCourse.player()
    try player.press("x<f5><esc><esc>")
    #expect(player.screen.contains("0 of 2 points"))
    try player.press("<enter>ab")
    #expect(player.screen.contains("[x] a"))
    try player.press("a<esc>")
    #expect(player.screen.contains("1 of 2 points"))
  }

  @Test func `The lab of a question opens from the debrief and leads back`() throws {
    var player = InterviewCourse.player()
    try player.press("x<f5><esc><esc><enter>w")
    #expect(player.screen.contains("Cell lab"))
    try player.press("<esc>")
    #expect(player.screen.contains("Debrief"))
  }

  @Test func `The debrief begins with the summary, and the arrows lead to the answers`() throws {
    var player = InterviewCourse.player()
    try player.press(Self.whole)
    #expect(player.screen.contains("of 8 points"))
    #expect(!player.screen.contains("▸"))
    try player.press("j")
    #expect(player.screen.contains("▸ ✗ Walk me through one step"))
    try player.press("j")
    #expect(player.screen.contains("▸ ✗   What decides how much stays?"))
    try player.press("kk")
    #expect(player.screen.contains("of 8 points"))
  }

  // MARK: What is kept

  /// The answers in force.
  private func kept(_ player: Player) -> [Review] {
    player.log.events.active.compactMap {
      if case .review(let review) = $0.kind { review } else { nil }
    }
  }

  private static let whole = "x<f5><f5><f5><f5><f5>norm<f5>99328<enter>a fixed state<f5>"

  @Test func `Every answer is kept when it is given, and once more when its ticks are corrected`()
    throws
  {
    var player = InterviewCourse.player()
    try player.press("x<f5>")
    #expect(kept(player).map(\.given) == ["x"])
    try player.press("<f5><f5><f5><f5>norm<f5>99328<enter>a fixed state<f5>")
    #expect(player.screen.contains("Debrief"))
    #expect(kept(player).map(\.isCorrect) == [false, false, true, true])
    #expect(player.log.events.count == 4)
    // Not while the ticks are set.
    try player.press("<enter>ab")
    #expect(player.log.events.count == 4)
    try player.press("<esc><esc>")
    #expect(!player.screen.contains("Debrief"))
    let reviews = kept(player).sorted { $0.question < $1.question }
    #expect(reviews.map(\.question) == ["cell", "gradient", "parameters", "transformer"])
    #expect(reviews.map(\.isCorrect) == [true, false, true, true])
    #expect(reviews.map(\.rating) == [.good, .again, .good, .good])
    #expect(reviews.map(\.given) == ["x", "norm", "99328", "a fixed state"])
    #expect(reviews.allSatisfy { $0.mode == .mock && $0.seed == 7 && !$0.movesSchedule })
    #expect(player.log.events.count == 6)
  }

  @Test(arguments: ["<esc><esc><esc>", "<esc><esc>a", "<esc><esc><enter><c-c>", "<c-c>"])
  func `An interview that is left early keeps what was answered`(keys: String) throws {
    var player = InterviewCourse.player()
    try player.press("The output gate shows the hidden state.<f5>not given")
    try player.press(keys)
    let reviews = kept(player)
    #expect(reviews.map(\.question) == ["cell"])
    #expect(reviews.map(\.given) == ["The output gate shows the hidden state."])
    #expect(player.log.events.count == 1)
  }

  @Test func `Who leaves before the first answer keeps nothing`() throws {
    var player = InterviewCourse.player(minutes: 15)
    // Longer than the first part, which makes the question late.
    player.wait(milliseconds: 10 * 60_000)
    try player.press("not given<esc><esc>")
    #expect(!player.screen.contains("Mock interview ›"))
    #expect(player.log.events.isEmpty)
  }

  @Test func `A course without open questions says so`() throws {
    var player = Player(
      state: AppState(language: .english, size: screenSizes[0]), course: sampleCourse())
    try player.press("i<enter>")
    #expect(player.screen.contains("no open questions"))
  }
}
