import Content
import CourseModel
import Languages
import Testing

/// The blocks of an English lesson with this text.
private func blocks(_ text: String) throws -> [Block] {
  let deck = try Deck(["en/lessons/l.md": "---\nid: l\ntitle: L\n---\n" + text])
  return deck.read().course.lessons.first?.text.english?.blocks ?? []
}

/// What reading says of a lesson; its text starts in line 5.
private func mistakes(_ text: String) throws -> [String] {
  let deck = try Deck(["en/lessons/l.md": "---\nid: l\ntitle: L\n---\n" + text])
  return deck.read().findings.map { $0.replacing("en/lessons/l.md:", with: "") }
}

/// A paragraph written with its formulas in guillemets, so that tests read easily.
private func shown(_ text: String) throws -> String {
  try blocks(text).map { block in
    switch block {
    case .paragraph(let inlines): inlines.map(shown).joined()
    case .math(let formula): "[[\(formula.source)]]"
    default: "?"
    }
  }.joined(separator: "¶")
}

private func shown(_ inline: Inline) -> String {
  switch inline {
  case .text(let text): text
  case .code(let code): "`\(code)`"
  case .math(let formula): "«\(formula.source)»"
  case .emphasis(let inlines): "<em>\(inlines.map(shown).joined())</em>"
  case .strong(let inlines): "<b>\(inlines.map(shown).joined())</b>"
  case .strikethrough(let inlines): "<s>\(inlines.map(shown).joined())</s>"
  case .link(let inlines, let address): "<a \(address)>\(inlines.map(shown).joined())</a>"
  case .image(let inlines, let address): "<img \(address)>\(inlines.map(shown).joined())</img>"
  case .gap(let number): "[\(number)]"
  case .softBreak: "⏎"
  case .lineBreak: "↵"
  }
}

@Suite struct MathsInMarkdownTests {
  @Test(arguments: [
    // Formulas hold what would be Markdown.
    ("The $c_{t-1} * f_t$ and $a_b$", "The «c_{t-1} * f_t» and «a_b»"),
    ("$x$", "«x»"),
    ("$x$$y$", "«x»«y»"),
    ("**$f_t$**是", "<b>«f_t»</b>是"),
    ("*a $x_1$ b $x_2$ c*", "<em>a «x_1» b «x_2» c</em>"),
    (#"$\left[ a \right](b)$ and $[x](y)$"#, #"«\left[ a \right](b)» and «[x](y)»"#),
    (#"$\hat{x}$"#, #"«\hat{x}»"#),
    ("$a<b>c$", "«a<b>c»"),
    ("其中$x$是输入，$y$是输出。", "其中«x»是输入，«y»是输出。"),
    // Money and other dollar signs.
    ("It costs $5 and $10.", "It costs $5 and $10."),
    ("From $5 to $x$", "From $5 to «x»"),
    ("A $ sign and another $ sign", "A $ sign and another $ sign"),
    ("Ends in a sign $", "Ends in a sign $"),
    ("$x $ is not closed", "$x $ is not closed"),
    ("$x$5 is not closed", "$x$5 is not closed"),
    (#"\$x\$ is text"#, "$x$ is text"),
    (#"\$\$x\$\$ is text"#, "$$x$$ is text"),
    (#"$a\$b$"#, #"«a\$b»"#),
    ("a $x\ny$ b", "a $x⏎y$ b"),
    // Code wins when it starts first.
    ("`$x$` and $y$", "`$x$` and «y»"),
    ("``a ` $x$`` and $y$", "`a ` $x$` and «y»"),
    ("`a\n$x$` and $y$", "`a $x$` and «y»"),
    ("a ` b $x$", "a ` b «x»"),
    ("$a`b$ and `c$d`", "«a`b» and `c$d`"),
    // Elsewhere markers turn into their source again.
    ("a <!-- $x$ --> $y$", "a  «y»"),
    ("[$x$](http://a/$y$z)", "<a http://a/$y$z>«x»</a>"),
    ("![of $x$](p.png)", "<img p.png>of «x»</img>"),
    (#"<b title="$x$">"#, #"<b title="$x$">"#),
    // Display maths.
    ("$$a_1 + b$$", "[[a_1 + b]]"),
    ("so\n$$a$$\nand", "so¶[[a]]¶and"),
    ("so $$a$$ and", "so ¶[[a]]¶ and"),
    ("**$$a$$**", "<b>«a»</b>"),
    ("$$ $$", "$$ $$"),
  ])
  func `Formulas are found where TeX is meant`(text: String, expected: String) throws {
    #expect(try shown(text) == expected)
  }

  @Test func `A math fence is a formula of several lines`() throws {
    let found = try blocks("- item\n\n  ```math\n  a \\\\\n  b\n  ```\n")
    guard case .list(let list) = found.first else {
      Issue.record("no list: \(found)")
      return
    }
    #expect(list.items.first?.blocks.last?.plainText == "a \\\\\nb")
  }

  @Test(arguments: [
    ("$$\na\n$$", ["5:1", "7:1"]), ("A $$ here", ["5:3"]),
    ("- text\n\n  > $$\n  > x $$", ["7:5", "8:7"]),
  ])
  func `Display maths over several lines is an error`(text: String, places: [String]) throws {
    #expect(
      try mistakes(text)
        == places.map {
          "\($0): error: '$$' must be closed on the same line; longer formulas stand in a ```math "
            + "block"
        })
  }

  @Test(arguments: ["```\n$$\n```", "`$$`", "<!--\n$$\n-->", "    $$", #"\$\$"#])
  func `Two dollar signs in code and comments are no maths`(text: String) throws {
    #expect(try mistakes("Text.\n\n" + text) == [])
  }

  @Test func `An empty math fence is an error`() throws {
    #expect(try mistakes("```math\n\n```") == ["6:1: error: the formula is empty"])
  }

  @Test func `Every formula of a long text is put back in its place`() throws {
    let lines = (0..<7000).map { "`$a_\($0)$` is $x_{\($0)}$ [l](u$y_\($0)$)\n" }
    let found = try blocks(lines.joined(separator: "\n"))
    #expect(found.count == 7000)
    for (index, block) in found.enumerated() {
      guard case .paragraph(let inlines) = block else { continue }
      if inlines.map(shown).joined() != "`$a_\(index)$` is «x_{\(index)}» <a u$y_\(index)$>l</a>" {
        Issue.record("paragraph \(index) is \(inlines.map(shown).joined())")
        return
      }
    }
  }
}

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("a *b* **c** ~~d~~ ~e~ `f`", "a <em>b</em> <b>c</b> <s>d</s> ~e~ `f`"),
    ("&lt;&amp;&#65;&eacute;", "<&Aé"),
    (#"\*a\* \[b\]"#, "*a* [b]"),
    ("one  \ntwo\\\nthree\nfour", "one↵two↵three⏎four"),
    (
      "[a *b*](http://x \"title\") <http://y>",
      "<a http://x>a <em>b</em></a> <a http://y>http://y</a>"
    ),
    ("![alt *text*](p.png)", "<img p.png>alt <em>text</em></img>"),
    ("[a][r]\n\n[r]: http://z", "<a http://z>a</a>"),
    ("a <b>c</b> <!-- no --> d", "a <b>c</b>  d"),
    ("www.example.com and a_b_c", "www.example.com and a_b_c"),
    ("<div>\nraw <!-- not\nthis -->\n</div>", "<div>⏎raw ⏎</div>"),
    ("<!-- nothing -->", ""),
  ])
  func `Inlines keep their meaning`(text: String, expected: String) throws {
    #expect(try shown(text) == expected)
  }

  @Test func `Blocks keep their structure`() throws {
    let text = """
      ## Heading *one*

      > quoted
      >
      > - nested

      3. three
      4. four

         more

      - a
        1. b
      - [x] done [ ]
      - [ ] open [x]

      ---

      ```Python title
      x = 1

      ```

          indented

      | a | b | c |
      |:--|:-:|--:|
      | 1 | 2 |
      """
    let nested = Block.List(items: [.init(blocks: [.paragraph([.text("nested")])])])
    let inner = Block.List(start: 1, items: [.init(blocks: [.paragraph([.text("b")])])])
    let items: [Block.Item] = [
      .init(blocks: [.paragraph([.text("a")]), .list(inner)]),
      .init(isChecked: true, blocks: [.paragraph([.text("done [ ]")])]),
      .init(isChecked: false, blocks: [.paragraph([.text("open [x]")])]),
    ]
    let table = Block.Table(
      alignments: [.left, .center, .right],
      header: [[.text("a")], [.text("b")], [.text("c")]],
      rows: [[[.text("1")], [.text("2")], []]])
    #expect(
      try blocks(text) == [
        .heading(level: 2, [.text("Heading "), .emphasis([.text("one")])]),
        .quote([.paragraph([.text("quoted")]), .list(nested)]),
        .list(
          Block.List(
            start: 3, isTight: false,
            items: [
              .init(blocks: [.paragraph([.text("three")])]),
              .init(blocks: [.paragraph([.text("four")]), .paragraph([.text("more")])]),
            ])),
        .list(Block.List(items: items)),
        .rule,
        .code(language: "python", text: "x = 1\n"),
        .code(language: "", text: "indented"),
        .table(table),
      ])
  }

  @Test func `A comment without an end is told in a lesson`() throws {
    #expect(
      try mistakes("Text\n\n<!-- open\n\nmore") == [
        "7:1: error: this comment is not closed by '-->', so all that follows is part of it"
      ])
  }
}
