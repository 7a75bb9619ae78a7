import Testing

@testable import TutorCore

@Suite struct TypedMarkdownTests {
  private static let cases = [
    ("plain words, 3 > 2.", "plain words, 3 > 2."),
    ("c = f*c + i*g, W_f", #"c = f\*c + i\*g, W\_f"#),
    ("one\ntwo\n\nthree", "one\\\ntwo\n\nthree"),
    ("# no heading", "\\# no heading"),
    ("- no list\n  2) no list", "\\- no list\\\n\u{A0}\u{A0}2\\) no list"),
    ("> no quote", #"\> no quote"#),
    ("<b>$x$</b> [y](z) `w` ~~v~~ \\", #"\<b>\$x\$\</b> \[y](z) \`w\` \~\~v\~\~ \\"#),
    ("    not code", "\u{A0}\u{A0}\u{A0}\u{A0}not code"),
    ("a|b\n-|-", "a|b\\\n\\-|-"),
  ]

  @Test(arguments: cases)
  func `Typed text shows in Markdown as it was typed`(typed: String, markdown: String) {
    #expect(typed.asMarkdown == markdown)
  }
}
