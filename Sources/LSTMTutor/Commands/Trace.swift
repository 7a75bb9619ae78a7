import ArgumentParser
import Cells
import CourseModel
import Glibc
import Recurrent
import Study

/// `lstm-tutor trace`: everything that a cell computes over a lab's tape.
struct TraceCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print everything a cell computes over a lab's tape.",
    discussion: """
      A table shows inputs, gates, candidate, cell state and hidden state at every timestep; CSV
      and JSON have the sums before σ and tanh too. In JSON, NaN and infinities are the strings
      "nan", "inf" and "-inf"; its schema is lstm-tutor/trace/1.
      """)

  @Argument(help: "The lab's id, such as latch.")
  var preset: String

  @Option(help: ArgumentHelp("The kind of cell.", valueName: "kind"))
  var cell: CellKind?

  @Option(help: "table, csv or json.")
  var format = Format.table

  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try PlainSession(options: options.values)
    let (lab, step, _) = try session.lab(preset, cell: cell)
    // latch@5 is what the tape has led to by then.
    let steps = step > 0 ? step : nil
    let trace = try session.running(lab) { () throws(LabRun.Failure) in
      try LabRun(lab, steps: steps).trace
    }
    let text =
      switch format {
      case .table: trace.table(inputNames: lab.inputs.map(\.name.displayed)) { $0.cellWidth }
      case .csv: trace.csv
      case .json: trace.json
      }
    if let output { return try Files.write(text, to: output) }
    guard Files.writeAll(text, to: STDOUT_FILENO) else {
      throw Files.failure("write", "standard output")
    }
  }
}
