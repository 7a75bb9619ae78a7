import Cells
import Console
import CourseModel
import Languages
import Study
import Testing
import TutorCore

@Suite struct QuizStories {
  private func title(_ player: Player) -> String {
    String(player.screen.split(separator: "\n", maxSplits: 1)[0])
  }

  private func lastRow(_ player: Player) -> String {
    let rows = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
    return String(rows[rows.count - 1]).trimmingSpaces
  }

  @Test func `Enter and Enter start a quiz from Home`() throws {
    var player = QuizCourse.start(.home)
    try player.press("t<enter>")
    #expect(title(player).contains("1 of 7"))
    #expect(title(player).contains("▕██████████▏"))
  }

  @Test func `The clock stands in one place while it runs`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    var places: Set<Int> = []
    for _ in 0..<50 {
      let row = player.canvas.plainText.split(separator: "\n")[0]
      places.insert(row.prefix { $0 != "▕" }.count)
      #expect(row.count == 79)
      player.wait(milliseconds: 1000)
    }
    #expect(places.count == 1)
    #expect(title(player).hasSuffix("late"))
  }

  @Test func `Nothing but the clock changes when it ticks`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("bH")
    let before = player.canvas
    player.wait(milliseconds: 7000)
    for row in 1..<before.size.rows {
      for column in 0..<before.size.columns {
        let point = Point(row: row, column: column)
        #expect(player.canvas[point] == before[point])
      }
    }
    #expect(player.canvas != before)
  }

  @Test func `An untimed quiz asks for no deadline`() throws {
    let player = QuizCourse.player(["choice", "multi"], time: nil)
    #expect(player.state.nextDeadline == nil)
    #expect(title(player).hasSuffix("1 of 2"))
  }

  @Test func `Reading a model answer takes no time`() throws {
    let plan = QuizPlan(
      questionTime: .own, seed: 3, includesOpen: true, questions: ["open", "multi"])
    var player = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80), start: .quiz(plan)),
      course: QuizCourse.course)
    player.wait(milliseconds: 5000)
    try player.press("<enter>")
    let shown = title(player)
    player.wait(milliseconds: 600_000)
    #expect(title(player) == shown)
    try player.press("a")
    player.wait(milliseconds: 600_000)
    try player.press("<enter>y")
    #expect(player.screen.contains("0:05"))
  }

  @Test func `A hidden clock runs all the same`() throws {
    let plan = QuizPlan(questionTime: .own, seed: 3, questions: ["choice", "multi"])
    var player = Player(
      state: AppState(
        language: .english, settings: Settings(showsClock: false),
        size: Size(rows: 24, columns: 80), start: .quiz(plan)), course: QuizCourse.course)
    #expect(title(player).hasSuffix("1 of 2"))
    #expect(player.state.nextDeadline == 45_000)
    player.wait(milliseconds: 46_000)
    #expect(lastRow(player).hasPrefix("The time is over"))
  }

  @Test func `Help, a resize and a suspended program stop the clock`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    player.wait(milliseconds: 5000)
    try player.press("?")
    player.wait(milliseconds: 60_000)
    try player.press("<esc>")
    #expect(title(player).hasSuffix("0:40"))
    try player.press("P")
    player.wait(milliseconds: 60_000)
    try player.press("P")
    #expect(title(player).hasSuffix("0:40"))
    player.resize(to: Size(rows: 10, columns: 20))
    player.wait(milliseconds: 60_000)
    player.resize(to: Size(rows: 24, columns: 80))
    #expect(title(player).hasSuffix("0:40"))
    #expect(player.state.nextDeadline == player.now + 1000)
  }

  @Test func `Esc leaves a quiz only when it is pressed twice`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("a<enter>2<enter><esc>")
    #expect(lastRow(player).hasPrefix("Leave the quiz after 1 answer?"))
    try player.press("<down><esc>")
    #expect(lastRow(player).hasPrefix("Leave the quiz"))
    try player.press("<esc>")
    #expect(title(player).contains("Result"))
    #expect(player.screen.contains("You left early."))
    try player.press("<esc>")
    #expect(title(player).contains("LSTM Tutor"))
  }

  @Test func `A quiz without an answer is left without a result`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("q")
    #expect(lastRow(player).hasPrefix("Leave the quiz after 0 answers?"))
    try player.press("q")
    #expect(title(player).contains("LSTM Tutor"))
    #expect(player.state.place.lastQuiz == nil)
  }

  @Test func `Enter on an empty answer asks once whether one does not know`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("<enter>")
    #expect(lastRow(player).hasPrefix("Nothing is chosen."))
    try player.press("<down><up><enter>")
    #expect(player.screen.contains("How sure are you?"))
    player = QuizCourse.player(["short", "multi"])
    try player.press("<enter><enter>")
    #expect(player.screen.contains("✗ Not answered"))
  }

  @Test func `In a text field letters are text`() throws {
    var player = QuizCourse.player(["short", "multi"])
    try player.press("SHPMq?/L+!")
    #expect(player.screen.contains("SHPMq?/L+!"))
    try player.press("<tab>S")
    #expect(title(player).contains("2 of 2"))
    #expect(player.screen.contains("Which of these are signs"))
  }

  @Test func `Text is pasted into the field`() throws {
    var player = QuizCourse.player(["short", "multi"])
    player.receive(.input(.paste("output\ngate")))
    try player.press("<enter>3")
    #expect(player.screen.contains("✓ Right"))
  }

  @Test func `The cursor stands where typing happens`() throws {
    var player = QuizCourse.player(["short", "multi"])
    try player.press("ou")
    let cursor = try #require(player.state.frame.cursor)
    let row = player.canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[
      cursor.row]
    #expect(row.prefix(cursor.column).hasSuffix("[ou"))
    try player.press("<esc>")
    #expect(player.state.frame.cursor == nil)
  }

  @Test func `A number that can be read in two ways is asked for again`() throws {
    var player = QuizCourse.player(["numeric", "multi"])
    try player.press("1,5<enter>")
    #expect(lastRow(player).hasPrefix("This comma can be read in two ways"))
    try player.press("<c-u>.645<enter>3")
    #expect(player.screen.contains("✓ Right"))
  }

  @Test func `More time is granted, and refused once it is late`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("+")
    #expect(lastRow(player).hasPrefix("22 more seconds"))
    player.wait(milliseconds: 70_000)
    try player.press("+")
    #expect(lastRow(player).hasPrefix("The time is over"))
    player = QuizCourse.player(["numeric"], time: nil)
    try player.press("<f4>")
    #expect(lastRow(player).hasPrefix("Nothing is timed"))
  }

  @Test func `Hints end`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("HHH")
    #expect(player.screen.contains("Hint 2 of 2"))
    #expect(lastRow(player) == "There is no further hint.")
  }

  @Test func `The draft survives skipping and the language`() throws {
    var player = QuizCourse.player(["multi", "choice"])
    try player.press("abL")
    #expect(player.screen.contains("[x] a  损失停在平台上"))
    try player.press("S")
    try player.press("a<enter><enter><enter><enter>")
    #expect(player.screen.contains("[x] a  损失停在平台上"))
  }

  @Test func `The whole time ends the quiz by itself`() throws {
    var player = QuizCourse.player(["choice", "multi"], time: nil, total: 60_000)
    try player.press("a<enter>3<enter>")
    try player.press("b")
    player.wait(milliseconds: 61_000)
    #expect(player.screen.contains("Time is over. ⏎ shows the result."))
    let before = player.effects
    try player.press("amS!<space>")
    #expect(title(player).contains("2 of 2"))
    #expect(player.effects == before)
    try player.press("<enter>")
    #expect(title(player).contains("Result"))
    #expect(player.screen.contains("The time was over."))
    #expect(player.screen.contains("You: "))
    #expect(!player.screen.contains("Not answered"))
  }

  @Test func `A key pressed as the time runs out does nothing else`() throws {
    let player = QuizCourse.player(["choice", "multi"], time: nil, total: 60_000)
    var state = player.state
    for (key, isResult) in [(Key.enter, false), (.enter, true)] {
      _ = state.update(.input(.key(key)), at: 61_000)
      #expect(state.frame.canvas.plainText.contains("Result") == isResult)
      _ = state.update(.painted, at: 61_000)
    }
  }

  @Test func `What was merely open when one leaves does not count`() throws {
    var player = QuizCourse.player(["choice", "multi", "short"])
    try player.press("a<enter>3<enter><esc><esc>")
    #expect(player.screen.contains("1 of 1 right"))
    #expect(player.state.place.lastQuiz == Place.Score(right: 1, asked: 1))
    #expect(player.state.place.topics["gradients"] == nil)
    #expect(player.state.place.missed.isEmpty)
  }

  @Test func `Repeating the mistakes leaves the last score alone`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("a<enter>3<enter>a<enter>1<enter>m")
    let rows = player.screen.split(separator: "\n")
    for words in ["The loss jumps", "A few batches"] {
      let row = try #require(rows.first { $0.contains(words) })
      try player.press(String(row.drop { $0 != "]" }.dropFirst().drop { $0 == " " }.prefix(1)))
    }
    try player.press("<enter>3<enter>")
    #expect(title(player).contains("Result"))
    #expect(player.state.place.lastQuiz == Place.Score(right: 1, asked: 2))
    #expect(player.state.place.missed.isEmpty)
  }

  @Test func `Practice that is left after an answer shows its result`() throws {
    var player = QuizCourse.practice(["choice", "multi"])
    try player.press("b<enter>3<esc>")
    #expect(title(player).contains("Result"))
    #expect(player.state.place.missed == ["choice"])
    #expect(player.state.place.lastQuiz == nil)
  }

  @Test func `The clock stands while one is asked whether to leave`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    player.wait(milliseconds: 5000)
    try player.press("<esc>")
    player.wait(milliseconds: 60_000)
    try player.press("S")
    #expect(title(player).contains("1 of 2"))
    #expect(title(player).hasSuffix("0:40"))
    try player.press("S")
    #expect(title(player).contains("2 of 2"))
  }

  @Test func `An answer that is shown is neither skipped nor hinted at`() throws {
    var player = QuizCourse.practice(["open", "choice"])
    #expect(lastRow(player).contains("S skip"))
    try player.press("<enter>")
    #expect(!lastRow(player).contains("skip"))
    try player.press("S")
    #expect(title(player).contains("1 of 2"))
  }

  @Test func `A long question is scrolled with the space bar`() throws {
    var player = QuizCourse.player(["long", "choice"])
    let start = player.screen
    #expect(lastRow(player).contains("␣ scroll"))
    try player.press("<space>")
    #expect(player.screen != start)
    try player.press("<home>")
    #expect(player.screen == start)
    try player.press("<end>")
    #expect(player.screen.contains("Yes"))
    try player.press("<pgup>")
    #expect(player.screen == start)
  }

  @Test func `An option taller than the screen is read to its end`() throws {
    var player = QuizCourse.tallPlayer(size: Size(rows: 20, columns: 60))
    var seen = player.screen
    for _ in 0..<4 {
      try player.press("<down>")
      seen += player.screen
    }
    for part in 1...24 { #expect(seen.contains("«\(part)»")) }
    #expect(player.screen.contains("▸ b"))
  }

  @Test func `Wide code goes on in the next row`() throws {
    for columns in [60, 80] {
      let player = QuizCourse.tallPlayer(size: Size(rows: 24, columns: columns))
      #expect(player.screen.contains("↳ "))
      let code = player.screen.filter { !" \n│↳".contains($0) }
      #expect(
        code.contains(
          "forward_one_step(x_t,h_before,c_before,weights,recurrent_weights,bias)end"))
    }
  }

  @Test func `The estimate follows the clock`() throws {
    var player = QuizCourse.start(.quizSetup)
    #expect(player.screen.contains("about 7 min"))
    try player.press("jjl")
    #expect(player.screen.contains("7 of 7 questions, about 4 min"))
    try player.press("ll")
    #expect(player.screen.contains("5 minutes in all"))
    #expect(player.screen.contains("about 5 min"))
  }

  @Test func `The overview keeps its columns`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("SS")
    #expect(title(player).contains("Before the end"))
    #expect(player.screen.contains("1   skipped   Why is"))
  }

  @Test func `Sudden death ends after the feedback on the first mistake`() throws {
    var player = QuizCourse.player(["choice", "multi", "short"], isSuddenDeath: true)
    try player.press("b<enter>1")
    #expect(player.screen.contains("✗ Not right"))
    try player.press("<enter>")
    #expect(player.screen.contains("The first mistake ended it."))
    #expect(player.screen.contains("2 questions were not reached"))
  }

  @Test func `Again draws anew and m asks what was missed`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("a<enter>3<enter>a<enter>1<enter>m")
    #expect(title(player).contains("1 of 1"))
    #expect(player.screen.contains("signs of exploding"))
    try player.press("<enter><enter><enter>a")
    #expect(title(player).contains("1 of 1"))
  }

  @Test func `Home remembers the quiz`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("a<enter>3<enter>a<enter>1<enter>")
    let place = player.state.place
    #expect(place.lastQuiz == Place.Score(right: 1, asked: 2))
    #expect(place.missed == ["multi"])
    #expect(place.topics["anatomy"] == Place.Score(right: 1, asked: 1))
    #expect(place.topics["gradients"] == Place.Score(right: 0, asked: 1))
    try player.press("<esc><enter>")
    #expect(title(player).contains("Practice › Gradients"))
    try player.press("bc<enter><enter><enter>")
    #expect(player.state.place.missed.isEmpty)
    #expect(player.state.place.lastQuiz == Place.Score(right: 1, asked: 2))
  }

  @Test func `A wrong answer opens the lab at the step that shows why`() throws {
    var player = QuizCourse.player(["choice", "multi"])
    try player.press("b<enter>3w")
    #expect(title(player).contains("Latch"))
    #expect(title(player).contains("t  2/12"))
    try player.press("<esc>")
    #expect(player.screen.contains("✗ Not right"))
    player = QuizCourse.player(["multi", "choice"])
    try player.press("a<enter>3w")
    #expect(lastRow(player).hasPrefix("w does nothing here"))
  }

  @Test func `Practice is left at once`() throws {
    var player = QuizCourse.practice(["open", "choice"])
    try player.press("<esc>")
    #expect(title(player).contains("LSTM Tutor"))
  }

  @Test func `Insisting on a typed answer is one key`() throws {
    var player = QuizCourse.player(["short"])
    try player.press("gate<enter><enter>I")
    #expect(player.screen.contains("✓ Right"))
    #expect(player.screen.contains("on your word"))
    try player.press("<enter>")
    #expect(player.state.place.lastQuiz == Place.Score(right: 1, asked: 1))
  }

  @Test func `A setup without topics says so`() throws {
    var player = QuizCourse.start(.quizSetup)
    try player.press("<end><space><up><space>s")
    #expect(lastRow(player) == "No question has these topics and levels.")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let kept = drop { $0 == " " }
    return String(kept)
  }
}
