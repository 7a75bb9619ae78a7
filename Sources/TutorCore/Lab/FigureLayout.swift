import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Views

/// One quantity of a figure.
enum FigureRow: Hashable, Sendable {
  /// A component of x, by its index.
  case input(Int)
  case signal(Signal)

  /// Signed values get two rows where there is room, so that 0 has a line.
  func comfortableHeight(_ kind: CellKind) -> Int {
    switch self {
    case .input: 1
    case .signal(.gate(let gate)): kind.isShare(gate) ? 1 : 2
    case .signal: 2
    }
  }

  var isInput: Bool { if case .input = self { true } else { false } }

  /// Whether it is about what the outside sees.
  var isOutput: Bool { self == .signal(.gate(.output)) || self == .signal(.hidden) }

  var role: Role {
    switch self {
    case .signal(.gate(let gate)): gate.role
    case .signal(.hidden): .hiddenState
    case .signal: .cellState
    case .input: .body
    }
  }

  func symbol(_ preset: LabPreset) -> String {
    switch self {
    case .input(let index): preset.inputs[index].name
    case .signal(.gate(let gate)): String(gate.letter)
    case .signal(.hidden): "h"
    case .signal: "c"
    }
  }

  /// `f forget`
  func label(_ preset: LabPreset, language: Language, width: Int) -> String {
    let name: Phrase
    switch self {
    case .input(let index): return preset.inputs[index].label(language, width: width)
    case .signal(.gate(let gate)): name = gate.name
    case .signal(.hidden): name = .hiddenState
    case .signal: name = .cellState
    }
    return (symbol(preset) + " " + language.say(name)).truncated(to: width)
  }

  func series(_ model: LabModel, _ site: Site) -> [Double] {
    switch self {
    case .input(let index): model.input(index)
    case .signal(let signal): model.series(signal, site)
    }
  }
}

/// What a figure shows, and how high each part is at a width.
///
/// The question and what is said of it stand on top, so that they are seen wherever the figure is
/// cut.
struct FigureLayout: Hashable, Sendable {
  /// Names, then numbers, then the traces.
  static let labelWidth = 10
  static let traceColumn = labelWidth + LabNumber.width + 2

  /// The rows that a narrow window has for a figure.
  static let narrowRoom = 16

  var rows: [FigureRow]
  /// Those of the lab that it is compared with.
  var rivalRows: [FigureRow]
  private let kind: CellKind
  /// Whether signed values get two rows.
  var isTall: Bool
  /// Whether the sentence about h is the one that counts.
  var isAboutOutput: Bool
  /// Rows for the words under the traces.
  var wordRows: Int
  /// Rows for the question and what is said of it.
  var askRows: Int

  /// - Parameter isCompact: whether every quantity gets one row only
  init(_ state: FigureState, width: Int, isCompact: Bool = false) {
    let (figure, preset) = (state.figure, state.model.preset)
    kind = state.model.kind
    rivalRows = state.rival?.rows ?? []
    let all =
      kind.traced.map(\.letter).filter { $0 != "h" } + (kind.hasCellState ? ["c", "h"] : ["h"])
    let names = figure.show.isEmpty ? all : figure.show
    rows = names.compactMap { name in
      if let index = preset.inputs.firstIndex(where: { $0.name == name }) { return .input(index) }
      return Signal(symbol: name).map { .signal($0) }
    }
    let asked = figure.ask.flatMap { Signal(symbol: $0.condition.symbol) }
    isAboutOutput =
      rows.contains(where: \.isOutput) || asked.map { FigureRow.signal($0).isOutput } ?? false
    wordRows = width >= 76 && !isAboutOutput ? 2 : 3
    askRows = figure.ask.map { Self.ask($0.text, width: width).count + 1 } ?? 0
    isTall = !isCompact
    if width < 76, height > Self.narrowRoom { isTall = false }
  }

  func height(of row: FigureRow) -> Int { isTall ? row.comfortableHeight(kind) : 1 }

  /// Title, question, quantities, those of the other lab below its title, cursor, words.
  var height: Int {
    1 + askRows + (rows + rivalRows).reduce(0) { $0 + height(of: $1) }
      + (rivalRows.isEmpty ? 0 : 1) + 1 + wordRows
  }

  static func ask(_ text: String, width: Int) -> [Line] {
    Line("? " + text, .strong).wrapped(to: max(8, width), hanging: 2)
  }
}
