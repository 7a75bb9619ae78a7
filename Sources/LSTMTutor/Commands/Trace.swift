import ArgumentParser
import Cells
import CourseModel
import Glibc
import Recurrent
import Study

/// `lstm-tutor trace`: everything that a network computes over a sequence.
struct TraceCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print everything a cell computes over a lab's tape or your own sequence.",
    usage: """
      lstm-tutor trace <preset> [--gradients] [--format <format>] [--output <file>]
      lstm-tutor trace --weights <file.safetensors> --input <file.csv> [--cell <kind>] ...
      """,
    discussion: """
      A table shows inputs, gates, candidate, cell state and hidden state at every timestep; CSV \
      and JSON have the sums before σ and tanh too. In JSON, NaN and infinities are the strings \
      "nan", "inf" and "-inf"; its schema is lstm-tutor/trace/1.

      Weights are a PyTorch state_dict saved with safetensors. Kind, sizes, layers and directions \
      are found from the names and shapes; --cell decides where these leave a choice. The input \
      has one row a timestep, one number for each input of the network, and may begin with a row \
      of names.

      --gradients takes time that grows with T and with the third power of H.
      """)

  @Argument(help: "The lab's id, such as latch, or latch@5 for its first five steps.")
  var preset: String?

  @OptionGroup var files: NetworkOptions

  @Option(help: ArgumentHelp("The kind of cell.", valueName: "kind"))
  var cell: CellKind?

  @Flag(
    help: """
      Add the gradient of the last output's sum at every timestep, and the norms of ∂h_T/∂h_t and \
      ∂c_T/∂c_t.
      """)
  var gradients = false

  @Option(help: "table, csv or json.")
  var format = Format.table

  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let run = try ownNetwork() ?? lab()
    let flow = gradients ? LastHiddenGradients(run.network, run.trace) : nil
    let text =
      switch format {
      case .table:
        run.trace.table(inputNames: run.inputNames.map(\.displayed), gradients: flow) {
          $0.cellWidth
        }
      case .csv: run.trace.csv(gradients: flow)
      case .json: run.trace.json(gradients: flow)
      }
    if let output { return try Files.write(text, to: output) }
    guard Files.writeAll(text, to: STDOUT_FILENO) else {
      throw Files.failure("write", "standard output")
    }
  }

  private struct Run {
    var network: Network<Float>
    var trace: Trace<Float>
    var inputNames: [String]
  }

  private func lab() throws -> Run {
    guard let preset else {
      throw Failure.usage("name a lab such as 'latch', or give --weights and --input")
    }
    let session = try PlainSession(options: options.values)
    let (lab, reference) = try session.lab(preset, cell: cell)
    let step = reference.step
    // latch@5 is what the tape has led to by then.
    let run = try session.running(lab) { () throws(LabRun.Failure) in
      try LabRun(lab, steps: step > 0 ? step : nil)
    }
    return Run(network: run.network, trace: run.trace, inputNames: lab.inputs.map(\.name))
  }

  private func ownNetwork() throws -> Run? {
    // Where nothing is named, ``lab()`` says what can be.
    guard files.weights != nil || preset != nil else { return nil }
    guard let (_, network, sequence) = try files.read(lab: preset, cell: cell) else { return nil }
    return Run(
      network: network, trace: try Trace(network, tape: sequence.rows),
      inputNames: sequence.names)
  }
}
