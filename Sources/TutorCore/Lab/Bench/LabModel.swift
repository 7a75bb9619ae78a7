import CourseModel
import Recurrent
import Study
import Views

/// A run under the microscope, with the scales of its pictures.
struct LabModel: Hashable, Sendable {
  /// Title, story and names of the inputs.
  let preset: LabPreset
  private(set) var run: LabRun
  /// T, the number of timesteps of the tape.
  let count: Int
  /// The same for every unit and layer, so that they can be compared.
  private var ranges: [Signal: PlotRange] = [:]
  /// By component of x.
  private(set) var inputRanges: [PlotRange] = []

  init(_ preset: LabPreset, steps: Int? = nil) throws(LabRun.Failure) {
    self.init(preset, run: try LabRun(preset, steps: steps))
  }

  /// - Parameter count: T, where the run has not come to the end of its tape
  init(_ preset: LabPreset, run: LabRun, count: Int? = nil) {
    self.preset = preset
    self.run = run
    self.count = count ?? run.trace.count
    measure()
  }

  /// The same model with another run; the scales stay where they hold it.
  func with(_ run: LabRun, count: Int, isMeasured: Bool) -> LabModel {
    var model = self
    model.run = run
    if isMeasured || count != self.count {
      model = LabModel(preset, run: run, count: count)
      model.widen(to: self)
    }
    return model
  }

  private mutating func measure() {
    let trace = run.trace
    let kind = trace.shape.cell
    let signals: [Signal] = [.cell, .hidden] + kind.gatesInOrder.map { .gate($0) }
    for signal in signals {
      ranges[signal] = Self.fixedRange(signal, kind) ?? Self.range(holding: signal, trace)
    }
    inputRanges = preset.inputs.indices.map { index in
      PlotRange(holding: trace.steps.map { Double($0.input[index]) })
    }
  }

  /// Makes every scale hold what another model's does, so that both can be drawn on it.
  private mutating func widen(to other: LabModel) {
    for (signal, range) in other.ranges { ranges[signal] = ranges[signal]?.union(range) ?? range }
    guard other.inputRanges.count == inputRanges.count else { return }
    inputRanges = zip(inputRanges, other.inputRanges).map { $0.union($1) }
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
    var (low, high) = (Float.infinity, -Float.infinity)
    func add(_ values: [Float]?) {
      for value in values ?? [] where value.isFinite {
        low = min(low, value)
        high = max(high, value)
      }
    }
    for state in trace.initial {
      if signal == .cell { add(state.cell) }
      if signal == .hidden { add(state.hidden) }
    }
    for step in trace.steps {
      for layer in step.layers { add(layer.values(of: signal)) }
    }
    return PlotRange(holding: low <= high ? [Double(low), Double(high)] : [])
  }

  var trace: Trace<Float> { run.trace }
  var kind: CellKind { trace.shape.cell }
  /// Timesteps 1…known have been computed.
  var known: Int { trace.count }

  func probe(_ site: Site) -> Probe { Probe(run: run, site: site) }

  /// What there is to show of a unit; nil before the first step.
  func account(at t: Int, _ site: Site) -> CellAccount? { CellAccount(probe(site), t: t) }

  /// The values of a signal at every timestep that is known.
  func series(_ signal: Signal, _ site: Site) -> [Double] {
    series(signal, site, in: 1..<(known + 1))
  }

  /// The values of a signal at some timesteps, 1-based.
  func series(_ signal: Signal, _ site: Site, in range: Range<Int>) -> [Double] {
    probe(site).series(signal, in: range.clamped(to: 1..<(known + 1)))
  }

  /// The values of one component of x.
  func input(_ index: Int) -> [Double] { trace.steps.map { Double($0.input[index]) } }

  /// The scale of a signal, the same at every step.
  func range(of signal: Signal) -> PlotRange { ranges[signal] ?? .signed }

  /// c or h where the direction starts.
  func initial(_ signal: Signal, _ site: Site) -> Double {
    Double(
      trace.value(
        signal, at: 0, unit: site.unit, layer: site.layer, direction: site.direction) ?? 0)
  }
}
