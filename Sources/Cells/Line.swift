/// A piece of text with one look.
public struct Span: Hashable, Sendable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .body) {
    self.text = text
    self.style = style
  }
}

/// One line of text in which the look may change.
public struct Line: Hashable, Sendable {
  public var spans: [Span]

  public init(_ spans: [Span] = []) {
    self.spans = spans
  }

  public init(_ text: String, _ style: Style = .body) {
    spans = text.isEmpty ? [] : [Span(text, style)]
  }

  public var plainText: String { spans.map(\.text).joined() }

  /// The number of terminal cells the line takes.
  public var cellWidth: Int { spans.reduce(0) { $0 + $1.text.cellWidth } }

  public mutating func append(_ text: String, _ style: Style = .body) {
    guard !text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].style == style {
      spans[last].text += text
    } else {
      spans.append(Span(text, style))
    }
  }

  public static func + (left: Line, right: Line) -> Line {
    var sum = left
    for span in right.spans { sum.append(span.text, span.style) }
    return sum
  }

  /// The line with `amount` spaces before it.
  public func indented(by amount: Int) -> Line {
    amount > 0 ? Line(String(repeating: " ", count: amount)) + self : self
  }
}

extension Canvas {
  /// Writes `line` from `point` to the right, cut at `clip`; returns the column behind it.
  @discardableResult
  public mutating func write(_ line: Line, at point: Point, in clip: Rect? = nil) -> Int {
    var column = point.column
    for span in line.spans {
      column = write(
        span.text, at: Point(row: point.row, column: column), style: span.style, in: clip)
    }
    return column
  }
}
