import Cells
import Recurrent
import Study

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
