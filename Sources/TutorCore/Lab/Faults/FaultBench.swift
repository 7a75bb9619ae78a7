import Recurrent
import Views

/// The mistakes that can be made with what is on the bench, and what came of running them.
struct FaultBench: Sendable {
  /// Those that can be made with the network, by place.
  let all: [Fault]
  /// The one that is switched on.
  fileprivate(set) var chosen: Fault?
  /// Its run; nil until that has been computed.
  fileprivate(set) var run: FaultRun?
  /// The scales of both of its runs.
  fileprivate(set) var scales: [Signal: PlotRange] = [:]
  /// Whether states were written over, which the runs here leave out.
  fileprivate(set) var leavesOutWrites = false
  /// Whether a mistake changes anything on this input, as far as that is known.
  fileprivate(set) var changes: [Fault: Bool] = [:]
  /// Those that could not be run.
  fileprivate(set) var failed: Set<Fault> = []
  fileprivate(set) var pending: LabWork.ID?
  /// What the pending work still has to run.
  fileprivate var awaited: [Fault] = []

  init(_ shape: NetworkShape) {
    all = Fault.Place.allCases.flatMap { place in
      Fault.allCases.filter { $0.place == place && $0.applies(to: shape) }
    }
  }

  /// One for each mistake: letters that neither step, nor undo, nor leave.
  private static let keys: [Character] = Array("abcdefimnopstvwyzACDEFGHIJKMNOPQRSTVWXYZ")

  /// The key that switches a mistake on.
  func key(of fault: Fault) -> Character? {
    zip(all, Self.keys).first { $0.0 == fault }?.1
  }

  func fault(of key: Character) -> Fault? {
    zip(all, Self.keys).first { $0.1 == key }?.0
  }

  /// Timesteps behind the sequence that both runs have.
  var paddingCount: Int { run?.fault == .unmaskedPadding ? FaultRun.paddingCount : 0 }

  fileprivate mutating func take(_ fault: Fault, _ new: FaultRun?, like model: LabModel) {
    guard let new else {
      failed.insert(fault)
      return
    }
    changes[new.fault] = new.divergence != nil
    guard new.fault == chosen else { return }
    run = new
    scales = Self.scales(new, like: model)
  }

  /// The scales of the lab, widened to hold a mistake, but never so far that the right run is flat.
  private static func scales(_ run: FaultRun, like model: LabModel) -> [Signal: PlotRange] {
    let kind = model.kind
    let gates = kind.activations
    let signals =
      [Signal.cell, .hidden] + gates.map { .gate($0) } + gates.map { .preactivation($0) }
    var scales: [Signal: PlotRange] = [:]
    for signal in signals {
      let right = extent(of: signal, [run.reference])
      let both = extent(of: signal, [run.reference, run.faulty])
      var base = model.range(of: signal)
      if case .preactivation = signal { base = .signed }
      if let right, !base.holds(right) { base = base.union(PlotRange(holding: right)) }
      let limit = 4 * max(base.high, -base.low)
      if let both, !base.holds(both) {
        base = base.union(PlotRange(holding: both.map { min(limit, max(-limit, $0)) }))
      }
      scales[signal] = base
    }
    return scales
  }

  /// The least and the largest finite value; nil without any.
  private static func extent(of signal: Signal, _ traces: [Trace<Float>]) -> [Double]? {
    var (low, high) = (Float.infinity, -Float.infinity)
    for trace in traces {
      for step in trace.steps {
        for layer in step.layers {
          for value in layer.values(of: signal) ?? [] where value.isFinite {
            low = min(low, value)
            high = max(high, value)
          }
        }
      }
    }
    return low <= high ? [Double(low), Double(high)] : nil
  }
}

extension PlotRange {
  fileprivate func holds(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 >= low && $0 <= high }
  }
}

/// Mistakes that are to be run beside a right run, one after the other.
struct FaultWork: Sendable {
  let network: Network<Float>
  let trace: Trace<Float>
  private(set) var faults: [Fault]

  init(_ faults: [Fault], network: Network<Float>, trace: Trace<Float>) {
    self.faults = faults
    self.network = network
    self.trace = trace
  }

  var isComplete: Bool { faults.isEmpty }

  /// Multiplications of one mistake.
  var price: Int { trace.count * network.shape.parameterCount * 2 }

  /// Runs the next mistake, without a run where it cannot be run; nil when none is left.
  mutating func next() -> (fault: Fault, run: FaultRun?)? {
    guard let fault = faults.first else { return nil }
    faults.removeFirst()
    return (fault, try? FaultRun(fault, network: network, of: trace))
  }
}

extension Bench {
  /// Multiplications of a mistake above which only the one that is switched on is run.
  private static let tooMuchForAll = 200_000_000

  /// Lays out the mistakes that can be made with this network.
  mutating func openFaults() {
    guard faults == nil else { return }
    faults = FaultBench(model.trace.shape)
    startFaults()
  }

  /// Leaves the right run alone.
  mutating func closeFaults() {
    if faults?.pending != nil { stopWork(.fault) }
    faults = nil
  }

  /// Switches a mistake on, or off with nil.
  mutating func switchOn(_ fault: Fault?) {
    faults?.chosen = fault
    faults?.run = nil
    startFaults()
  }

  /// What is known of the mistakes no longer holds.
  mutating func forgetFaults() {
    if faults?.pending != nil { stopWork(.fault) }
    faults?.pending = nil
    faults?.run = nil
    faults?.changes = [:]
    faults?.failed = []
  }

  /// Runs what is missing: at once what takes no time, the rest as work.
  mutating func startFaults() {
    guard var faults, !waitsFor.contains(.run) else { return }
    var missing = faults.all.filter {
      faults.changes[$0] == nil && !faults.failed.contains($0) && $0 != faults.chosen
    }
    let price = FaultWork([], network: experiment.network, trace: model.trace).price
    if price > Self.tooMuchForAll { missing = [] }
    if let chosen = faults.chosen, faults.run == nil, !faults.failed.contains(chosen) {
      missing.insert(chosen, at: 0)
    }

    var work = FaultWork(missing, network: experiment.network, trace: model.trace)
    var budget = Self.instant
    while budget >= price, let (fault, run) = work.next() {
      faults.take(fault, run, like: model)
      budget -= max(1, price)
    }
    if faults.pending != nil { stopWork(.fault) }
    faults.leavesOutWrites = !experiment.interventions.isEmpty
    faults.awaited = work.faults
    faults.pending = work.isComplete ? nil : request(.fault, .fault(work))
    self.faults = faults
  }

  /// Takes in what came of work.
  mutating func take(_ fault: Fault, _ run: FaultRun?) {
    let model = model
    faults?.take(fault, run, like: model)
    faults?.awaited.removeAll { $0 == fault }
    if faults?.awaited.isEmpty == true { faults?.pending = nil }
  }

  /// Stands where the two runs first differ; returns how many timesteps that is behind the end.
  mutating func goToDivergence() -> Int? {
    guard let place = faults?.run?.divergence else { return nil }
    let shape = model.trace.shape
    stepper.jump(to: min(place.t, model.count))
    site = Site(
      layer: place.layer, direction: shape.isBidirectional ? place.direction : .forward,
      unit: place.unit % shape.hiddenSize)
    return max(0, place.t - model.count)
  }
}
