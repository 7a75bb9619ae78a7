import Cells
import Console
import Languages
import Phrases
import Recurrent

/// The mistakes as switches: a list with a key for each, then the right run beside the wrong one.
///
/// Which mistake is on, and its run, belong to the bench: they outlast a change of a number.
struct FaultPanel: LabOverlay {
  private var selection = 0
  /// Timesteps that one stands behind the end of the sequence, in its padding.
  private var beyond = 0

  var stepsBeyond: Int { beyond }

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement {
    LensView.hasRoomForPair(body) ? .right(body.columns / 2 - 1) : .whole
  }

  func keys(in scene: LabScene) -> [KeyHint] {
    guard scene.faults?.chosen != nil else {
      return [
        KeyHint(Self.keyRange(scene.faults), .faultSwitchOn, rank: 0),
        KeyHint("↑↓", .faultChoose, rank: 1), KeyHint("⏎", .faultShow, rank: 1),
        KeyHint("x", .faultClose, rank: 1),
      ]
    }
    var keys = [KeyHint("←→", .labStep, rank: 0)]
    if scene.faults?.run?.divergence != nil { keys.append(KeyHint("g", .faultJump, rank: 0)) }
    if scene.model.trace.hiddenSize > 1 { keys.append(KeyHint("↑↓", .labUnit, rank: 1)) }
    return keys + [KeyHint("x", .faultList, rank: 0), KeyHint("e", .labEdit, rank: 2)]
  }

  /// `a–z A–C`
  private static func keyRange(_ faults: FaultBench?) -> String {
    guard let faults else { return "" }
    let keys = faults.all.compactMap(faults.key)
    return [keys.filter(\.isLowercase), keys.filter(\.isUppercase)].compactMap { keys in
      guard let first = keys.first, let last = keys.last else { return nil }
      return first == last ? "\(first)" : "\(first)–\(last)"
    }.joined(separator: " ")
  }

  // MARK: Keys

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    guard let faults = bench.faults else { return .close }
    return faults.chosen == nil
      ? choose(key, faults, on: &bench) : step(key, faults, on: &bench)
  }

  private mutating func choose(
    _ key: Key, _ faults: FaultBench, on bench: inout Bench
  ) -> LabReaction {
    let last = max(0, faults.all.count - 1)
    switch key {
    case .character("x"), .escape:
      bench.closeFaults()
      return .close
    case .up, .character("k"): selection = max(0, selection - 1)
    case .down, .character("j"): selection = min(last, selection + 1)
    case .pageUp: selection = max(0, selection - 10)
    case .pageDown: selection = min(last, selection + 10)
    case .enter:
      guard faults.all.indices.contains(selection) else { return .handled }
      bench.switchOn(faults.all[selection])
    case .character(let character):
      guard let fault = faults.fault(of: character) else { return .ignored }
      selection = faults.all.firstIndex(of: fault) ?? selection
      bench.switchOn(fault)
    default: return .ignored
    }
    return .handled
  }

  /// Steps on into the padding; everything else is the lab's own stepping.
  private mutating func step(
    _ key: Key, _ faults: FaultBench, on bench: inout Bench
  ) -> LabReaction {
    let isAtEnd = bench.stepper.isAtEnd
    switch key {
    case .character("x"), .escape:
      beyond = 0
      bench.switchOn(nil)
    case .character("g"):
      guard let distance = bench.goToDivergence() else { return .note(.faultNoDifference) }
      beyond = distance
    case .right, .character("l"), .character("."):
      guard isAtEnd, beyond < faults.paddingCount else { return .ignored }
      beyond += 1
    case .left, .character("h"), .character(","):
      guard isAtEnd, beyond > 0 else { return .ignored }
      beyond -= 1
    case .end, .character("}"):
      guard faults.paddingCount > 0 else { return .ignored }
      bench.stepper.goToEnd()
      beyond = faults.paddingCount
    case .home, .character("{"), .character(" "), .character("e"):
      beyond = 0
      return .ignored
    default: return .ignored
    }
    return .handled
  }

  mutating func labChanged(_ bench: Bench) {
    guard bench.stepper.isAtEnd, bench.faults?.chosen == .unmaskedPadding else {
      beyond = 0
      return
    }
  }

  // MARK: Picture

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    guard let faults = scene.faults else { return nil }
    // Beside a lens the panel needs an edge.
    let isBeside = rect.size.columns < context.bodySize.columns
    let room = rect.removingColumns(left: isBeside ? 2 : 0)
    if isBeside {
      for row in 0..<rect.size.rows {
        canvas.write("│", at: rect.row(row).origin, style: .muted, in: rect)
      }
    }
    if let fault = faults.chosen {
      FaultView(scene: scene, faults: faults, fault: fault, beyond: beyond)
        .draw(in: room, on: &canvas)
    } else {
      FaultList(faults: faults, selection: selection, language: context.language)
        .draw(in: room, on: &canvas)
    }
    return nil
  }
}
