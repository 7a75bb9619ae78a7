import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

// Other kinds of cell, and mistakes, beside what runs.
extension PlainLab {
  mutating func compare(_ arguments: [String], _ language: Language) -> [String] {
    let words = arguments.map { $0.lowercased() }
    if words == ["off"] {
      bench.compare(with: [])
      return asked(Self.wrapped(.plainCompareOff, language), language)
    }
    let all = CellKind.allCases.map(\.rawValue)
    var kinds = words.isEmpty ? ComparePanel.usual(kind) : []
    for word in words.prefix(2) {
      guard let chosen = CellKind(rawValue: word) else {
        return Self.wrapped(
          [language.say(.plainNoSuchKind(word.displayed.truncated(to: 40)))]
            + (closest(to: word, among: all).map { [language.say(.plainNearest($0))] } ?? [])
            + [language.say(.plainKinds(all.joined(separator: ", ")))])
      }
      kinds.append(chosen)
    }
    guard words.count <= 2 else { return Self.wrapped(.plainTwoKinds, language) }
    bench.compare(with: kinds)
    finish()
    let missing = kinds.filter { kind in !bench.rivals.contains { $0.kind == kind } }
    var lines = missing.map { language.say(.compareCannot($0.rawValue)) }
    if !bench.rivals.isEmpty { lines.append(language.say(.plainCompareOn(kind.rawValue))) }
    // In the middle of a step nothing is told that comes at its end.
    if !bench.rivals.isEmpty, stepper.isComplete {
      lines.append(line(of: kind, model, bench.gradient, language))
      lines += bench.rivals.map { rivalLine($0, language) }
    }
    return asked(Self.wrapped(lines), language)
  }

  /// `gru: h₃ = 0.5, ‖∂h₁₂/∂h₃‖ = 3.20e−4`
  func rivalLine(_ rival: Rival, _ language: Language) -> String {
    line(of: rival.kind, rival.model, rival.gradient, language)
  }

  private func line(
    of kind: CellKind, _ model: LabModel, _ gradient: GradientCurve, _ language: Language
  ) -> String {
    let t = stepper.t
    let unit = min(bench.site.unit, model.trace.hiddenSize - 1)
    let site = site(unit: unit)
    let start = t == 0 && site.direction == .reverse ? model.count + 1 : t
    var parts: [String] = []
    let signals: [(String, Signal)] =
      kind.hasCellState
      ? [("c", .cell), ("h", .hidden)]
      : [("h", .hidden)]
    for (letter, signal) in signals {
      let value = t == 0 ? model.initial(signal, site) : model.probe(site).double(signal, t)
      guard let value else { continue }
      parts.append("\(name(letter, start, unit)) = \(LabNumber.trimmed(value))")
    }
    if let flow = gradient[start] {
      let letter = flow.cellNorm == nil ? "h" : "c"
      let norm = Double(flow.cellNorm ?? flow.hiddenNorm)
      parts.append(
        "‖∂\(symbol(letter, at: gradient.end))/∂\(symbol(letter, at: start))‖ = "
          + LabNumber.gradient(norm))
    }
    return language.say(.plainOfKind(kind.rawValue, parts.joined(separator: ", ")))
  }

  // MARK: Mistakes

  mutating func switchFault(_ arguments: [String], _ language: Language) -> [String] {
    let word = arguments.joined(separator: "-").lowercased()
    if word == "off" {
      fault = nil
      return asked(Self.wrapped(.plainFaultOff, language), language)
    }
    guard !word.isEmpty else {
      return fault == nil ? faults(language) : Self.wrapped(faultAccount(language))
    }
    guard let chosen = Fault(rawValue: word) else {
      let names = Fault.allCases.map(\.rawValue)
      return Self.wrapped(
        [language.say(.plainNoSuchFault(word.displayed.truncated(to: 40)))]
          + (closest(to: word, among: names).map { [language.say(.plainNearest($0))] } ?? [])
          + [language.say(.plainFaultsList)])
    }
    guard chosen.applies(to: shape) else {
      return Self.wrapped(.plainFaultCannot(chosen.name, kind.rawValue), language)
    }
    fault = run(chosen)
    return asked(Self.wrapped(faultAccount(language) + faultNow(language)), language)
  }

  /// The mistake's run beside the right one; states that were written over are computed anew.
  func run(_ fault: Fault) -> FaultRun? {
    try? FaultRun(fault, network: bench.experiment.network, of: model.trace)
  }

  /// Every mistake that can be made here, by place.
  func faults(_ language: Language) -> [String] {
    var lines = Self.wrapped(.plainFaultsTitle, language)
    for place in Fault.Place.allCases {
      let faults = Fault.allCases.filter { $0.place == place && $0.applies(to: shape) }
      guard !faults.isEmpty else { continue }
      lines += Self.wrapped(place.name, language)
      lines += Self.wrapped(
        faults.map { "  " + $0.rawValue.padded(to: 22) + language.say($0.name) }, hanging: 24)
    }
    return lines
  }

  /// What the mistake is, as code, what one sees, and where the runs first differ.
  private func faultAccount(_ language: Language) -> [String] {
    guard let fault else { return [] }
    var lines = [language.say(.plainFault(fault.fault.rawValue, fault.fault.name))]
    lines += [language.say(.plainWrong)] + fault.fault.code.wrong.map { "  " + $0 }
    lines += [language.say(.plainRight)] + fault.fault.code.right.map { "  " + $0 }
    lines.append(language.say(fault.fault.symptom))
    if let origin = fault.fault.origin { lines.append(language.say(.plainOrigin(origin))) }
    if !bench.experiment.interventions.isEmpty { lines.append(language.say(.plainAnew)) }
    guard let place = fault.divergence else {
      return lines + [language.say(.plainNoDivergence)]
    }
    let (right, wrong) = (
      LabNumber.text(Double(place.reference)), LabNumber.text(Double(place.found))
    )
    // Numbers that are printed alike must still differ.
    let isAlike = right == wrong
    lines.append(
      language.say(
        .plainDivergence(
          t: place.t, place.name(in: kind, H: shape.hiddenSize),
          unit: place.unit % shape.hiddenSize + 1,
          layer: shape.stateCount > 1
            ? .plainLayer(
              place.layer + 1, of: shape.layerCount,
              isReverse: shape.isBidirectional ? place.direction == .reverse : nil) : nil,
          right: isAlike ? "\(place.reference)".minus : right,
          wrong: isAlike ? "\(place.found)".minus : wrong)))
    return lines
  }

  /// c and h of the right run and of the other at this step.
  func faultNow(_ language: Language) -> [String] {
    guard let fault, stepper.t > 0, stepper.isComplete, stepper.t <= fault.faulty.count else {
      return []
    }
    var values: [String] = []
    let signals: [(String, Signal)] =
      kind.hasCellState
      ? [("c", .cell), ("h", .hidden)]
      : [("h", .hidden)]
    for unit in toldUnits {
      for (letter, signal) in signals {
        func value(_ trace: Trace<Float>) -> Double? {
          trace.value(
            signal, at: stepper.t, unit: unit, layer: bench.site.layer,
            direction: bench.site.direction
          ).map { Double($0) }
        }
        guard let right = value(fault.reference), let wrong = value(fault.faulty) else { continue }
        values.append(
          language.say(
            .plainRightAndWrong(
              name(letter, stepper.t, unit), LabNumber.trimmed(right), LabNumber.trimmed(wrong))))
      }
    }
    guard let reading = fault.readout else {
      return [language.say(.plainFaultHere(fault.fault.rawValue))] + values
    }
    func list(_ numbers: [Float]) -> String {
      numbers.prefix(8).map { LabNumber.trimmed(Double($0)) }.joined(separator: ", ")
    }
    return [
      language.say(.plainReadAtEnd(right: list(reading.reference), wrong: list(reading.found)))
    ]
  }
}

extension String {
  /// The text with true minus signs.
  fileprivate var minus: String { String(map { $0 == "-" ? "−" : $0 }) }
}
