import Cells
import Testing

@Suite struct CanvasTests {
  private func canvas(_ columns: Int = 10) -> Canvas {
    Canvas(size: Size(rows: 1, columns: columns))
  }

  @Test func `A wide character that would only half fit is left out`() {
    var canvas = canvas(4)
    canvas.write("a记忆", at: Point(row: 0, column: 0))
    #expect(canvas.plainText == "a记")
    #expect(canvas.cells.map(\.text) == ["a", "记", "", " "])
  }

  @Test func `Nothing is written outside the clip`() {
    var canvas = canvas(8)
    let clip = Rect(row: 0, column: 2, rows: 1, columns: 3)
    canvas.write("abcdefgh", at: Point(row: 0, column: 0), in: clip)
    #expect(canvas.cells.map(\.text).joined() == "  cde   ")
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "␛[31mred"), ("a\tb", "a␉b"), ("bell\u{7}", "bell␇"), ("\u{9B}2J", "�2J"),
    ("a\u{202E}b", "a�b"), ("\u{7F}", "␡"), ("x\r\ny", "x␍y"),
  ])
  func `Control characters are shown, never sent`(text: String, shown: String) {
    var canvas = canvas(12)
    canvas.write(text, at: Point(row: 0, column: 0))
    #expect(canvas.plainText == shown)
    for cell in canvas.cells {
      #expect(cell.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test(arguments: [
    (0.0, 3, "0.000"), (-0.0001, 3, "0.000"), (-0.7616, 3, "−0.762"), (1.5, 0, "2"),
    (12.345, 1, "12.3"), (1e30, 3, "1.0e+30"), (.infinity, 3, "∞"), (-.infinity, 3, "−∞"),
  ])
  func `Numbers have a fixed count of decimals`(value: Double, decimals: Int, text: String) {
    #expect(value.fixed(decimals) == text)
  }

  @Test func `Not a number is shown as such`() {
    #expect(Double.nan.fixed(3) == "NaN")
  }

  @Test func `Text is cut with an ellipsis and never in mid-character`() {
    #expect("hidden state".truncated(to: 8) == "hidden …")
    #expect("隐状态与记忆元".truncated(to: 6) == "隐状…")
    #expect("隐状态".truncated(to: 0) == "")
  }
}
