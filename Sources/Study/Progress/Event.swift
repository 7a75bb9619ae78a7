/// Something that happened while studying. Events are never changed; progress follows from them.
public struct Event: Hashable, Sendable, Identifiable {
  public enum Kind: Hashable, Sendable {
    case review(Review)
    /// Takes back another event and exactly its effect, also another undo.
    case undo(EventID)
    /// Never ask this question again, or ask it again after all.
    case suspend(question: String, isSuspended: Bool)
    /// Do not ask it before the study day `until`; without one, not on the event's own day.
    case bury(question: String, until: Int?)
    case plan(PlanChange)
    /// An event of a later version, kept as the line that it was.
    case unknown(kind: String, line: String)
  }

  public var id: EventID
  /// ms since 1970, UTC.
  public var at: Int64
  /// The learner's ``StudyDay``; nil when it is not known.
  public var day: Int?
  public var kind: Kind
  /// Members of the line that this version does not know.
  public var others: [JSONText.Member]

  public init(
    id: EventID, at: Int64, day: Int?, kind: Kind, others: [JSONText.Member] = []
  ) {
    self.id = id
    self.at = at
    self.day = day
    self.kind = kind
    self.others = others
  }

  /// The question whose state this event touches by itself.
  public var question: String? {
    switch kind {
    case .review(let review): review.question
    case .suspend(let question, _), .bury(let question, _): question
    case .undo, .plan, .unknown: nil
    }
  }

  /// The event that this one takes back.
  public var undoes: EventID? {
    if case .undo(let id) = kind { id } else { nil }
  }

  /// The study day, or that of UTC when the event does not say.
  public var studyDay: Int { day ?? StudyDay.inUTC(at) }

  /// The place of the event: time, then UUID. Everything is replayed in this order.
  public var order: Order { Order(at: at, id: id) }

  public struct Order: Hashable, Sendable, Comparable {
    public var at: Int64
    public var id: EventID

    public init(at: Int64, id: EventID) {
      self.at = at
      self.id = id
    }

    public static func < (left: Order, right: Order) -> Bool {
      (left.at, left.id) < (right.at, right.id)
    }
  }
}

/// A graded answer.
public struct Review: Hashable, Sendable {
  /// Where a question was answered.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    case review, learn, quiz, cram, mock, lab, kata

    /// Whether an answer moves the schedule unless it says otherwise.
    public var schedules: Bool { self == .review || self == .learn }
  }

  /// In bytes; of a longer answer the beginning is kept.
  static let longestAnswer = 100_000
  /// A year, in seconds.
  static let longestTime = 31_622_400.0
  static let mostHints = 1000

  public var question: String
  public var rating: Rating
  public var isCorrect: Bool
  /// The answer in its author's letters, or as it was typed.
  public var given: String
  /// Counted time; nil when it was not measured.
  public var seconds: Double?
  /// 1 guessed, 2 fairly sure, 3 sure; nil when not given.
  public var confidence: Int?
  public var hints: Int
  public var mode: Mode
  /// What the order of options and generated numbers came from.
  public var seed: UInt64?
  /// Whether the schedule moves, where that differs from the mode.
  public var schedules: Bool?
  /// The time ran out before there was an answer.
  public var isLate: Bool
  /// The learner insisted that a refused answer is right.
  public var isInsisted: Bool
  /// The rating was chosen by hand.
  public var isByHand: Bool
  /// What the answer seems to reveal, by id.
  public var misconceptions: [String]
  /// Tells whether the question has been edited since.
  public var contentHash: String?

  public init(
    question: String, rating: Rating, isCorrect: Bool? = nil, given: String = "",
    seconds: Double? = nil, confidence: Int? = nil, hints: Int = 0, mode: Mode = .review,
    seed: UInt64? = nil, schedules: Bool? = nil, isLate: Bool = false, isInsisted: Bool = false,
    isByHand: Bool = false, misconceptions: [String] = [], contentHash: String? = nil
  ) {
    self.question = question
    self.rating = rating
    self.isCorrect = isCorrect ?? (rating != .again)
    self.given = given.utf8.count > Self.longestAnswer ? String(given.prefix(10_000)) : given
    // What a line could not hold is not taken over from clocks and counters either.
    self.seconds = seconds.flatMap { $0.isFinite && $0 >= 0 ? min($0, Self.longestTime) : nil }
    self.confidence = confidence.flatMap { (1...3).contains($0) ? $0 : nil }
    self.hints = min(max(hints, 0), Self.mostHints)
    self.mode = mode
    self.seed = seed
    self.schedules = schedules
    self.isLate = isLate
    self.isInsisted = isInsisted
    self.isByHand = isByHand
    self.misconceptions = misconceptions
    self.contentHash = contentHash
  }

  public var movesSchedule: Bool { schedules ?? mode.schedules }
}
