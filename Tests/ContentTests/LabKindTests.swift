import CourseModel
import Recurrent
import Study
import Testing

/// Labs of every kind of cell.
@Suite struct LabKindTests {
  private func check(_ lab: String) throws -> [String] {
    try Deck(["labs/latch.yaml": lab]).check().map { $0.replacing("labs/latch.yaml:", with: "") }
  }

  /// A lab of any kind with the given block for every gate.
  private func lab(_ kind: CellKind, block: String) -> String {
    let blocks = kind.gates.map { "  \(kind.blockName($0)): \(block)" }
    return """
      id: latch
      title: {en: Any, zh: 任意}
      cell: \(kind.rawValue)
      hidden: 1
      inputs: [{name: v}]
      weights:
      \(blocks.joined(separator: "\n"))
      initial: {h: [0.5]}
      tape: [[1], [-1]]
      """
  }

  @Test(arguments: CellKind.allCases)
  func `Every kind of cell has its own gates`(kind: CellKind) throws {
    let sees = kind.isRecurrentInGates ? ", h: [[2]]" : ""
    let text = lab(kind, block: "{x: [[1]]\(sees), b: [3]}")
    #expect(try check(text) == [])
    let preset = try #require(try Deck(["labs/latch.yaml": text]).read().course.lab("latch"))
    let names = kind.gates.map(kind.blockName)
    #expect(Set(preset.weights.keys) == Set(names))
    let run = try LabRun(preset)
    for gate in kind.gates {
      #expect(run.parameters.bias(gate, unit: 0) == 3, "\(gate)")
    }
    let other = text.replacing("  \(names[0]):", with: "  q:")
    #expect(
      try check(other) == ["7:3: error: 'weights' of '\(kind.rawValue)' has no key 'q'"])
  }

  @Test(arguments: [CellKind.minLSTM, .minGRU])
  func `A gate that does not see h has no weights for it`(kind: CellKind) throws {
    let found = try check(lab(kind, block: "{x: [[1]], h: [[2]]}"))
    let expected = kind.gates.enumerated().map { index, gate in
      "\(7 + index):20: error: no gate of '\(kind.rawValue)' sees the old h, so gate "
        + "'\(kind.blockName(gate))' has no 'h'"
    }
    #expect(found == expected)
  }

  @Test func `Peepholes belong to i, f and o`() throws {
    let text = lab(.lstmPeephole, block: "{b: [0], p: [4]}").replacing(
      "g: {b: [0], p: [4]}", with: "g: {b: [0]}")
    #expect(try check(text) == [])
    let preset = try #require(try Deck(["labs/latch.yaml": text]).read().course.lab("latch"))
    #expect(preset.weights["o"]?.peephole == [4])
    #expect(preset.weights["g"]?.peephole == [])
    #expect(try LabRun(preset).parameters[.peephole].values == [4, 4, 4])

    #expect(
      try check(text.replacing("g: {b: [0]}", with: "g: {p: [4]}")) == [
        "9:10: error: the candidate does not see c, so gate 'g' has no 'p'"
      ])
    #expect(
      try check(text.replacing("o: {b: [0], p: [4]}", with: "o: {p: [4, 5]}")) == [
        "10:10: error: p of gate 'o' has 2 numbers but must have 1 (H)"
      ])
  }

  @Test func `An input may be called like a gate of another kind of cell`() throws {
    let names = { (kind: CellKind, name: String) in
      lab(kind, block: "{}").replacing("name: v", with: "name: \(name)")
    }
    #expect(try check(names(.lstm, "r")) == [])
    #expect(
      try check(names(.gru, "r")) == [
        "5:17: error: the name 'r' is taken; choose another one"
      ])
  }

  @Test func `A figure shows what its cell has`() throws {
    let lesson = { (show: String, when: String) in
      """
      ---
      id: first
      title: First
      topic: models
      goals: [See]
      ---

      ```lab
      preset: latch
      show: [\(show)]
      ask: {text: Step., when: "\(when)"}
      ```
      """
    }
    let found = { (show: String, when: String) in
      try Deck([
        "labs/latch.yaml": lab(.gru, block: "{x: [[1]]}"),
        "en/lessons/010-first.md": lesson(show, when),
      ]).check().filter { $0.contains("row") || $0.contains("has no '") }
    }
    #expect(try found("v, r, z, n, h", "z > 0.5") == [])
    #expect(
      try found("v, c", "c > 0.5") == [
        "en/lessons/010-first.md:10:11: error: the lab 'latch' has no row 'c'; it has v, r, z, n, h",
        "en/lessons/010-first.md:11:26: error: the cell 'gru' has no 'c'",
      ])
  }
}
