import Cells
import Recurrent

/// Where one stands in the computation of a step.
enum FlowMoment: Hashable, Sendable {
  /// Before the first sub-step.
  case rest
  case forward(Substep)
  case backward(BackwardSubstep)

  var isBackward: Bool {
    if case .backward = self { true } else { false }
  }
}

/// A number that stands at a wire.
enum FlowNumber: Hashable, Sendable {
  case oldCell, oldHidden, newCell, newHidden
  case sum(Gate), gate(Gate), share(Gate)
  /// f ⊙ c₋, i ⊙ g, tanh c
  case kept, written, shown
  /// What the reset gate multiplies, and what it makes of it; W·x, U·h₋ and b of a plain cell.
  case recurrent, reset, fromInput, bias
  // On the way back
  case delta(Gate)
  /// δh, δc⁺, δc, δh₋, δc₋
  case hidden, arriving, cell, previousHidden, previousCell
}

/// Wires, boxes and numbers of a picture of a cell, which a ``FlowPicture`` draws.
struct FlowDiagram {
  enum Weight { case belt, light, dashed }

  /// A path from its first point to its last, the way in which numbers go forwards.
  struct Wire {
    var points: [Point]
    var role: Role
    var weight = Weight.light
    var forward: [Substep]
    var backward: [BackwardSubstep]
    /// Whether an arrow stands at its end, and on the way back at its start.
    var heads = (end: false, start: false)
  }

  /// Something that is written into the picture, around or from a point.
  struct Mark {
    enum Content {
      case text(String)
      case number(FlowNumber)
    }
    enum Anchor { case center, left, right }

    var content: Content
    var point: Point
    var anchor = Anchor.center
    var role: Role
    var forward: [Substep] = []
    var backward: [BackwardSubstep] = []
    /// Whether it stands in reverse video while it is at work.
    var isNode = false
    /// When it is drawn at all.
    var isForwardOnly = false
    var isBackwardOnly = false
  }

  /// Rows that every picture takes.
  static let rows = 11
  static let minimalWidth = 58

  let kind: CellKind
  let width: Int
  /// The width of c₅ at the last timestep.
  let symbolWidth: Int
  var wires: [Wire] = []
  var marks: [Mark] = []

  /// Columns of the first gate, and from gate to gate.
  let first: Int
  let pitch: Int

  init(_ kind: CellKind, width: Int, symbolWidth: Int) {
    self.kind = kind
    self.width = min(max(width, Self.minimalWidth), 76)
    self.symbolWidth = symbolWidth
    first = 13 + symbolWidth
    pitch = (self.width - 11 - first) / 3
    switch kind {
    case .rnnTanh, .rnnReLU: addPlain()
    case .gru, .gruV1: addGRU()
    case .minGRU: addMinimalGRU()
    case .minLSTM: addMinimalLSTM()
    default: addLSTM()
    }
  }

  /// The column of the gate at a place, 0…3.
  func column(_ place: Int) -> Int { first + place * pitch }
  /// The ends of what runs from left to right.
  var left: Int { symbolWidth + 2 }
  var right: Int { column(3) + 10 - symbolWidth - 1 }
  var edge: Int { column(3) + 11 }
  /// Where h and x enter.
  var entry: Int { first - 2 }

  // MARK: Parts

  mutating func wire(
    _ points: [(Int, Int)], _ role: Role, _ weight: Weight = .light, on forward: [Substep],
    back backward: [BackwardSubstep] = [], end: Bool = false, start: Bool = false
  ) {
    wires.append(
      Wire(
        points: points.map { Point(row: $0.0, column: $0.1) }, role: role, weight: weight,
        forward: forward, backward: backward, heads: (end, start)))
  }

  /// ⊗, ⊕, or a box such as `[f σ]`.
  mutating func node(
    _ text: String, _ row: Int, _ column: Int, _ role: Role, on forward: [Substep],
    back backward: [BackwardSubstep] = []
  ) {
    marks.append(
      Mark(
        content: .text(text), point: Point(row: row, column: column), role: role, forward: forward,
        backward: backward, isNode: true))
  }

  mutating func label(
    _ text: String, _ row: Int, _ column: Int, _ role: Role, _ anchor: Mark.Anchor = .left,
    on forward: [Substep] = [], back backward: [BackwardSubstep] = []
  ) {
    marks.append(
      Mark(
        content: .text(text), point: Point(row: row, column: column), anchor: anchor, role: role,
        forward: forward, backward: backward, isForwardOnly: backward.isEmpty && !forward.isEmpty,
        isBackwardOnly: forward.isEmpty && !backward.isEmpty))
  }

  mutating func number(
    _ number: FlowNumber, _ row: Int, _ column: Int, _ role: Role, _ anchor: Mark.Anchor = .center,
    on forward: [Substep] = [], back backward: [BackwardSubstep] = []
  ) {
    marks.append(
      Mark(
        content: .number(number), point: Point(row: row, column: column), anchor: anchor,
        role: role, forward: forward, backward: backward))
  }

  /// The gate in a column: its sum, its box, its value; on the way back its δ in the place of the
  /// sum.
  mutating func gate(_ gate: Gate, _ column: Int) {
    let role = kind.role(of: gate)
    let sum = kind.sumSubstep(of: gate)
    let squash = kind.substep(of: gate)
    let letter = gate.rawValue
    let isSummed = kind.gates.contains(gate)
    if isSummed { number(.sum(gate), 8, column, role, on: [sum]) }
    let function =
      isSummed ? kind.function(of: gate).map { $0 == "2·tanh(a/2)" ? "2tanh" : $0 } ?? "=" : "1−f"
    marks.append(
      Mark(
        content: .text("[\(isSummed ? letter + " " : "")\(function)]"),
        point: Point(row: 7, column: column), role: role, forward: [squash], isNode: true,
        isForwardOnly: isSummed))
    if isSummed {
      marks.append(
        Mark(
          content: .text("[δ\(letter)]"), point: Point(row: 7, column: column), role: role,
          backward: [.delta(gate)], isNode: true, isBackwardOnly: true))
      number(.delta(gate), 8, column, role, back: [.delta(gate)])
    }
    number(.gate(gate), 6, column, role, on: [squash])
  }

  /// h₋ and x come in at the left and run below the gates up to some columns.
  mutating func buses(_ columns: [(Gate, Int)], seesHidden: Bool = true) {
    for (gate, column) in columns {
      let sum = kind.sumSubstep(of: gate)
      if seesHidden, gate != .new {
        wire(
          [(9, entry), (9, column)], .hiddenState, on: [.gather, sum], back: [.previousHidden],
          start: true)
      }
      wire(
        [(10, entry), (10, column), (seesHidden && gate != .new ? 9 : 8, column)], .body,
        on: [.gather, sum])
    }
    if seesHidden { oldHidden(row: 9) }
    label("x", 10, 0, .body, on: [.gather] + columns.map { kind.sumSubstep(of: $0.0) })
  }

  /// `h₄ 0.374` at the left end of a row.
  mutating func oldHidden(row: Int, on substeps: [Substep] = [.gather]) {
    label("h₋", row, 0, .hiddenState, on: substeps)
    label("δh₋", row, 0, .hiddenState, back: [.previousHidden])
    number(.oldHidden, row, symbolWidth + 1, .hiddenState, .left, on: substeps)
    number(.previousHidden, row, symbolWidth + 2, .hiddenState, .left, back: [.previousHidden])
  }
}
