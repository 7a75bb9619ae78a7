import Cells
import CourseModel
import Languages
import Phrases
import Testing

@testable import TutorCore

/// Equations are read off what is printed and computed again.
@Suite struct LabTruthTests {
  /// SplitMix64.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func randomPreset(_ dice: inout Dice) -> LabPreset {
    let scales: [Double] = [0.1, 1, 3, 10, 20]
    let scale = scales.randomElement(using: &dice) ?? 1
    var preset = LabFixtures.latch
    func number(_ scale: Double) -> Double { Double.random(in: -scale...scale, using: &dice) }
    for gate in ["i", "f", "g", "o"] {
      preset.weights[gate] = LabFixtures.gate(
        [[number(scale), number(scale)]], [[number(scale)]], [number(scale)])
    }
    preset.initialCell = [number(Bool.random(using: &dice) ? 1 : 50)]
    preset.initialHidden = [number(1)]
    for t in preset.tape.indices { preset.tape[t] = [number(2), number(2)] }
    return preset
  }

  private func number(_ text: Substring) -> Double? {
    Double(String(text.filter { !"()".contains($0) }.map { $0 == "−" ? "-" : $0 }))
  }

  /// The value of `0.5·(−1.000) + 0.100·0.200`.
  private func value(of sum: Substring) -> Double? {
    var total = 0.0
    for term in sum.split(separator: "+") {
      var product = 1.0
      for factor in term.split(separator: "·") {
        guard let value = number(factor.filter { $0 != " " }[...]) else { return nil }
        product *= value
      }
      total += product
    }
    return total
  }

  /// Half a unit of the last digit.
  private func tolerance(_ text: Substring) -> Double {
    let decimals = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
    let exponent = text.contains("e−6") ? 1e-6 : 1
    return (0..<decimals).reduce(0.50001) { unit, _ in unit / 10 } * exponent
  }

  /// Whether the line claims equality, or nil when it is no equation with numbers.
  private func checked(_ line: String) -> Bool? {
    // "c₅ = f·c₄ + i·g = numbers = result"
    let parts = line.split(separator: " = ", maxSplits: 2)
    guard line.contains("·"), parts.count == 3 else { return nil }
    let isEqual = parts[2].contains(" = ")
    let sides = parts[2].split(separator: isEqual ? " = " : " ≈ ")
    guard sides.count == 2, let sum = value(of: sides[0]), let result = number(sides[1]) else {
      Issue.record("'\(line)' cannot be read")
      return nil
    }
    let holds = abs(sum - result) <= tolerance(sides[1])
    if holds != isEqual { Issue.record("'\(line)': \(sum)") }
    return isEqual
  }

  @Test func `Every equation holds as it is printed, or says that it is rounded`() throws {
    var dice = Dice(state: 11)
    var seen = [true: 0, false: 0]
    for _ in 0..<150 {
      let preset = randomPreset(&dice)
      var lab = try PlainLab(preset)
      for _ in preset.tape {
        let answer = lab.obey("n", .english)
        let lines = try #require(answer).lines
        // Equations are the lines before the sentences; wrapped ones are put together again.
        let text = lines.joined(separator: "\n").replacing("\n  ", with: " ")
        for line in text.split(separator: "\n") {
          if let isEqual = checked(String(line)) { seen[isEqual, default: 0] += 1 }
        }
      }
    }
    #expect(seen[true, default: 0] > 300 && seen[false, default: 0] > 300, "\(seen)")
  }

  @Test func `A sum that is off in its last digit says so`() {
    let reading = Reading(
      t: 9, before: 8, i: 0.9999546, f: 0.9999546, g: -0.19738, o: 1, cellBefore: 0.09969,
      hiddenBefore: 0,
      cell: -0.09768, squashedCell: -0.09736, hidden: -0.09736)
    #expect(reading.equations[0].relation == "≈")
    let said = LabWords.summary(reading)[0](.english)
    #expect(said.hasSuffix("0.1 + (−0.197) ≈ −0.098."))
  }

  @Test(arguments: [(24, 80), (20, 60), (40, 120)])
  func `Nothing that is still to be computed is shown`(size: (Int, Int)) throws {
    // Two tapes that differ behind step 4 look the same up to it.
    var other = LabFixtures.latch
    for t in 5..<12 { other.tape[t][1] = 1 - other.tape[t][1] }
    for t in 1...5 {
      let screens = [LabFixtures.latch, other].map { preset in
        Player(
          state: AppState(
            language: .english, size: Size(rows: size.0, columns: size.1),
            start: .lab(LabReference(preset: "latch", step: t))), course: Course(labs: [preset])
        ).screen
      }
      func withoutTape(_ screen: String) -> [String] {
        screen.split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.contains("w write") }.map(String.init)
      }
      // The inputs in the table are part of the tape.
      guard size.1 < 120 else {
        let rows = screens[0].split(separator: "\n").filter {
          $0.split(separator: " ").first == "\(t + 1)"
        }
        #expect(rows.allSatisfy { $0.split(separator: " ").count == 3 }, "\(rows)")
        continue
      }
      #expect(withoutTape(screens[0]) == withoutTape(screens[1]), "\(t)")
    }
  }
}
