public import Cells

/// The phases of one step of a cell, with the one that was reached in brackets.
public struct PhaseLine: View, Sendable {
  public var names: [String]
  /// Index of the phase that was reached last; nil before the first.
  public var reached: Int?

  public init(names: [String], reached: Int?) {
    self.names = names
    self.reached = reached
  }

  /// The number of cells that the whole line takes, wherever the bracket is.
  public var width: Int {
    names.reduce(0) { $0 + $1.cellWidth + 2 } + max(0, names.count - 1)
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let mark = Style(.accent, .bold)
    guard rect.size.columns >= width else {
      guard let reached, names.indices.contains(reached) else { return }
      let text = "[\(names[reached])] \(reached + 1)/\(names.count)"
      canvas.write(text.truncated(to: rect.size.columns), at: rect.origin, style: mark, in: rect)
      return
    }
    var line = Line()
    for (index, name) in names.enumerated() {
      let isReached = index == reached
      if index > 0 { line.append("→", .muted) }
      // Brackets take the place of spaces, so that no word moves.
      line.append(isReached ? "[" : " ", mark)
      line.append(name, isReached ? mark : index < reached ?? 0 ? .body : .muted)
      line.append(isReached ? "]" : " ", mark)
    }
    canvas.write(line, at: rect.origin, in: rect)
  }
}
