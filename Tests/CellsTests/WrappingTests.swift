import Cells
import Testing

@Suite struct WrappingTests {
  @Test func `Latin text breaks at spaces`() {
    let lines = Line("the forget gate keeps the cell").wrapped(to: 12)
    #expect(lines.map(\.plainText) == ["the forget", "gate keeps", "the cell"])
  }

  @Test func `Chinese text breaks between characters but not before a full stop`() {
    let lines = Line("遗忘门保留记忆。").wrapped(to: 14)
    #expect(lines.map(\.plainText) == ["遗忘门保留记", "忆。"])
  }

  @Test func `A word wider than the line is cut`() {
    let lines = Line("abcdefghij").wrapped(to: 4)
    #expect(lines.map(\.plainText) == ["abcd", "efgh", "ij"])
  }

  @Test(arguments: 1...20)
  func `No line is wider than asked for`(width: Int) {
    let text = Line("LSTM 的遗忘门 f_t (0–1) keeps 记忆元，and so on… extraordinarily")
    for line in text.wrapped(to: width) where width >= 2 {
      #expect(line.cellWidth <= width)
    }
  }
}
