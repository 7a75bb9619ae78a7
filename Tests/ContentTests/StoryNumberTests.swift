import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import Testing

/// Every experiment that a story of a lab proposes, done, and its numbers found in both languages.
@Suite struct StoryNumberTests {
  /// What a learner changes.
  enum Change: Sendable {
    case input(t: Int, Int, Double)
    case bias(String, unit: Int, Double)
    case inputWeight(String, unit: Int, Int, Double)
    case recurrent(String, unit: Int, Int, Double)
    case peephole(String, Double)
    case cell(t: Int, Double)
    case hidden(t: Int, unit: Int, Double)
    case kind(CellKind)
    case text(String)
  }

  /// What is read off afterwards.
  enum Reading: Sendable {
    case signal(String, t: Int, unit: Int = 0)
    /// A readout behind a step, by its English name.
    case readout(String, t: Int)
    /// What is left at a step of the gradient of the end.
    case cellGradient(t: Int)
    case directGradient(t: Int)
    case hiddenGradient(t: Int)
  }

  struct Claim: Sendable, CustomTestStringConvertible {
    var lab: String
    var changes: [Change]
    var reading: Reading
    /// The number as the stories print it: `-0.784` or `4.4e-15`.
    var printed: String
    /// The stories that print it.
    var languages: [Language] = Language.allCases

    init(
      _ lab: String, _ changes: [Change] = [], _ reading: Reading, _ printed: String,
      in languages: [Language] = Language.allCases
    ) {
      self.lab = lab
      self.changes = changes
      self.reading = reading
      self.printed = printed
      self.languages = languages
    }

    var testDescription: String { "\(lab): \(printed)" }
  }

  @Test(arguments: StoryClaims.all)
  func `What a story promises comes out`(claim: Claim) throws {
    let value = try value(of: claim)
    let parts = claim.printed.split(separator: "e")
    let mantissa = try #require(parts.first)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let decimals = mantissa.split(separator: ".").dropFirst().first?.count ?? 0
    let expected = try #require(Double(claim.printed))
    let half = 0.5 * pow(10, Double(exponent - decimals))
    #expect(abs(value - expected) <= half * 1.001, "\(value)")

    let shown =
      parts.count > 1 ? "\(mantissa) \\times 10^{\(exponent)}" : String(mantissa)
    for language in claim.languages {
      #expect(try story(claim.lab, language).contains(number: shown), "\(language) \(shown)")
    }
  }

  @Test func `Every story proposes experiments`() {
    for lab in Shipped.course.labs {
      #expect(StoryClaims.all.contains { $0.lab == lab.id && !$0.changes.isEmpty }, "\(lab.id)")
    }
  }

  @Test(arguments: Language.allCases)
  func `Every story says what to try and what to watch for`(language: Language) {
    let words: [String] =
      switch language {
      case .english: ["Try", "Watch"]
      case .chinese: ["试一试", "看什么"]
      }
    for lab in Shipped.course.labs {
      let text = lab.story[language]?.plainText ?? ""
      for word in words { #expect(text.contains(word), "\(lab.id)") }
      #expect(lab.story[language].map { $0.count <= 10 } == true, "\(lab.id)")
    }
  }

  @Test func `The cells that stories put beside a lab behave as they say`() throws {
    func trace(_ id: String, as kind: CellKind) throws -> Trace<Float> {
      let run = try LabRun(try Shipped.lab(id))
      let network = try #require(run.network.translated(to: kind))
      return try Trace(network, tape: run.trace.steps.map(\.input))
    }
    #expect(try trace("counter", as: .gru).series(.hidden).allSatisfy { abs($0) <= 1 })
    let sums = try trace("accumulator", as: .lstm1997).series(.cell)
    #expect(sums[5] > 0.5)
    #expect(abs(sums[6] - sums[5]) < 0.001)
  }

  private func value(of claim: Claim) throws -> Double {
    var preset = try Shipped.lab(claim.lab)
    for change in claim.changes { try apply(change, to: &preset) }
    var states: [(t: Int, change: Change)] = []
    for change in claim.changes {
      switch change {
      case .cell(let t, _) where t > 0: states.append((t, change))
      case .hidden(let t, _, _) where t > 0: states.append((t, change))
      default: break
      }
    }
    let run = try LabRun(preset)
    var trace = run.trace
    for (t, change) in states {
      // The steps behind a state that was written over start from it.
      trace = try self.trace(run.network, trace, with: change, at: t)
    }
    switch claim.reading {
    case .signal(let symbol, let t, let unit):
      let signal = try #require(Signal(symbol: symbol))
      return Double(try #require(trace.value(signal, at: t, unit: unit)))
    case .readout(let name, let t):
      let readout = try #require(preset.readouts.first { $0.name.english == name })
      let layer = trace.steps[t - 1].layers[0]
      return readout.value(hidden: layer.hidden, cell: layer.cell)
    case .cellGradient(let t):
      return Double(try #require(flow(run.network, trace, t).cellNorm))
    case .directGradient(let t):
      return Double(try #require(flow(run.network, trace, t).directNorm))
    case .hiddenGradient(let t):
      return Double(try flow(run.network, trace, t).hiddenNorm)
    }
  }

  private func flow(
    _ network: Network<Float>, _ trace: Trace<Float>, _ t: Int
  ) throws -> GradientFlow<Float> {
    try #require(GradientWalk(network, trace).first { $0.t == t })
  }

  private func trace(
    _ network: Network<Float>, _ old: Trace<Float>, with change: Change, at t: Int
  ) throws -> Trace<Float> {
    var result = old
    var values = old.steps[t - 1].layers[0].values
    switch change {
    case .cell(_, let value):
      values.state.cell = [Float(value)]
      let output = try #require(old.value(.gate(.output), at: t))
      values.state.hidden = [output * Float(tanh(value))]
    case .hidden(_, let unit, let value): values.state.hidden[unit] = Float(value)
    default: break
    }
    result.steps[t - 1].layers[0].values = values
    let rest = try Trace(
      network, tape: old.steps.dropFirst(t).map(\.input), initial: [values.state])
    result.steps.replaceSubrange(t..., with: rest.steps)
    return result
  }

  private func apply(_ change: Change, to preset: inout LabPreset) throws {
    switch change {
    case .input(let t, let index, let value): preset.tape[t - 1][index] = value
    case .bias(let gate, let unit, let value): preset.weights[gate]?.bias[unit] = value
    case .inputWeight(let gate, let unit, let column, let value):
      preset.weights[gate]?.input[unit][column] = value
    case .recurrent(let gate, let unit, let column, let value):
      preset.weights[gate]?.recurrent[unit][column] = value
    case .peephole(let gate, let value): preset.weights[gate]?.peephole = [value]
    case .cell(let t, let value) where t == 0: preset.initialCell = [value]
    case .kind(let kind): preset.cell = kind.rawValue
    case .text(let text):
      preset.tape = TextTape(text, code: try #require(preset.text)).rows
    case .cell, .hidden: break
    }
  }

  /// The story as it stands in the file.
  private func story(_ lab: String, _ language: Language) throws -> String {
    let file = Shipped.root.appending(path: "Content/labs/\(lab).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let story = try #require(text.components(separatedBy: "\nstory:").last)
    let body = try #require(story.components(separatedBy: "\ncaptions:").first)
    let parts = body.components(separatedBy: "\n  zh: |")
    try #require(parts.count == 2)
    return language == .english ? parts[0] : parts[1]
  }
}

extension String {
  /// Whether the number stands in the text, and not as a part of another one.
  fileprivate func contains(number: String) -> Bool {
    var rest = self[...]
    while let range = rest.range(of: number) {
      let before = range.lowerBound == startIndex ? " " : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? " " : self[range.upperBound]
      let next =
        range.upperBound < endIndex && index(after: range.upperBound) < endIndex
        ? self[index(after: range.upperBound)] : " "
      let goesOn = after.isNumber || (after == "." && next.isNumber)
      if !before.isNumber, before != ".", before != "-", !goesOn { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
