import Cells
import Phrases
import Recurrent
import Views

/// The words under the figures, all computed from the values.
enum LabWords {
  /// A gate that differs from 0 or 1 by less than this is at its end.
  private static let exact = LabNumber.resolution
  /// A gate that opens less than this lets "nearly nothing" through, one above 1 − this "nearly
  /// all": three decimals would not tell.
  private static let invisible = 0.0005
  /// What is called "nearly" 0 or 1.
  private static let near = 0.05

  /// What a gate does at this step.
  static func words(for gate: Gate, _ reading: Reading) -> Phrase {
    let (old, new) = (symbol("c", at: reading.before), symbol("c", at: reading.t))
    switch gate {
    case .forget: return keepingWords(reading.f, of: old)
    case .input: return inputWords(reading.i)
    case .candidate, .reset, .update, .new:
      return candidateWords(reading.g, opening: reading.i)
    case .output:
      return graded(
        reading.o, all: .showsAll(of: new), most: { .shows($0, of: new) },
        little: { .showsOnly($0, of: new) }, none: .hides(new),
        nearlyAll: { .showsNearlyAll($0, of: new) }, nearlyNone: .hidesNearlyAll(of: new))
    }
  }

  /// What a gate does that lets `opening` of the old state stay.
  static func keepingWords(_ opening: Double, of old: String) -> Phrase {
    graded(
      opening, all: .keepsAll(of: old), most: { .keeps($0, of: old) },
      little: { .keepsOnly($0, of: old) }, none: .forgetsAll(of: old),
      nearlyAll: { .keepsNearlyAll($0, of: old) }, nearlyNone: .forgetsNearlyAll(of: old))
  }

  /// What a gate does that lets `opening` of the candidate g in.
  static func inputWords(_ opening: Double) -> Phrase {
    graded(
      opening, all: .letsAllIn, most: { .letsIn($0) }, little: { .letsOnlyIn($0) },
      none: .letsNothingIn, nearlyAll: { .letsNearlyAllIn($0) },
      nearlyNone: .letsNearlyNothingIn)
  }

  private static func graded(
    _ opening: Double, all: Phrase, most: (String) -> Phrase, little: (String) -> Phrase,
    none: Phrase, nearlyAll: (String) -> Phrase, nearlyNone: Phrase
  ) -> Phrase {
    if opening.isNaN { return .isNotANumber }
    if opening < exact { return none }
    if opening > 1 - exact { return all }
    if opening < invisible { return nearlyNone }
    if opening >= 1 - invisible { return nearlyAll(percent(opening)) }
    return opening < 0.5 ? little(percent(opening)) : most(percent(opening))
  }

  /// A share as a percentage: whole between 1 and 99, with up to four decimals near the ends.
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    let distance = min(percent, 100 - percent)
    let decimals = [1, 0.1, 0.01, 0.001].firstIndex { distance >= $0 } ?? 4
    let text = percent.fixed(decimals)
    guard decimals > 0 else { return text }
    let kept = text.reversed().drop { $0 == "0" }
    return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  }

  /// What a candidate of which `opening` is let in does.
  static func candidateWords(_ candidate: Double, opening: Double) -> Phrase {
    guard !candidate.isNaN, !opening.isNaN else { return .isNotANumber }
    if abs(candidate) < exact { return .hasNothingToWrite }
    if opening < exact { return .wouldWrite(LabNumber.signed(candidate)) }
    let written = LabNumber.signed(opening * candidate)
    if opening >= 1 - invisible { return .writes(written) }
    return .offers(LabNumber.signed(candidate), writes: written)
  }

  /// What happened at this step: to the cell, then to h.
  static func summary(_ reading: Reading) -> [Phrase] {
    // With a projection h is made of all units, which is no matter of this one.
    reading.isProjected
      ? [cellSentence(reading)] : [cellSentence(reading), hiddenSentence(reading)]
  }

  private static func cellSentence(_ reading: Reading) -> Phrase {
    func number(_ value: Double) -> String { LabNumber.trimmed(value) }
    let (old, new) = (reading.cellBefore, reading.cell)
    if new.isNaN { return .memoryIsNotANumber }
    if new.isInfinite || old.isInfinite { return .memoryIsInfinite }

    if abs(old) < exact {
      return abs(new) < exact ? .memoryStaysEmpty : .memoryBegins(with: number(new))
    }
    let (isKept, isDropped) = (reading.f > 1 - near, reading.f < near)
    let (isWritten, isShut) = (reading.i > 1 - near, reading.i < near)
    // "Nearly" is said of the gates; a sentence must hold for c as well.
    if isKept, isShut, abs(new - old) <= 0.1 * abs(old) {
      if abs(new - old) < exact { return .memoryStays }
      return number(old) == number(new)
        ? .memoryHardlyMoves(by: number(new - old))
        : .memoryDrifts(from: number(old), to: number(new))
    }
    if isDropped, isWritten, abs(reading.kept) <= 0.1 * abs(reading.written) {
      return .memoryReplaced(from: number(old), to: number(new))
    }
    if isKept, isWritten {
      return .memoryAdded(
        number(reading.kept), inSum(reading.written),
        sum: "\(reading.sumRelation) \(number(new))")
    }
    if isDropped, isShut, abs(new) <= 0.1 * abs(old) { return .memoryErased(number(new)) }
    if isDropped, abs(new) <= 0.1 * abs(old) {
      return .memoryCleared(from: number(old), number(reading.written), to: number(new))
    }
    if isKept, isShut { return .memorySeeps(from: number(old), to: number(new)) }
    if isShut, !isDropped, abs(reading.written) <= 0.1 * abs(reading.kept) {
      return .memoryFades(percent(reading.f), from: number(old), to: number(new))
    }
    if isDropped, abs(reading.kept) <= 0.1 * abs(reading.written) {
      return .memoryOverwritten(from: number(old), number(reading.written), to: number(new))
    }
    return .memoryMixed(
      number(reading.kept), number(reading.written), sum: number(new),
      isExact: reading.sumRelation == "=")
  }

  private static func hiddenSentence(_ reading: Reading) -> Phrase {
    let (cell, hidden) = (LabNumber.trimmed(reading.cell), LabNumber.trimmed(reading.hidden))
    if reading.hidden.isNaN { return .hiddenIsNotANumber }
    if reading.o < near, abs(reading.cell) < exact { return .outputHasNothingToShow }
    if reading.o < near { return .outputHides(cell: cell, hidden: hidden) }
    if reading.o > 1 - near {
      return abs(reading.cell) > 2
        ? .outputSqueezes(cell: cell, hidden: hidden) : .outputShows(hidden)
    }
    return .outputShowsShare(percent(reading.o), hidden: hidden)
  }

  /// What is happening in a sub-step of a step that is not complete.
  static func sentence(for substep: Substep, _ reading: Reading) -> Phrase? {
    let cell = symbol("c", at: reading.t)
    func number(_ value: Double) -> String { LabNumber.trimmed(value) }
    return switch substep {
    case .gather, .sum: .phaseReads(symbol("x", at: reading.t), symbol("h", at: reading.before))
    case .squash, .reset, .squashNew: .phaseSquashes
    case .keep: .phaseForgets(number(reading.cellBefore), kept: number(reading.kept))
    case .write: .substepWrites(number(reading.written))
    case .add: .phaseWrites(number(reading.written), new: number(reading.cell))
    case .squashCell:
      .substepSquashesCell(cell, number(reading.cell), to: number(reading.squashedCell))
    case .show: nil
    }
  }

  /// A number behind a plus sign: negative ones stand in brackets.
  static func inSum(_ value: Double) -> String {
    let text = LabNumber.trimmed(value)
    return text.hasPrefix("−") ? "(\(text))" : text
  }
}
