import Phrases
import Recurrent
import Views

/// The words under the figures of a cell that is no LSTM with four gates.
enum VariantWords {
  static func words(for gate: Gate, _ reading: VariantReading) -> Phrase {
    let kind = reading.kind
    let value = reading.gate(gate)
    let (oldH, newH) = (symbol("h", at: reading.before), symbol("h", at: reading.t))
    if value.isNaN { return .isNotANumber }
    if kind.isPlain {
      return .slope("∂\(newH)/∂\(oldH)", LabNumber.trimmed(reading.slope))
    }
    if kind.isShare(gate) == false, gate.isSigmoid, value < 0 { return .turnsSign }
    switch gate {
    case .reset: return .readsShare(LabWords.percent(value), of: oldH)
    case .update:
      return kind == .minGRU
        ? LabWords.inputWords(value) : LabWords.keepingWords(value, of: oldH)
    case .new, .candidate:
      let share = kind.hasCellState ? reading.gate(.input) : reading.writtenShare
      return share < 0
        ? .offers(LabNumber.signed(value), writes: LabNumber.signed(share * value))
        : LabWords.candidateWords(value, opening: share)
    case .forget:
      // Behind the normalisation another share than f itself is kept.
      return kind == .minLSTM
        ? LabWords.keepingWords(reading.keptShare, of: oldH)
        : LabWords.keepingWords(value, of: symbol("c", at: reading.before))
    case .input: return LabWords.inputWords(kind == .minLSTM ? reading.writtenShare : value)
    case .output: return .showsShare(LabWords.percent(value))
    }
  }

  static func summary(_ reading: VariantReading) -> [Phrase] {
    if reading.hidden.isNaN { return [.hiddenIsNotANumber] }
    let kind = reading.kind
    let hidden = LabNumber.trimmed(reading.hidden)
    if kind.isPlain { return plainSummary(reading) }
    guard kind.hasCellState else {
      return [
        .stateMixed(
          kept: LabWords.percent(reading.keptShare), of: symbol("h", at: reading.before),
          candidate: "\(kind.activations.contains(.new) ? "n" : "g") = "
            + LabNumber.trimmed(reading.candidate),
          written: LabWords.percent(reading.writtenShare),
          from: LabNumber.trimmed(reading.hiddenBefore), to: hidden)
      ]
    }
    if reading.cell.isNaN { return [.memoryIsNotANumber] }
    let sum = LabNumber.printed(reading.kept) + LabNumber.printed(reading.written)
    return [
      .memoryMixed(
        LabNumber.trimmed(reading.kept), LabNumber.trimmed(reading.written),
        sum: LabNumber.trimmed(reading.cell),
        isExact: LabNumber.relation(sum, reading.cell) == "="),
      .hiddenFollows(gate: LabNumber.trimmed(reading.gate(.output)), hidden: hidden),
    ]
  }

  private static func plainSummary(_ reading: VariantReading) -> [Phrase] {
    let input = reading.inputSum(.candidate) + reading.bias(.candidate)
    let old = reading.recurrentSum(.candidate)
    let sum = reading.sum(.candidate)
    let added = LabNumber.printed(input) + LabNumber.printed(old)
    let text =
      "\(LabNumber.trimmed(input)) + \(LabWords.inSum(old)) "
      + "\(LabNumber.relation(added, sum)) \(LabNumber.trimmed(sum))"
    let first = Phrase.stateSummed(
      input: LabNumber.trimmed(input), old: LabNumber.trimmed(old), sum: text,
      function: reading.kind == .rnnReLU ? "max(0, ·)" : "tanh",
      hidden: LabNumber.trimmed(reading.hidden))
    let resolution = LabNumber.resolution
    guard abs(reading.hidden) > resolution else { return [first] }
    guard abs(reading.hiddenBefore) > resolution else {
      return abs(old) > resolution ? [first] : [first, .stateBegins]
    }
    return [
      first,
      .stateWeighed(
        oldIsHeavier: abs(old) > abs(input),
        keepsSign: (reading.hidden < 0) == (reading.hiddenBefore < 0)),
    ]
  }

  /// What is happening in a sub-step of a step that is not complete.
  static func sentence(
    for substep: Substep, _ reading: VariantReading, x: String, h: String
  ) -> Phrase? {
    func number(_ value: Double) -> String { LabNumber.trimmed(value) }
    let kind = reading.kind
    switch substep {
    case .gather, .sum:
      if kind.isPlain { return .phaseAdds(x, h, sum: number(reading.sum(.candidate))) }
      return kind.isRecurrentInGates ? .phaseReads(x, h) : .phaseReadsInput(x)
    case .squash, .reset, .squashNew: return .phaseMakesGates
    case .keep:
      return kind.hasCellState
        ? .phaseForgets(number(reading.cellBefore), kept: number(reading.kept))
        : .substepKeeps(
          LabWords.percent(reading.keptShare), of: h,
          number(reading.keptShare * reading.hiddenBefore))
    case .write where !kind.hasCellState:
      return .flowMixesIn(
        LabWords.percent(reading.writtenShare), number(reading.writtenShare * reading.candidate))
    case .write: return .substepWrites(number(reading.written))
    case .add: return .phaseWrites(number(reading.written), new: number(reading.cell))
    case .squashCell:
      return .substepSquashesCell(
        symbol("c", at: reading.t), number(reading.cell), to: number(reading.shown))
    case .show: return nil
    }
  }
}
