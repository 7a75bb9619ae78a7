public import CourseModel

/// What the answers so far say about the learner: all of it follows from the cards, so that a hundred
/// thousand answers take no longer than a hundred.
public struct Statistics: Hashable, Sendable {
  /// How often answers of one degree of confidence were right.
  public typealias Bin = Card.Confidence

  /// Answers of one topic, or of all.
  public struct Part: Hashable, Sendable {
    public var answers = 0
    public var right = 0
    /// By how sure the learner was: guessed, fairly sure, sure.
    public var confidence = [Bin](repeating: Bin(), count: 3)
    /// How long right answers took.
    public var pace = Pace()

    public var accuracy: Double? { answers > 0 ? Double(right) / Double(answers) : nil }

    /// The mean squared distance between what the learner believed and what came out: 0 is perfect,
    /// 0.25 is what saying fifty-fifty each time gives. nil without a single confidence.
    public var brier: Double? {
      let asked = confidence.reduce(0) { $0 + $1.asked }
      guard asked > 0 else { return nil }
      let sum = zip(confidence, Statistics.claims).reduce(0.0) { sum, bin in
        let (right, wrong) = (Double(bin.0.right), Double(bin.0.asked - bin.0.right))
        return sum + right * (1 - bin.1) * (1 - bin.1) + wrong * bin.1 * bin.1
      }
      return sum / Double(asked)
    }

    public init() {}

    mutating func add(_ card: Card) {
      answers += card.answers
      right += card.right
      pace += card.pace
      for index in confidence.indices where card.confidence.indices.contains(index) {
        confidence[index].asked += card.confidence[index].asked
        confidence[index].right += card.confidence[index].right
      }
    }
  }

  /// A question by one of its numbers.
  public struct Ranked: Hashable, Sendable {
    public var question: String
    /// Seconds, or how often it was forgotten.
    public var value: Double
  }

  /// The chances that guessed, fairly sure and sure stand for.
  public static let claims = [0.25, 0.7, 0.95]

  public var overall = Part()
  /// In the order of the course; topics without answers too.
  public var topics: [Topic] = []
  /// Questions in the schedule, and among them those that were forgotten too often or put away.
  public var scheduled = 0
  public var leeches = 0
  public var suspended = 0
  public var dueToday = 0
  /// How many questions come due on each of the next days, today first with what is overdue.
  public var forecast: [Int] = []
  /// The days before today and today itself, oldest first.
  public var days: [DayTally] = []
  /// Days in a row with an answer, up to today or yesterday.
  public var streak = 0
  /// The slowest right answers, at most five, by their median.
  public var slowest: [Ranked] = []
  /// Those forgotten most often, at most five.
  public var mostForgotten: [Ranked] = []

  public struct Topic: Hashable, Sendable, Identifiable {
    public var id: String
    public var part: Part
  }

  /// How many days the forecast and the look back hold.
  public static let span = 14

  public init(_ course: Course, _ progress: Progress, at moment: StudyMoment) {
    var parts: [String: Part] = [:]
    let known = Dictionary(
      course.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    forecast = Array(repeating: 0, count: Self.span)
    var paces: [Ranked] = []
    var lapses: [Ranked] = []
    for (id, card) in progress.cards {
      overall.add(card)
      if let topic = known[id]?.topic { parts[topic, default: Part()].add(card) }
      // What has left the course is counted, but nobody will be asked again.
      guard known[id] != nil else { continue }
      if card.memory != nil { scheduled += 1 }
      if card.isLeech { leeches += 1 }
      if card.isSuspended { suspended += 1 }
      if !card.isSuspended, let due = card.due(id, progress.plan, today: moment.day) {
        let index = max(0, max(due, card.buriedUntil ?? due) - moment.day)
        if index == 0 { dueToday += 1 }
        if index < Self.span { forecast[index] += 1 }
      }
      if let median = card.pace.median { paces.append(Ranked(question: id, value: median)) }
      if card.lapses > 0 { lapses.append(Ranked(question: id, value: Double(card.lapses))) }
    }
    topics = course.topics.map { Topic(id: $0.id, part: parts[$0.id] ?? Part()) }
    days = (0..<Self.span).reversed().map { progress.days[moment.day - $0] ?? DayTally() }
    streak = Self.streak(progress, today: moment.day)
    slowest = Self.top(paces)
    mostForgotten = Self.top(lapses)
  }

  private static func top(_ ranked: [Ranked]) -> [Ranked] {
    Array(ranked.sorted { ($1.value, $0.question) < ($0.value, $1.question) }.prefix(5))
  }

  private static func streak(_ progress: Progress, today: Int) -> Int {
    func isActive(_ day: Int) -> Bool { (progress.days[day]?.answers ?? 0) > 0 }
    var day = isActive(today) ? today : today - 1
    var streak = 0
    while isActive(day) {
      streak += 1
      day -= 1
    }
    return streak
  }
}
