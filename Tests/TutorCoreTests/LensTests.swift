import Cells
import Console
import Content
import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// The lenses over time: cell, heat map, units.
@Suite struct LensTests {
  static let shipped = CourseReader(folders: [
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Content").path
  ]).read().course

  /// A lab of many units with weights drawn by lot.
  static func crowd(
    _ kind: CellKind = .lstm, units: Int, steps: Int, scale: Double = 1, seed: UInt64 = 3
  ) -> LabPreset {
    var random = SeededRandom(seed: seed)
    func number(_ size: Double) -> Double {
      (Double(random.number(below: 2001)) / 1000 - 1) * size
    }
    func row(_ count: Int, _ size: Double) -> [Double] { (0..<count).map { _ in number(size) } }
    var preset = LabPreset(
      id: "crowd", title: Localized(english: "A crowd", chinese: "一群单元"), cell: kind.rawValue,
      hiddenSize: units,
      inputs: [
        LabPreset.Input(name: "p", meaning: Localized(english: "pulse", chinese: "脉冲")),
        LabPreset.Input(name: "s", meaning: Localized(english: "sine", chinese: "正弦")),
      ], weights: [:], initialHidden: row(units, 0.5),
      initialCell: kind.hasCellState ? row(units, 1) : [],
      tape: (0..<steps).map { t in
        let phase = Double(t % 16) / 4
        return [t % 10 == 0 ? 1 : 0, phase < 2 ? phase - 1 : 3 - phase]
      })
    for gate in kind.gates {
      var block = LabFixtures.gate(
        (0..<units).map { _ in row(2, 2 * scale) },
        kind.isRecurrentInGates
          ? (0..<units).map { _ in row(units, 2 * scale / Double(units).squareRoot()) } : [],
        row(units, scale).map { gate == .forget ? $0 + 2 : $0 })
      if kind == .lstmPeephole, Peephole(gate) != nil { block.peephole = row(units, scale) }
      preset.weights[kind.blockName(gate)] = block
    }
    return preset
  }

  static let profiles: [(name: String, settings: Settings, language: Language)] = [
    ("256-en", Settings(), .english), ("mono-en", Settings(color: .never), .english),
    ("8-en", Settings(color: .basic), .english),
    ("ascii-en", Settings(isASCII: true), .english), ("256-zh", Settings(), .chinese),
  ]

  private func player(
    _ preset: LabPreset, _ lens: Lens, step: Int, size: Size = Size(rows: 24, columns: 80),
    settings: Settings = Settings(), language: Language = .english, keys: String = ""
  ) throws -> Player {
    var player = Player(
      state: AppState(
        language: language, settings: settings, size: size,
        start: .lab(LabReference(preset: preset.id, step: step))),
      course: Course(labs: [preset]))
    let presses = try #require(Lens.ready.firstIndex(of: lens))
    try player.press(String(repeating: "<tab>", count: presses) + keys)
    return player
  }

  private func bench(
    _ preset: LabPreset, step: Int, unit: Int = 0, edits: [Edit] = []
  ) throws -> Bench {
    var bench = try Bench(preset, opened: 0)
    bench.stand(at: LabReference(preset: preset.id, step: step))
    bench.site.unit = unit
    for edit in edits { bench.apply(edit) }
    return bench
  }

  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  private func value(
    _ bench: Bench, _ signal: Signal, t: Int, unit: Int
  ) throws -> Double {
    Double(
      try #require(bench.model.trace.value(signal, at: t, unit: unit)))
  }

  // MARK: Pictures

  @Test(arguments: [(20, 60), (24, 80), (40, 120)], [Lens.cell, .heat, .units])
  func `Every lens has its picture in every window`(size: (Int, Int), lens: Lens) throws {
    let screen = Size(rows: size.0, columns: size.1)
    let crowd = try player(
      Self.crowd(units: 12, steps: 40), lens, step: 31, size: screen, keys: "jjjj")
    expectGolden(crowd.canvas, "lens-\(lens.rawValue)-crowd-\(size.1)")
    let counter = try player(LabFixtures.counter, lens, step: 7, size: screen)
    expectGolden(counter.canvas, "lens-\(lens.rawValue)-counter-\(size.1)")
  }

  @Test(arguments: profiles.dropFirst().map(\.name), [Lens.cell, .heat, .units])
  func `Every lens has its picture in every profile`(profile: String, lens: Lens) throws {
    let profile = try #require(Self.profiles.first { $0.name == profile })
    let crowd = try player(
      Self.crowd(units: 12, steps: 40), lens, step: 31, settings: profile.settings,
      language: profile.language, keys: "jjjj")
    if profile.name.hasPrefix("8") {
      let mono = try player(
        Self.crowd(units: 12, steps: 40), lens, step: 31, settings: Settings(color: .never),
        keys: "jjjj")
      #expect(crowd.canvas == mono.canvas)
    } else {
      expectGolden(crowd.canvas, "lens-\(lens.rawValue)-crowd-\(profile.name)")
    }
  }

  @Test func `Two units stand in one row where there are many`() throws {
    let many = Self.crowd(units: 100, steps: 150)
    expectGolden(
      try player(many, .heat, step: 130, keys: "<pgdn><pgdn><pgdn>vvvvv").canvas,
      "lens-heat-many-80")
    expectGolden(
      try player(
        many, .heat, step: 130, size: Size(rows: 48, columns: 160), keys: "<pgdn>jv"
      ).canvas, "lens-heat-many-160")
    expectGolden(
      try player(many, .heat, step: 130, settings: Settings(color: .never), keys: "jj").canvas,
      "lens-heat-many-mono")
    expectGolden(
      try player(many, .units, step: 130, size: Size(rows: 48, columns: 160), keys: "jj").canvas,
      "lens-units-many-160")
  }

  @Test(arguments: [Lens.cell, .heat, .units, .gates], [(24, 80), (20, 60), (40, 120)])
  func `A change leaves the old run dim behind`(lens: Lens, size: (Int, Int)) throws {
    let edits: [Edit] = [.bias(index: 0, .forget, unit: 0, -0.5)]
    let bench = try bench(LabFixtures.counter, step: 9, edits: edits)
    let canvas = LensView(lens: lens, scene: bench.scene(.english)).rendered(
      rows: size.0 - 4, columns: size.1 - 2)
    expectGolden(canvas, "lens-\(lens.rawValue)-ghost-\(size.1)")
    let old = try #require(bench.ghost?.trace.value(.cell, at: 9))
    let new = try value(bench, .cell, t: 9, unit: 0)
    #expect(abs(Double(old) - new) > 0.1)
    if lens != .gates {
      #expect(canvas.plainText.contains("\u{394}"))
      #expect(canvas.plainText.contains(LabNumber.signed(new - Double(old))))
    }
  }

  @Test(arguments: Language.allCases)
  func `A large window shows the heat map below the equations`(language: Language) throws {
    for size in [Size(rows: 40, columns: 120), Size(rows: 48, columns: 160)] {
      expectGolden(
        try player(
          Self.crowd(units: 12, steps: 40), .gates, step: 31, size: size, language: language,
          keys: "jj"
        ).canvas, "lens-gates-crowd-\(size.columns)-\(language.rawValue)")
    }
  }

  // MARK: Truth

  @Test func `The number under the cursor is the engine's`() throws {
    let preset = Self.crowd(units: 12, steps: 40)
    for lens in [Lens.heat, .units] {
      var player = try player(preset, lens, step: 0)
      let bench = try bench(preset, step: 0)
      let signals = CellKind.lstm.signals
      for t in 1...20 {
        try player.press("l")
        for unit in 0..<2 {
          // What is shown at first is c, the last but one.
          for index in signals.indices {
            let signal = signals[(signals.count - 2 + index) % signals.count]
            let number = LabNumber.text(try value(bench, signal.signal, t: t, unit: unit))
            let text = "\(symbol(signal.letter, at: t))[\(unit + 1)] = \(number)"
            #expect(player.screen.contains(text), "\(lens) \(text)")
            try player.press("v")
          }
          try player.press(unit == 0 ? "j" : "k")
        }
      }
    }
  }

  @Test func `Every cell of the heat map has the level of its value`() throws {
    let preset = Self.crowd(units: 12, steps: 40)
    let bench = try bench(preset, step: 25)
    for signal in CellKind.lstm.signals {
      var scene = bench.scene(.english)
      scene.signal = signal.signal
      let canvas = HeatLens(scene: scene).rendered(rows: 20, columns: 78)
      let isShare = bench.model.range(of: signal.signal) == .gate
      let size = max(
        bench.model.range(of: signal.signal).high, -bench.model.range(of: signal.signal).low)
      var seen = 0
      for unit in 0..<12 {
        for t in 1...40 {
          let style = canvas[Point(row: 2 + unit, column: 4 + t)]?.style
          guard t <= 25 else {
            #expect(style?.shade == nil)
            continue
          }
          let value = try value(bench, signal.signal, t: t, unit: unit)
          let level = isShare ? value * 8 : 4 + value / size * 4
          let shade = try #require(style?.shade)
          #expect(shade.upper == shade.lower && abs(Double(shade.upper) - level) <= 0.5001)
          #expect(shade.palette == (isShare ? .share : .signed))
          seen += 1
        }
      }
      #expect(seen == 300)
    }
  }

  @Test func `A value that a sub-step has yet to make is not shown`() throws {
    let preset = Self.crowd(units: 12, steps: 40)
    var bench = try bench(preset, step: 25)
    func shades(_ signal: Signal) -> Int {
      var scene = bench.scene(.english)
      scene.signal = signal
      return HeatLens(scene: scene).rendered(rows: 20, columns: 78).cells.count {
        $0.style.shade != nil && $0.text == "▀"
      }
    }
    let before = (shades(.cell), shades(.gate(.forget)))
    _ = bench.onOneSubstep()
    #expect((shades(.cell), shades(.gate(.forget))) == before)
    while !bench.stepper.hasReached(Substep.squash) { _ = bench.onOneSubstep() }
    #expect(shades(.gate(.forget)) == before.1 + 12)
    #expect(shades(.cell) == before.0)
    while !bench.stepper.hasReached(Substep.add) { _ = bench.onOneSubstep() }
    #expect(shades(.cell) == before.0 + 12)
  }

  @Test func `The unit and the step that were chosen are always seen`() throws {
    let preset = Self.crowd(units: 100, steps: 150)
    for rows in [16, 20, 36] {
      for hasShades in [true, false] {
        for unit in stride(from: 0, to: 100, by: 3) {
          var scene = try bench(preset, step: 1 + unit, unit: unit).scene(.english)
          scene.hasShades = hasShades
          for view: any View in [HeatLens(scene: scene), UnitsLens(scene: scene)] as [any View] {
            let text = view.rendered(rows: rows, columns: 78).plainText
            #expect(
              text.split(separator: "\n").contains {
                $0.contains("▸") && $0.split { !$0.isNumber }.contains("\(unit + 1)")
              }, "\(type(of: view)) \(unit)")
            #expect(text.contains("▲\(unit + 1)") || text.contains("\(unit + 1)▲"))
          }
        }
      }
    }
  }

  @Test(arguments: [CellKind.lstm, .gru, .rnnReLU])
  func `The share of saturated steps is counted`(kind: CellKind) throws {
    let bench = try bench(Self.crowd(kind, units: 12, steps: 40, scale: 2), step: 40)
    for signal in kind.signals {
      guard let limits = kind.saturation(of: signal.signal) else { continue }
      var scene = bench.scene(.english)
      scene.signal = signal.signal
      let lines = HeatLens(scene: scene).rendered(rows: 20, columns: 78).plainText.split(
        separator: "\n", omittingEmptySubsequences: false)
      for unit in 0..<12 {
        let values = try (1...40).map { try value(bench, signal.signal, t: $0, unit: unit) }
        let expected = [values.count { $0 < limits.low }, values.count { $0 > limits.high }]
        let shown = lines[2 + unit].split(separator: " ").suffix(2).map {
          $0 == "–" ? 0 : Double($0.dropLast()) ?? -1
        }
        let percents = expected.map { (Double($0) / 40 * 100).rounded() }
        #expect(shown == percents, "\(signal.letter) \(unit)")
      }
    }
  }

  // MARK: Anything goes

  @Test(arguments: CellKind.allCases)
  func `Every lens shows every kind in any rectangle`(kind: CellKind) throws {
    for (units, scale) in [(1, 30.0), (5, 1)] {
      let preset = Self.crowd(kind, units: units, steps: 12, scale: scale)
      for t in [0, 7] {
        var bench = try bench(preset, step: t, unit: units - 1)
        for hasChange in [false, true] {
          if hasChange { bench.apply(.input(t: 2, index: 0, 5)) }
          try drawEverywhere(bench)
        }
      }
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30])
  func `A strange number is shown and breaks nothing`(number: Float) throws {
    for units in [1, 5] {
      let preset = Self.crowd(units: units, steps: 12)
      let edit = Edit.state(Intervention(t: 4, part: .cell, unit: 0, value: number))
      let bench = try bench(preset, step: 4, edits: [edit])
      try drawEverywhere(bench)
      for lens in [Lens.cell, .heat, .units] {
        for hasShades in [true, false] {
          let text = LensView(lens: lens, scene: bench.scene(.english, hasShades: hasShades))
            .rendered(rows: 20, columns: 78).plainText
          #expect(text.contains(LabNumber.text(Double(number))), "\(lens)")
          #expect(text.contains(number.isNaN ? "?" : "\u{2191}") || number < 0 || number == 1e30)
        }
      }
    }
  }

  private func drawEverywhere(_ bench: Bench) throws {
    var turn = 0
    for lens in [Lens.gates, .cell, .heat, .units] {
      for (rows, columns) in [
        (0, 0), (1, 1), (2, 30), (5, 12), (16, 58), (20, 78), (36, 118), (44, 20),
      ] {
        turn += 1
        var scene = bench.scene(
          turn.isMultiple(of: 2) ? .chinese : .english, hasShades: turn.isMultiple(of: 3))
        scene.signal = turn.isMultiple(of: 5) ? .gate(.forget) : .cell
        var canvas = Canvas(size: Size(rows: rows + 4, columns: columns + 6))
        let rect = Rect(row: 2, column: 3, rows: rows, columns: columns)
        LensView(lens: lens, scene: scene).draw(in: rect, on: &canvas)
        let isClean = canvas.cells.enumerated().allSatisfy { index, cell in
          let (row, column) = index.quotientAndRemainder(dividingBy: columns + 6)
          return (rect.rowRange.contains(row) && rect.columnRange.contains(column))
            || cell == Cell()
        }
        #expect(isClean, "\(lens) \(rows)×\(columns)")
      }
    }
  }
}
