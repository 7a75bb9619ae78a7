import ArgumentParser
import Cells
import Console
import Content
import CourseModel
import CursesConsole
import Glibc
import Languages
import Phrases
import TutorCore

/// Runs the program on a real terminal: show, wait, update, carry out effects.
final class Runtime {
  private let terminal: CursesTerminal
  private let loop: EventLoop
  private let mailbox: Mailbox<Action>
  private let locations: Locations
  private let journal: StudyJournal
  private var state: AppState
  /// The settings as they were when they were last kept.
  private var kept: Settings
  /// The file that its author looks at.
  private var preview: PreviewFile?
  private var previewReading: Task<Void, Never>?
  private var tasks: [LabWork.Slot: Task<Void, Never>] = [:]

  /// Opens the program at `destination` and ends the process with its exit code.
  static func open(
    _ destination: Destination, options: Options, preview: PreviewFile? = nil
  ) throws {
    let locations = Locations(options: options)
    let (settings, problems) = options.keptSettings(locations)
    let language = options.language(settings)
    let loop = EventLoop()  // before any thread exists
    let terminal: CursesTerminal
    do {
      terminal = try CursesTerminal(color: settings.color.choice)
    } catch {
      throw Failure.usage("\(error.description), or use --plain")
    }
    var state = AppState(
      language: language, settings: settings, place: PlaceFile(path: locations.placeFile).read(),
      size: terminal.size, seed: UInt64(bitPattern: EventLoop.now), start: destination)
    state.terminalHasShades = terminal.canShade
    let runtime = Runtime(terminal: terminal, loop: loop, locations: locations, state: state)
    runtime.preview = preview
    if let first = problems.first {
      let phrase = Phrase.configProblem(
        line: first.location.line, first.message, more: problems.count - 1)
      runtime.mailbox.post(.failed(phrase))
    }
    let code = runtime.run()
    terminal.leave()
    let (news, loss) = runtime.journal.close()
    for phrase in news + (loss.map { [$0] } ?? []) {
      printError(phrase(runtime.state.language).displayed)
    }
    throw ExitCode(loss == nil || code != 0 ? code : Failure.io("").exitCode)
  }

  private init(
    terminal: CursesTerminal, loop: EventLoop, locations: Locations, state: AppState
  ) {
    self.terminal = terminal
    self.loop = loop
    self.locations = locations
    journal = StudyJournal(locations: locations)
    self.state = state
    kept = state.settings
    mailbox = Mailbox(wake: loop.wake)
  }

  private func run() -> Int32 {
    var isCourseRequested = false
    while true {
      state.wallClock = StudyJournal.wallClock
      terminal.show(state.frame)
      if let code = carryOut(state.update(.painted, at: EventLoop.now)) { return code }
      if !isCourseRequested {
        // After the first picture, so that nothing delays it.
        isCourseRequested = true
        readCourse()
        readJournal()
      }
      let asleepSince = EventLoop.now
      let wakeups = loop.wait(until: state.nextDeadline)
      // Stopped by somebody else, it did not see the moment; clocks stand still from the last one.
      if wakeups.contains(.resumed) { _ = state.update(.resumed, at: asleepSince) }
      for case .terminated(let signal) in wakeups {
        _ = carryOut(state.closing)
        return 128 + signal
      }
      state.wallClock = StudyJournal.wallClock
      for action in actions(after: wakeups) {
        if let code = carryOut(state.update(action, at: EventLoop.now)) { return code }
      }
    }
  }

  private func actions(after wakeups: Set<Wakeup>) -> [Action] {
    var actions: [Action] = []
    if wakeups.contains(.resized) || wakeups.contains(.resumed) {
      actions.append(.input(terminal.resize()))
    }
    if wakeups.contains(.stopped) { actions.append(.input(.key(.control("z")))) }
    if wakeups.contains(.input) { actions += terminal.pendingEvents().map(Action.input) }
    if wakeups.contains(.mail) { actions += mailbox.drain() }
    if let deadline = state.nextDeadline, deadline <= EventLoop.now {
      actions.append(.deadlineReached)
    }
    return actions
  }

  /// Carries out effects in order; returns an exit code when the program is to end.
  private func carryOut(_ effects: [Effect]) -> Int32? {
    for effect in effects {
      switch effect {
      case .quit(let code): return code
      case .suspend: suspend()
      case .repaint: terminal.repaintAll()
      case .savePlace(let place):
        report { try PlaceFile(path: locations.placeFile).write(place) }
      case .saveSettings(let settings):
        report { try SettingsFile(path: locations.configFile).write(settings, replacing: kept) }
        if settings.color != kept.color { terminal.setColor(settings.color.choice) }
        kept = settings
      case .keep(let kinds, let replaced):
        let (progress, news) = journal.keep(kinds, replacing: replaced)
        if let code = tell(.progressed(progress), news) { return code }
      case .takeBack(let question):
        let (taken, progress, news) = journal.takeBack(question)
        if let code = tell(.takenBack(question: taken, progress), news) { return code }
      case .report(let complaint): keep(complaint)
      case .lookAtPreview:
        switch preview?.look() ?? .same {
        case .same: break
        case .saved: readCourse()
        case .lost(let reason): mailbox.post(.previewLost(reason))
        }
      case .work(let work): start(work)
      case .stopWork(let slot): tasks.removeValue(forKey: slot)?.cancel()
      case .saveFile(let name, let text): save(text, name: name)
      }
    }
    return nil
  }

  /// Tells the state at once what the journal holds now, so that the next picture shows it.
  private func tell(_ action: Action, _ news: [Phrase]) -> Int32? {
    var code = carryOut(state.update(action, at: EventLoop.now))
    for phrase in news where code == nil {
      code = carryOut(state.update(.failed(phrase), at: EventLoop.now))
    }
    return code
  }

  /// Reads the journal off the screen's thread.
  private func readJournal() {
    let (journal, mailbox) = (journal, mailbox)
    Task.detached(priority: .userInitiated) {
      let (progress, news) = journal.read()
      mailbox.post(.progressed(progress))
      for phrase in news { mailbox.post(.failed(phrase)) }
    }
  }

  /// Does the pieces of a long computation off the screen's thread, each told as it comes.
  private func start(_ work: LabWork) {
    tasks[work.slot]?.cancel()
    let mailbox = mailbox
    tasks[work.slot] = Task.detached(priority: .userInitiated) {
      var work = work
      while !Task.isCancelled, let news = work.next(), !Task.isCancelled {
        mailbox.post(.computed(news))
      }
    }
  }

  private func save(_ text: String, name: String) {
    do {
      let path = try Files.writeNew(text, name: name)
      mailbox.post(.said(.fileSaved(path)))
    } catch {
      mailbox.post(.failed(.couldNotSave(error.message)))
    }
  }

  private func keep(_ complaint: QuestionReport) {
    report {
      let text = complaint.text(program: "lstm-tutor " + TutorCommand.configuration.version)
      try Files.append(text, to: locations.reportsFile)
      mailbox.post(.said(.questionReported(locations.reportsFile.belowHome.displayed)))
    }
  }

  /// Tells the learner what could not be kept; the program goes on.
  private func report(_ body: () throws -> Void) {
    do { try body() } catch {
      let reason = (error as? Failure)?.message ?? "\(error)"
      mailbox.post(.failed(.couldNotKeep(reason)))
    }
  }

  private func suspend() {
    terminal.leave()
    loop.stop()
    terminal.enter()
    _ = state.update(.input(terminal.resize()), at: EventLoop.now)
    _ = state.update(.resumed, at: EventLoop.now)
  }

  /// Reads the course off the screen's thread; only the finished value comes back.
  private func readCourse() {
    let (folders, mailbox) = (locations.content, mailbox)
    if let reader = preview?.reader, let isLanguageNamed = preview?.isLanguageNamed {
      // One after the other, so that what was saved last is what is shown last.
      previewReading = Task.detached(priority: .userInitiated) { [previewReading] in
        await previewReading?.value
        var preview = reader.read()
        if isLanguageNamed { preview.language = nil }
        mailbox.post(.previewed(preview, SearchIndex(preview.course)))
      }
      return
    }
    Task.detached(priority: .userInitiated) {
      let (course, diagnostics) = CourseReader(folders: folders).read()
      let problems = diagnostics.filter { $0.severity == .error }
      mailbox.post(.courseRead(course, SearchIndex(course), problems: problems))
    }
  }
}
