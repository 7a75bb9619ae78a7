import Cells
import Console
import Testing

@testable import TutorCore

@Suite struct TextAreaTests {
  private func rows(_ text: String, width: Int) -> [String] {
    let area = TextArea(text)
    return area.rows(width: width).map { String(area.characters[$0]) }
  }

  private func area(_ text: String, _ keys: String, width: Int = 20) throws -> TextArea {
    var area = TextArea(text)
    for key in try KeyNotation.parse(keys) { _ = area.handle(key, width: width) }
    return area
  }

  @Test(arguments: [
    ("", 10, [""]),
    ("one two three", 8, ["one two ", "three"]),
    ("one two three", 7, ["one two ", "three"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a\nb\n", 10, ["a\n", "b\n", ""]),
    ("遗忘门保留", 6, ["遗忘门", "保留"]),
    ("遗忘门，保留", 6, ["遗忘", "门，保", "留"]),
    ("f 遗忘门", 7, ["f 遗忘", "门"]),
    ("end   ", 3, ["end   "]),
  ])
  func `Text wraps at spaces and between Chinese characters`(
    text: String, width: Int, expected: [String]
  ) {
    #expect(rows(text, width: width) == expected)
  }

  @Test(arguments: [
    ("ab", "<left>x", "axb"), ("ab", "<enter>c", "ab\nc"), ("ab", "<backspace>", "a"),
    ("ab", "<home><del>", "b"), ("one two", "<c-w>", "one "), ("one\ntwo", "<c-u>", "one\n"),
    ("one\ntwo", "<up>x", "onex\ntwo"), ("a\nlonger\nb", "<up><up>x", "ax\nlonger\nb"),
    ("longer\na\nlonger", "<up><up>x", "longerx\na\nlonger"), ("a\nb", "<home>x", "a\nxb"),
    ("遗忘", "<left>门", "遗门忘"),
  ])
  func `Keys edit the text`(text: String, keys: String, expected: String) throws {
    #expect(try area(text, keys).text == expected)
  }

  @Test func `Arrows end at the first and the last row`() {
    var area = TextArea("one\ntwo")
    let isHandled = [Key.down, .up, .up].map { area.handle($0, width: 20) }
    #expect(isHandled == [false, true, false])
  }

  @Test func `What is pasted keeps its lines and loses its control characters`() {
    #expect(TextArea("a\r\nb\u{1B}[31m\tc").text == "a\nb[31m  c")
    #expect(TextArea(String(repeating: "x", count: 10_000)).characters.count == TextArea.capacity)
  }

  @Test func `The cursor is always inside the picture`() throws {
    var area = TextArea("遗忘门保留记忆元 and then some words\nlast")
    for size in [(1, 2), (1, 5), (3, 12), (8, 40), (0, 0)] {
      let rect = Rect(row: 0, column: 0, rows: size.0, columns: size.1)
      for _ in 0..<50 {
        var canvas = Canvas(size: Size(rows: max(1, size.0), columns: max(1, size.1)))
        if let point = area.draw(in: rect, on: &canvas) {
          #expect(point.row < size.0 && point.column < size.1)
        }
        _ = area.handle(.left, width: max(2, size.1 - 2))
      }
      area = TextArea(area.text)
    }
  }
}
