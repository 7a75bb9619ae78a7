import Cells
import Console
import Languages
import Phrases
import Recurrent

/// Chooses other kinds of cell and shows them beside the one that runs.
struct ComparePanel: LabOverlay {
  /// The kinds in the order of their keys, 1 to 9, then 0, a and b.
  private let kinds: [CellKind]

  private static let keys = Array("1234567890ab")

  init(_ bench: Bench) {
    let own = bench.model.kind
    let first: [CellKind] = [.rnnTanh, .gru, .lstm]
    kinds = (first + CellKind.allCases.filter { !first.contains($0) })
      .filter { $0 != own }
  }

  /// What is compared before anybody has chosen.
  static func usual(_ kind: CellKind) -> [CellKind] {
    Array([.rnnTanh, .gru, .lstm].filter { $0 != kind }.prefix(2))
  }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement {
    LensView.hasRoomForPair(body) ? .right(body.columns / 2 - 1) : .whole
  }

  func keys(in scene: LabScene) -> [KeyHint] {
    [
      KeyHint("←→", .labStep, rank: 0), KeyHint("1–9 0 a b", .compareChoose, rank: 0),
      KeyHint("c", .compareEnd, rank: 1),
    ]
  }

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    if key == .character("c") || key == .escape {
      // A wide window goes on showing them.
      if !LensView.hasRoomForPair(context.bodySize) { bench.compare(with: []) }
      return .close
    }
    guard case .character(let character) = key, let index = Self.keys.firstIndex(of: character),
      kinds.indices.contains(index)
    else { return .ignored }
    var chosen = bench.rivals.map(\.kind)
    if let place = chosen.firstIndex(of: kinds[index]) {
      chosen.remove(at: place)
    } else {
      chosen = chosen.suffix(1) + [kinds[index]]
    }
    bench.compare(with: chosen)
    guard bench.rivals.count == chosen.count else {
      return .note(.compareCannot(kinds[index].rawValue))
    }
    return .handled
  }

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    guard !rect.isEmpty else { return nil }
    let choices = choices(scene).wrapped(to: rect.size.columns)
    let view = rect.removingRows(bottom: choices.count)
    CompareView(scene: scene).draw(in: view, on: &canvas)
    for (index, line) in choices.enumerated() {
      canvas.write(line, at: rect.row(view.size.rows + index).origin, in: rect)
    }
    return nil
  }

  /// `1 rnn-tanh ✓  2 gru  …`
  private func choices(_ scene: LabScene) -> Line {
    let chosen = Set(scene.rivals.map(\.kind))
    var line = Line()
    for (key, kind) in zip(Self.keys, kinds) {
      line.append("\(key)\u{A0}", Style(.accent, .bold))
      let isChosen = chosen.contains(kind)
      line.append(
        kind.rawValue + (isChosen ? "✓" : "") + "  ", isChosen ? .strong : .muted)
    }
    return line
  }
}
