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

  var range: Range<Int> { start..<(start + count) }
  var width: Int { count * pitch }

  func slice(_ values: [Double]) -> [Double] {
    Array(values[range.clamped(to: values.indices)])
  }
}

/// A preset that runs, with the scales of its pictures.
struct LabModel: Hashable, Sendable {
  let preset: LabPreset
  let run: LabRun
  /// The same for every unit, so that units can be compared.
  private let ranges: [Signal: PlotRange]
  /// By component of x.
  let inputRanges: [PlotRange]

  init(_ preset: LabPreset, steps: Int? = nil) throws(LabRun.Failure) {
    self.preset = preset
    let run = try LabRun(preset, steps: steps)
    self.run = run
    let kind = run.trace.shape.cell
    var ranges: [Signal: PlotRange] = [:]
    let signals: [Signal] = [.cell, .hidden] + kind.gatesInOrder.map { .gate($0) }
    for signal in signals {
      ranges[signal] = Self.fixedRange(signal, kind) ?? Self.range(holding: signal, run.trace)
    }
    self.ranges = ranges
    inputRanges = preset.inputs.indices.map { index in
      PlotRange(holding: run.trace.steps.map { Double($0.input[index]) })
    }
  }

  /// The range of a signal that cannot leave it.
  private static func fixedRange(_ signal: Signal, _ kind: CellKind) -> PlotRange? {
    let isBounded = kind != .rnnReLU && kind != .minLSTM && kind != .minGRU
    switch signal {
    case .gate(let gate) where kind.isShare(gate) && !kind.isPlain: return .gate
    case .gate where kind == .lstm1997: return PlotRange(low: -2, high: 2)
    case .gate, .hidden: return isBounded ? .signed : nil
    default: return nil
    }
  }

  private static func range(holding signal: Signal, _ trace: Trace<Float>) -> PlotRange {
    let start = (0..<trace.hiddenSize).compactMap { trace.value(signal, at: 0, unit: $0) }
    let values = trace.steps.compactMap { $0.layers.last?.values(of: signal) }.joined()
    return PlotRange(holding: (start + values).map { Double($0) })
  }

  var trace: Trace<Float> { run.trace }
  var kind: CellKind { trace.shape.cell }
  var count: Int { trace.count }

  /// What there is to show of a unit; nil before the first step.
  func account(at t: Int, unit: Int) -> CellAccount? { CellAccount(run, t: t, unit: unit) }

  func series(_ signal: Signal, unit: Int) -> [Double] {
    trace.series(signal, unit: unit).map { Double($0) }
  }

  /// The values of one component of x.
  func input(_ index: Int) -> [Double] { trace.steps.map { Double($0.input[index]) } }

  /// The scale of a signal, the same at every step.
  func range(of signal: Signal) -> PlotRange { ranges[signal] ?? .signed }

  /// c or h before the first input.
  func initial(_ signal: Signal, unit: Int) -> Double {
    Double(trace.value(signal, at: 0, unit: unit) ?? 0)
  }
}
