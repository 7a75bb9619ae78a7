public import Cells
public import Console
public import CourseModel
public import Languages
public import Phrases
public import Study

/// One screen of the program: a value that reacts to keys and draws itself.
///
/// A screen reads no clock, disk or environment: what it needs to know is in the ``ScreenContext``,
/// and what it wants done is in the ``Reaction``. The frame around the body (title row, rules, row
/// of keys) is drawn by ``AppState``.
///
/// To add a screen: a folder with its value and views, a case in ``Destination`` and its line in
/// `Destination.screen(in:)`.
public protocol Screen: Sendable {
  /// The title row: where am I, and what is counted.
  func title(in context: ScreenContext) -> ScreenTitle

  /// The keys that work here, in the order in which they are shown.
  func keys(in context: ScreenContext) -> [KeyHint]

  /// What `?` shows beside the keys that work everywhere.
  func help(in context: ScreenContext) -> [KeyHelp]

  /// Whether the screen needs ``ScreenContext/facts``.
  var showsFacts: Bool { get }

  /// Whether printable keys are text just now; then commands are Enter, Esc, Tab and F1–F4.
  var isTyping: Bool { get }

  /// Whether keys of the learner's own are not translated just now, because one is being chosen.
  var takesKeysThemselves: Bool { get }

  /// Reacts to a key. `.ignored` hands it on to the keys that work everywhere.
  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction

  /// Text that was pasted; a screen without a text field ignores it.
  mutating func paste(_ text: String, in context: ScreenContext) -> Reaction

  /// The screen has been painted in full: clocks may start. Called after every painting.
  mutating func painted(in context: ScreenContext)

  /// The program is stopped, resized or covered: time until ``painted(in:)`` must not count.
  mutating func interrupted(in context: ScreenContext)

  /// The instant that ``nextDeadline(in:)`` named has come.
  mutating func tick(in context: ScreenContext) -> Reaction

  /// A piece of work is done that this screen, or another one, asked for.
  mutating func receive(_ news: LabNews, in context: ScreenContext) -> Reaction

  /// What the screen wants done without having been pressed: asked after every painting.
  mutating func takeEffects() -> [Effect]

  /// Effects that end what the screen has left running, when it is closed.
  var closing: [Effect] { get }

  /// When the screen wants to be drawn again without a key, in ms of the context's clock.
  func nextDeadline(in context: ScreenContext) -> Int64?

  /// Draws the body into `rect`, any rectangle, and returns where the cursor belongs.
  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point?
}

extension Screen {
  public var isTyping: Bool { false }
  public var showsFacts: Bool { false }
  public var takesKeysThemselves: Bool { false }
  public func help(in context: ScreenContext) -> [KeyHelp] {
    keys(in: context).map { KeyHelp($0.key, $0.text) }
  }
  public mutating func paste(_ text: String, in context: ScreenContext) -> Reaction { .ignored }
  public mutating func painted(in context: ScreenContext) {}
  public mutating func interrupted(in context: ScreenContext) {}
  public mutating func tick(in context: ScreenContext) -> Reaction { .handled }
  public mutating func receive(_ news: LabNews, in context: ScreenContext) -> Reaction { .handled }
  public mutating func takeEffects() -> [Effect] { [] }
  public var closing: [Effect] { [] }
  public func nextDeadline(in context: ScreenContext) -> Int64? { nil }
}

/// What a screen may know about the world.
public struct ScreenContext: Sendable {
  public var course: Course
  public var search: SearchIndex
  /// False until the content has been read.
  public var isCourseLoaded: Bool
  /// The mistakes of the content that was read.
  public var problems: [Diagnostic]
  public var language: Language
  public var settings: Settings
  public var place: Place
  /// What follows from the answers so far; nil until the journal has been read.
  public var progress: Progress?
  /// Now, by the clock on the wall.
  public var moment: StudyMoment
  /// Of a screen that ``Screen/showsFacts``, once course and journal have been read.
  var facts: StudyFacts?
  /// Monotonic milliseconds.
  public var now: Int64
  /// A seed for anything that is to differ from one run to the next.
  public var seed: UInt64
  /// The size of the body.
  public var bodySize: Size
  /// The size of the whole screen.
  public var windowSize: Size
  /// Whether a view may draw a `Shade`; else it draws glyphs.
  public var hasShades = true
  /// The file that its author looks at.
  var preview: FilePreview?

  /// The sentence in the learner's language.
  public func say(_ phrase: Phrase) -> String { phrase(language) }
}

/// The two ends of the title row.
public struct ScreenTitle: Hashable, Sendable {
  public var left: String
  public var right: Line

  public init(_ left: String, right: Line = Line()) {
    self.left = left
    self.right = right
  }
}

/// A key and what it does, for the last row.
public struct KeyHint: Hashable, Sendable {
  public var key: String
  public var text: Phrase
  /// Hints with the largest number are dropped first when the row is too narrow.
  public var rank: Int

  public init(_ key: String, _ text: Phrase, rank: Int = 1) {
    self.key = key
    self.text = text
    self.rank = rank
  }
}

/// A key and what it does, for the help page.
public struct KeyHelp: Hashable, Sendable {
  public var key: String
  public var text: Phrase

  public init(_ key: String, _ text: Phrase) {
    self.key = key
    self.text = text
  }
}

/// What a screen wants done after a key.
public struct Reaction: Sendable {
  public enum Event: Sendable {
    /// Goes one level deeper.
    case push(any Screen)
    /// Takes the place of the screen that reacted.
    case replace(any Screen)
    case open(Destination)
    /// Goes one level up.
    case pop
    /// Goes up to Home.
    case home
    /// Says something on the last row until the next key.
    case note(Phrase)
    case perform(Effect)
    case remember(Place)
    case change(Settings)
  }

  public var isHandled: Bool
  public var events: [Event]

  public init(isHandled: Bool = true, _ events: [Event] = []) {
    self.isHandled = isHandled
    self.events = events
  }

  public static let ignored = Reaction(isHandled: false)
  public static let handled = Reaction()
  public static let pop = Reaction([.pop])
  public static let home = Reaction([.home])
  public static func push(_ screen: any Screen) -> Reaction { Reaction([.push(screen)]) }
  public static func replace(_ screen: any Screen) -> Reaction { Reaction([.replace(screen)]) }
  public static func open(_ destination: Destination) -> Reaction {
    Reaction([.open(destination)])
  }
  public static func note(_ phrase: Phrase) -> Reaction { Reaction([.note(phrase)]) }
}
