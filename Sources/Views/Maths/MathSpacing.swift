internal import CourseModel

/// What one side of a formula's part asks of the space beside it.
enum MathFace {
  /// A letter or number.
  case letter
  /// A capital, most often a matrix: it keeps a distance from the vector behind it, `W xₜ`.
  case capital
  /// A letter with scripts: the next letter keeps a distance, so that `Wᵢ xₜ` stays readable.
  case scripted
  /// `|`, `/`, `!`: no space at all.
  case mark
  case function, binary, relation, punctuation, opening, closing
  /// A plus or minus that belongs to what follows.
  case sign
  /// A fraction, a sum, a matrix, a root.
  case block
  /// Upright words of several letters.
  case words
}

/// A part of a row with the number of empty cells before it.
struct SpacedNode {
  var gap: Int
  var node: MathNode
  /// The face that decides whether a line may break here and whether a bracket is needed.
  var face: MathFace
  /// How many brackets are open before this part.
  var bracketDepth: Int
}

/// The parts of a row with the gaps between them.
struct MathSpacing {
  /// Inside scripts there is no space around operators.
  var isCompact = false
  /// In two dimensions a minus sign must not touch the bar of a fraction.
  var isPicture = false
  /// The row continues something to its left, as after an `&`.
  var followsOperand = false
  /// The row is continued on its right.
  var precedesOperand = false

  /// - Returns: the parts, and the gap that belongs behind the last one.
  func spaced(_ nodes: [MathNode]) -> (parts: [SpacedNode], trailingGap: Int) {
    var parts: [SpacedNode] = []
    var last: MathFace? = followsOperand ? .letter : nil
    var asked = 0
    var bracketDepth = 0
    let visible = nodes.indices.filter { if case .space = nodes[$0] { false } else { true } }
    var place = 0
    for (index, node) in nodes.enumerated() {
      if case .space(let cells) = node {
        asked = max(asked, cells)
        continue
      }
      place += 1
      let next = place < visible.count ? Self.faces(nodes[visible[place]]).left : nil
      var (left, right) = Self.faces(node)
      if left == .binary, isSign(after: last, before: next, isLast: place == visible.count) {
        (left, right) = (.sign, .sign)
      }
      let gap = max(asked, last.map { self.gap(from: $0, to: left) } ?? 0)
      if left == .closing { bracketDepth = max(0, bracketDepth - 1) }
      parts.append(
        SpacedNode(gap: gap, node: nodes[index], face: left, bracketDepth: bracketDepth))
      if right == .opening { bracketDepth += 1 }
      last = right
      asked = 0
    }
    let wantsOperand = precedesOperand && (last == .relation || last == .binary)
    return (parts, max(asked, wantsOperand ? 1 : 0))
  }

  private func isSign(after last: MathFace?, before next: MathFace?, isLast: Bool) -> Bool {
    switch last {
    case nil, .binary, .relation, .punctuation, .opening, .function, .sign: return true
    default: break
    }
    switch next {
    case nil: return !(isLast && precedesOperand)
    case .relation, .closing, .punctuation: return true
    default: return false
    }
  }

  private func gap(from left: MathFace, to right: MathFace) -> Int {
    switch (left, right) {
    case (.sign, .block): isPicture ? 1 : 0
    case (.relation, .relation), (_, .punctuation), (_, .closing), (.opening, _), (.sign, _):
      0
    case (.binary, _), (_, .binary), (.relation, _), (_, .relation), (.punctuation, _):
      isCompact ? 0 : 1
    case (.mark, _), (_, .mark): 0
    case (.function, .opening), (.letter, .opening), (.capital, .opening),
      (.scripted, .opening), (.words, .opening), (.closing, .opening):
      0
    case (.function, _), (_, .function), (.words, _), (_, .words): 1
    case (.closing, .block): isCompact ? 0 : 1
    case (.block, _), (_, .block): 1
    case (.scripted, .letter), (.scripted, .capital), (.capital, .letter): 1
    default: 0
    }
  }

  private static let marks: Set<String> = ["|", "‖", "/", "!", "?", ".", "′", "%", "@"]
  private static let dots: Set<String> = ["…", "⋯", "⋮", "⋱"]

  /// The faces of a part on its left and right side.
  static func faces(_ node: MathNode) -> (left: MathFace, right: MathFace) {
    switch node {
    case .symbol(let text, let kind):
      let face = face(of: text, kind)
      return (face, face)
    case .row(let nodes):
      return nodes.isEmpty ? (.mark, .mark) : (.letter, .letter)
    case .fraction, .matrix, .aligned: return (.block, .block)
    case .root: return (.letter, .block)
    case .limits(let name, _, _):
      let isWord = name.first?.isLetter ?? false
      return isWord ? (.function, .function) : (.block, .block)
    case .delimited: return (.opening, .closing)
    case .accent: return (.letter, .letter)
    case .words(let text):
      guard text.count > 1 else { return (.letter, .letter) }
      return (text.first == " " ? .mark : .words, text.last == " " ? .mark : .words)
    case .space: return (.mark, .mark)
    case .scripts(let base, _, _):
      let (left, right) = faces(base)
      return (left, right == .letter || right == .capital ? .scripted : right)
    }
  }

  private static func face(of text: String, _ kind: MathNode.Class) -> MathFace {
    switch kind {
    case .ordinary:
      if marks.contains(text) {
        .mark
      } else if dots.contains(text) {
        .block
      } else {
        text.count == 1 && text.allSatisfy { $0.isASCII && $0.isUppercase } ? .capital : .letter
      }
    case .function: .function
    case .binary: .binary
    case .relation: .relation
    case .punctuation: .punctuation
    case .opening: .opening
    case .closing: .closing
    }
  }
}

extension MathNode {
  /// The parts of a row, or the node itself as the only part.
  var parts: [MathNode] {
    if case .row(let nodes) = self { nodes } else { [self] }
  }

  /// The node without braces around a single part.
  var unwrapped: MathNode {
    if case .row(let nodes) = self, nodes.count == 1 { nodes[0].unwrapped } else { self }
  }
}
