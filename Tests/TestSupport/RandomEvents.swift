public import Study

/// A source of random numbers that gives the same again: SplitMix64.
public struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// Events as no learner would make them: clocks run backwards, anything is taken back, even what is
/// not there, and half of the days are not known.
public struct RandomEvents {
  public var numbers: SeededNumbers
  public private(set) var made: [Event] = []
  private var now: Int64 = 1_767_600_000_000
  private let questions: Int

  public init(seed: UInt64, questions: Int = 5) {
    numbers = SeededNumbers(seed: seed)
    self.questions = questions
  }

  public mutating func next() -> Event {
    let minute: Int64 = 60_000
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0: now -= minute * Int64.random(in: 0...100_000, using: &numbers)
    case 1...5: break
    case 6...10: now += minute * Int64.random(in: 1...10, using: &numbers)
    default: now += minute * Int64.random(in: 100...20_000, using: &numbers)
    }
    let offset = Int.random(in: -12...14, using: &numbers) * 3600
    let day = Bool.random(using: &numbers) ? StudyDay.of(now, utcOffset: offset) : nil
    let event = Event(id: EventID(using: &numbers), at: now, day: day, kind: kind())
    made.append(event)
    return event
  }

  public mutating func next(_ count: Int) -> [Event] { (0..<count).map { _ in next() } }

  private mutating func kind() -> Event.Kind {
    let question = "q\(Int.random(in: 0..<questions, using: &numbers))"
    switch Int.random(in: 0..<100, using: &numbers) {
    case 0..<20:
      let target =
        Int.random(in: 0..<10, using: &numbers) == 0 ? nil : made.randomElement(using: &numbers)
      return .undo(target?.id ?? EventID(using: &numbers))
    case 20..<25: return .suspend(question: question, isSuspended: Bool.random(using: &numbers))
    case 25..<30:
      let until =
        Bool.random(using: &numbers) ? Int.random(in: 20_000...21_000, using: &numbers) : nil
      return .bury(question: question, until: until)
    case 30..<35: return .plan(plan())
    case 35..<37:
      return .suspend(question: question, isSuspended: true)
    default:
      let rating = Rating.allCases.randomElement(using: &numbers) ?? .good
      return .review(
        Review(
          question: question, rating: rating,
          given: ["", "b", "ac", "0.73", "遗忘门 \"f\"\n\\"].randomElement(using: &numbers) ?? "",
          seconds: Bool.random(using: &numbers) ? Double.random(in: 0...200, using: &numbers) : nil,
          confidence: [nil, 1, 2, 3].randomElement(using: &numbers) ?? nil,
          hints: Int.random(in: 0...2, using: &numbers),
          mode: Review.Mode.allCases.randomElement(using: &numbers) ?? .review,
          seed: Bool.random(using: &numbers) ? numbers.next() : nil,
          schedules: [nil, nil, true, false].randomElement(using: &numbers) ?? nil,
          isLate: Int.random(in: 0..<10, using: &numbers) == 0,
          isInsisted: Int.random(in: 0..<10, using: &numbers) == 0,
          isByHand: Int.random(in: 0..<10, using: &numbers) == 0,
          misconceptions: Bool.random(using: &numbers) ? ["forget-gate-polarity"] : [],
          contentHash: Bool.random(using: &numbers) ? "v1" : nil))
    }
  }

  private mutating func plan() -> PlanChange {
    var change = PlanChange()
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: change.interview = .set(Int.random(in: 20_400...20_900, using: &numbers))
    case 1: change.interview = .reset
    case 2: change.retention = .set(Double.random(in: 0.7...0.99, using: &numbers))
    case 3: change.newPerDay = .set(Int.random(in: 0...50, using: &numbers))
    case 4:
      change.reviewsPerDay = .reset
      change.retention = .reset
    default:
      var weights = FSRS.defaultWeights
      weights[2] = Double.random(in: 0.5...5, using: &numbers)
      change.weights = .set(weights)
    }
    return change
  }
}
