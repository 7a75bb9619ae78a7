public import Cells
import Console
import CourseModel
public import Languages
import Phrases
import Study

/// Everything that is shown, and how it changes.
///
/// ``update(_:at:)`` and ``frame`` are pure: no clock, no disk, no randomness.
public struct AppState: Sendable {
  public private(set) var screens: [any Screen]
  public private(set) var language: Language
  public private(set) var settings: Settings
  public private(set) var place: Place
  public private(set) var size: Size
  var course = Course()
  var search = SearchIndex(Course())
  var isCourseLoaded = false
  /// The mistakes of the content; the course is usable all the same.
  var problems: [Diagnostic] = []
  /// The file that its author looks at.
  var preview: FilePreview?
  /// nil until the journal has been read.
  var progress: Progress?
  public var wallClock = WallClock()
  private var facts: StudyFacts?
  /// The study day of ``facts``.
  private var factsDay: Int?
  var help: HelpPage?
  /// Said on the last row until the next key.
  var note: Phrase?
  let seed: UInt64
  /// Whether the terminal has the colours of a `Shade`, should the learner want them.
  public var terminalHasShades = true
  /// A place to open as soon as the course has been read.
  private var start: Destination?
  private(set) var now: Int64 = 0

  /// The smallest window in which everything can be used.
  static let smallest = Size(rows: 20, columns: 60)

  public init(
    language: Language, settings: Settings = Settings(), place: Place = Place(), size: Size,
    seed: UInt64 = 1, start: Destination = .home
  ) {
    self.language = language
    self.settings = settings
    self.place = place
    self.size = size
    self.seed = seed
    // A preview is all there is: what leaves it ends the program.
    self.start = start == .home || start == .preview ? nil : start
    screens = start == .preview ? [PreviewScreen()] : [HomeScreen()]
  }

  /// Moves the state forward and says what to do next.
  ///
  /// - Parameter now: monotonic milliseconds.
  public mutating func update(_ action: Action, at now: Int64) -> [Effect] {
    self.now = now
    let effects = react(to: action)
    refreshFacts()
    return effects
  }

  private mutating func react(to action: Action) -> [Effect] {
    switch action {
    case .input(.key(let key)):
      note = nil
      return press(key)
    case .input(.paste(let text)):
      guard help == nil else { return [] }
      let context = context
      return perform(withTop { $0.paste(text, in: context) })
    case .input(.resized(let size)):
      self.size = size
      interrupt()
      return []
    case .painted:
      let context = context
      guard help == nil, isLargeEnough else { return [] }
      return withTop {
        $0.painted(in: context)
        return $0.takeEffects()
      }
    case .deadlineReached:
      let context = context
      return perform(withTop { $0.tick(in: context) })
    case .resumed:
      interrupt()
      return []
    case .failed(let phrase), .said(let phrase):
      note = phrase
      return []
    case .progressed(let progress):
      self.progress = progress
      facts = nil
      return openStart()
    case .takenBack(let question, let progress):
      self.progress = progress
      facts = nil
      note = question.map(takenBack) ?? .nothingToTakeBack
      return []
    case .computed(let news):
      let context = context
      // The screen that asked may lie under another one.
      return screens.indices.flatMap { perform(screens[$0].receive(news, in: context)) }
    case .courseRead(let course, let search, let problems):
      return take(course, search, problems)
    case .previewed(let preview, let search):
      // A file in Chinese is looked at in Chinese, until its author wants otherwise.
      if self.preview == nil, let own = preview.language { language = own }
      self.preview = preview
      return take(
        preview.course, search, preview.diagnostics.filter { $0.severity == .error })
    case .previewLost(let reason):
      preview?.loss = reason
      return []
    }
  }

  private mutating func take(
    _ course: Course, _ search: SearchIndex, _ problems: [Diagnostic]
  ) -> [Effect] {
    self.course = course
    self.search = search
    self.problems = problems
    isCourseLoaded = true
    facts = nil
    return openStart()
  }

  /// When the state wants ``Action/deadlineReached``, in ms of the clock given to `update`.
  public var nextDeadline: Int64? {
    help == nil && isLargeEnough ? screens.last?.nextDeadline(in: context) : nil
  }

  /// Opens the place that the program was started for, once all is read that it needs.
  private mutating func openStart() -> [Effect] {
    guard isCourseLoaded, let start, progress != nil || !start.needsProgress else { return [] }
    self.start = nil
    return perform(.open(start))
  }

  /// - Parameter question: empty for something that is about no question.
  private func takenBack(_ question: String) -> Phrase {
    guard !question.isEmpty else { return .planTakenBack }
    let text = course.question(question)?.text.best(for: language)
    return .takenBack(text.map { oneLine($0.title) } ?? question)
  }

  // MARK: Keys

  private mutating func press(_ pressed: Key) -> [Effect] {
    let screen = screens.last
    let takesItself = help == nil && screen?.takesKeysThemselves ?? false
    let isTyping = help == nil && screen?.isTyping ?? false
    let key = takesItself ? pressed : settings.keys.meaning(of: pressed, isTyping: isTyping)
    switch key {
    case .control("c"): return closing + [.quit(exitCode: 130)]
    case .control("z"):
      interrupt()
      return [.suspend]
    case .control("l"): return [.repaint]
    default: break
    }
    if help != nil { return pressInHelp(key) }
    let context = context
    let reaction = withTop { $0.handle(key, in: context) }
    return reaction.isHandled ? perform(reaction) : pressAnywhere(key)
  }

  private mutating func pressInHelp(_ key: Key) -> [Effect] {
    switch key {
    case .up, .character("k"): scrollHelp(by: -1)
    case .down, .character("j"): scrollHelp(by: 1)
    case .pageUp: scrollHelp(by: -10)
    case .pageDown, .character(" "): scrollHelp(by: 10)
    case .character("L"), .function(2): return switchLanguage()
    default: help = nil
    }
    return []
  }

  private mutating func scrollHelp(by amount: Int) {
    guard let screen = screens.last else { return }
    let context = context
    help?.scroll(by: amount, screen: screen, context: context)
  }

  /// The keys that work on every screen.
  private mutating func pressAnywhere(_ key: Key) -> [Effect] {
    let isTyping = screens.last?.isTyping ?? false
    switch key {
    case .function(1): openHelp()
    case .character("?") where !isTyping: openHelp()
    case .function(2): return switchLanguage()
    case .character("L") where !isTyping: return switchLanguage()
    case .character("/") where !isTyping: return perform(.open(.search))
    case .escape: return perform(.pop)
    case .character("q") where !isTyping: return perform(.pop)
    default: note = .keyDoesNothing(KeyNames.sign(of: key))
    }
    return []
  }

  private mutating func openHelp() {
    interrupt()
    help = HelpPage()
  }

  private mutating func switchLanguage() -> [Effect] {
    language = language.other
    settings.language = language
    return [.saveSettings(settings)]
  }

  // MARK: Screens

  var isLargeEnough: Bool {
    size.rows >= Self.smallest.rows && size.columns >= Self.smallest.columns
  }

  /// What the screens may know just now.
  public var context: ScreenContext {
    ScreenContext(
      course: course, search: search, isCourseLoaded: isCourseLoaded, problems: problems,
      language: language,
      settings: settings,
      place: place, progress: progress, moment: wallClock.moment(at: now), facts: facts, now: now,
      seed: seed, bodySize: bodyRect.size, windowSize: size,
      hasShades: terminalHasShades && settings.allowsShades, preview: preview)
  }

  /// Works out what the screen on top shows about the schedule, where that is out of date.
  private mutating func refreshFacts() {
    guard let progress, isCourseLoaded, screens.last?.showsFacts ?? false else { return }
    let moment = wallClock.moment(at: now)
    guard facts == nil || factsDay != moment.day else { return }
    let finished = Set(place.finishedLessons)
    facts = StudyFacts(
      queue: ReviewQueue(course, progress, at: moment, finishedLessons: finished),
      readiness: Readiness(course, progress, at: moment, finishedLessons: finished),
      statistics: Statistics(course, progress, at: moment))
    factsDay = moment.day
  }

  /// What the screens leave to be done when the program ends.
  public var closing: [Effect] { screens.reversed().flatMap(\.closing) }

  private mutating func interrupt() {
    let context = context
    withTop { $0.interrupted(in: context) }
  }

  @discardableResult
  private mutating func withTop<Result>(_ body: (inout any Screen) -> Result) -> Result {
    body(&screens[screens.count - 1])
  }

  private mutating func perform(_ reaction: Reaction) -> [Effect] {
    var effects: [Effect] = []
    for event in reaction.events {
      switch event {
      case .push(let screen): screens.append(screen)
      case .replace(let screen):
        effects += screens.removeLast().closing
        screens.append(screen)
      case .open(let destination):
        if let screen = destination.screen(in: context) {
          screens.append(screen)
        } else {
          note = isCourseLoaded ? .notInTheCourse : .courseIsBeingRead
        }
      case .pop:
        if screens.count == 1 {
          effects += closing + [.quit(exitCode: 0)]
        } else {
          effects += screens.removeLast().closing
        }
      case .home:
        effects += screens.dropFirst().flatMap(\.closing)
        screens.removeSubrange(1...)
      case .note(let phrase): note = phrase
      case .perform(let effect): effects.append(effect)
      case .remember(let place):
        guard place != self.place else { break }
        if place.finishedLessons != self.place.finishedLessons { facts = nil }
        self.place = place
        effects.append(.savePlace(place))
      case .change(let settings):
        guard settings != self.settings else { break }
        // A language of this run alone stays when something else is set.
        if settings.language != self.settings.language, let language = settings.language {
          self.language = language
        }
        self.settings = settings
        effects.append(.saveSettings(settings))
      }
    }
    return effects
  }
}
