import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Testing

@testable import TutorCore

/// Every sentence is taken apart again, and what it says is held against the trace.
@Suite struct LabWordsTests {
  /// What a sentence claims, in both languages, and whether that is so.
  private struct Claim: Sendable {
    var patterns: [Language: SentencePattern]
    var isTrue: @Sendable ([String], Reading) -> Bool

    init(
      _ english: String, _ chinese: String,
      _ isTrue: @escaping @Sendable ([String], Reading) -> Bool
    ) {
      patterns = [.english: SentencePattern(english), .chinese: SentencePattern(chinese)]
      self.isTrue = isTrue
    }
  }

  // MARK: What the words may claim

  private static let forget = [
    Claim("keeps all of {}", "完整保留 {}") { part, step in
      isSymbol(part[0], "c", step.t - 1) && isOne(step.f)
    },
    Claim("keeps nearly all of {}, {} %", "几乎完整保留 {}，{}%") { part, step in
      isSymbol(part[0], "c", step.t - 1) && isPercent(part[1], step.f) && step.f >= 0.999
    },
    Claim("forgets nearly all of {}", "几乎全部忘掉 {}") { part, step in
      isSymbol(part[0], "c", step.t - 1) && step.f < 0.001 && !isZero(step.f)
    },
    Claim("keeps {} % of {}", "保留 {1} 的 {0}%") { part, step in
      isSymbol(part[1], "c", step.t - 1) && isPercent(part[0], step.f) && step.f >= 0.495
    },
    Claim("keeps only {} % of {}", "只保留 {1} 的 {0}%") { part, step in
      isSymbol(part[1], "c", step.t - 1) && isPercent(part[0], step.f) && step.f < 0.5
    },
    Claim("forgets all of {}", "全部忘掉 {}") { part, step in
      isSymbol(part[0], "c", step.t - 1) && isZero(step.f)
    },
    Claim("is not a number", "不是一个数") { _, step in step.f.isNaN },
  ]

  private static let input = [
    Claim("lets all of g in", "放入全部 g") { _, step in isOne(step.i) },
    Claim("lets nearly all of g in, {} %", "放入几乎全部 g，{}%") { part, step in
      isPercent(part[0], step.i) && step.i >= 0.999
    },
    Claim("lets nearly nothing in", "几乎什么也不放入") { _, step in
      step.i < 0.001 && !isZero(step.i)
    },
    Claim("lets {} % of g in", "放入 g 的 {}%") { part, step in
      isPercent(part[0], step.i) && step.i >= 0.495
    },
    Claim("lets only {} % of g in", "只放入 g 的 {}%") { part, step in
      isPercent(part[0], step.i) && step.i < 0.5
    },
    Claim("lets nothing in", "什么也不放入") { _, step in isZero(step.i) },
    Claim("is not a number", "不是一个数") { _, step in step.i.isNaN },
  ]

  private static let candidate = [
    Claim("writes {}", "写入 {}") { part, step in
      isNumber(part[0], step.i * step.g) && step.i > 0.999
    },
    Claim("would write {}", "想写 {}，被挡住") { part, step in
      isNumber(part[0], step.g) && isZero(step.i)
    },
    Claim("offers {}, writes {}", "提出 {}，写入 {}") { part, step in
      isNumber(part[0], step.g) && isNumber(part[1], step.i * step.g)
    },
    Claim("has nothing to write", "没有可写的") { _, step in isZero(step.g) },
    Claim("is not a number", "不是一个数") { _, step in step.g.isNaN || step.i.isNaN },
  ]

  private static let output = [
    Claim("shows all of tanh {}", "显示全部 tanh {}") { part, step in
      isSymbol(part[0], "c", step.t) && isOne(step.o)
    },
    Claim("shows nearly all of tanh {}, {} %", "显示几乎全部 tanh {}，{}%") { part, step in
      isSymbol(part[0], "c", step.t) && isPercent(part[1], step.o) && step.o >= 0.999
    },
    Claim("hides nearly all of {}", "几乎完全隐藏 {}") { part, step in
      isSymbol(part[0], "c", step.t) && step.o < 0.001 && !isZero(step.o)
    },
    Claim("shows {} % of tanh {}", "显示 tanh {1} 的 {0}%") { part, step in
      isSymbol(part[1], "c", step.t) && isPercent(part[0], step.o) && step.o >= 0.495
    },
    Claim("shows only {} % of tanh {}", "只显示 tanh {1} 的 {0}%") { part, step in
      isSymbol(part[1], "c", step.t) && isPercent(part[0], step.o) && step.o < 0.5
    },
    Claim("hides {}", "隐藏 {}") { part, step in
      isSymbol(part[0], "c", step.t) && isZero(step.o) && !(abs(step.hidden) > 1e-5)
    },
    Claim("is not a number", "不是一个数") { _, step in step.o.isNaN },
  ]

  private static let cell = [
    Claim(
      "The old memory stays: f is nearly 1 and i nearly 0, so this input changes nothing.",
      "旧的记忆保持不变：f 接近 1，i 接近 0，这个输入什么也没有改变。"
    ) { _, step in
      isNearlyOne(step.f) && isNearlyZero(step.i)
        && isZero(step.cell - step.cellBefore)
    },
    Claim(
      "The old memory stays: f is nearly 1 and i nearly 0, so this input changes c by only {}.",
      "旧的记忆几乎不变：f 接近 1，i 接近 0，这个输入只使 c 改变 {}。"
    ) { part, step in
      isNearlyOne(step.f) && isNearlyZero(step.i)
        && isNumber(part[0], step.cell - step.cellBefore)
        && abs(step.cell - step.cellBefore) <= resolution(step.cell)
    },
    Claim(
      "The old memory stays, almost: f is nearly 1 and i nearly 0, so c only drifts from {} to {}.",
      "旧的记忆几乎不变：f 接近 1，i 接近 0，c 只从 {} 漂移到 {}。"
    ) { part, step in
      isNearlyOne(step.f) && isNearlyZero(step.i) && isNumber(part[0], step.cellBefore)
        && isNumber(part[1], step.cell)
        && abs(step.cell - step.cellBefore) <= 0.1 * abs(step.cellBefore) + 1e-9
    },
    Claim(
      "The cell was empty and stays empty: nothing is written.",
      "记忆元原来是空的，现在仍是空的：没有写入任何东西。"
    ) { _, step in isZero(step.cellBefore) && isZero(step.cell) },
    Claim(
      "The cell was empty. What the input gate lets in makes c {}.",
      "记忆元原来是空的。输入门放进来的内容使 c 变为 {}。"
    ) { part, step in
      isZero(step.cellBefore) && isNumber(part[0], step.cell)
        && abs(step.i * step.g - step.cell) < 0.00001
    },
    Claim(
      "The old memory goes and the candidate takes its place: f is nearly 0 and i nearly 1, so c goes from {} to {}.",
      "旧的记忆被丢掉，候选值取而代之：f 接近 0，i 接近 1，c 从 {} 变为 {}。"
    ) { part, step in
      isNearlyZero(step.f) && isNearlyOne(step.i) && isNumber(part[0], step.cellBefore)
        && isNumber(part[1], step.cell) && abs(step.cell - step.g) < 0.2
    },
    Claim(
      "f and i are both nearly 1: the candidate is added to the old memory, {} + {} ≈ {}.",
      "f 和 i 都接近 1：候选值加到旧的记忆上，{} + {} ≈ {}。"
    ) { part, step in
      isNearlyOne(step.f) && isNearlyOne(step.i) && isNumber(part[0], step.f * step.cellBefore)
        && isNumber(part[1], step.i * step.g) && isNumber(part[2], step.cell)
    },
    Claim(
      "f and i are both nearly 1: the candidate is added to the old memory, {} + {} = {}.",
      "f 和 i 都接近 1：候选值加到旧的记忆上，{} + {} = {}。"
    ) { part, step in
      isSum(part[0], part[1], part[2]) && isNearlyOne(step.f) && isNearlyOne(step.i)
        && isNumber(part[0], step.f * step.cellBefore)
        && isNumber(part[1], step.i * step.g) && isNumber(part[2], step.cell)
    },
    Claim(
      "f and i are both nearly 0: the old memory goes and nothing takes its place. c is {}.",
      "f 和 i 都接近 0：旧的记忆被丢掉，也没有新的写入。c 为 {}。"
    ) { part, step in
      isNearlyZero(step.f) && isNearlyZero(step.i) && isNumber(part[0], step.cell)
        && abs(step.cell) <= 0.1 * abs(step.cellBefore) + 1e-9
    },
    Claim(
      "The old memory goes, f is nearly 0, and only {} takes its place: c goes from {} to {}.",
      "旧的记忆被丢掉，f 接近 0，新写入的只有 {}：c 从 {} 变为 {}。"
    ) { part, step in
      isNearlyZero(step.f) && isNumber(part[0], step.i * step.g)
        && isNumber(part[1], step.cellBefore) && isNumber(part[2], step.cell)
        && abs(step.cell) <= 0.1 * abs(step.cellBefore) + 1e-9
    },
    Claim(
      "f is nearly 1 and i nearly 0, but c is so small that the little that leaks in counts: it goes from {} to {}.",
      "f 接近 1，i 接近 0，但 c 太小，漏进来的一点点也算数：从 {} 变为 {}。"
    ) { part, step in
      isNearlyOne(step.f) && isNearlyZero(step.i) && isNumber(part[0], step.cellBefore)
        && isNumber(part[1], step.cell)
        && abs(step.cell - step.cellBefore) > 0.1 * abs(step.cellBefore)
    },
    Claim(
      "The old memory fades: f keeps {} % of it and i is nearly 0, so c goes from {} to {}.",
      "旧的记忆在消退：f 保留 {}%，i 接近 0，c 从 {} 变为 {}。"
    ) { part, step in
      isPercent(part[0], step.f) && isNearlyZero(step.i) && isNumber(part[1], step.cellBefore)
        && isNumber(part[2], step.cell)
        && abs(step.i * step.g) <= 0.1 * abs(step.f * step.cellBefore) + 1e-9
    },
    Claim(
      "The old memory goes, f is nearly 0, and {} takes its place: c goes from {} to {}.",
      "旧的记忆被丢掉，f 接近 0，由 {} 取而代之：c 从 {} 变为 {}。"
    ) { part, step in
      isNearlyZero(step.f) && isNumber(part[0], step.i * step.g)
        && isNumber(part[1], step.cellBefore) && isNumber(part[2], step.cell)
        && abs(step.f * step.cellBefore) <= 0.1 * abs(step.i * step.g) + 1e-9
    },
    Claim(
      "Old and new are mixed: {} of the old memory is left and {} comes in, together about {}.",
      "新旧混合：旧的记忆留下 {}，新写入 {}，合计约 {}。"
    ) { part, step in
      isNumber(part[0], step.f * step.cellBefore) && isNumber(part[1], step.i * step.g)
        && isNumber(part[2], step.cell)
    },
    Claim(
      "Old and new are mixed: {} of the old memory is left and {} comes in, together {}.",
      "新旧混合：旧的记忆留下 {}，新写入 {}，合计 {}。"
    ) { part, step in
      isSum(part[0], part[1], part[2]) && isNumber(part[0], step.f * step.cellBefore)
        && isNumber(part[1], step.i * step.g)
        && isNumber(part[2], step.cell)
    },
    Claim(
      "c is not a number, and it stays so: even f = 0 cannot clear it, because 0·NaN is NaN.",
      "c 不再是一个数，而且会一直如此：f = 0 也清不掉，因为 0·NaN 还是 NaN。"
    ) { _, step in step.cell.isNaN },
    Claim("c is infinite. tanh shows it as 1 or −1.", "c 为无穷大。tanh 只能把它显示成 1 或 −1。") { _, step in
      step.cell.isInfinite && abs(step.squashedCell) == 1
    },
  ]

  private static let hidden = [
    Claim(
      "The output gate is shut: the cell holds {}, but h shows {}.",
      "输出门关着：记忆元存着 {}，h 只显示 {}。"
    ) { part, step in
      isNearlyZero(step.o) && isNumber(part[0], step.cell) && isNumber(part[1], step.hidden)
        && abs(step.hidden) <= 0.05
    },
    Claim(
      "The output gate is shut, and there is nothing to show: c and h are 0.",
      "输出门关着，也没有可显示的：c 和 h 都是 0。"
    ) { _, step in
      isNearlyZero(step.o) && isZero(step.cell) && isZero(step.hidden)
    },
    Claim(
      "The output gate is open, but tanh squeezes c = {} into h = {}.",
      "输出门开着，但 tanh 把 c = {} 压缩成 h = {}。"
    ) { part, step in
      isNearlyOne(step.o) && isNumber(part[0], step.cell) && isNumber(part[1], step.hidden)
        && abs(step.cell) > 2 && abs(step.hidden) <= 1
    },
    Claim("The output gate is open: h shows tanh c, {}.", "输出门开着：h 显示 tanh c，即 {}。") { part, step in
      isNearlyOne(step.o) && isNumber(part[0], step.hidden)
        && abs(step.hidden - step.squashedCell) <= 0.051
    },
    Claim("The output gate shows {} % of tanh c: h is {}.", "输出门显示 tanh c 的 {}%：h 为 {}。") {
      part, step in
      isPercent(part[0], step.o) && isNumber(part[1], step.hidden)
    },
    Claim("h is not a number.", "h 不是一个数。") { _, step in step.hidden.isNaN },
  ]

  // MARK: Reading sentences

  private static func value(_ text: String) -> Double? {
    var text = text
    if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
    if text.hasPrefix("+") { text.removeFirst() }
    return Double(
      String(text.map { $0 == "−" ? "-" : $0 }).replacing("∞", with: "inf"))
  }

  /// Half of the last digit that a number of this size is printed with.
  private static func resolution(_ value: Double) -> Double {
    abs(value) < 99.999 ? 0.00101 : abs(value) * (abs(value) < 999_999 ? 0.000101 : 0.101)
  }

  private static func isNumber(_ text: String, _ expected: Double) -> Bool {
    guard let value = value(text) else { return false }
    if expected.isNaN { return value.isNaN }
    if expected.isInfinite { return value == expected }
    return abs(value - expected) <= resolution(expected) / 2
      && (text.contains("−") ? expected < 0 : true)
  }

  private static func isPercent(_ text: String, _ share: Double) -> Bool {
    guard let value = value(text), value > 0, value < 100 else { return false }
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    return abs(value - share * 100) <= [0.501, 0.0501, 0.00501, 0.000501, 0.0000501][decimals]
  }

  private static func isSymbol(_ text: String, _ letter: String, _ t: Int) -> Bool {
    let digits = Array("₀₁₂₃₄₅₆₇₈₉")
    let number = text.dropFirst().compactMap { digits.firstIndex(of: $0) }
    return text.hasPrefix(letter) && number.count == text.count - 1
      && number.reduce(0) { $0 * 10 + $1 } == t
  }

  /// Whether the printed sum is the printed result, to half a unit of its last digit.
  private static func isSum(_ left: String, _ right: String, _ sum: String) -> Bool {
    guard let a = value(left), let b = value(right), let c = value(sum) else { return false }
    return isNumber(sum, a + b) || abs(a + b - c) <= 0.0005001
  }

  private static func isOne(_ value: Double) -> Bool { abs(value - 1) < 1.0001e-6 }
  private static func isZero(_ value: Double) -> Bool { abs(value) < 1.0001e-6 }
  private static func isNearlyOne(_ value: Double) -> Bool { value > 0.95 }
  private static func isNearlyZero(_ value: Double) -> Bool { value < 0.05 }

  /// Fails unless exactly one of `claims` is what the phrase says in each language, the same one
  /// in both, and it is true; returns its index.
  @discardableResult
  private func expectTrue(_ phrase: Phrase, _ claims: [Claim], _ reading: Reading) -> Int {
    var meanings: [Int] = []
    for language in Language.allCases {
      let text = phrase(language)
      let bytes = Array(text.utf8)
      for (index, claim) in claims.enumerated() {
        guard let parts = claim.patterns[language]?.parts(of: bytes) else { continue }
        meanings.append(index)
        if !claim.isTrue(parts, reading) { Issue.record("'\(text)' is false: \(reading)") }
      }
    }
    if meanings.count != 2 || meanings[0] != meanings[1] {
      Issue.record("\(phrase) has the meanings \(meanings)")
    }
    return meanings.first ?? -1
  }

  /// The meanings of all that is said of a step, as indices into the lists of claims.
  @discardableResult
  private func expectTrueWords(_ reading: Reading) -> [Int] {
    let summary = LabWords.summary(reading)
    #expect(summary.count == 2)
    return [
      expectTrue(LabWords.words(for: .forget, reading), Self.forget, reading),
      expectTrue(LabWords.words(for: .input, reading), Self.input, reading),
      expectTrue(LabWords.words(for: .candidate, reading), Self.candidate, reading),
      expectTrue(LabWords.words(for: .output, reading), Self.output, reading),
      expectTrue(summary[0], Self.cell, reading),
      expectTrue(summary[1], Self.hidden, reading),
    ]
  }

  // MARK: Random traces

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

  private func numbers(_ count: Int, scale: Float, _ dice: inout Dice) -> [Float] {
    var values: [Float] = []
    for _ in 0..<count { values.append(Float.random(in: -scale...scale, using: &dice)) }
    return values
  }

  /// A cell of one to three units whose gates are anything from half open to shut for good.
  private func randomRun(_ dice: inout Dice) throws -> LabRun {
    let (D, H) = (Int.random(in: 1...2, using: &dice), Int.random(in: 1...3, using: &dice))
    let scales: [Float] = [0.1, 1, 3, 10, 30]
    let scale = scales.randomElement(using: &dice) ?? 1
    var network = try Network<Float>(NetworkShape(.lstm, inputSize: D, hiddenSize: H))
    for (name, count) in [
      (ParameterName.weightIH, 4 * H * D), (.weightHH, 4 * H * H), (.biasIH, 4 * H),
    ] {
      try network.layers[0].set(name, numbers(count, scale: scale, &dice))
    }
    let starts: [Float] = [0, 0, 1, 5, 1000]
    let start = starts.randomElement(using: &dice) ?? 0
    var tape: [[Float]] = []
    for _ in 0..<3 { tape.append(numbers(D, scale: 2, &dice)) }
    let trace = try Trace(
      network, tape: tape,
      initial: [
        CellState(hidden: numbers(H, scale: 1, &dice), cell: numbers(H, scale: start, &dice))
      ])
    return LabRun(network: network, trace: trace)
  }

  @Test func `Every sentence agrees with the trace, in both languages`() throws {
    var dice = Dice(state: 7)
    var said = [Set<Int>](repeating: [], count: 6)
    for _ in 0..<2000 {
      let run = try randomRun(&dice)
      for t in 1...run.trace.count {
        for unit in 0..<run.trace.hiddenSize {
          let probe = Probe(run: run, site: Site(unit: unit))
          let reading = try #require(Reading(probe, t: t))
          for (kind, meaning) in expectTrueWords(reading).enumerated() {
            said[kind].insert(meaning)
          }
        }
      }
    }
    // All that can be said of finite numbers has been said, or the test has seen too little; only
    // a candidate of exactly 0 is left to the edges.
    #expect(said.map(\.count) == [6, 6, 3, 6, 15, 5])
  }

  @Test func `Values at the edges of a word are told truly`() {
    let edges: [Double] = [
      0, 0.0004, 0.000499999, 0.0005, 0.00050001, 0.00949, 0.0095, 0.01, 0.0499999, 0.05, 0.4949,
      0.495, 0.4999, 0.5, 0.9499999, 0.95, 0.9501, 0.98999, 0.99, 0.99001, 0.9994, 0.9995, 0.99951,
      1,
    ]
    let cells: [Double] = [-1234.5, -2, -0.7, -0.0004, 0, 0.0005, 0.9999, 2.0001, 1e30]
    for gate in edges {
      for other in edges {
        for old in cells {
          let g = 2 * gate - 1
          let new = gate * old + other * g
          expectTrueWords(
            Reading(
              t: 10, before: 9, i: other, f: gate, g: g, o: other, cellBefore: old, hiddenBefore: 0,
              cell: new, squashedCell: tanh(new), hidden: other * tanh(new)))
        }
      }
    }
  }

  private func tanh(_ x: Double) -> Double { Double.hyperbolicTangent(x) }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30, -1e30])
  func `What is not a number is called so`(x: Float) throws {
    var preset = LabFixtures.pair
    preset.tape[2] = [Double(x)]
    for cell in [[0.0, 0], [.infinity, -.infinity], [1e30, -1e30], [.nan, 0]] {
      preset.initialCell = cell
      let model = try LabModel(preset)
      for t in 1...model.count {
        for unit in 0..<2 {
          expectTrueWords(try #require(Reading(model.probe(Site(unit: unit)), t: t)))
        }
      }
    }
  }

  @Test func `A percentage never says all or nothing`() {
    for step in 1..<20_000 {
      let share = 0.000001 + 0.999998 * Double(step) / 20_000
      let text = LabWords.percent(share)
      #expect(Self.isPercent(text, share), "\(share) → \(text)")
    }
  }
}
