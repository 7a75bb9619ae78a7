import Cells
import Console
import Phrases

/// Something that lies over the lab and takes its keys first; there is one at a time.
///
/// What it does not react to goes on to the lab: one can step while it is open.
protocol LabOverlay: Sendable {
  /// Whether printable keys are text just now.
  var isTyping: Bool { get }
  /// Timesteps that one stands behind the end of the sequence.
  var stepsBeyond: Int { get }
  /// Whether it makes room when the learner steps or plays.
  var closesOnMove: Bool { get }
  /// How much of the body it takes in a body of this size.
  func placement(in body: Size, _ scene: LabScene) -> LabPlacement
  /// The keys that work in it, before those of the lab.
  func keys(in scene: LabScene) -> [KeyHint]
  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction
  mutating func paste(_ text: String, on bench: inout Bench, in context: ScreenContext)
    -> LabReaction
  /// Called when the lab has moved or changed under it.
  mutating func labChanged(_ bench: Bench)
  /// Draws into its part of the body and returns where the cursor belongs.
  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point?
}

extension LabOverlay {
  var isTyping: Bool { false }
  var stepsBeyond: Int { 0 }
  var closesOnMove: Bool { false }
  mutating func paste(
    _ text: String, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction { .ignored }
  mutating func labChanged(_ bench: Bench) {}
}

/// Which part of the body an overlay takes; the rest shows the lens.
enum LabPlacement: Hashable, Sendable {
  case whole
  /// Rows at the bottom.
  case bottom(Int)
  /// Columns on the right.
  case right(Int)
}

/// What an overlay makes of a key.
enum LabReaction {
  case ignored
  case handled
  case close
  case note(Phrase)
  case perform(Effect)
  /// Closes and says something.
  case closeWith(Phrase)
  case closePerforming(Effect)
}

extension LabPlacement {
  /// The rectangles of the lens and of the overlay in a body; the lens has none under a whole one.
  func split(_ body: Rect) -> (lens: Rect?, overlay: Rect) {
    switch self {
    case .whole: return (nil, body)
    case .bottom(let rows):
      let height = min(rows, body.size.rows)
      return (
        body.removingRows(bottom: height), body.removingRows(top: body.size.rows - height)
      )
    case .right(let columns):
      let width = min(columns, body.size.columns)
      return (
        Rect(
          row: body.origin.row, column: body.origin.column, rows: body.size.rows,
          columns: body.size.columns - width),
        body.removingColumns(left: body.size.columns - width)
      )
    }
  }
}
