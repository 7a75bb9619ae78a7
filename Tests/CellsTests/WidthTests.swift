import CNcurses
import Cells
import Testing

@Suite(.serialized) struct WidthTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  @Test func `Every scalar that is not in doubt is as wide as wcwidth says`() {
    var differing: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.widthDoubt == nil else { continue }
      let expected = Int(wcwidth(wchar_t(bitPattern: value)))
      if scalar.cellWidth != expected {
        differing.append("U+\(String(value, radix: 16, uppercase: true)): \(expected)")
      }
    }
    #expect(differing.isEmpty, "\(differing.count) differ: \(differing.prefix(40))")
  }

  @Test(arguments: [
    ("😀", WidthDoubt.emoji), ("\u{1B}", .control), ("\u{200B}", .invisible), ("\u{301}", .mark),
    ("\u{E000}", .privateUse), ("\u{0378}", .unassigned), ("\u{FE0F}", .mark), ("\t", .control),
  ])
  func `Characters on which terminals disagree are in doubt`(text: String, doubt: WidthDoubt) {
    #expect(text.unicodeScalars.first?.widthDoubt == doubt)
  }

  @Test(arguments: ["a", "é", "遗", "，", "σ", "→", "⊙", "ₜ", "─", "█", "⣿", "×", "…", "✓"])
  func `Letters, signs and Chinese are not in doubt`(text: String) {
    #expect(text.unicodeScalars.allSatisfy { $0.widthDoubt == nil })
  }
}
