public import Languages

/// How hard a question is, by the interview in which it is asked.
public enum Level: String, CaseIterable, Hashable, Sendable {
  case screen, junior, senior, staff
}

/// A judgement about somebody's answer.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  case correct, imprecise, wrong
}

/// A position in a lab: which preset, after how many timesteps.
public struct LabReference: Hashable, Sendable, CustomStringConvertible {
  public var preset: String
  /// The timestep, 1-based; 0 is before the first input.
  public var step: Int
  /// The sub-step that is reached, 1 to 11; nil when the step is complete.
  public var substep: Int?
  /// One of ``lenses``; nil is the first of them.
  public var lens: String?

  /// The ways of looking at a position.
  public static let lenses = ["gates", "flow", "cell", "heat", "units", "gradient", "weights"]
  /// The sub-steps of an LSTM; smaller cells have fewer.
  public static let substeps = 1...11

  public init(preset: String, step: Int, substep: Int? = nil, lens: String? = nil) {
    self.preset = preset
    self.step = step
    self.substep = substep
    self.lens = lens
  }

  /// As content files and the command line write it: `latch@5.3:cell`.
  public var description: String {
    preset + "@\(step)" + (substep.map { ".\($0)" } ?? "") + (lens.map { ":" + $0 } ?? "")
  }
}

/// One question, with its text in each language.
public struct Question: Hashable, Sendable, Identifiable {
  /// What the learner does, and what makes the answer right.
  ///
  /// Options are numbered as their author wrote them, from 0.
  public enum Kind: Hashable, Sendable {
    case choice(correct: Int)
    case multi(correct: Set<Int>)
    /// A verdict on a claim, and the option that gives its reason.
    case judge(Verdict, reason: Int?)
    case numeric(Numeric)
    case short
    /// The author's order is the right one.
    case order(count: Int)
    /// Ticked off against key points by the learner.
    case open
    /// What the step behind ``Question/lab`` will bring, said before it is taken.
    case predict(Prediction)
    /// What is hidden in a text is typed.
    case cloze(count: Int)
    /// Each thing on the left belongs to one on the right; the author's rows are the right pairs.
    case match(count: Int)
    /// The shape of a tensor.
    case shape(TensorShape)
    /// A line of code that is wrong, 1-based and any of these, and what repairs it.
    case bug(lines: Set<Int>, repair: Int)

    /// The name that stands in content files and in JSON.
    public var name: String {
      switch self {
      case .choice: "choice"
      case .multi: "multi"
      case .judge: "judge"
      case .numeric: "numeric"
      case .short: "short"
      case .order: "order"
      case .open: "open"
      case .predict: "predict"
      case .cloze: "cloze"
      case .match: "match"
      case .shape: "shape"
      case .bug: "bug"
      }
    }

    public static let names = [
      "choice", "multi", "judge", "numeric", "short", "cloze", "order", "match", "shape", "bug",
      "open", "predict",
    ]
  }

  /// A number with its tolerance.
  public struct Numeric: Hashable, Sendable {
    public enum Tolerance: Hashable, Sendable {
      case absolute(Double)
      /// A share of the answer: 0.01 is one per cent.
      case relative(Double)

      /// How far an answer may be from `right`.
      public func margin(of right: Double) -> Double {
        switch self {
        case .absolute(let value): value
        case .relative(let share): abs(right) * share
        }
      }
    }

    /// A number that a misconception leads to.
    public struct Wrong: Hashable, Sendable {
      public var value: Double
      public var misconception: String

      public init(value: Double, misconception: String) {
        self.value = value
        self.misconception = misconception
      }
    }

    public var answer: Double
    public var tolerance: Tolerance
    public var unit: String?
    public var wrong: [Wrong]
    /// How the answer is written where it was computed; nil shows it as it is.
    public var written: String?

    public init(
      answer: Double, tolerance: Tolerance, unit: String? = nil, wrong: [Wrong] = [],
      written: String? = nil
    ) {
      self.answer = answer
      self.tolerance = tolerance
      self.unit = unit
      self.wrong = wrong
      self.written = written
    }

    /// How far an answer may be from the right one.
    public var margin: Double { tolerance.margin(of: answer) }
  }

  public var id: String
  public var topic: String
  public var level: Level
  /// Seconds that a prepared candidate needs.
  public var time: Int
  public var kind: Kind
  public var sources: [String]
  /// Findings about popular material that this question treats.
  public var covers: [String]
  /// Questions that should be known before this one.
  public var after: [String]
  public var lab: LabReference?
  public var isShuffled: Bool
  /// Where it draws its numbers anew each time; its answer is then that of one draw.
  public var generator: NumberGenerator?
  /// The part of a mock interview that this question may open.
  public var interview: InterviewPart?
  public var text: Localized<QuestionText>

  public init(
    id: String, topic: String, level: Level = .junior, time: Int = 60, kind: Kind,
    sources: [String] = [], covers: [String] = [], after: [String] = [],
    lab: LabReference? = nil, isShuffled: Bool = true, generator: NumberGenerator? = nil,
    interview: InterviewPart? = nil,
    text: Localized<QuestionText>
  ) {
    self.id = id
    self.topic = topic
    self.level = level
    self.time = time
    self.kind = kind
    self.sources = sources
    self.covers = covers
    self.after = after
    self.lab = lab
    self.isShuffled = isShuffled
    self.generator = generator
    self.interview = interview
    self.text = text
  }
}

/// What a question says in one language.
public struct QuestionText: Hashable, Sendable {
  public struct Option: Hashable, Sendable {
    public var blocks: [Block]
    public var feedback: [Block]
    /// The misconception that choosing this option reveals.
    public var misconception: String?

    public init(blocks: [Block], feedback: [Block], misconception: String? = nil) {
      self.blocks = blocks
      self.feedback = feedback
      self.misconception = misconception
    }
  }

  /// What a `cloze` question hides.
  public struct Gap: Hashable, Sendable {
    public var hidden: [Inline]
    /// Other answers that are right.
    public var accept: [String]

    public init(hidden: [Inline], accept: [String] = []) {
      self.hidden = hidden
      self.accept = accept
    }
  }

  /// Two things of a `match` question that belong together.
  public struct Pair: Hashable, Sendable {
    public var left: [Inline]
    public var right: [Inline]

    public init(left: [Inline], right: [Inline]) {
      self.left = left
      self.right = right
    }
  }

  /// The code of a `bug` question.
  public struct Snippet: Hashable, Sendable {
    public var language: String
    public var text: String

    public init(language: String, text: String) {
      self.language = language
      self.text = text
    }

    public var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  public var title: [Inline]
  /// What stands between the heading and the options.
  public var stem: [Block]
  /// Options of `choice` and `multi`, reasons of `judge`, repairs of `bug`.
  public var options: [Option]
  /// Items of `order`, in the right order.
  public var items: [[Block]]
  /// Answers of `short` that are right.
  public var accept: [String]
  /// In the order in which they stand in the stem.
  public var gaps: [Gap] = []
  public var pairs: [Pair] = []
  /// What the two sides of the pairs are.
  public var pairHeader = Pair(left: [], right: [])
  public var snippet: Snippet?
  public var hints: [[Block]]
  public var explanation: [Block]
  public var keyPoints: [[Block]]
  public var followUps: [FollowUp]
  /// The model answer of `open`.
  public var answer: [Block]
  public var location: SourceLocation

  public init(
    title: [Inline], stem: [Block] = [], options: [Option] = [], items: [[Block]] = [],
    accept: [String] = [], hints: [[Block]] = [], explanation: [Block] = [],
    keyPoints: [[Block]] = [], followUps: [FollowUp] = [], answer: [Block] = [],
    location: SourceLocation
  ) {
    self.title = title
    self.stem = stem
    self.options = options
    self.items = items
    self.accept = accept
    self.hints = hints
    self.explanation = explanation
    self.keyPoints = keyPoints
    self.followUps = followUps
    self.answer = answer
    self.location = location
  }
}
