import Cells
import Testing

@Suite struct ChangesTests {
  private func canvas(_ rows: [String]) -> Canvas {
    var canvas = Canvas(size: Size(rows: rows.count, columns: rows[0].count))
    for (row, text) in rows.enumerated() {
      canvas.write(text, at: Point(row: row, column: 0))
    }
    return canvas
  }

  private func changes(_ new: Canvas, since old: Canvas?) -> [String] {
    var runs: [String] = []
    new.forEachChange(since: old) { row, columns in
      runs.append("\(row): \(columns.lowerBound)..<\(columns.upperBound)")
    }
    return runs
  }

  @Test func `Runs far from each other are told apart, near ones as one`() {
    let old = canvas([".................", "................."])
    let new = canvas(["x...x.....xx.....", "................x"])
    #expect(changes(new, since: old) == ["0: 0..<5", "0: 10..<12", "1: 16..<17"])
    #expect(changes(old, since: old).isEmpty)
  }

  @Test func `Without a picture of the same size everything is new`() {
    let new = canvas(["ab", "cd"])
    #expect(changes(new, since: nil) == ["0: 0..<2", "1: 0..<2"])
    #expect(changes(new, since: canvas(["abc"])) == ["0: 0..<2", "1: 0..<2"])
    #expect(changes(canvas([""]), since: nil).isEmpty)
  }

  @Test func `A cell keeps a cluster of six scalars`() {
    for text in ["a", "记", "", "e\u{301}", "👍🏽", "🇨🇭", "a\u{300}\u{301}\u{302}\u{303}\u{304}"] {
      #expect(Cell(text).text == text)
    }
    #expect(
      Cell("a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}").text.unicodeScalars.count == 6)
    #expect(Cell("记").scalar == "记")
    #expect(Cell("e\u{301}").scalar == nil && Cell("").scalar == nil)
  }
}
