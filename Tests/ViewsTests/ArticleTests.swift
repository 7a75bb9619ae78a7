import Cells
import CourseModel
import TestSupport
import Testing
import Views

/// Whatever is laid out: the rows, what scrolls, and where figures, links and headings are.
private func picture(_ article: Article, columns: Int) -> String {
  let widest = article.rows.map(\.line.cellWidth).max() ?? 0
  var canvas = Canvas(size: Size(rows: article.rows.count, columns: max(columns, widest)))
  for (row, content) in article.rows.enumerated() {
    canvas.write(content.line, at: Point(row: row, column: 0))
  }
  var text = goldenText(canvas)
  let scrollable = article.rows.indices.filter { article.rows[$0].isScrollable }
  if !scrollable.isEmpty { text += "scrollable rows: \(scrollable)\n" }
  for figure in article.figures {
    text += "figure \(figure.index): \(figure.figure.preset) in rows \(figure.rows)\n"
  }
  for link in article.links {
    let areas = link.areas.map { "row \($0.origin.row) columns \($0.columnRange)" }
    text += "link \(link.destination): \(areas.joined(separator: ", "))\n"
  }
  for heading in article.headings {
    text += "heading \(heading.level) in row \(heading.row): \(heading.title)\n"
  }
  return text
}

private func latchRows(_ index: Int, _ figure: LabFigure) -> Int? {
  figure.preset == "latch" ? 5 : nil
}

@Suite struct ArticleTests {
  @Test(arguments: articleSamples, [60, 80])
  func `Every construct of Markdown`(sample: (name: String, blocks: [Block]), width: Int) {
    let article = Article(sample.blocks, width: width, figureRows: latchRows)
    let difference = differenceFromGolden(
      picture(article, columns: width), "article-\(sample.name)-\(width)")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(arguments: articleSamples)
  func `Plain lines`(sample: (name: String, blocks: [Block])) {
    let lines = plainLines(sample.blocks, width: 60)
    let text = lines.joined(separator: "\n") + "\n"
    let difference = differenceFromGolden(text, "article-plain-\(sample.name)")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(arguments: articleSamples)
  func `Any width is set without a crash and without losing a character`(
    sample: (name: String, blocks: [Block])
  ) {
    func ink(_ article: Article) -> [Character] {
      let drawn = Set("─═┼│▎")
      return article.rows.flatMap(\.line.plainText)
        .filter { $0 != " " && !drawn.contains($0) }.sorted()
    }
    let whole = ink(Article(sample.blocks, width: 1_000, figureRows: latchRows))
    for width in 1...100 {
      let article = Article(sample.blocks, width: width, figureRows: latchRows)
      #expect(ink(article) == whole, "\(width)")
      #expect(article.links.allSatisfy { !$0.areas.isEmpty })
      for row in article.rows where width >= 40 {
        #expect(row.line.cellWidth <= width || row.isScrollable)
        #expect(row.isScrollable == (row.line.cellWidth > width))
      }
    }
  }

  @Test func `Text keeps its measure on a wide screen`() {
    let text = String(repeating: "memory ", count: 60)
    let article = Article([.paragraph([.text(text)])], width: 200)
    #expect(article.rows.map(\.line.cellWidth).max() == 76)
    #expect(paragraphLines([.text(text)], width: 200).count == article.rows.count)
  }

  @Test func `A new line in the source is a space, but not between Chinese characters`() {
    func line(_ first: String, _ second: String) -> String {
      paragraphLines([.text(first), .softBreak, .text(second)], width: 60)[0].plainText
    }
    #expect(line("forget", "gate") == "forget gate")
    #expect(line("遗忘", "门") == "遗忘门")
    #expect(line("保留。", "然后") == "保留。然后")
    #expect(line("使用", "LSTM") == "使用 LSTM")
  }

  @Test func `A line does not end inside a short formula nor behind an operator`() {
    func lines(_ source: String, _ width: Int) -> [String] {
      paragraphLines([.text("since "), math(source)], width: width).map(\.plainText)
    }
    #expect(lines("a = b + c", 10) == ["since", "a = b + c"])
    #expect(
      lines("c_t = f_t \\odot c_{t-1} + i_t \\odot g_t", 19)
        == ["since cₜ = fₜ", "⊙ cₜ₋₁ + iₜ ⊙ gₜ"])
  }

  @Test func `A formula inside a link belongs to it`() {
    let link = Inline.link([math("a = b + c"), .text(" here")], destination: "x")
    let article = Article([.paragraph([link, .text(" "), link])], width: 60)
    #expect(article.links.map { $0.areas.map(\.columnRange) } == [[0..<14], [19..<33]])
  }

  @Test func `The style of a paragraph is that of its words`() {
    let lines = paragraphLines(
      [.text("a "), .strong([.text("b")]), .code("c")], width: 60, style: .muted)
    #expect(lines[0].spans.map(\.style) == [.muted, Style(.muted, .bold), Style(.code)])
  }

  @Test func `Control characters from a file are shown, not sent`() {
    let hostile = "a\u{1B}[2J\u{202E}b\u{7}"
    let blocks: [Block] = [
      .paragraph([.text(hostile), .code(hostile), .link([.text("x")], destination: hostile)]),
      .code(language: "", text: hostile), mathBlock("\\text{\(hostile)}"),
      .table(Block.Table(alignments: [], header: [[.text(hostile)]], rows: [[[.text(hostile)]]])),
    ]
    let rows = Article(blocks, width: 60).rows.map(\.line.plainText) + plainLines(blocks, width: 60)
    for row in rows {
      #expect(row == row.displayed)
      #expect(!row.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
  }

  @Test func `Quotes nested without end are cut off`() {
    var block = Block.paragraph([.text("deep")])
    for _ in 0..<500 { block = .quote([block]) }
    #expect(Article([block], width: 60).rows.map(\.line.plainText).last?.hasSuffix("…") == true)
  }

  @Test func `Nothing makes no rows`() {
    #expect(Article([], width: 60).rows.isEmpty)
    #expect(paragraphLines([], width: 0).count == 1)
    #expect(Article([.code(language: "", text: "")], width: 0).rows.count == 1)
  }
}
