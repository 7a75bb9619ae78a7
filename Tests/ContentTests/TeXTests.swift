import Content
import CourseModel
import Testing

@Suite struct TeXTests {
  private func tree(_ source: String) -> MathNode { TeX.parse(source).tree }
  private func letter(_ text: String) -> MathNode { .symbol(text, .ordinary) }

  @Test func `Letters, digits and signs keep their classes`() {
    #expect(
      tree("2x=-1.5")
        == .row([
          letter("2"), letter("x"), .symbol("=", .relation), .symbol("−", .binary), letter("1.5"),
        ]))
    #expect(tree("a,b") == .row([letter("a"), .symbol(",", .punctuation), letter("b")]))
    #expect(tree("{,}") == letter(","))
    #expect(tree("\\tanh") == .symbol("tanh", .function))
  }

  @Test func `Scripts take one symbol or one group, and primes are superscripts`() {
    #expect(
      tree("x_t^2") == .scripts(base: letter("x"), lower: letter("t"), upper: letter("2")))
    #expect(
      tree("W_{hf}")
        == .scripts(base: letter("W"), lower: .row([letter("h"), letter("f")]), upper: nil))
    #expect(
      tree("x^12")
        == .row([.scripts(base: letter("x"), lower: nil, upper: letter("1")), letter("2")]))
    #expect(
      tree("f'_t") == .scripts(base: letter("f"), lower: letter("t"), upper: letter("′")))
  }

  @Test func `A sum takes limits, and max is a function when it has none`() {
    #expect(
      tree("\\sum_{k}^{T}") == .limits(operator: "∑", lower: letter("k"), upper: letter("T")))
    #expect(tree("\\max") == .symbol("max", .function))
    #expect(tree("\\operatorname{softmax}") == .symbol("softmax", .function))
  }

  @Test func `Two bars are a pair of brackets and one bar is a bar`() {
    #expect(
      tree("|x|") == .row([.symbol("|", .opening), letter("x"), .symbol("|", .closing)]))
    #expect(tree("x|y") == .row([letter("x"), letter("|"), letter("y")]))
    #expect(
      tree("\\|x\\|_2")
        == .row([
          .symbol("‖", .opening), letter("x"),
          .scripts(base: .symbol("‖", .closing), lower: letter("2"), upper: nil),
        ]))
  }

  @Test func `Structures become nodes of their own`() {
    #expect(tree("\\frac12") == .fraction(letter("1"), letter("2")))
    #expect(tree("\\sqrt{d}") == .root(letter("d")))
    #expect(tree("\\tilde c") == .accent("tilde", letter("c")))
    #expect(tree("\\text{if } x") == .row([.words("if "), letter("x")]))
    #expect(tree("\\mathrm{in}") == .words("in"))
    #expect(tree("\\mathbf{W}") == letter("W"))
    #expect(tree("\\mathbb{R}") == letter("ℝ"))
    #expect(tree("\\mathcal{N}") == letter("N"))
    #expect(tree("\\left( a \\right.") == .delimited(left: "(", .row([letter("a")]), right: ""))
    #expect(
      tree("\\begin{bmatrix} a & b \\\\ c & d \\\\ \\end{bmatrix}")
        == .matrix(
          [[letter("a"), letter("b")], [letter("c"), letter("d")]], left: "[", right: "]"))
    #expect(
      tree("\\begin{aligned} a &= b \\end{aligned}")
        == .aligned([[letter("a"), .row([.symbol("=", .relation), letter("b")])]]))
  }

  @Test(arguments: [
    ("\\foo x", 0, "\\foo cannot be set in a terminal"),
    ("a + \\fracc{1}{2}", 4, "\\fracc cannot be set in a terminal; did you mean \\frac?"),
    ("\\sigmoid", 0, "\\sigmoid cannot be set in a terminal; did you mean \\sigma?"),
    ("\\relu(x)", 0, "did you mean \\operatorname{relu}?"),
    ("{a", 0, "this { is never closed"),
    ("a}b", 1, "this } closes nothing; write \\} for a brace"),
    ("a & b", 2, "& stands only between \\begin{…} and \\end{…}"),
    ("a \\\\ b", 2, "\\\\ stands only between \\begin{…} and \\end{…}"),
    ("x_", 1, "_ needs something in braces behind it"),
    ("x_a_b", 3, "a second subscript; group them with { }"),
    ("\\frac{1}", 0, "\\frac needs something in braces behind it"),
    ("\\left( a", 0, "this \\left has no \\right"),
    ("a \\right)", 2, "this \\right has no \\left"),
    (
      "\\left x \\right)", 6,
      "\\left needs a bracket behind it: ( ) [ ] \\{ \\} | \\| or a full stop"
    ),
    ("\\begin{cases} a", 0, "\\begin{cases} has no \\end{cases}"),
    ("\\begin{matrx} a \\end{matrx}", 0, "did you mean \\begin{matrix}?"),
    ("\\begin{cases} a \\end{matrix}", 16, "\\begin{cases} is closed by \\end{matrix}"),
    ("遗忘门", 0, "遗 cannot stand in a formula; put words in \\text{…}"),
    ("50%", 2, "write \\% for %"),
    ("\\sqrt[3]{x}", 5, "a root has no degree here; write x^{1/3}"),
    ("a\\", 1, "a backslash with nothing behind it"),
  ])
  func `A mistake is reported where it stands`(source: String, offset: Int, message: String) {
    let problems = TeX.parse(source).problems
    #expect(problems.first?.offset == offset)
    #expect(problems.first?.message.hasSuffix(message) ?? false, "\(problems)")
  }

  @Test func `What cannot be set is shown as it was typed`() {
    #expect(tree("\\foo") == .words("\\foo"))
    #expect(tree("a}") == .row([letter("a"), .words("}")]))
  }

  @Test func `A message never carries a control character`() {
    for source in ["\u{1B}[2J", "\\begin{\u{1B}c} a \\end{\u{7}}", "\\\u{1B}"] {
      for problem in TeX.parse(source).problems {
        #expect(!problem.message.unicodeScalars.contains { $0.value < 0x20 })
      }
    }
  }

  private static let pieces = [
    "{", "}", "\\frac", "\\sqrt{", "x_", "^", "_", "'", "\\left(", "\\begin{aligned}", "&",
    "\\\\", "\\begin{", "\\text{", "\\", "|", "\\hat", "\\foo", "{{", "x^{", "\\max_", "记",
    "\\right", "\\end{", "9.", "\n",
  ]

  @Test(arguments: pieces)
  func `A megabyte of anything is answered at once`(piece: String) {
    let hostile = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(!TeX.parse(hostile).problems.isEmpty)
    let clock = ContinuousClock()
    var longest = TeX.parse("").problems
    let time = clock.measure {
      longest = TeX.parse(String(hostile.prefix(4_000))).problems
    }
    #expect(longest.count <= 20)
    #expect(time < .seconds(2))
  }

  @Test func `Any two pieces together are read without a crash`() {
    for first in Self.pieces {
      for second in Self.pieces {
        for count in [1, 40] {
          let source = String(repeating: first + second, count: count)
          #expect(TeX.parse(source + "x").problems.count <= 20)
        }
      }
    }
  }

  @Test func `Nesting is read to thirty-two levels`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "{x", count: depth) + String(repeating: "}", count: depth)
    }
    #expect(TeX.parse(nested(30)).problems.isEmpty)
    #expect(TeX.parse(nested(40)).problems.map(\.message) == ["nested deeper than 32 levels"])
  }
}
