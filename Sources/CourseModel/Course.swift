public import Languages

/// Everything there is to learn, with the texts of each language beside each other.
public struct Course: Hashable, Sendable {
  public var title: Localized<String>
  /// As its authors count its editions, such as `2026.11`.
  public var version: String?
  public var topics: [Topic]
  public var lessons: [Lesson]
  public var questions: [Question]
  public var labs: [LabPreset]
  public var misconceptions: [Misconception]
  public var glossary: [GlossaryEntry]
  public var sources: [Source]

  public init(
    title: Localized<String> = Localized(), version: String? = nil, topics: [Topic] = [],
    lessons: [Lesson] = [],
    questions: [Question] = [], labs: [LabPreset] = [], misconceptions: [Misconception] = [],
    glossary: [GlossaryEntry] = [], sources: [Source] = []
  ) {
    self.title = title
    self.version = version
    self.topics = topics
    self.lessons = lessons
    self.questions = questions
    self.labs = labs
    self.misconceptions = misconceptions
    self.glossary = glossary
    self.sources = sources
  }

  public func lesson(_ id: String) -> Lesson? { lessons.first { $0.id == id } }
  public func question(_ id: String) -> Question? { questions.first { $0.id == id } }
  public func lab(_ id: String) -> LabPreset? { labs.first { $0.id == id } }
  public func topic(_ id: String) -> Topic? { topics.first { $0.id == id } }
  public func misconception(_ id: String) -> Misconception? {
    misconceptions.first { $0.id == id }
  }
}

/// A part of the field, such as the anatomy of the cell.
public struct Topic: Hashable, Sendable, Identifiable {
  public var id: String
  public var title: Localized<String>
  /// Topics that come before this one.
  public var after: [String]

  public init(id: String, title: Localized<String>, after: [String] = []) {
    self.id = id
    self.title = title
    self.after = after
  }
}

/// An article with live figures.
public struct Lesson: Hashable, Sendable, Identifiable {
  public struct Text: Hashable, Sendable {
    public var title: String
    public var goals: [String]
    public var blocks: [Block]
    public var location: SourceLocation

    public init(
      title: String, goals: [String] = [], blocks: [Block], location: SourceLocation
    ) {
      self.title = title
      self.goals = goals
      self.blocks = blocks
      self.location = location
    }
  }

  public var id: String
  public var topic: String?
  /// About how long it takes to read.
  public var minutes: Int?
  /// Lessons that come before this one.
  public var after: [String]
  /// Questions that close the lesson.
  public var check: [String]
  public var text: Localized<Text>

  public init(
    id: String, topic: String? = nil, minutes: Int? = nil, after: [String] = [],
    check: [String] = [], text: Localized<Text>
  ) {
    self.id = id
    self.topic = topic
    self.minutes = minutes
    self.after = after
    self.check = check
    self.text = text
  }
}

/// A cell with weights that mean something, and a tape of inputs for it.
public struct LabPreset: Hashable, Sendable, Identifiable {
  public struct Input: Hashable, Sendable {
    public var name: String
    public var meaning: Localized<String>

    public init(name: String, meaning: Localized<String> = Localized()) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// The parameters of one gate: `input` (H, D), `recurrent` (H, H), `bias` (H), and where a gate
  /// sees the cell state `peephole` (H), else empty.
  public struct GateWeights: Hashable, Sendable {
    public var input: [[Double]]
    public var recurrent: [[Double]]
    public var bias: [Double]
    public var peephole: [Double]

    public init(
      input: [[Double]], recurrent: [[Double]], bias: [Double], peephole: [Double] = []
    ) {
      self.input = input
      self.recurrent = recurrent
      self.bias = bias
      self.peephole = peephole
    }
  }

  public var id: String
  public var title: Localized<String>
  /// A cell kind by its name on the command line, such as `lstm`.
  public var cell: String
  /// H, the number of units.
  public var hiddenSize: Int
  /// The components of x, D of them.
  public var inputs: [Input]
  /// By gate letter.
  public var weights: [String: GateWeights]
  public var initialHidden: [Double]
  public var initialCell: [Double]
  /// One row of D numbers per timestep.
  public var tape: [[Double]]
  /// What to try and what to watch for.
  public var story: Localized<[Block]>
  /// Words for single timesteps, 1-based.
  public var captions: [Int: Localized<String>]
  /// How the tape is made of a text, where it is.
  public var text: TextCode?
  /// What the state means in numbers and words.
  public var readouts: [Readout]

  public init(
    id: String, title: Localized<String>, cell: String, hiddenSize: Int, inputs: [Input],
    weights: [String: GateWeights], initialHidden: [Double], initialCell: [Double],
    tape: [[Double]], story: Localized<[Block]> = Localized(),
    captions: [Int: Localized<String>] = [:], text: TextCode? = nil, readouts: [Readout] = []
  ) {
    self.id = id
    self.title = title
    self.cell = cell
    self.hiddenSize = hiddenSize
    self.inputs = inputs
    self.weights = weights
    self.initialHidden = initialHidden
    self.initialCell = initialCell
    self.tape = tape
    self.story = story
    self.captions = captions
    self.text = text
    self.readouts = readouts
  }
}

/// Something that many people believe and that is not so.
public struct Misconception: Hashable, Sendable, Identifiable {
  public var id: String
  public var sentence: Localized<String>
  /// The lab position that shows it.
  public var lab: LabReference?

  public init(id: String, sentence: Localized<String>, lab: LabReference? = nil) {
    self.id = id
    self.sentence = sentence
    self.lab = lab
  }
}

public struct GlossaryEntry: Hashable, Sendable, Identifiable {
  public var id: String
  public var term: Localized<String>
  /// Other names and symbols of the same thing.
  public var also: Localized<[String]>
  public var meaning: Localized<String>

  public init(
    id: String, term: Localized<String>, also: Localized<[String]> = Localized(),
    meaning: Localized<String>
  ) {
    self.id = id
    self.term = term
    self.also = also
    self.meaning = meaning
  }
}

/// A publication that content refers to by its id.
public struct Source: Hashable, Sendable, Identifiable {
  public var id: String
  public var authors: String
  public var year: Int?
  public var title: String
  public var venue: String

  public init(id: String, authors: String, year: Int?, title: String, venue: String) {
    self.id = id
    self.authors = authors
    self.year = year
    self.title = title
    self.venue = venue
  }
}
