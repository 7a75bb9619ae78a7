import CNcurses
import Cells
import Foundation
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

  @Test func `Every character of the shipped content has the width that wcwidth says`() throws {
    let content = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Content").standardized
    let files = FileManager.default.enumerator(at: content, includingPropertiesForKeys: nil)
    var doubtful: Set<String> = []
    for case let file as URL in files?.allObjects ?? []
    where ["md", "yaml"].contains(file.pathExtension) {
      for character in try String(contentsOf: file, encoding: .utf8) where character != "\n" {
        let expected = character.unicodeScalars.map { Int(wcwidth(wchar_t(bitPattern: $0.value))) }
        if [character.cellWidth] != expected {
          doubtful.insert("\(file.lastPathComponent): \(character)")
        }
      }
    }
    #expect(doubtful.isEmpty)
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
