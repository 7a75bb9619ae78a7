import Cells
import Foundation
import Languages
import Phrases
import Recurrent
import Testing
import TutorCore

@Suite struct FaultWordsTests {
  @Test(arguments: Fault.allCases, Language.allCases)
  func `The name of a mistake fits a list and its symptom a few lines`(
    fault: Fault, language: Language
  ) {
    #expect((1...34).contains(fault.name(language).cellWidth))
    #expect((1...150).contains(fault.symptom(language).count))
  }

  @Test(arguments: Language.allCases)
  func `No two mistakes have the same words`(language: Language) {
    #expect(Set(Fault.allCases.map { $0.name(language) }).count == Fault.allCases.count)
    #expect(Set(Fault.allCases.map { $0.symptom(language) }).count == Fault.allCases.count)
  }

  @Test func `The documentation has a row for every mistake, in order, with its code and symptom`()
    throws
  {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/faults.md")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    let expected = Fault.allCases.map { fault in
      let code = [fault.code.wrong, fault.code.right].map { lines in
        lines.map { "`\($0)`" }.joined(separator: "<br>")
      }
      let symptom = fault.symptom(.english).replacing("|", with: "\\|")
      return "| `\(fault.rawValue)` | \(code[0]) | \(code[1]) | \(symptom) |"
    }
    #expect(rows.count == expected.count)
    for (row, start) in zip(rows, expected) { #expect(row.hasPrefix(start)) }
  }
}
