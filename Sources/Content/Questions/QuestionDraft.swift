internal import CourseModel
internal import Languages

/// A question as it stands in one file, cut into its parts but not yet understood.
struct QuestionDraft {
  var id: String
  var idLocation: SourceLocation
  var language: Language
  /// The topic of the file.
  var topic: String?
  var title: [Inline]
  /// The heading's place.
  var location: SourceLocation
  /// nil for a question without a comment.
  var metadata: Fields?
  /// Whether its comment cannot be read, so that nothing sure can be said of it.
  var isBroken = false
  /// What stands between the heading and the first `###`.
  var stem: [Element] = []
  /// The file and the lines that the question takes in it.
  var source: SourceText
  var lines: ClosedRange<Int>
  var sections: [Section] = []

  /// What stands under a `###` heading.
  struct Section {
    enum Kind: String, CaseIterable {
      case hint = "Hint"
      case explanation = "Explanation"
      case keyPoints = "Key points"
      case followUp = "Follow-up"
      case answer = "Answer"

      var chinese: String {
        switch self {
        case .hint: "提示"
        case .explanation: "解析"
        case .keyPoints: "要点"
        case .followUp: "追问"
        case .answer: "答案"
        }
      }

      /// The section that a heading in either language opens.
      init?(heading: String) {
        let name = heading.lowercased()
        guard
          let kind = Self.allCases.first(where: {
            $0.rawValue.lowercased() == name || $0.chinese == name
          })
        else { return nil }
        self = kind
      }

      static var names: [String] { allCases.flatMap { [$0.rawValue, $0.chinese] } }
    }

    /// nil for a heading that names none.
    var kind: Kind?
    var title: [Inline]
    var location: SourceLocation
    var elements: [Element] = []
  }
}

extension QuestionDraft {
  /// The same draft, whose mistakes are reported elsewhere than those of its file.
  func reporting(to findings: Findings) -> QuestionDraft {
    var draft = self
    draft.metadata = metadata?.reporting(to: findings)
    return draft
  }
}

/// A block that stands directly in a question, with the places of its parts.
struct Element {
  enum Kind {
    case bulletList, orderedList, quote, other
  }

  struct Item {
    var box: TaskBox
    /// The sign or number in front of it.
    var marker: UInt8
    var children: [Child]
    var place: Place

    var isTask: Bool { box != .none }
  }

  /// A block directly inside a list item.
  struct Child {
    var blocks: [Block]
    var isQuote: Bool
    var place: Place
    /// The first task-list item somewhere inside.
    var nestedTask: Place?
  }

  /// A place that costs nothing until it is needed.
  struct Place {
    var line: Int
    var byte: Int
    var source: SourceText

    var location: SourceLocation { source.location(line: line, byte: byte) }
  }

  var kind: Kind
  var blocks: [Block]
  var items: [Item] = []
  var place: Place

  var isTaskList: Bool { items.contains(where: \.isTask) }
}

extension Element {
  init(_ node: MarkdownNode, _ reader: BlockReader) {
    place = Place(node)
    guard case .list = node.kind else {
      kind = if case .quote = node.kind { .quote } else { .other }
      blocks = reader.blocks(of: node)
      return
    }
    kind = node.isOrdered ? .orderedList : .bulletList
    items = node.children.map { item in
      let place = Place(item)
      return Item(
        box: TaskBox(of: item),
        marker: place.source.bytes(ofLine: place.line).dropFirst(place.byte).first ?? .dash,
        children: item.children.map { child in
          Child(
            blocks: reader.blocks(of: child, depth: 2), isQuote: child.isQuote, place: Place(child),
            nestedTask: child.firstTask(depth: 0).map { Place($0) })
        },
        place: place)
    }
    let items = items.map {
      Block.Item(isChecked: $0.box.isChecked, blocks: $0.children.flatMap(\.blocks))
    }
    blocks = [
      .list(
        Block.List(
          start: node.isOrdered ? node.listStart : nil, isTight: node.isTight, items: items))
    ]
  }
}

extension Element.Place {
  init(_ node: MarkdownNode) {
    self.init(line: node.lines.lowerBound, byte: node.byte, source: node.document.source)
  }
}

extension MarkdownNode {
  fileprivate var isQuote: Bool { if case .quote = kind { true } else { false } }

  /// The first task-list item in this block, however deep.
  fileprivate func firstTask(depth: Int) -> MarkdownNode? {
    guard depth <= MarkdownGuard.deepest else { return nil }
    switch kind {
    case .taskItem: return self
    case .list, .item, .quote:
      return children.lazy.compactMap { $0.firstTask(depth: depth + 1) }.first
    default: return nil
    }
  }
}
