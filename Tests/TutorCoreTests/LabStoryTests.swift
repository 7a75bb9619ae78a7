import Cells
import Console
import CourseModel
import CustomDump
import Languages
import TestSupport
import Testing
import TutorCore

@Suite struct LabStoryTests {
  private func row(_ player: Player, _ index: Int) -> String {
    String(player.screen.split(separator: "\n", omittingEmptySubsequences: false)[index])
  }

  /// `5/12`, from the title row.
  private func position(_ player: Player) -> String {
    row(player, 0).split(separator: " ").last.map(String.init) ?? ""
  }

  // MARK: Keys

  @Test func `A step back shows exactly what was there before`() throws {
    var player = labPlayer()
    var seen = [player.canvas]
    for _ in 1...12 {
      try player.press("l")
      seen.append(player.canvas)
    }
    #expect(Set(seen).count == 13)
    for canvas in seen.reversed() {
      #expect(player.canvas == canvas)
      try player.press("<left>")
    }
  }

  @Test func `The ends are told, not walked over`() throws {
    var player = labPlayer()
    try player.press("h")
    #expect(row(player, 23).contains("Nothing has been read yet."))
    try player.press("}")
    #expect(position(player) == "12/12")
    try player.press("<right>")
    #expect(position(player) == "12/12")
    #expect(row(player, 23).contains("This is the last step."))
    try player.press("{")
    #expect(position(player) == "0/12")
    try player.press("<end>")
    #expect(position(player) == "12/12")
    try player.press("<home>")
    #expect(position(player) == "0/12")
  }

  @Test func `Eleven sub-steps reveal a step part by part`() throws {
    var player = labPlayer(step: 2)
    var pictures: [String] = []
    let phases =
      Array(repeating: "read", count: 5) + ["squash", "forget", "write", "write", "show", "show"]
    for phase in phases {
      try player.press(".")
      #expect(row(player, 2).contains("[\(phase)]"), "\(phase)")
      #expect(position(player) == "3/12")
      pictures.append([5, 6, 10, 11].map { row(player, $0) }.joined(separator: "\n"))
    }
    let gates = """
       f forget  0.00005                         forgets nearly all of c₂
       i input   0.99995 █████████████████████   lets nearly all of g in, 99.995 %
      """
    let nothing = """
       c₃  = f ⊙ c₂  + i ⊙ g =       …·…          +       …·…          =        …
       h₃  = o ⊙ tanh c₃     =       …·…                               =      …
      """
    let hidden = " h₃  = o ⊙ tanh c₃     =       …·…                               =      …"
    let kept = " c₃  = f ⊙ c₂  + i ⊙ g = 0.00005·0.99977    +       …·…          =        …"
    let written = " c₃  = f ⊙ c₂  + i ⊙ g = 0.00005·0.99977    + 0.99995·(−0.99991) "
    let before = " f forget  −10.000                         before σ"
    let waiting = " f forget        …                         waits for"
    expectNoDifference(
      pictures.map { $0.replacing("before σ                         ", with: "before σ") },
      [
        waiting + " its sum\n i input         …                         waits for its sum\n"
          + nothing,
        before + "\n i input         …                         waits for its sum\n" + nothing,
        before + "\n i input    10.000                         before σ\n" + nothing,
        before + "\n i input    10.000                         before σ\n" + nothing,
        before + "\n i input    10.000                         before σ\n" + nothing,
        gates + "\n" + nothing,
        gates + "\n" + kept + "\n" + hidden,
        gates + "\n" + written + "=        …\n" + hidden,
        gates + "\n" + written + "≈ −0.99982\n" + hidden,
        gates + "\n" + written + "≈ −0.99982\n"
          + " h₃  = o ⊙ tanh c₃     = 0.99995·(−0.762)                        =      …",
        gates + "\n" + written + "≈ −0.99982\n"
          + " h₃  = o ⊙ tanh c₃     = 0.99995·(−0.762)                        ≈ −0.761",
      ])
    for phase in phases.dropLast().reversed() {
      try player.press(",")
      #expect(row(player, 2).contains("[\(phase)]"), "\(phase)")
    }
    try player.press(",")
    #expect(position(player) == "2/12")
    #expect(row(player, 2).contains("[show]"))
  }

  @Test func `A step completes the one that is under way`() throws {
    var player = labPlayer(step: 2)
    try player.press("..")
    #expect(position(player) == "3/12")
    try player.press("<right>")
    #expect(position(player) == "3/12")
    #expect(row(player, 2).contains("[show]"))
  }

  @Test func `Space plays at 400 ms a step and stops at the end`() throws {
    var player = labPlayer(step: 9)
    try player.press("<space>")
    player.wait(milliseconds: 399)
    #expect(position(player) == "9/12")
    player.wait(milliseconds: 1)
    #expect(position(player) == "10/12")
    player.wait(milliseconds: 800)
    #expect(position(player) == "12/12")
    #expect(player.state.nextDeadline == nil)
    player.wait(milliseconds: 10_000)
    #expect(position(player) == "12/12")

    // From the end it plays the whole sequence; a key or a second Space stops it.
    try player.press("<space>")
    #expect(position(player) == "0/12")
    player.wait(milliseconds: 850)
    #expect(position(player) == "2/12")
    try player.press("<space>")
    #expect(player.state.nextDeadline == nil)
    try player.press("<space>")
    player.wait(milliseconds: 400)
    try player.press("<left>")
    #expect(player.state.nextDeadline == nil)
    #expect(position(player) == "2/12")
  }

  @Test func `Nothing plays on under the help page`() throws {
    var player = labPlayer(step: 3)
    try player.press("<space>?")
    player.wait(milliseconds: 5000)
    try player.press("<esc>")
    #expect(position(player) == "3/12")
    player.wait(milliseconds: 400)
    #expect(position(player) == "4/12")
  }

  @Test func `The story opens over the cell and goes again`() throws {
    var player = labPlayer(step: 4)
    let cell = player.screen
    try player.press("s")
    #expect(row(player, 2).contains("One unit, two inputs."))
    #expect(row(player, 23).contains("back to the cell"))
    try player.press("<esc>")
    #expect(player.screen == cell)
    try player.press("ss")
    #expect(player.screen == cell)
    try player.press("s<right>")
    #expect(position(player) == "5/12")
    #expect(row(player, 5).contains("f forget"))
    try player.press("<esc>")
    #expect(row(player, 0).hasPrefix(" LSTM Tutor"))
  }

  @Test func `A long story scrolls to its last line and back`() throws {
    var preset = LabFixtures.latch
    let paragraphs = (1...30).map { Block.paragraph([.text("Paragraph \($0).")]) }
    preset.story = Localized(english: paragraphs)
    var player = labPlayer(course: Course(labs: [preset]))
    #expect(player.screen.contains("↓ more"))
    let top = player.screen
    try player.press("<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>jjj")
    #expect(player.screen.contains("Paragraph 30."))
    #expect(!player.screen.contains("↓ more"))
    try player.press("k")
    #expect(player.screen.contains("↓ more"))
    try player.press("<pgup><pgup><pgup><pgup><pgup><pgup>")
    #expect(player.screen == top)
  }

  @Test func `Units are chosen with the arrows and stay chosen`() throws {
    var player = labPlayer("pair", step: 3)
    #expect(row(player, 0).contains("unit 1/2"))
    try player.press("k")
    #expect(row(player, 0).contains("unit 1/2"))
    try player.press("<down>j")
    #expect(row(player, 0).contains("unit 2/2"))
    try player.press("l<up>")
    #expect(row(player, 0).contains("unit 1/2"))
    #expect(position(player) == "4/40")
  }

  @Test func `The language changes in place`() throws {
    var player = labPlayer(step: 5)
    let english = player.screen
    try player.press("L")
    #expect(row(player, 5).contains("几乎完整保留 c₄，99.995%"))
    #expect(position(player) == "5/12")
    try player.press("L")
    #expect(player.screen == english)
  }

  @Test func `The list opens a lab and Esc comes back to it`() throws {
    var player = Player(
      state: AppState(language: .english, size: Size(rows: 24, columns: 80), start: .labs),
      course: LabFixtures.course)
    try player.press("j<enter>")
    #expect(row(player, 0).contains("Counter: as many b as a"))
    try player.press("<esc>")
    #expect(row(player, 6).contains("▸ Counter: as many b as a"))
  }

  // MARK: Pictures

  /// The styles of the numbers of a gate row.
  private func isBold(_ player: Player, row: Int, columns: Range<Int>) -> Bool {
    columns.contains { column in
      player.canvas[Point(row: row, column: column)]?.style.emphasis.contains(.bold) ?? false
    }
  }

  @Test func `What changed since the last step is bold`() throws {
    // At step 3 the latch writes again: f, i and h change, o and the candidate do not.
    let writing = labPlayer(step: 3)
    let numbers = 10..<20
    #expect(isBold(writing, row: 5, columns: numbers), "f")
    #expect(isBold(writing, row: 6, columns: numbers), "i")
    #expect(!isBold(writing, row: 7, columns: numbers), "g")
    #expect(!isBold(writing, row: 8, columns: numbers), "o")
    #expect(isBold(writing, row: 10, columns: 67..<77), "c")
    // At step 5 it keeps what it has.
    let keeping = labPlayer(step: 5)
    #expect(!isBold(keeping, row: 5, columns: numbers), "f")
    #expect(isBold(keeping, row: 7, columns: numbers), "g")
    #expect(!isBold(keeping, row: 10, columns: 67..<77), "c")
  }

  @Test(arguments: ["latch", "counter", "read-port", "pair"])
  func `Nothing moves from step to step`(preset: String) throws {
    for (size, rows) in [
      (Size(rows: 24, columns: 80), 13), (Size(rows: 20, columns: 60), 11),
      (Size(rows: 40, columns: 120), 17),
    ] {
      var player = labPlayer(preset, step: 1, size: size)
      let first = signs(player.screen, rows: rows)
      let count = LabFixtures.course.lab(preset)?.tape.count ?? 0
      for t in 2...count {
        try player.press("l")
        #expect(signs(player.screen, rows: rows) == first, "\(size) at \(t)")
      }
    }
  }

  /// Where the signs stand that belong to no value, above the words.
  private func signs(_ screen: String, rows: Int) -> [[Int]] {
    screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows).map { line in
      line.enumerated().filter { "=≈⊙→".contains($0.element) }.map(\.offset)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e30, -1e30])
  func `Extreme inputs are shown as such and break no layout`(x: Double) throws {
    for preset in [LabFixtures.latch, LabFixtures.pair] {
      var preset = preset
      preset.tape[1][0] = x
      let course = Course(labs: [preset])
      for size in [
        Size(rows: 24, columns: 80), Size(rows: 20, columns: 60), Size(rows: 40, columns: 120),
      ] {
        var player = labPlayer(preset.id, size: size, course: course)
        for _ in 0..<12 {
          try player.press(".")
          let lines = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.count == size.rows)
          #expect(lines.allSatisfy { $0.cellWidth <= size.columns })
        }
      }
    }
  }

  @Test func `An input that is not a number is told in words`() throws {
    var preset = LabFixtures.latch
    preset.tape[1][0] = .nan
    let player = labPlayer(step: 2, course: Course(labs: [preset]))
    if let difference = differenceFromGolden(goldenText(player.canvas), "lab-nan-80") {
      Issue.record("\(difference)")
    }
  }

  @Test(arguments: Language.allCases)
  func `A caption stands under what happened`(language: Language) {
    for columns in [80, 60] {
      let player = labPlayer(
        step: 2, language: language,
        size: Size(rows: columns == 80 ? 24 : 20, columns: columns))
      let name = "lab-caption-\(columns)-\(language.rawValue)"
      if let difference = differenceFromGolden(goldenText(player.canvas), name) {
        Issue.record("\(difference)")
      }
    }
  }

  @Test func `A thousand steps stay in view`() throws {
    var preset = LabFixtures.latch
    preset.tape = (0..<1000).map { [Double($0 % 7) / 7, $0 % 100 == 0 ? 1 : 0] }
    var player = labPlayer(course: Course(labs: [preset]))
    for step in 1...300 {
      try player.press("l")
      guard step % 17 < 2 else { continue }
      #expect(row(player, 4).contains("▲"), "\(step)")
    }
    try player.press("}")
    #expect(position(player) == "1000/1000")
    #expect(row(player, 4).contains("▲"))
  }

  @Test func `A lab that cannot run says why`() {
    var shapes = LabFixtures.latch
    shapes.weights["f"] = LabFixtures.gate([[0]], [[0]], [10])
    let wrong = labPlayer(course: Course(labs: [shapes]))
    #expect(
      row(wrong, 3) == " This lab cannot run: weights.f.x has shape (1, 1), expected (1, 2).")
    var kind = LabFixtures.latch
    kind.cell = "grue"
    #expect(row(labPlayer(course: Course(labs: [kind])), 3).contains("“grue”"))
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 200), (200, 3), (19, 59), (60, 200), (16, 300)])
  func `Any window is drawn`(size: (Int, Int)) throws {
    for preset in ["latch", "pair"] {
      for language in Language.allCases {
        var player = labPlayer(
          preset, language: language, size: Size(rows: size.0, columns: size.1))
        for _ in 0..<7 {
          let lines = player.screen.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.allSatisfy { $0.cellWidth <= size.1 })
          try player.press(".")
        }
      }
    }
  }

  @Test(arguments: [(24, 80), (20, 60), (40, 120)])
  func `ASCII draws the same picture`(size: (Int, Int)) {
    var settings = Settings()
    settings.isASCII = true
    let player = Player(
      state: AppState(
        language: .english, settings: settings, size: Size(rows: size.0, columns: size.1),
        start: .lab(LabReference(preset: "latch", step: 5))), course: LabFixtures.course)
    // The other language is named in its own letters.
    #expect(player.screen.replacing("中文", with: "").allSatisfy { $0.isASCII })
    if let difference = differenceFromGolden(
      goldenText(player.canvas), "lab-latch-5-\(size.1)-ascii")
    {
      Issue.record("\(difference)")
    }
  }
}
