import Cells
import Console
import CourseModel
import Languages
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

extension Substring {
  /// The first `width` characters, with spaces where there are fewer.
  fileprivate func padding(_ width: Int) -> String {
    String(prefix(width)) + String(repeating: " ", count: Swift.max(0, width - count))
  }
}

@Suite struct FlowLensTests {
  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  /// Two units with gates that are neither open nor shut, of any kind.
  static func preset(_ kind: CellKind) -> LabPreset {
    var preset = LabFixtures.pair
    preset.id = kind.rawValue
    preset.cell = kind.rawValue
    preset.weights = [:]
    preset.initialCell = kind.hasCellState ? [1.5, -2] : []
    preset.tape = Array(preset.tape.prefix(9))
    for (index, gate) in kind.gates.enumerated() {
      let a = Double(index) / 2
      var block = LabFixtures.gate(
        [[1 - a], [a - 0.5]], kind.isRecurrentInGates ? [[0.5, a], [-1, 0.25]] : [], [0.25, -a])
      if kind == .lstmPeephole, Peephole(gate) != nil { block.peephole = [0.5, -0.75] }
      preset.weights[kind.blockName(gate)] = block
    }
    return preset
  }

  private func player(
    _ preset: LabPreset, _ step: Int, _ substep: Int? = nil, lens: String = "flow",
    language: Language = .english, columns: Int = 80
  ) -> Player {
    let rows = [60: 20, 80: 24, 120: 40, 160: 48][columns] ?? 24
    return Player(
      state: AppState(
        language: language, size: Size(rows: rows, columns: columns),
        start: .lab(
          LabReference(preset: preset.id, step: step, substep: substep, lens: lens))),
      course: Course(labs: [preset]))
  }

  @Test(arguments: [60, 80, 120, 160])
  func `The sum of the input gate is told term by term`(columns: Int) {
    expectGolden(
      player(LabFixtures.pair, 5, 3, columns: columns).canvas, "flow-pair-5.3-\(columns)")
  }

  @Test func `Chinese and ASCII have the same picture`() {
    expectGolden(
      player(LabFixtures.pair, 5, 3, language: .chinese).canvas, "flow-pair-5.3-80-zh")
    expectGolden(player(LabFixtures.pair, 5, 3).canvas.asciiOnly, "flow-pair-5.3-80-ascii")
  }

  @Test(arguments: [1, 6, 7, 8, 9, 10, 11])
  func `The path of a sub-step is lit`(substep: Int) {
    expectGolden(
      player(LabFixtures.latch, 5, substep).canvas, "flow-latch-5.\(substep)")
  }

  @Test(arguments: CellKind.allCases.filter { $0 != .lstm })
  func `Every kind of cell has its own picture`(kind: CellKind) {
    let preset = Self.preset(kind)
    let substep = kind.isPlain ? 2 : kind.substeps.count - 1
    expectGolden(player(preset, 4, substep).canvas, "flow-\(kind.rawValue)-4")
  }

  @Test(arguments: [CellKind.lstm, .lstmPeephole, .gru, .rnnTanh, .minLSTM])
  func `The way back turns the picture round`(kind: CellKind) throws {
    let preset = Self.preset(kind)
    var player = player(preset, 8)
    try player.press("B")
    for _ in 0..<(kind.backwardSubsteps.count - 2) { try player.press(".") }
    expectGolden(player.canvas, "flow-back-\(kind.rawValue)-8")
  }

  @Test(arguments: [60, 80, 120])
  func `The way back begins at the end`(columns: Int) throws {
    var player = player(LabFixtures.pair, 40, columns: columns)
    try player.press("B")
    expectGolden(player.canvas, "flow-back-pair-40-\(columns)")
    try player.press("..")
    expectGolden(player.canvas, "flow-back-pair-40.3-\(columns)")
  }

  @Test(arguments: [60, 80, 120])
  func `The gates lens tells a sub-step with its numbers`(columns: Int) throws {
    var player = player(LabFixtures.pair, 5, 3, lens: "gates", columns: columns)
    expectGolden(player.canvas, "gates-pair-5.3-\(columns)")
    try player.press("B.....")
    expectGolden(player.canvas, "gates-back-pair-5-\(columns)")
  }

  @Test func `The gates lens tells the way back in Chinese`() throws {
    var player = player(LabFixtures.pair, 5, lens: "gates", language: .chinese)
    try player.press("B...")
    expectGolden(player.canvas, "gates-back-pair-5-zh")
  }

  // MARK: What must hold

  @Test(arguments: CellKind.allCases)
  func `Every window holds every sub-step, here and back`(kind: CellKind) throws {
    let preset = Self.preset(kind)
    for size in screenSizes + [
      Size(rows: 3, columns: 200), Size(rows: 60, columns: 31), Size(rows: 9, columns: 9),
      Size(rows: 48, columns: 160),
    ] {
      for language in Language.allCases {
        var player = Player(
          state: AppState(
            language: language, size: size,
            start: .lab(LabReference(preset: preset.id, step: 0, lens: "flow"))),
          course: Course(labs: [preset]))
        for _ in 0..<(2 * kind.substeps.count + 1) {
          try player.press(".")
          #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= size.columns })
        }
        try player.press("B")
        for _ in 0..<(2 * kind.backwardSubsteps.count) { try player.press(".") }
        for _ in 0..<(2 * kind.backwardSubsteps.count) { try player.press(",") }
        try player.press("jB<tab>B.")
      }
    }
  }

  @Test(arguments: CellKind.allCases)
  func `The picture stands still from sub-step to sub-step`(kind: CellKind) throws {
    let preset = Self.preset(kind)
    var player = player(preset, 3, 1)
    var pictures: Set<[String]> = []
    for _ in 1..<kind.substeps.count {
      let lines = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
      pictures.insert(
        lines[3..<14].map { line in
          String(
            line.padding(58).map { character -> Character in
              // Numbers come, wires get heavier; nodes, boxes and arrows stay.
              "⊗⊕[]▶".contains(character) ? character : " "
            })
        })
      try player.press(".")
    }
    #expect(pictures.count == 1)
  }

  @Test(arguments: CellKind.allCases)
  func `A sub-step shows nothing of what comes after it`(kind: CellKind) throws {
    // Two runs that differ from step 4 on look the same up to it.
    let preset = Self.preset(kind)
    var other = preset
    for t in 3..<other.tape.count { other.tape[t] = [-0.9] }
    let screens = [preset, other].map { preset in
      player(preset, 3, columns: 120).screen.split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .prefix(14)
    }
    #expect(screens[0] == screens[1])
  }

  @Test(arguments: CellKind.allCases)
  func `Strange numbers break no picture`(kind: CellKind) throws {
    var preset = Self.preset(kind)
    preset.tape[2] = [1e30]
    preset.tape[4] = [.nan]
    for step in [3, 4, 5, 6] {
      var player = player(preset, step, 1)
      for _ in kind.substeps { try player.press(".") }
      try player.press("B")
      for _ in kind.backwardSubsteps { try player.press(".") }
      #expect(player.screen.split(separator: "\n").allSatisfy { $0.cellWidth <= 80 })
    }
    #expect(player(preset, 5).screen.contains("NaN"))
  }

  @Test func `Every sign of the pictures has an ASCII form`() {
    for kind in CellKind.allCases {
      let preset = Self.preset(kind)
      for substep in 1...kind.substeps.count {
        let text = player(preset, 3, substep).canvas.asciiOnly.plainText
        let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain, "\(kind) \(substep)")
      }
    }
  }

  @Test func `A wide cell is drawn from what is seen`() throws {
    let run = FlowRun(shape: NetworkShape(.lstm, inputSize: 8, hiddenSize: 64))
    let model = try run.model(scale: 0.2, count: 20)
    var scene = LabScene(
      model: model, stepper: Stepper(count: 20, kind: .lstm, t: 9, substep: 3),
      site: Site(unit: 40), language: .english)
    var canvas = Canvas(size: Size(rows: 20, columns: 78))
    FlowLens(scene: scene).draw(in: canvas.bounds, on: &canvas)
    #expect(canvas.plainText.contains(" more: "))
    scene.backward = BackwardView(
      trace: BackwardTrace(model.run.network, model.trace), place: 6)
    FlowLens(scene: scene).draw(in: canvas.bounds, on: &canvas)
    #expect(canvas.plainText.contains("δh₈"))
  }
}
