import Cells
import Phrases
import Recurrent

/// One of the curves of the gradient lens.
enum GradientSeries: CaseIterable, Hashable {
  /// ‖∂c_T/∂c_t‖
  case cell
  /// ‖∂h_T/∂h_t‖
  case hidden
  /// The path that every gate held fixed would leave: Πf, or Πz of a cell that keeps h
  case direct
  /// What remains without that path
  case rest

  /// The curves of a kind of cell, the whole before its parts.
  static func of(_ kind: CellKind) -> [GradientSeries] {
    if kind.hasCellState { return [.cell, .direct, .rest, .hidden] }
    return kind.isPlain ? [.hidden] : [.hidden, .direct, .rest]
  }

  func value(_ flow: GradientFlow<Float>) -> Double? {
    switch self {
    case .cell: flow.cellNorm.map { Double($0) }
    case .hidden: Double(flow.hiddenNorm)
    case .direct: flow.directNorm.map { Double($0) }
    case .rest: flow.restNorm.map { Double($0) }
    }
  }

  var role: Role {
    switch self {
    case .cell: .cellState
    case .hidden: .hiddenState
    case .direct: .forgetGate
    case .rest: .body
    }
  }

  /// `‖∂c₁₂/∂c₅‖`, or the product along the direct path.
  func symbol(_ kind: CellKind, from end: Int, to t: Int) -> String {
    func ratio(_ letter: String) -> String {
      "‖∂" + TutorCore.symbol(letter, at: end) + "/∂" + TutorCore.symbol(letter, at: t) + "‖"
    }
    switch self {
    case .cell: return ratio("c")
    case .hidden: return ratio("h")
    case .direct: return "‖Π" + kind.keptShare + "‖"
    case .rest: return "rest"
    }
  }

  func name(_ kind: CellKind) -> Phrase {
    switch self {
    case .cell: .gradientWhole
    case .hidden: kind.hasCellState ? .gradientOfHidden : .gradientWhole
    case .direct: kind.hasCellState ? .gradientAlongCell : .gradientAlongHidden
    case .rest: .gradientThroughHidden
    }
  }
}

extension CellKind {
  /// What the direct path is multiplied by at each step.
  var keptShare: String {
    switch self {
    case .gru, .gruV1: "z"
    case .minGRU: "(1−z)"
    case .minLSTM: "f′"
    case .lstm1997: "1"
    default: "f"
    }
  }
}
