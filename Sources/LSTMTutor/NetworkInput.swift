import ArgumentParser
import Cells
import Recurrent
import Study

/// The options with which a verb takes the learner's own network in the place of a lab.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A network saved from PyTorch.", valueName: "file.safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Which network of the file, by what stands before its names: encoder.lstm.",
      valueName: "prefix"))
  var prefix: String?

  @Option(
    help: ArgumentHelp("The sequence that the network reads.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var input: String?

  /// Reads network and sequence; nil when a lab is meant.
  ///
  /// - Parameter lab: the lab that was named beside them, which is a mistake
  /// - Throws: exit 64 for options that do not go together, else as ``NetworkInput`` does.
  func read(
    lab: String?, cell: CellKind?
  ) throws -> (path: String, network: Network<Float>, sequence: SequenceCSV)? {
    guard let weights else {
      guard input == nil, prefix == nil else {
        throw Failure.usage("--input and --prefix go with --weights; a lab brings its own tape")
      }
      return nil
    }
    if let lab {
      throw Failure.usage("give a lab ('\(lab.displayed)') or --weights, not both")
    }
    guard let input else {
      throw Failure.usage("--weights needs --input: a CSV file with one row a timestep")
    }
    let network = try NetworkInput.weights(weights, prefix: prefix, cell: cell).network
    let sequence = try NetworkInput.sequence(input, width: network.shape.inputSize)
    return (weights, network, sequence)
  }

  /// The same options as words of a command line.
  func arguments(cell: CellKind?) -> [String] {
    let options = [
      ("--weights", weights), ("--input", input), ("--prefix", prefix), ("--cell", cell?.rawValue),
    ]
    return options.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}

/// The learner's own network and sequence, from files.
enum NetworkInput {
  /// Reads weights that PyTorch saved.
  ///
  /// - Throws: exit 74 when the file cannot be read, 65 when it is no network.
  static func weights(_ path: String, prefix: String?, cell: CellKind?) throws -> NetworkFile {
    guard let bytes = Files.read(path, limit: 1 << 32) else {
      throw Files.failure("read", path.displayed)
    }
    do throws(WeightsError) {
      return try NetworkFile(Safetensors(bytes: bytes), prefix: prefix, cell: cell)
    } catch {
      throw Failure.located("\(path): error: \(error.description)")
    }
  }

  /// Reads a sequence and tells on standard error what is odd about it.
  ///
  /// - Throws: exit 74 when the file cannot be read, 65 when it is no such sequence.
  static func sequence(_ path: String, width: Int) throws -> SequenceCSV {
    guard let bytes = Files.read(path, limit: 1 << 28) else {
      throw Files.failure("read", path.displayed)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.located("\(path): error: the file is not UTF-8 text")
    }
    do throws(SequenceCSV.Finding) {
      let sequence = try SequenceCSV(text, width: width)
      // A column of NaN would say the same thing many times.
      for finding in sequence.warnings.prefix(10) { printError(line(path, finding, "warning")) }
      let rest = sequence.warnings.count - 10
      if rest > 0 { printError("\(path.displayed): warning: \(rest) more like these") }
      return sequence
    } catch {
      throw Failure.located(line(path, error, "error"))
    }
  }

  private static func line(_ path: String, _ finding: SequenceCSV.Finding, _ severity: String)
    -> String
  {
    "\(path):\(finding.line):\(finding.column): \(severity): \(finding.message)".displayed
  }
}
