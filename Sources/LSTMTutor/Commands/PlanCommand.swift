import ArgumentParser
import Cells
import Journal
import Phrases
import Study

/// `lstm-tutor plan`: when the interview is, and how much to study until then.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show or set the interview date and the daily limits.",
    discussion: """
      Without options the plan is shown. What is set is an event of the journal: it moves with \
      'progress export', and 'progress undo' takes it back. 'none' or 'default' puts an option back.
      """)

  @Option(help: ArgumentHelp("The day of the interview, or none.", valueName: "day"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "The chance of recall at which a question comes again, 0.7 to 0.99 (default 0.9).",
      valueName: "share"))
  var retention: String?

  @Option(help: ArgumentHelp("New questions a day.", valueName: "count"))
  var new: String?

  @Option(help: ArgumentHelp("Repetitions a day.", valueName: "count"))
  var reviews: String?

  @Option(
    help: ArgumentHelp(
      "The 21 weights of FSRS-6, separated by commas, or default.", valueName: "numbers"))
  var weights: String?

  @Flag(help: "Print the plan as JSON.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = JournalSession(options.values)
    let change = try change(session)
    let progress: Progress
    if change.isEmpty {
      progress =
        try session.read { (journal) throws(JournalError) in try journal.progress() } ?? Progress()
    } else {
      progress = try session.append(Event(now: .plan(change)))
    }
    if json {
      print(progress.plan.json(today: StudyClock.today))
    } else {
      show(progress.plan, session)
    }
  }

  private func change(_ session: JournalSession) throws -> PlanChange {
    var change = PlanChange()
    change.interview = try setting(date) { text in
      guard let day = StudyDay.read(text) else {
        throw Failure.usage("--date is '\(text)'; write a day such as 2026-01-05, or none")
      }
      guard day >= StudyClock.today else {
        throw Failure.usage(Phrase.planDateIsOver(text)(session.language))
      }
      return day
    }
    change.retention = try setting(retention) { text in
      guard let share = Double(text), FSRS.retentionBounds.contains(share) else {
        throw Failure.usage("--retention is '\(text)'; write a number from 0.7 to 0.99")
      }
      return share
    }
    change.newPerDay = try setting(new) { try Self.count($0, "--new") }
    change.reviewsPerDay = try setting(reviews) { try Self.count($0, "--reviews") }
    change.weights = try setting(weights, Self.weights)
    return change
  }

  private func setting<Value>(
    _ text: String?, _ read: (String) throws -> Value
  ) throws -> PlanChange.Setting<Value> {
    guard let text else { return .keep }
    return text == "none" || text == "default" ? .reset : .set(try read(text))
  }

  private static func count(_ text: String, _ name: String) throws -> Int {
    guard let count = Int(text), StudyPlan.perDayBounds.contains(count) else {
      throw Failure.usage("\(name) is '\(text)'; write a whole number from 0 to 9999")
    }
    return count
  }

  private static func weights(_ text: String) throws -> [Double] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }
    guard parts.count == FSRS.bounds.count, numbers.count == parts.count else {
      throw Failure.usage("--weights needs \(FSRS.bounds.count) numbers, separated by commas")
    }
    for (index, (number, bounds)) in zip(numbers, FSRS.bounds).enumerated()
    where !bounds.contains(number) {
      throw Failure.usage(
        "weight \(index) is \(number); it may be \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return numbers
  }

  private func show(_ plan: StudyPlan, _ session: JournalSession) {
    func row(_ name: Phrase, _ value: String) {
      session.print(name(session.language).padded(to: 16) + value)
    }
    let date = plan.interview.map {
      Phrase.planDaysLeft(StudyDay.text($0), $0 - StudyClock.today)
    }
    row(.planDate, (date ?? .planNoDate)(session.language))
    row(.planRetention, "\((plan.retention * 1000).rounded() / 10) %")
    row(.planNew, String(plan.newPerDay))
    row(.planReviews, String(plan.reviewsPerDay))
    let isUsual = plan.weights == FSRS.defaultWeights
    row(.planWeights, (isUsual ? Phrase.planDefaultWeights : .planOwnWeights)(session.language))
  }
}

extension StudyPlan {
  /// What `plan --json` prints.
  fileprivate func json(today: Int) -> JSONText {
    [
      "schema": "lstm-tutor/plan/1",
      "date": interview.map { .string(StudyDay.text($0)) } ?? .null,
      "days_left": interview.map { .integer(Int64($0 - today)) } ?? .null,
      "retention": .number(retention),
      "new": .integer(Int64(newPerDay)),
      "reviews": .integer(Int64(reviewsPerDay)),
      "weights": .array(weights.map { .number($0) }),
    ]
  }
}
