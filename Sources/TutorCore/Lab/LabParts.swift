import Cells
import CourseModel
import Languages
public import Phrases
import Recurrent
public import Study
import Views

extension Gate {
  var role: Role {
    switch self {
    case .forget, .update: .forgetGate
    case .input, .reset: .inputGate
    case .candidate, .new: .candidate
    case .output: .outputGate
    }
  }

  var name: Phrase {
    switch self {
    case .forget: .forgetGate
    case .input: .inputGate
    case .candidate, .new: .candidate
    case .output: .outputGate
    case .reset: .resetGate
    case .update: .updateGate
    }
  }
}

extension Phase {
  var name: Phrase {
    switch self {
    case .read: .phaseRead
    case .squash: .phaseSquash
    case .forget: .phaseForget
    case .write: .phaseWrite
    case .show: .phaseShow
    }
  }
}

extension LabRun.Failure {
  /// Why the preset cannot be run, for people.
  public var phrase: Phrase {
    switch self {
    case .unknownCell(let name): .labUnknownCell(name)
    case .size(let error): .labBadSize(error.description)
    case .shape(let error):
      .labBadShape(
        error.name, found: error.found.description, expected: error.expected?.description ?? "–")
    }
  }
}

extension LabPreset.Input {
  /// `d data` where that fits, else `d`; `letter a` where the meaning repeats the name.
  func label(_ language: Language, width: Int) -> String {
    guard let meaning = meaning.best(for: language), meaning != name else {
      return name.truncated(to: width)
    }
    if meaning.split(separator: " ").contains(name[...]), meaning.cellWidth <= width {
      return meaning
    }
    guard name.cellWidth + 1 + meaning.cellWidth <= width
    else { return name.truncated(to: width) }
    return name + " " + meaning
  }
}

/// The timesteps that fit on the screen; the picture moves by half its width, not at each step.
struct TimeWindow: Hashable {
  /// Index of the first timestep shown.
  var start: Int
  var count: Int
  /// Cells per timestep.
  var pitch: Int

  /// - Parameters:
  ///   - total: T
  ///   - cursor: index of the timestep that must be seen
  init(total: Int, cursor: Int, width: Int, maximalPitch: Int) {
    let width = max(0, width)
    pitch = max(1, min(maximalPitch, total == 0 ? 1 : width / total))
    count = min(total, width / pitch)
    let half = max(1, count / 2)
    start = max(0, min(total - count, (max(0, cursor) / half - 1) * half))
  }

  /// Indices of the timesteps that are seen.
  var range: Range<Int> { start..<(start + count) }
  /// The same, counted from 1.
  var timesteps: Range<Int> { (start + 1)..<(start + count + 1) }
  var width: Int { count * pitch }

  func slice(_ values: [Double]) -> [Double] {
    Array(values[range.clamped(to: values.indices)])
  }
}
