import Cells
import Console
import Languages
import Phrases
import Recurrent
import Views

/// The weights of a layer as PyTorch, Keras and ONNX store them, and what happens to who mixes
/// them up.
struct ConventionPanel: LabOverlay {
  private(set) var framework = Framework.pytorch
  private var top = 0
  private var edits: [Edit]
  private var mixUps: [MixUp]
  private var stepCount: Int

  static func exists(for bench: Bench) -> Bool {
    FrameworkLayout.exists(for: bench.experiment.network.shape)
  }

  init(_ bench: Bench) {
    edits = bench.edits
    mixUps = MixUp.all(.pytorch, bench.experiment)
    stepCount = MixUp.steps(of: bench.experiment)
  }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement { .whole }

  func keys(in scene: LabScene) -> [KeyHint] {
    [
      KeyHint("v", .labNextConvention, rank: 0), KeyHint("↑↓", .scroll, rank: 1),
      KeyHint("Esc", .labCloseConventions, rank: 1),
    ]
  }

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    let last = lastTop(in: context.bodySize, bench.scene(context.language))
    switch key {
    case .character("v"): turn(by: 1, bench)
    case .up, .character("k"): top = max(0, min(last, top) - 1)
    case .down, .character("j"): top = min(last, top + 1)
    case .pageUp: top = max(0, top - max(1, context.bodySize.rows - 3))
    case .pageDown: top = min(last, top + max(1, context.bodySize.rows - 3))
    // Another lens has no conventions.
    case .tab, .backTab: return .close
    default: return .ignored
    }
    return .handled
  }

  private mutating func turn(by distance: Int, _ bench: Bench) {
    let all = Framework.allCases
    let index = (all.firstIndex(of: framework) ?? 0) + distance
    framework = all[index % all.count]
    top = 0
    mixUps = MixUp.all(framework, bench.experiment)
  }

  mutating func labChanged(_ bench: Bench) {
    guard edits != bench.edits else { return }
    edits = bench.edits
    mixUps = MixUp.all(framework, bench.experiment)
    stepCount = MixUp.steps(of: bench.experiment)
  }

  private func text(_ scene: LabScene, width: Int) -> [Line] {
    ConventionText(
      framework: framework, scene: scene, width: width, mixUps: mixUps, stepCount: stepCount
    ).lines
  }

  private func lastTop(in size: Size, _ scene: LabScene) -> Int {
    max(0, text(scene, width: size.columns).count - (size.rows - 1))
  }

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    var tabs = Line()
    for one in Framework.allCases {
      let isOwn = one == framework
      // Brackets take the place of spaces, so that no name moves.
      tabs.append(
        isOwn ? "[\(one.rawValue)]" : " \(one.rawValue) ",
        isOwn ? Style(.accent, .bold) : .muted)
    }
    let counts = Line(scene.language.say(.conventionCounts(counts(scene))), .muted)
    if tabs.cellWidth + 2 + counts.cellWidth <= rect.size.columns {
      tabs = tabs.padded(to: rect.size.columns - counts.cellWidth) + counts
    }
    canvas.write(tabs, at: rect.origin, in: rect)
    let lines = text(scene, width: rect.size.columns)
    let rows = rect.size.rows - 1
    let first = min(top, max(0, lines.count - rows))
    for (index, line) in lines.dropFirst(first).prefix(max(0, rows)).enumerated() {
      canvas.write(line.truncated(to: rect.size.columns), at: rect.row(index + 1).origin, in: rect)
    }
    if first + rows < lines.count, rows > 1 {
      let more = scene.language.say(.labMore)
      let last = rect.row(rect.size.rows - 1)
      canvas.write(
        "  " + more,
        at: Point(
          row: last.origin.row,
          column: max(rect.origin.column, rect.columnRange.upperBound - more.cellWidth - 2)),
        style: Style(.accent), in: last)
    }
    return nil
  }

  /// How many numbers each framework stores for the layer in this direction.
  private func counts(_ scene: LabScene) -> [(String, Int)] {
    let shape = scene.probe.weights.shape
    let biases = shape.hasBias ? shape.rowCount : 0
    let whole = shape.parameterCount
    return [
      ("PyTorch", whole), ("Keras", shape.cell == .gru ? whole : whole - biases), ("ONNX", whole),
    ]
  }
}
