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
    abstract: "Step a live cell on and back, look inside and change it.",
    usage: """
      lstm-tutor lab [<preset>] [--cell <kind>]
      lstm-tutor lab --weights <file.safetensors> --input <file.csv> [--prefix <prefix>]
      """,
    discussion: """
      Without a preset the list of labs opens. PRESET@STEP opens it at a step, as in latch@5, \
      latch@5.3 at the third of its eleven sub-steps, latch@5:gradient through a lens: gates, \
      flow, cell, heat, units, gradient or weights.

      Weights are a PyTorch state_dict saved with safetensors: RNN, GRU or LSTM, several layers \
      and both directions too. The input has one row a timestep, one number for each input of the \
      network, and may begin with a row of names.

      With --plain commands are typed; help lists them.
      """)

  @Argument(help: "The lab's id, such as latch, latch@5, latch@5.3 or latch@5:cell.")
  var preset: String?

  @OptionGroup var files: NetworkOptions

  @Option(help: ArgumentHelp("The kind of cell.", valueName: "kind"))
  var cell: CellKind?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    if let own = try ownNetwork() {
      guard !options.values.opensScreen else {
        return try Runtime.open(.ownNetwork(own), options: options.values)
      }
      return try PlainSession(options: options.values).play(own)
    }
    guard let preset else { return try runWithoutPreset() }
    let session = try PlainSession(options: options.values)
    // A mistake is told before the screen is taken.
    let (lab, reference) = try session.lab(preset, cell: cell)
    guard !options.values.opensScreen else {
      return try Runtime.open(.lab(reference), options: options.values)
    }
    try session.play(lab, at: reference, isPrompted: false)
  }

  /// Where this command leads, for a script that begins there.
  ///
  /// - Throws: ``Failure`` as running it would.
  func destination(_ session: PlainSession) throws -> Destination {
    if let own = try ownNetwork() { return .ownNetwork(own) }
    guard let preset else { return .labs }
    return .lab(try session.lab(preset, cell: cell).reference)
  }

  private func ownNetwork() throws -> OwnNetwork? {
    guard let (path, network, sequence) = try files.read(lab: preset, cell: cell) else {
      return nil
    }
    return OwnNetwork(
      name: path.split(separator: "/").last.map(String.init) ?? path, network: network,
      tape: sequence.rows, inputNames: sequence.names, arguments: files.arguments(cell: cell))
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
        return try session.play(lab, at: LabReference(preset: lab.id, step: 0), isPrompted: true)
      }
      session.print(.plainLabListPrompt(labs.count))
      guard let next = session.readLine() else { return }
      line = next
    }
  }
}

extension PlainSession {
  /// The lab that `name` means, and the position behind its `@`.
  ///
  /// - Throws: exit 64 when there is no such lab, step, sub-step or lens, or it is made for another
  ///   kind of cell than `cell`.
  func lab(_ name: String, cell: CellKind?) throws -> (lab: LabPreset, reference: LabReference) {
    let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let lab = course.lab(String(parts[0])) else {
      let ids = course.labs.map(\.id).joined(separator: ", ")
      throw Failure.usage(say(.noSuchLab(String(parts[0]).displayed, ids)))
    }
    let kind = CellKind(rawValue: lab.cell)
    if let cell, cell != kind {
      throw Failure.usage(
        say(.labIsForAnotherCell(lab.id, lab.cell.displayed, asked: cell.rawValue)))
    }
    var reference = LabReference(preset: lab.id, step: 0)
    guard parts.count == 2 else { return (lab, reference) }
    var position = parts[1]
    if let colon = position.firstIndex(of: ":") {
      let lens = String(position[position.index(after: colon)...])
      guard LabReference.lenses.contains(lens) else {
        throw Failure.usage(
          say(
            .labHasNoLens(lens.displayed, LabReference.lenses.joined(separator: ", "))))
      }
      reference.lens = lens
      position = position[..<colon]
    }
    let numbers = position.split(separator: ".", omittingEmptySubsequences: false)
    guard let step = numbers.first.flatMap({ Int($0) }), numbers.count <= 2,
      (0...lab.tape.count).contains(step)
    else {
      throw Failure.usage(
        say(.labHasNoStep(lab.id, String(position).displayed, last: lab.tape.count)))
    }
    reference.step = step
    guard numbers.count == 2 else { return (lab, reference) }
    let count = kind.map(LabReference.substepCount) ?? 0
    guard step > 0, let substep = Int(numbers[1]), (1...max(1, count)).contains(substep) else {
      throw Failure.usage(
        say(
          .labHasNoSubstep(lab.id, step: step, String(numbers[1]).displayed, count: count)))
    }
    reference.substep = substep
    return (lab, reference)
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
  func play(_ lab: LabPreset, at reference: LabReference, isPrompted: Bool) throws {
    let plain = try running(lab) { () throws(LabRun.Failure) in
      try PlainLab(lab, at: reference)
    }
    try play(plain, isPrompted: isPrompted)
  }

  /// The same for a network of the learner's own.
  func play(_ own: OwnNetwork) throws {
    let plain: PlainLab
    do throws(LabRun.Failure) { plain = try PlainLab(own) } catch {
      throw Failure.badInput(say(error.phrase))
    }
    try play(plain, isPrompted: false)
  }

  private func play(_ lab: PlainLab, isPrompted: Bool) throws {
    var plain = lab
    plain.opening(language).forEach { print($0) }
    var hasRead = isPrompted
    while let line = readLine() {
      hasRead = true
      guard let answer = plain.obey(line, language) else { return }
      answer.lines.forEach { print($0) }
      for case .saveFile(let name, let text) in answer.effects { save(text, as: name) }
    }
    if !hasRead { throw Failure.usage(say(.nothingToRead)) }
  }

  /// Writes a file that is not there yet, and says where it is or why it is not.
  private func save(_ text: String, as name: String) {
    do throws(Failure) {
      print(.plainSaved(try Files.writeNew(text, name: name)))
    } catch {
      print(.couldNotSave(error.message))
    }
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
