import Cells
import Glibc
import Languages
import Phrases
import Recurrent
import Study

/// Shows how a training run comes along: one line that is redrawn, or a line at every test.
final class TrainingDisplay {
  private let plan: TrainingOptions
  private let language: Language
  private let isBar: Bool
  private let isASCII: Bool
  private let descriptor: Int32
  private var lastDrawn = -1.0
  private var hasDrawn = false
  /// Whether something that was said could not be written.
  private(set) var hasLostOutput = false

  init(
    _ plan: TrainingOptions, language: Language, isBar: Bool, isASCII: Bool, toStandardError: Bool
  ) {
    self.plan = plan
    self.language = language
    self.isBar = isBar
    self.isASCII = isASCII
    descriptor = toStandardError ? STDERR_FILENO : STDOUT_FILENO
    write(
      say(
        .trainingBegins(
          task: plan.task.kind.rawValue, length: plan.task.length, cell: plan.cell.rawValue,
          hidden: plan.hiddenSize, weights: plan.weightCount, seed: plan.seed)) + "\n")
  }

  /// Draws at most ten times a second, and says every test.
  func show(_ progress: TrainingCourse.Progress) {
    if isBar {
      guard progress.isTest || progress.elapsed - lastDrawn >= 0.1 else { return }
      lastDrawn = progress.elapsed
      hasDrawn = true
      write("\r" + bar(progress).padded(to: width - 1))
    } else if progress.isTest, let point = progress.point {
      write(
        say(
          .trainingTest(
            updates: point.updates, loss: Self.number(point.evaluation.loss),
            accuracy: Self.number(point.evaluation.accuracy))) + "\n")
    }
  }

  /// Says how it ended.
  func finish(_ course: TrainingCourse) {
    if hasDrawn { write("\r" + String(repeating: " ", count: width - 1) + "\r") }
    let accuracy = Self.number(course.points.last?.evaluation.accuracy ?? 0)
    let threshold = Self.number(plan.task.threshold)
    let outcome: Phrase
    if course.isSolved {
      outcome = .trainingSolved(
        updates: course.updates, accuracy: accuracy, threshold: threshold)
    } else if course.wasCancelled {
      outcome = .trainingStopped(updates: course.updates)
    } else if course.hasDiverged {
      outcome = .trainingDiverged(updates: course.updates)
    } else {
      outcome = .trainingUnsolved(
        updates: course.updates, accuracy: accuracy, threshold: threshold)
    }
    write(say(outcome) + "\n")
    guard course.updates > 0 else { return }
    write(
      say(
        .trainingSpeed(
          seconds: Self.number(course.seconds, digits: 2),
          rate: Self.rate(course.updatesPerSecond))) + "\n")
  }

  /// `[████▌     ] 150/600  2031/s  loss 0.512  accuracy 0.742  0:02 left`
  private func bar(_ progress: TrainingCourse.Progress) -> String {
    let share = Double(progress.updates) / Double(plan.updates)
    let length = 20
    let done = Int((share * Double(length)).rounded(.down))
    let (full, empty) = isASCII ? ("#", "-") : ("█", "░")
    let gauge =
      String(repeating: full, count: done) + String(repeating: empty, count: length - done)
    let left =
      progress.updates > 0
      ? progress.elapsed / Double(progress.updates) * Double(plan.updates - progress.updates) : 0
    let text = say(
      .trainingBar(
        updates: progress.updates, of: plan.updates,
        rate: Self.rate(progress.updatesPerSecond), loss: Self.number(progress.loss),
        accuracy: progress.point.map { Self.number($0.evaluation.accuracy) } ?? "–",
        left: Self.clock(left)))
    return gauge + " " + text
  }

  private func say(_ phrase: Phrase) -> String { phrase(language) }

  private var width: Int {
    var size = winsize()
    let hasSize = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return hasSize ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) {
    if !Files.writeAll(isASCII ? text.asciiOnly : text, to: descriptor) { hasLostOutput = true }
  }

  private static func rate(_ perSecond: Double) -> String {
    number(perSecond, digits: perSecond < 10 ? 2 : 0)
  }

  /// Minutes and seconds, or hours too.
  private static func clock(_ seconds: Double) -> String {
    let total = Int(min(max(0, seconds), 359_999).rounded(.up))
    let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
    let end = rest < 10 ? "0\(rest)" : "\(rest)"
    guard hours > 0 else { return "\(minutes):\(end)" }
    return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(end)"
  }

  private static func number(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return value.isNaN ? "nan" : "\(value)" }
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    guard digits > 0 else { return (value < 0 ? "-" : "") + "\(scaled)" }
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale).\(zeros)\(fraction)"
  }
}

extension String {
  /// Cut or filled with spaces to a width in cells, so that a redrawn line leaves nothing behind.
  fileprivate func padded(to width: Int) -> String {
    var line = self
    while line.cellWidth > width { line.removeLast() }
    return line + String(repeating: " ", count: max(0, width - line.cellWidth))
  }
}
