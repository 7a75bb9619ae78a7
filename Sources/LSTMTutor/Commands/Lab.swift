public import ArgumentParser
import Cells
import CourseModel
import Languages
import Phrases
public import Recurrent
import Study
import TutorCore

/// `lstm-tutor lab`: steps a live cell.
struct Lab: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Step a live cell on and back and see every number.",
    discussion: """
      Without a preset the list of labs opens. PRESET@STEP opens it at a step, as in latch@5,
      and latch@5.3 at the third of its five sub-steps.
      With --plain commands are typed: n next, b back, a number jumps, q quits.
      """)

  @Argument(help: "The lab's id, such as latch, latch@5 or latch@5.3.")
  var preset: String?

  @Option(help: ArgumentHelp("The kind of cell.", valueName: "kind"))
  var cell: CellKind?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let preset else { return try runWithoutPreset() }
    let session = try PlainSession(options: options.values)
    // A mistake is told before the screen is taken.
    let (lab, step, substep) = try session.lab(preset, cell: cell)
    guard !options.values.opensScreen else {
      let reference = LabReference(preset: lab.id, step: step, substep: substep)
      return try Runtime.open(.lab(reference), options: options.values)
    }
    try session.play(lab, step: step, substep: substep, isPrompted: false)
  }

  private func runWithoutPreset() throws {
    guard cell == nil else { throw Failure.usage("--cell needs a preset") }
    guard !options.values.opensScreen else {
      return try Runtime.open(.labs, options: options.values)
    }
    let session = try PlainSession(options: options.values)
    let labs = session.course.labs
    guard !labs.isEmpty else { return session.print(.noLabs) }
    for (index, lab) in labs.enumerated() {
      session.print("\(index + 1)  \(lab.id)  \(lab.title.best(for: session.language) ?? "")")
    }
    session.print(.plainLabListPrompt(labs.count))
    guard var line = session.readLine() else { throw Failure.usage(session.say(.nothingToRead)) }
    while true {
      let word = line.trimmed
      if ["q", "quit", "exit"].contains(word) { return }
      let chosen = Int(word).flatMap { labs.indices.contains($0 - 1) ? labs[$0 - 1] : nil }
      if let lab = chosen ?? session.course.lab(word) {
        return try session.play(lab, step: 0, isPrompted: true)
      }
      session.print(.plainLabListPrompt(labs.count))
      guard let next = session.readLine() else { return }
      line = next
    }
  }
}

extension PlainSession {
  /// The lab that `name` means, the step behind its `@`, and the sub-step behind the point.
  ///
  /// - Throws: exit 64 when there is no such lab or step, or it is made for another kind of cell
  ///   than `cell`.
  func lab(_ name: String, cell: CellKind?) throws -> (
    lab: LabPreset, step: Int, substep: Int?
  ) {
    let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let lab = course.lab(String(parts[0])) else {
      let ids = course.labs.map(\.id).joined(separator: ", ")
      throw Failure.usage(say(.noSuchLab(String(parts[0]).displayed, ids)))
    }
    if let cell, cell.rawValue != lab.cell {
      throw Failure.usage(
        say(.labIsForAnotherCell(lab.id, lab.cell.displayed, asked: cell.rawValue)))
    }
    guard parts.count == 2 else { return (lab, 0, nil) }
    let numbers = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard let step = numbers.first.flatMap({ Int($0) }), numbers.count <= 2,
      (0...lab.tape.count).contains(step)
    else {
      throw Failure.usage(
        say(.labHasNoStep(lab.id, String(parts[1]).displayed, last: lab.tape.count)))
    }
    guard numbers.count == 2 else { return (lab, step, nil) }
    guard step > 0, let substep = Int(numbers[1]), (1...5).contains(substep) else {
      throw Failure.usage(
        say(.labHasNoSubstep(lab.id, step: step, String(numbers[1]).displayed)))
    }
    return (lab, step, substep)
  }

  /// Runs what `body` runs; a lab whose weights do not fit is a bad input file.
  func running<Result>(
    _ lab: LabPreset, _ body: () throws(LabRun.Failure) -> Result
  ) throws -> Result {
    do throws(LabRun.Failure) {
      return try body()
    } catch {
      throw Failure.badInput("lab '\(lab.id)': \(say(error.phrase))")
    }
  }

  /// Steps a lab by typed commands until there are no more.
  func play(_ lab: LabPreset, step: Int, substep: Int? = nil, isPrompted: Bool) throws {
    var plain = try running(lab) { () throws(LabRun.Failure) in
      try PlainLab(lab, step: step, substep: substep)
    }
    plain.opening(language).forEach { print($0) }
    var hasRead = isPrompted
    while let line = readLine() {
      hasRead = true
      guard let answer = plain.obey(line, language) else { return }
      answer.forEach { print($0) }
    }
    if !hasRead { throw Failure.usage(say(.nothingToRead)) }
  }
}

extension CellKind: ExpressibleByArgument {}
extension TaskKind: ExpressibleByArgument {}
extension Initialization: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
