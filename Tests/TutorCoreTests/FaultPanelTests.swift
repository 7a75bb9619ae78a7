import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// Labs in which mistakes show.
enum FaultFixtures {
  /// Two units with weights drawn by lot.
  static func random(_ kind: CellKind, units: Int = 2) -> LabPreset {
    var random = SeededRandom(seed: 7)
    func number() -> Double { Double(random.number(below: 401)) / 100 - 2 }
    func row(_ count: Int) -> [Double] { (0..<count).map { _ in number() } }
    func rows(_ count: Int) -> [[Double]] { (0..<units).map { _ in row(count) } }
    var preset = LabFixtures.latch
    preset.id = kind.rawValue
    preset.cell = kind.rawValue
    preset.hiddenSize = units
    preset.captions = [:]
    preset.weights = [:]
    for gate in kind.gates {
      var block = LabFixtures.gate(
        rows(2), kind.isRecurrentInGates ? rows(units) : [], row(units))
      if kind == .lstmPeephole, Peephole(gate) != nil { block.peephole = row(units) }
      preset.weights[kind.blockName(gate)] = block
    }
    preset.initialHidden = row(units)
    preset.initialCell = kind.hasCellState ? row(units) : []
    preset.tape = preset.tape.map { _ in row(2) }
    return preset
  }

  /// Two units with weights and both biases drawn by lot.
  static func network(_ kind: CellKind) throws -> OwnNetwork {
    var random = SeededRandom(seed: 11)
    func number() -> Float { Float(random.number(below: 401)) / 100 - 2 }
    var network = try Network<Float>(NetworkShape(kind, inputSize: 2, hiddenSize: 2))
    for name in ParameterName.allCases where network.layers[0].shape.shape(of: name) != nil {
      network.layers[0][name].values = network.layers[0][name].values.map { _ in number() }
    }
    return OwnNetwork(
      name: kind.rawValue, network: network, tape: (1...12).map { _ in [number(), number()] })
  }

  /// A unit that keeps its h while z is open.
  static let gru = LabPreset(
    id: "gru-latch", title: Localized(english: "GRU: keep or replace", chinese: "GRU：保留还是替换"),
    cell: "gru", hiddenSize: 1,
    inputs: [
      LabPreset.Input(name: "d", meaning: Localized(english: "data", chinese: "数据")),
      LabPreset.Input(name: "w", meaning: Localized(english: "write", chinese: "写入")),
    ],
    weights: [
      "r": LabFixtures.gate([[0, 0]], [[0]], [5]), "z": LabFixtures.gate([[0, -8]], [[0]], [4]),
      "n": LabFixtures.gate([[2, 0]], [[0]], [0]),
    ],
    initialHidden: [0], initialCell: [], tape: LabFixtures.latch.tape)

  static let kinds: [CellKind] = [.lstm, .gru, .rnnTanh, .rnnReLU, .lstmPeephole, .gruV1]

  static let course = Course(
    labs: [LabFixtures.latch, LabFixtures.counter, LabFixtures.pair, gru]
      + CellKind.allCases.map { random($0) })

  static func player(
    _ preset: String = "latch", step: Int = 0, language: Language = .english,
    rows: Int = 24, columns: Int = 80, isASCII: Bool = false
  ) -> Player {
    var settings = Settings()
    settings.isASCII = isASCII
    return Player(
      state: AppState(
        language: language, settings: settings, size: Size(rows: rows, columns: columns),
        start: .lab(LabReference(preset: preset, step: step))), course: course)
  }

  /// The key of a mistake in the lab of a preset.
  static func key(_ fault: Fault, _ preset: LabPreset) throws -> Key {
    let shape = try LabRun(preset).network.shape
    return .character(try #require(FaultBench(shape).key(of: fault)))
  }

  static func run(_ fault: Fault, _ preset: LabPreset) throws -> FaultRun {
    let run = try LabRun(preset)
    return try FaultRun(
      fault, network: run.network, tape: run.trace.steps.map(\.input), initial: run.trace.initial)
  }
}

@Suite struct FaultPanelTests {
  private func lines(_ player: Player) -> [String] {
    player.screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  // MARK: Truth

  @Test(arguments: Fault.allCases)
  func `The first difference stands there with the numbers of the engine`(fault: Fault) throws {
    var count = 0
    for kind in FaultFixtures.kinds {
      let own = try FaultFixtures.network(kind)
      guard fault.applies(to: own.network.shape) else { continue }
      let run = try FaultRun(fault, network: own.network, tape: own.tape)
      guard let place = run.divergence else { continue }
      var bench = try Bench(own, opened: 0)
      bench.openFaults()
      bench.switchOn(fault)
      let distance = bench.goToDivergence()
      let beyond = try #require(distance)
      var canvas = Canvas(size: Size(rows: 36, columns: 118))
      FaultView(
        scene: bench.scene(.english), faults: try #require(bench.faults), fault: fault,
        beyond: beyond
      ).draw(in: canvas.bounds, on: &canvas)

      let numbers = [place.reference, place.found].map { LabNumber.text(Double($0)) }
      let rows = canvas.plainText.split(separator: "\n").filter { $0.contains("◆") }
      #expect(rows.contains { $0.contains(numbers.joined(separator: " → ")) }, "\(kind)")
      let mark = try #require(rows.last { $0.contains("✗") }, "\(kind)")
      switch place.signal {
      case .detail, .squashedCell: break
      default:
        let after = mark.split(separator: "◆").last?.split(separator: " ").first
        #expect(after.map(String.init) == numbers[1], "\(kind): \(mark)")
      }
      count += 1
    }
    #expect(count > 0)
  }

  @Test(arguments: FaultFixtures.kinds)
  func `Every number of both runs is the engine's, at every step`(kind: CellKind) throws {
    let preset = FaultFixtures.random(kind)
    let fault = Fault.stateNotReset
    let run = try FaultFixtures.run(fault, preset)
    var player = FaultFixtures.player(preset.id)
    player.press([.character("x"), try FaultFixtures.key(fault, preset)])
    for t in 1...run.reference.count {
      player.press([.right])
      var expected: [Float] = []
      let signals: [Signal] =
        (kind.isPlain ? [.preactivation(.candidate)] : kind.gatesInOrder.map { .gate($0) })
        + (kind.hasCellState ? [.cell] : []) + [.hidden]
      for signal in signals {
        expected.append(try #require(run.reference.value(signal, at: t)))
        expected.append(try #require(run.faulty.value(signal, at: t)))
      }
      let found = lines(player).filter { line in
        line.dropFirst().prefix(7).contains { "✓✗".contains($0) } && !line.contains("right")
          && !line.hasPrefix(" ✗")
      }.map { line in
        line.split { " ✓✗◆".contains($0) }.first { $0.contains { $0.isNumber } }.map(String.init)
      }
      #expect(found == expected.map { LabNumber.text(Double($0)) }, "\(t)")
    }
  }

  // MARK: Keys

  @Test(arguments: CellKind.allCases, [1, 2])
  func `Every mistake that can be made has a key of its own that does nothing else`(
    kind: CellKind, units: Int
  ) throws {
    let preset = FaultFixtures.random(kind, units: units)
    let faults = FaultBench(try LabRun(preset).network.shape)
    let keys = faults.all.compactMap(faults.key)
    #expect(keys.count == faults.all.count)
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys).isDisjoint(with: "hljkgxqurUBL?,.{}[]/"))
    #expect(keys.compactMap { faults.fault(of: $0) } == faults.all)
    guard units == 2 else { return }
    for (fault, key) in zip(faults.all, keys) {
      var player = FaultFixtures.player(preset.id)
      player.press([.character("x"), .character(key)])
      #expect(lines(player)[2].contains("✗ " + fault.name(.english)))
      player.press([.escape])
      #expect(lines(player).contains { $0.contains("▸\(key) " + fault.name(.english)) })
    }
  }

  @Test func `Arrows choose in the list and Enter switches on`() throws {
    var player = FaultFixtures.player("pair")
    try player.press("x<down><down>j<up>")
    #expect(player.screen.contains("▸c every bias counted twice"))
    try player.press("<enter>")
    #expect(lines(player)[2].contains("✗ every bias counted twice"))
  }

  @Test func `What changes nothing is marked`() throws {
    var player = FaultFixtures.player("latch")
    try player.press("x")
    let row = try #require(lines(player).first { $0.contains("i = 1 − f for a gate of its own") })
    #expect(row.contains("i = 1 − f for a gate of its own ="))
    #expect(!player.screen.contains("forget gate left out ="))
    let key = try FaultFixtures.key(.coupledGates, LabFixtures.latch)
    player.press([key])
    #expect(player.screen.contains("= This mistake changes nothing on this input."))
    player.press([.character("g")])
    #expect(lines(player)[23].contains("This mistake changes nothing on this input."))
  }

  @Test func `Padding goes on behind the end of the sequence`() throws {
    let run = try FaultFixtures.run(.unmaskedPadding, LabFixtures.counter)
    var player = FaultFixtures.player("counter", step: 12)
    player.press([.character("x"), try FaultFixtures.key(.unmaskedPadding, LabFixtures.counter)])
    #expect(lines(player)[2].contains("t = 12, ░ padding from t = 13"))
    for t in 13...15 {
      player.press([.right])
      #expect(lines(player)[2].contains("t = \(t), ░ padding \(t - 12)/3"))
      for trace in [run.reference, run.faulty] {
        let c = LabNumber.text(Double(try #require(trace.value(.cell, at: t))))
        #expect(player.screen.contains(c), "\(t)")
      }
    }
    player.press([.right])
    #expect(lines(player)[23].contains("This is the last step."))
    try player.press("<left><left><left>")
    #expect(lines(player)[2].contains("t = 12, ░ padding from"))
    try player.press("{}")
    #expect(lines(player)[2].contains("t = 15, ░ padding 3/3"))
    try player.press("<home>")
    #expect(lines(player)[2].contains("t = 0, ░ padding from"))
  }

  @Test func `A fault is switched on, jumped to, edited and closed, and the lab is as before`()
    throws
  {
    var player = FaultFixtures.player("latch", step: 3)
    let before = player.canvas
    let key = try FaultFixtures.key(.forgetBiasZero, LabFixtures.latch)
    player.press([.character("x"), key])
    try player.press("g")
    #expect(lines(player)[2].contains("unit 1, t = 1"))
    #expect(player.screen.contains("f of unit 1: −10.000 → −20.000"))
    try player.press("ll")
    #expect(lines(player)[2].contains("unit 1, t = 3"))
    // b_f is the number that the panel of changes chooses first.
    try player.press("e+<esc>x")
    #expect(player.screen.contains("1 change"))
    #expect(lines(player)[2].contains("✗ forget bias 0"))
    #expect(player.screen.contains("f of unit 1: −9.500 → −20.000"))
    try player.press("u")
    #expect(player.screen.contains("f of unit 1: −10.000 → −20.000"))
    try player.press("x")
    #expect(player.screen.contains("Mistakes to switch on"))
    try player.press("x")
    #expect(player.canvas == before)
  }

  @Test func `A long run is computed beside the screen`() throws {
    var preset = FaultFixtures.random(.lstm, units: 40)
    preset.tape = (0..<400).map { [Double($0 % 7) / 7, Double($0 % 3) - 1] }
    preset.id = "long"
    var player = Player(
      state: AppState(
        language: .english, size: Size(rows: 24, columns: 80),
        start: .lab(LabReference(preset: "long", step: 0))), course: Course(labs: [preset]))
    player.holdsWork = true
    player.press([.character("x"), try FaultFixtures.key(.noForgetGate, preset)])
    #expect(player.screen.contains("The run with the mistake is being computed"))
    #expect(player.screen.contains("− c = c + i * g"))
    player.doPieceOfWork()
    #expect(player.screen.contains("◆ first differs at t ="))
    player.press([.character("x")])
    player.press([try FaultFixtures.key(.tanhOnCell, preset)])
    #expect(player.screen.contains("The run with the mistake is being computed"))
    player.doPieceOfWork()
    #expect(player.screen.contains("◆ first differs at t ="))
    try player.press("xx")
    #expect(player.effects.last == .stopWork(.fault))
    let isWorkLeft = player.doPieceOfWork()
    #expect(!isWorkLeft)
  }

  // MARK: Any rectangle

  @Test(arguments: FaultFixtures.kinds)
  func `Any rectangle is drawn in and nothing outside of it`(kind: CellKind) throws {
    var bench = try Bench(FaultFixtures.random(kind), opened: 0)
    bench.openFaults()
    bench.stepper.goToEnd()
    let faults = try #require(bench.faults).all
    for (rows, columns) in [(0, 0), (1, 1), (3, 12), (7, 30), (16, 58), (44, 78), (20, 200)] {
      for fault in [nil] + faults.map(Optional.init) {
        bench.switchOn(fault)
        let state = try #require(bench.faults)
        var canvas = Canvas(size: Size(rows: rows + 4, columns: columns + 4))
        let rect = Rect(row: 2, column: 2, rows: rows, columns: columns)
        if let fault {
          FaultView(scene: bench.scene(.english), faults: state, fault: fault, beyond: 0)
            .draw(in: rect, on: &canvas)
        } else {
          FaultList(faults: state, selection: 3, language: .chinese).draw(in: rect, on: &canvas)
        }
        let touched = canvas.cells.enumerated().filter { index, cell in
          let (row, column) = index.quotientAndRemainder(dividingBy: columns + 4)
          let isInside = rect.rowRange.contains(row) && rect.columnRange.contains(column)
          return !isInside && cell != Cell()
        }
        #expect(touched.isEmpty)
      }
    }
  }

  @Test func `Infinite weights break nothing`() throws {
    var preset = FaultFixtures.random(.lstm)
    preset.weights["g"]?.bias = [1e38, 0]
    preset.weights["i"]?.bias = [1e38, 0]
    preset.tape[4] = [1e30, -1e30]
    var bench = try Bench(preset, opened: 0)
    bench.openFaults()
    for fault in try #require(bench.faults).all {
      bench.switchOn(fault)
      for t in [1, 5, 12] {
        bench.stepper.jump(to: t)
        var canvas = Canvas(size: Size(rows: 20, columns: 78))
        FaultView(
          scene: bench.scene(.english), faults: try #require(bench.faults), fault: fault, beyond: 0
        ).draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.plainText.contains("✗"))
      }
    }
  }

  // MARK: Pictures

  static let profiles: [(name: String, rows: Int, columns: Int, Language, isASCII: Bool)] = [
    ("60", 20, 60, .english, false), ("80", 24, 80, .english, false),
    ("120", 40, 120, .english, false), ("80-zh", 24, 80, .chinese, false),
    ("80-ascii", 24, 80, .english, true),
  ]

  private func expectGolden(
    _ name: String, _ preset: String, _ fault: Fault?, then keys: String, profile: Int
  ) throws {
    let (suffix, rows, columns, language, isASCII) = Self.profiles[profile]
    var player = FaultFixtures.player(
      preset, step: 3, language: language, rows: rows, columns: columns, isASCII: isASCII)
    try player.press("x")
    if let fault, let preset = FaultFixtures.course.lab(preset) {
      player.press([try FaultFixtures.key(fault, preset)])
    }
    try player.press(keys)
    let difference = differenceFromGolden(goldenText(player.canvas), "fault-\(name)-\(suffix)")
    if let difference { Issue.record("\(difference)") }
    if isASCII { #expect(player.screen.replacing("中文", with: "").allSatisfy { $0.isASCII }) }
  }

  @Test(arguments: profiles.indices)
  func `The list of mistakes`(profile: Int) throws {
    try expectGolden("list", "pair", nil, then: "jj", profile: profile)
  }

  @Test(arguments: profiles.indices)
  func `Rows of gates in another order`(profile: Int) throws {
    try expectGolden("order", "latch", .gateOrderIFOG, then: "gll", profile: profile)
  }

  @Test(arguments: profiles.indices)
  func `A counter that goes on in its padding`(profile: Int) throws {
    try expectGolden("padding", "pair", .unmaskedPadding, then: "gl", profile: profile)
  }

  @Test(arguments: profiles.indices)
  func `The wrong end of the reverse direction`(profile: Int) throws {
    try expectGolden("end", "latch", .wrongEnd, then: "g", profile: profile)
  }

  @Test(arguments: profiles.indices)
  func `z the wrong way round`(profile: Int) throws {
    try expectGolden("flipped", "gru-latch", .updateFlipped, then: "gl", profile: profile)
  }

  @Test func `Beside the lens where there is room`() throws {
    var player = FaultFixtures.player("latch", step: 5, rows: 48, columns: 160)
    player.press([
      .character("x"), try FaultFixtures.key(.noForgetGate, LabFixtures.latch), .character("l"),
    ])
    let difference = differenceFromGolden(goldenText(player.canvas), "fault-beside-160")
    if let difference { Issue.record("\(difference)") }
  }
}
