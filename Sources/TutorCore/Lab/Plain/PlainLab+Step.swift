import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

// One position: what was read, what the lens shows, what has changed.
extension PlainLab {
  /// Everything there is to tell of where one stands.
  func position(_ language: Language) -> [String] {
    guard stepper.t > 0 else { return beginning(language) }
    if bench.backward != nil { return wayBack(language) }
    var lines = Self.wrapped([header(language)] + inputs(language))
    lines += look(language)
    lines += Self.wrapped(about(language))
    return lines
  }

  /// `Step 3 of 12.`, and the layer where there are several.
  func header(_ language: Language) -> String {
    let step = language.say(.plainLabStep(stepper.t, of: model.count))
    guard shape.stateCount > 1 else { return step }
    let layer = Phrase.plainLayer(
      bench.site.layer + 1, of: shape.layerCount,
      isReverse: shape.isBidirectional ? bench.site.direction == .reverse : nil)
    return step + language.say(.plainSpace) + language.say(layer)
  }

  private func beginning(_ language: Language) -> [String] {
    let start = bench.site.direction == .forward ? 0 : model.count + 1
    let states = toldUnits.map { unit in
      let site = site(unit: unit)
      func text(_ letter: String, _ signal: Signal) -> String {
        "\(name(letter, start, unit)) = \(LabNumber.text(model.initial(signal, site)))"
      }
      // A projection leaves fewer h than units.
      let hidden = unit < shape.stateSize ? [text("h", .hidden)] : []
      return (kind.hasCellState ? [text("c", .cell)] + hidden : hidden).joined(separator: ", ")
    }
    let needsNoStep = bench.lens == .gradient || bench.lens == .weights
    return Self.wrapped([language.say(.plainLabBefore)] + states)
      + (needsNoStep ? look(language) : [])
  }

  // MARK: What is read

  /// `x₅: d data = −0.7, w write = 0`, or the token, or what the layer below says.
  func inputs(_ language: Language, at t: Int? = nil) -> [String] {
    let t = t ?? stepper.t
    let values = bench.site.layer == 0 ? model.trace.steps[t - 1].input : probe.input(at: t)
    let isToken = bench.tokens.indices.contains(t - 1) && bench.site.layer == 0
    var lines =
      isToken
      ? [language.say(.plainReads(symbol("x", at: t), bench.tokens[t - 1].text))]
      : []
    // One-hot rows and wide layers are told by what is not zero.
    let isLong = values.count > Self.fewInputs
    let told = values.indices.filter { !isLong || values[$0] != 0 }
    func parts(_ language: Language) -> [String] {
      told.prefix(Self.fewInputs).map { index in
        "\(inputName(index, language)) = \(LabNumber.trimmed(Double(values[index])))"
      }
    }
    let left = told.count - Self.fewInputs
    guard !told.isEmpty else {
      return lines + [language.say(.plainInputIsZero(symbol("x", at: t), values.count))]
    }
    let list = Phrase.plainInputs(symbol("x", at: t), parts(.english), parts(.chinese))
    lines.append(
      language.say(list)
        + (left > 0
          ? language.say(.plainAndMore(left)) : isLong ? language.say(.plainRestZero) : "")
    )
    return lines
  }

  private static let fewInputs = 8

  /// An input with its meaning; a unit of the layer below where that is read.
  func inputName(_ index: Int, _ language: Language) -> String {
    guard bench.site.layer == 0, model.preset.inputs.indices.contains(index) else {
      return language.say(.plainFromBelow(index + 1))
    }
    return model.preset.inputs[index].label(language, width: .max).displayed
  }

  // MARK: The lens

  /// What the lens tells of this step.
  private func look(_ language: Language) -> [String] {
    switch bench.lens {
    case .gates: stepper.isComplete ? gatesOfUnits(language) : substep(language)
    case .flow: substep(language)
    case .cell: cellTable(language)
    case .heat: heatTable(language)
    case .units: unitTable(language)
    case .gradient: gradient(language, isWhole: !isLensKnown)
    case .weights where !isLensKnown: weights(language)
    case .weights: stepper.isComplete ? gatesOfUnits(language) : substep(language)
    }
  }

  private func gatesOfUnits(_ language: Language) -> [String] {
    var lines: [String] = []
    for unit in toldUnits {
      guard let account = model.account(at: stepper.t, site(unit: unit)) else { continue }
      if shape.hiddenSize > 1 { lines.append(language.say(.plainLabUnit(unit + 1))) }
      lines += gates(account, language) + results(account, unit, language)
    }
    if stepper.isComplete, let caption = model.preset.captions[stepper.t]?.best(for: language),
      bench.edits.isEmpty
    {
      lines.append(caption)
    }
    return Self.wrapped(lines)
  }

  /// A line for each gate.
  private func gates(_ account: CellAccount, _ language: Language) -> [String] {
    let kind = account.kind
    return kind.gatesInOrder.map { gate in
      language.say(
        .plainGate(
          kind.isPlain ? .plainHiddenState : gate.spokenName, kind.blockName(gate),
          LabNumber.text(account.value(of: gate)), account.words(for: gate)))
    }
  }

  /// The equations with their numbers and what they mean, or that somebody wrote the numbers.
  private func results(_ account: CellAccount, _ unit: Int, _ language: Language) -> [String] {
    let reading = VariantReading(model.probe(site(unit: unit)), t: account.t)
    let isProjected = shape.projectionSize > 0
    var lines: [String] = []
    for equation in account.equations {
      let isWritten =
        equation.letter == "c" && reading?.isWritten(.cell) == true
        || equation.letter == "h" && reading?.isWritten(.hidden) == true
      if isWritten {
        let value = LabNumber.trimmed(equation.result)
        lines.append(
          language.say(.plainWrittenOver(name(equation.letter, account.t, unit), value)))
      } else {
        lines.append(equation.plainText { letter, t in name(letter, t, unit) })
      }
    }
    if isProjected, let hidden = model.probe(site(unit: unit)).value(.hidden, at: account.t) {
      lines.append(
        language.say(
          .plainProjected(
            name("h", account.t, unit), LabNumber.text(Double(hidden)),
            isWritten: reading?.isWritten(.hidden) == true)))
    }
    // The sentences are about what the equations gave.
    if reading?.isWritten(.cell) != true, reading?.isWritten(.hidden) != true {
      lines += account.summary.map { language.say($0) }
    }
    let ends = kind.gatesInOrder.filter { kind.isSaturated(.gate($0), account.value(of: $0)) }
    if !ends.isEmpty {
      lines.append(
        language.say(.plainSaturated(ends.map { kind.blockName($0) }.joined(separator: ", "))))
    }
    return lines
  }

  // MARK: Beside the lens

  /// Read-outs, what edits have changed, other kinds of cell, the run with a mistake.
  private func about(_ language: Language) -> [String] {
    var lines = readouts(language)
    // Another text has other timesteps: nothing there can be compared.
    if let ghost = bench.ghost, bench.typedText == nil {
      let changed = toldUnits.flatMap { differences(from: ghost, unit: $0, language) }
      if !changed.isEmpty { lines += [language.say(.plainAgainstOriginal)] + changed }
    }
    // What a sub-step has not come to yet is not told.
    guard stepper.isComplete else { return lines }
    lines += bench.rivals.map { rivalLine($0, language) }
    if fault != nil { lines += faultNow(language) }
    return lines
  }

  private func readouts(_ language: Language) -> [String] {
    guard stepper.isComplete else { return [] }
    return model.preset.readouts.compactMap { readout in
      guard let value = readout.value(in: model.run, at: stepper.t) else { return nil }
      let number = value.isFinite ? value.fixed(readout.decimals) : LabNumber.text(value)
      return language.say(
        .plainReadout(
          (readout.name.best(for: language) ?? "").displayed, number,
          meaning: readout.className(value)?.best(for: language)?.displayed))
    }
  }

  /// `c₅: 0.9 → 0.5, Δ −0.4`, of what another run has at this step.
  func differences(from other: LabModel, unit: Int, _ language: Language) -> [String] {
    let site = site(unit: unit)
    let signals: [(String, Signal)] =
      kind.hasCellState
      ? [("c", .cell), ("h", .hidden)]
      : [("h", .hidden)]
    let t = stepper.t
    return signals.compactMap { letter, signal in
      guard t == 0 || stepper.hasReached(signal == .cell ? .add : kind.hiddenSubstep) else {
        return nil
      }
      // At t = 0 a direction stands where it starts.
      let now = t == 0 ? model.initial(signal, site) : model.probe(site).double(signal, t)
      guard let now, unit < shape.stateSize || signal == .cell else { return nil }
      let start = t == 0 && site.direction == .reverse ? model.count + 1 : t
      guard let old = t == 0 ? other.initial(signal, site) : other.probe(site).double(signal, t)
      else {
        return language.say(.plainIsNew(name(letter, start, unit), LabNumber.trimmed(now)))
      }
      return language.say(
        .plainDifference(
          name(letter, start, unit), LabNumber.trimmed(old), LabNumber.trimmed(now),
          LabNumber.signed(now - old)))
    }
  }
}

extension Probe {
  func double(_ signal: Signal, _ t: Int) -> Double? { value(signal, at: t).map { Double($0) } }
}

extension CellKind {
  /// Whether a value is so near the end of its range that its slope is next to nothing.
  func isSaturated(_ signal: Signal, _ value: Double) -> Bool {
    guard let range = saturation(of: signal) else { return false }
    return value < range.low || value > range.high
  }
}
