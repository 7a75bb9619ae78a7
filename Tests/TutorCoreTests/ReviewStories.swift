import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import TestSupport
import Testing

@testable import TutorCore

@Suite struct ReviewStories {
  private static let day: Int64 = 86_400_000
  /// Noon of a study day.
  private static let today = 20_500

  private static func start(
    _ destination: Destination = .home, log: EventLog = EventLog(),
    _ language: Language = .english, size: Size = Size(rows: 24, columns: 80),
    place: Place = Place()
  ) -> Player {
    var state = AppState(
      language: language, place: place, size: size, seed: 3, start: destination)
    state.wallClock = WallClock(offset: Int64(today) * day + day / 2)
    return Player(state: state, course: QuizCourse.course, log: log)
  }

  private static func answered(
    _ question: String, daysAgo: Int, _ rating: Rating = .good, confidence: Int? = nil
  ) -> Event {
    Event(
      id: EventID(high: 9, low: UInt64(daysAgo) << 8 | UInt64(question.utf8.first ?? 0)),
      at: Int64(today - daysAgo) * day, day: today - daysAgo,
      kind: .review(
        Review(question: question, rating: rating, seconds: 20, confidence: confidence)))
  }

  private static let someDue = EventLog([
    answered("choice", daysAgo: 9), answered("short", daysAgo: 5),
    answered("numeric", daysAgo: 12, .again, confidence: 3),
  ])

  private func kept(_ player: Player) -> [Review] {
    player.log.events.active.compactMap {
      if case .review(let review) = $0.kind { review } else { nil }
    }
  }

  @Test func `Home offers what is due, and Enter asks it, surest mistake first`() throws {
    var player = Self.start(log: Self.someDue)
    #expect(player.screen.contains("Review: 3 due"))
    #expect(player.screen.contains("3 due · readiness"))
    try player.press("<enter>")
    #expect(player.screen.contains("Review › Cell anatomy"))
    #expect(player.screen.contains("Compute the hidden state"))
  }

  @Test func `An answer is kept when its worth is shown, with how sure the learner was`() throws {
    var player = Self.start(log: Self.someDue)
    try player.press("r0.645 V<enter>")
    #expect(kept(player).count == 3)
    #expect(!player.screen.contains("✓"))
    try player.press("2")
    #expect(player.screen.contains("✓ Right"))
    let review = try #require(kept(player).last)
    #expect(review.question == "numeric")
    #expect(review.rating == .good)
    #expect(review.confidence == 2)
    #expect(review.mode == .review)
    #expect(review.movesSchedule)
    #expect(player.screen.contains("Comes back in"))
    #expect(player.screen.contains("good: it was right"))
  }

  @Test func `A guess is hard, a hint is hard, a mistake is again`() throws {
    for (keys, rating, reason) in [
      ("0.645 V<enter>1", Rating.hard, "right, but guessed"),
      ("<f3>0.645 V<enter>3", .hard, "right with a hint"),
      ("7 V<enter>3", .again, "it was not right"),
    ] {
      var player = Self.start(log: Self.someDue)
      try player.press("r" + keys)
      #expect(kept(player).last?.rating == rating)
      #expect(player.screen.contains(reason))
    }
  }

  @Test func `I was right and a rating by hand take the place of what was kept`() throws {
    var player = Self.start(
      .review(ReviewRequest(limit: 9)),
      log: EventLog([
        Self.answered("short", daysAgo: 5)
      ]))
    try player.press("exit gate<enter>3")
    #expect(kept(player).last?.isCorrect == false)
    try player.press("I")
    #expect(kept(player).count == 2)
    #expect(kept(player).last?.isCorrect == true)
    #expect(kept(player).last?.isInsisted == true)
    #expect(kept(player).last?.rating == .good)
    try player.press("4")
    #expect(kept(player).count == 2)
    #expect(kept(player).last?.rating == .easy)
    #expect(kept(player).last?.isByHand == true)
    #expect(player.screen.contains("easy: you said so"))
  }

  @Test func `One key says why a question comes back on its day`() throws {
    var player = Self.start(log: Self.someDue)
    try player.press("r0.645 V<enter>3D")
    let screen = player.screen
    #expect(screen.contains("Why this date?"))
    #expect(screen.contains("last asked 12 days ago"))
    #expect(screen.contains("R ="))
    for rating in ["1 again", "2 hard", "3 good", "4 easy"] { #expect(screen.contains(rating)) }
    try player.press("<esc>")
    #expect(player.screen.contains("✓ Right"))
  }

  @Test func `Undo asks the question again and leaves the schedule as it was`() throws {
    var player = Self.start(log: Self.someDue)
    let before = player.log.progress
    try player.press("r0.645 V<enter>3")
    #expect(player.log.progress != before)
    try player.press("U")
    #expect(player.log.progress == before)
    #expect(player.screen.contains("Compute the hidden state"))
    #expect(!player.screen.contains("✓"))
  }

  @Test func `Undo goes to any depth, from the last screen and from Home`() throws {
    var player = Self.start(
      log: EventLog([
        Self.answered("choice", daysAgo: 9), Self.answered("multi", daysAgo: 9),
      ]))
    // New questions wait.
    var plan = PlanChange()
    plan.newPerDay = .set(0)
    var log = player.log
    log.append(
      Event(
        id: EventID(high: 1, low: 1), at: 1, day: 1, kind: .plan(plan)))
    player = Self.start(log: log)
    let before = player.log.progress
    try player.press("ra<enter>3<enter>ab<enter>3<enter>")
    #expect(player.screen.contains("of 2"))
    #expect(kept(player).count == 4)
    try player.press("U")
    #expect(kept(player).count == 3)
    try player.press("U")
    #expect(kept(player).count == 2)
    #expect(player.log.progress == before)

    // Answered once more, and taken back from Home.
    try player.press("a<enter>3<esc>")
    while !player.screen.contains("Timed quiz  ") { try player.press("<esc>") }
    #expect(kept(player).count == 3)
    try player.press("U")
    #expect(kept(player).count == 2)
    #expect(player.screen.contains("Taken back:"))
  }

  @Test func `Practice moves nothing, a lesson check does`() throws {
    var practice = Self.start(.practice(["choice"]))
    try practice.press("a<enter>3")
    #expect(kept(practice).last?.mode == .cram)
    #expect(practice.log.progress.cards["choice"]?.memory == nil)
    #expect(!practice.screen.contains("Comes back"))
    var check = Self.start(.check(["choice"]))
    try check.press("a<enter>3")
    #expect(kept(check).last?.mode == .learn)
    #expect(check.log.progress.cards["choice"]?.memory != nil)
  }

  @Test func `A timed quiz keeps its answers and has no undo`() throws {
    var player = Self.start(
      .quiz(QuizPlan(questionTime: .own, seed: 3, questions: ["choice", "multi"])))
    try player.press("b<enter>3")
    #expect(kept(player).last?.mode == .quiz)
    #expect(player.log.progress.cards["choice"]?.memory == nil)
    try player.press("U")
    #expect(kept(player).count == 1)
    #expect(player.screen.contains("A timed quiz has no undo."))
  }

  @Test func `What the time took away is kept as late`() throws {
    var player = Self.start(
      .quiz(QuizPlan(totalTime: 5000, seed: 3, questions: ["short", "choice"])))
    try player.press("output gate")
    player.wait(milliseconds: 6000)
    #expect(kept(player).map(\.question) == ["short"])
    #expect(kept(player).last?.isLate == true)
    #expect(kept(player).last?.rating == .again)
  }

  @Test func `A question can be put away until tomorrow or for good`() throws {
    var player = Self.start(log: Self.someDue)
    try player.press("r0.645 V<enter>3B")
    #expect(player.log.progress.cards["numeric"]?.buriedUntil == Self.today + 1)
    try player.press("N")
    #expect(player.log.progress.cards["numeric"]?.isSuspended == true)
    #expect(player.screen.contains("will not come back"))
  }

  @Test func `When nothing is due the screen says when something will be`() throws {
    var plan = PlanChange()
    plan.newPerDay = .set(0)
    let log = EventLog([
      Self.answered("choice", daysAgo: 0),
      Event(id: EventID(high: 1, low: 1), at: 1, day: 1, kind: .plan(plan)),
    ])
    var player = Self.start(.review(ReviewRequest()), log: log)
    #expect(player.screen.contains("Nothing is due now."))
    #expect(player.screen.contains("The next question comes back in 2 days"))
    try player.press("c")
    #expect(player.screen.contains("Practice ›"))
  }

  @Test func `The plan is set in the settings and kept when its line is left`() throws {
    var player = Self.start(.settings)
    try player.press("jjjjj")
    #expect(player.screen.contains("Interview"))
    try player.press("<right>")
    #expect(player.log.progress.plan.interview == nil)
    #expect(player.screen.contains("in 14 days"))
    try player.press("<pgup>j")
    #expect(player.log.progress.plan.interview == Self.today + 21)
    try player.press("<left><left><esc>")
    #expect(player.log.progress.plan.retention == 0.88)
    #expect(player.screen.contains("interview in 21 days"))
  }

  @Test(
    arguments: [Language.english, .chinese], [(24, 80), (20, 60), (40, 120)])
  func `The screens of study look like this`(_ language: Language, _ shape: (Int, Int)) throws {
    let size = Size(rows: shape.0, columns: shape.1)
    let name = "\(language.rawValue)-\(shape.1)x\(shape.0)"
    var plan = PlanChange()
    plan.interview = .set(Self.today + 12)
    var log = Self.someDue
    log.append(
      Event(id: EventID(high: 1, low: 1), at: 1, day: 1, kind: .plan(plan)))
    func check(_ screen: String, _ destination: Destination, _ keys: String) throws {
      var player = Self.start(destination, log: log, language, size: size)
      try player.press(keys)
      #expect(differenceFromGolden(goldenText(player.canvas), "study-\(screen)-\(name)") == nil)
    }
    try check("home", .home, "")
    try check("feedback", .home, "r0.645 V<enter>3")
    try check("why", .home, "r0.645 V<enter>3D")
    try check("progress", .progress, "")
    try check("progress-end", .progress, "G")
    try check("plan", .settings, "jjjjjj")
  }
}
