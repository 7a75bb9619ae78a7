public import Languages

/// How the program looks and behaves, as the learner set it.
public struct Settings: Hashable, Sendable {
  public enum Color: String, CaseIterable, Hashable, Sendable {
    case automatic = "auto"
    case rich = "256"
    case basic = "8"
    case never
  }

  /// nil follows the locale.
  public var language: Language?
  public var color: Color
  /// Draws with ASCII characters only.
  public var isASCII: Bool
  /// Shows the clocks of a quiz; they run all the same.
  public var showsClock: Bool
  public var keys: KeyBindings

  public init(
    language: Language? = nil, color: Color = .automatic, isASCII: Bool = false,
    showsClock: Bool = true, keys: KeyBindings = KeyBindings()
  ) {
    self.language = language
    self.color = color
    self.isASCII = isASCII
    self.showsClock = showsClock
    self.keys = keys
  }

  /// Whether heat maps may use half blocks of 256 colours.
  var allowsShades: Bool { !isASCII && (color == .automatic || color == .rich) }
}

/// Where the learner stopped, kept from one run to the next.
public struct Place: Hashable, Sendable, Codable {
  /// Right answers among those asked.
  public struct Score: Hashable, Sendable, Codable {
    public var right: Int
    public var asked: Int

    public init(right: Int = 0, asked: Int = 0) {
      self.right = right
      self.asked = asked
    }
  }

  /// A lesson that was begun and not finished.
  public struct Reading: Hashable, Sendable, Codable {
    public var lesson: String
    /// The heading last passed, as it was shown.
    public var heading: String
    /// How many headings were passed.
    public var section: Int
    /// Figures whose task has been solved, by index.
    public var solved: [Int]

    public init(lesson: String, heading: String = "", section: Int = 0, solved: [Int] = []) {
      self.lesson = lesson
      self.heading = heading
      self.section = section
      self.solved = solved
    }
  }

  public var reading: Reading?
  public var finishedLessons: [String]
  public var lastQuiz: Score?
  /// Questions missed in the last quiz.
  public var missed: [String]
  public var topics: [String: Score]
  public var lastLab: String?

  public init(
    reading: Reading? = nil, finishedLessons: [String] = [], lastQuiz: Score? = nil,
    missed: [String] = [], topics: [String: Score] = [:], lastLab: String? = nil
  ) {
    self.reading = reading
    self.finishedLessons = finishedLessons
    self.lastQuiz = lastQuiz
    self.missed = missed
    self.topics = topics
    self.lastLab = lastLab
  }
}
