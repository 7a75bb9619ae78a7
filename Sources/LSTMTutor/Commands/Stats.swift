import ArgumentParser
import Cells
import Glibc
import Study
import TutorCore

/// `lstm-tutor stats`: readiness, calibration, what is to come.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show readiness, calibration and what is due.",
    discussion: "The JSON is described in docs/json.md.")

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let options = options.values
    if !json, options.opensScreen { return try Runtime.open(.progress, options: options) }
    let session = try PlainSession(options: options)
    let study = PlainStudy(session)
    let moment = StudyJournal.moment
    let finished = Set(PlaceFile(path: session.locations.placeFile).read().finishedLessons)
    guard json else {
      let lines = progressLines(
        session.course, study.progress, at: moment, finishedLessons: finished,
        language: session.language, hasBars: !options.plain && !session.settings.isASCII)
      for line in lines { session.print(line.plainText) }
      return try study.close()
    }
    let report = StatisticsReport(
      Statistics(session.course, study.progress, at: moment),
      Readiness(session.course, study.progress, at: moment, finishedLessons: finished),
      study.progress.plan, at: moment)
    guard Files.writeAll(report.json.description + "\n", to: STDOUT_FILENO) else {
      throw Files.failure("write", "standard output")
    }
    try study.close()
  }
}
