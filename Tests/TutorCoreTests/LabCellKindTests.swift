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

@testable import TutorCore

/// Every kind of cell in the lab.
@Suite struct LabCellKindTests {
  private static let course = CourseReader(folders: [
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Content").path
  ]).read().course

  /// A lab of two units with weights drawn by lot.
  private static func preset(_ kind: CellKind, seed: UInt64) -> LabPreset {
    var random = SeededRandom(seed: seed)
    let scale = [0.3, 1, 3, 20][Int(seed % 4)]
    func number(_ size: Double) -> Double {
      (Double(random.number(below: 2001)) / 1000 - 1) * size
    }
    func row(_ count: Int) -> [Double] { (0..<count).map { _ in number(scale) } }
    var preset = LabFixtures.latch
    preset.id = kind.rawValue
    preset.cell = kind.rawValue
    preset.hiddenSize = 2
    preset.captions = [:]
    preset.weights = [:]
    for gate in kind.gates {
      var block = LabFixtures.gate(
        [row(2), row(2)], kind.isRecurrentInGates ? [row(2), row(2)] : [], row(2))
      if kind == .lstmPeephole, Peephole(gate) != nil { block.peephole = row(2) }
      preset.weights[kind.blockName(gate)] = block
    }
    preset.initialHidden = [number(1), number(1)]
    preset.initialCell = kind.hasCellState ? [number(3), number(3)] : []
    preset.tape = preset.tape.map { _ in [number(2), number(2)] }
    return preset
  }

  private func position(_ player: Player) -> String {
    player.screen.prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? ""
  }

  @Test(arguments: CellKind.allCases)
  func `Every equation of every kind holds as it is printed`(kind: CellKind) throws {
    var count = 0
    for seed in 0..<12 {
      let preset = Self.preset(kind, seed: UInt64(seed))
      var lab = try PlainLab(preset)
      for _ in preset.tape {
        let answer = lab.obey("n", .english)
        let lines = try #require(answer).lines
        for line in lines.joined(separator: "\n").replacing("\n  ", with: " ").split(
          separator: "\n")
        {
          guard let first = line.first, "achn".contains(first), line.contains("] = ") else {
            continue
          }
          let equation = try #require(PrintedEquation(line), "\(line)")
          #expect(equation.isTrue, "\(line): \(equation.value)")
          count += 1
        }
      }
    }
    #expect(count == 12 * 12 * 2 * kind.equationCount)
  }

  @Test(arguments: CellKind.allCases.filter { $0 != .lstmLayerNorm && $0 != .sLSTM })
  func `Every sum and every gate holds as it is printed`(kind: CellKind) throws {
    var count = 0
    for seed in 0..<6 {
      let preset = Self.preset(kind, seed: UInt64(seed))
      for t in [1, 4, 12] {
        let player = labPlayer(
          preset.id, step: t, size: Size(rows: 44, columns: 155), course: Course(labs: [preset]))
        for line in player.screen.split(separator: "\n") where line.contains("     a = ") {
          let halves = line.split(separator: "     a = ")
          let sum = try #require(PrintedEquation(reversed: halves[1]), "\(line)")
          #expect(sum.isTrue, "\(line): \(sum.value)")
          count += 1
        }
      }
    }
    let gates = kind == .lstmCIFG ? kind.gates.count : kind.gatesInOrder.count
    #expect(count == 6 * 3 * gates)
  }

  @Test(arguments: CellKind.allCases)
  func `Every kind is stepped by every sub-step in every window`(kind: CellKind) throws {
    let preset = Self.preset(kind, seed: 2)
    for size in screenSizes + [Size(rows: 3, columns: 200), Size(rows: 60, columns: 31)] {
      for language in Language.allCases {
        var player = labPlayer(
          preset.id, language: language, size: size, course: Course(labs: [preset]))
        for _ in 0..<(3 * kind.substeps.count) {
          try player.press(".")
          let lines = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.allSatisfy { $0.cellWidth <= size.columns })
        }
        if size == screenSizes[0] { #expect(position(player) == "3/12") }
        try player.press("j?<esc>s<esc>{l,,.}<space>")
      }
    }
  }

  @Test(arguments: CellKind.allCases)
  func `No sign moves from step to step`(kind: CellKind) throws {
    let preset = Self.preset(kind, seed: 1)
    var pictures: Set<[[Int]]> = []
    var player = labPlayer(preset.id, course: Course(labs: [preset]))
    for _ in preset.tape {
      try player.press("l")
      let equations = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
        .dropFirst(5 + kind.gatesInOrder.count).prefix(1 + kind.equationCount)
      pictures.insert(
        equations.map { line in
          line.enumerated().filter { "=≈⊙·".contains($0.element) }.map(\.offset)
        })
    }
    #expect(pictures.count == 1)
  }

  @Test(arguments: CellKind.allCases)
  func `What a later phase makes is not shown before`(kind: CellKind) throws {
    // Two runs that differ from step 2 on look the same up to it.
    let preset = Self.preset(kind, seed: 5)
    var other = preset
    for t in 1..<other.tape.count { other.tape[t] = [-1.5, 1.25] }
    let screens = try [preset, other].map { preset in
      var player = labPlayer(preset.id, step: 1, course: Course(labs: [preset]))
      try player.press("j")
      // Scales and widths are those of the whole run, numbers and words are not.
      return player.screen.split(separator: "\n").dropFirst(5)
        .prefix(kind.gatesInOrder.count + kind.equationCount)
        .flatMap { $0.split(separator: " ") }.filter { $0.contains { $0.isNumber } }
    }
    #expect(screens[0].count > 2)
    #expect(screens[0] == screens[1])
  }

  // MARK: Pictures

  private func expectGolden(_ player: Player, _ name: String) {
    if let difference = differenceFromGolden(goldenText(player.canvas), name) {
      Issue.record("\(difference)")
    }
  }

  @Test(arguments: [("rnn-latch", 11), ("peephole-timer", 10)], Language.allCases)
  func `The new labs have their pictures`(lab: (String, Int), language: Language) {
    let player = labPlayer(lab.0, step: lab.1, language: language, course: Self.course)
    expectGolden(player, "lab-\(lab.0)-80-\(language.rawValue)")
  }

  @Test func `The new labs fit into a small window`() {
    let small = Size(rows: 20, columns: 60)
    expectGolden(
      labPlayer("rnn-latch", step: 11, language: .chinese, size: small, course: Self.course),
      "lab-rnn-latch-60-zh")
    expectGolden(
      labPlayer("peephole-timer", step: 10, size: small, course: Self.course),
      "lab-peephole-timer-60-en")
  }

  @Test(arguments: [CellKind.gru, .sLSTM])
  func `A cell without the four gates has a picture of its own`(kind: CellKind) {
    let preset = Self.preset(kind, seed: 1)
    let player = labPlayer(
      preset.id, step: 5, size: Size(rows: 40, columns: 120), course: Course(labs: [preset]))
    expectGolden(player, "lab-\(kind.rawValue)-120")
  }

  @Test func `An output gate with a peephole waits for the new cell state`() throws {
    var player = labPlayer("peephole-timer", step: 9, course: Self.course)
    let substeps = CellKind.lstmPeephole.substeps
    let sum = try #require(substeps.firstIndex(of: .sum(.output)))
    for (place, substep) in substeps.enumerated() {
      try player.press(".")
      let output = player.screen.split(separator: "\n").first { $0.hasPrefix(" o output") } ?? ""
      #expect(output.contains("waits for c₁₀") == (place < sum), "\(substep)")
      #expect(output.contains("9.99") == (place >= sum && substep != .show), "\(substep)")
      #expect(output.contains("0.99995") == (substep == .show), "\(substep)")
    }
  }

  @Test func `A plain cell is told line by line`() throws {
    var lab = try PlainLab(try #require(Self.course.lab("rnn-latch")))
    #expect(lab.opening(.english).last == "h₀ = 0.000")
    let told = lab.obey("2", .english)?.lines
    #expect(
      told == [
        "Step 2 of 21.",
        "x₂: x noise = −0.221",
        "hidden state h = 0.944: slope ∂h₂/∂h₁ = 0.22",
        "a₂ = W·x₂ + U·h₁ + b = −0.221 + 1.990 + 0.000 = 1.769",
        "h₂ = tanh a₂ = tanh(1.769) ≈ 0.944",
        "Input and bias bring −0.221, the old state brings 1.99: −0.221 + 1.99 =",
        "  1.769. tanh makes h 0.944.",
        "The old state outweighs the input: h keeps its sign.",
        "Saturated, next to no slope: h.",
        "From here on only noise. h settles near 0.96, where tanh(2h) = h.",
        "Read-out stored bit: +1, number 0.94.",
      ])
  }

  @Test(arguments: Self.course.labs.map(\.id), Language.allCases)
  func `Every shipped lab is told in lines that fit`(id: String, language: Language) throws {
    let preset = try #require(Self.course.lab(id))
    var lab = try PlainLab(preset)
    var lines = lab.opening(language)
    for _ in preset.tape { lines += lab.obey("n", language)?.lines ?? [] }
    for line in lines { #expect(line.cellWidth <= 76, "\(line)") }
  }
}

/// `… = 0.5·(−1.0) + 0.2 = −0.3`, taken apart and computed again.
private struct PrintedEquation {
  var value: Double
  var result: Substring
  var saysEqual: Bool

  /// The sum stands left of the last sign.
  init?(_ line: Substring) {
    let isEqual = !line.contains(" ≈ ")
    let parts = line.split(separator: " ≈ ")
    let sides =
      isEqual ? line.split(separator: " = ") : parts[0].split(separator: " = ") + parts.dropFirst()
    guard sides.count > 2, let sum = Self.value(sides[sides.count - 2]) else { return nil }
    (value, result, saysEqual) = (sum, sides[sides.count - 1], isEqual)
  }

  /// The sum stands right of the sign.
  init?(reversed line: Substring) {
    let isEqual = !line.contains(" ≈ ")
    let sides = line.split(separator: isEqual ? " = " : " ≈ ")
    guard sides.count == 2, let sum = Self.value(sides[1]) else { return nil }
    (value, result, saysEqual) = (sum, sides[0], isEqual)
  }

  /// Whether it is equal exactly when it says so.
  var isTrue: Bool {
    let text = result.filter { $0 != " " }
    guard let printed = Self.number(text) else { return false }
    let decimals = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
    let exponent = text.split(separator: "e").dropFirst().first.flatMap { Self.number($0) } ?? 0
    let places = Int(exponent) - decimals
    let unit = (0..<abs(places)).reduce(1.0) { unit, _ in places < 0 ? unit / 10 : unit * 10 }
    return (abs(value - printed) <= unit * 0.50001) == saysEqual
  }

  private static func number(_ text: some StringProtocol) -> Double? {
    Double(String(text.map { $0 == "−" ? "-" : $0 }))
  }

  /// The value of an expression with + − · ( ) tanh and max.
  private static func value(_ text: Substring) -> Double? {
    var rest = Substring(text.filter { $0 != " " })
    let value = sum(&rest)
    return rest.isEmpty ? value : nil
  }

  private static func sum(_ rest: inout Substring) -> Double? {
    guard var total = product(&rest) else { return nil }
    while let sign = rest.first, sign == "+" || sign == "−" {
      rest.removeFirst()
      guard let next = product(&rest) else { return nil }
      total += sign == "+" ? next : -next
    }
    return total
  }

  private static func product(_ rest: inout Substring) -> Double? {
    guard var total = factor(&rest) else { return nil }
    while rest.first == "·" {
      rest.removeFirst()
      guard let next = factor(&rest) else { return nil }
      total *= next
    }
    return total
  }

  private static func factor(_ rest: inout Substring) -> Double? {
    for (name, function) in [
      ("tanh(", Double.hyperbolicTangent), ("max(0,", { max(0, $0) }), ("(", { $0 }),
    ] as [(String, (Double) -> Double)] where rest.hasPrefix(name) {
      rest.removeFirst(name.count)
      guard let inner = sum(&rest), rest.first == ")" else { return nil }
      rest.removeFirst()
      return function(inner)
    }
    let sign = rest.first == "−" ? "−" : ""
    var digits = sign + rest.dropFirst(sign.count).prefix { $0.isNumber || $0 == "." }
    let behind = rest.dropFirst(digits.count)
    if behind.first == "e" {
      digits += "e" + behind.dropFirst().prefix { $0.isNumber || $0 == "−" }
    }
    rest.removeFirst(digits.count)
    return number(digits)
  }
}
