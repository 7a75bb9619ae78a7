import Cells
import CourseModel
import CustomDump
import Languages
import Testing
import TutorCore

@Suite struct PlainLabTests {
  @Test func `Everything that the screen shows is told in words and numbers`() throws {
    var lab = try PlainLab(LabFixtures.latch)
    expectNoDifference(
      lab.opening(.english),
      [
        "Cell lab: Latch: remember one bit (LSTM  D=2 H=1)",
        "One unit, two inputs. The data line carries a number at every step; the",
        "write line says which of them matters.", "",
        "Watch f and i first. Then watch c.",
        "n next, b back, a number from 0 to 12 jumps, help lists all, q quits.",
        "Step 0: before the first input.",
        "c₀ = 0.000, h₀ = 0.000",
      ])
    expectNoDifference(
      lab.obey("2", .english)?.lines,
      [
        "Step 2 of 12.",
        "x₂: d data = −1, w write = 0",
        "forget gate f = 0.99995: keeps nearly all of c₁, 99.995 %",
        "input gate i = 0.00005: lets nearly nothing in",
        "candidate g = −0.99991: offers −0.99991, writes −0.00005",
        "output gate o = 0.99995: shows nearly all of tanh c₂, 99.995 %",
        "c₂ = f·c₁ + i·g = 0.99995·0.99986 + 0.00005·(−0.99991) ≈ 0.99977",
        "h₂ = o·tanh c₂ = 0.99995·0.761 = 0.761",
        "The old memory stays, almost: f is nearly 1 and i nearly 0, so c only drifts",
        "  from 0.99986 to 0.99977.",
        "The output gate is open: h shows tanh c, 0.761.",
        "Saturated, next to no slope: f, i, g, o.",
        "The data says −1, but w = 0: f is nearly 1 and the cell keeps +1.",
      ])
    expectNoDifference(
      lab.obey("n", .chinese)?.lines,
      [
        "第 3 步，共 12 步。",
        "x₃：d 数据 = −1，w 写入 = 1",
        "遗忘门 f = 0.00005：几乎全部忘掉 c₂",
        "输入门 i = 0.99995：放入几乎全部 g，99.995%",
        "候选记忆元 g = −0.99991：写入 −0.99986",
        "输出门 o = 0.99995：显示几乎全部 tanh c₃，99.995%",
        "c₃ = f·c₂ + i·g = 0.00005·0.99977 + 0.99995·(−0.99991) ≈ −0.99982",
        "h₃ = o·tanh c₃ = 0.99995·(−0.762) ≈ −0.761",
        "旧的记忆被丢掉，候选值取而代之：f 接近 0，i 接近 1，c 从 0.99977 变为",
        "  −0.99982。",
        "输出门开着：h 显示 tanh c，即 −0.761。",
        "已饱和，几乎没有斜率：f, i, g, o。",
      ])
  }

  @Test(arguments: Language.allCases)
  func `No line is wider than 76 cells`(language: Language) throws {
    for preset in LabFixtures.course.labs {
      var lab = try PlainLab(preset)
      var lines = lab.opening(language)
      for _ in preset.tape { lines += lab.obey("n", language)?.lines ?? [] }
      for line in lines { #expect(line.cellWidth <= 76, "\(line)") }
    }
  }

  @Test func `Chinese has its own colons, and no meaning repeats its name`() throws {
    var lab = try PlainLab(LabFixtures.counter)
    #expect(lab.opening(.chinese).first == "单元实验室：计数器：b 与 a 一样多（LSTM  D=2 H=1）")
    let chinese = lab.obey("1", .chinese)?.lines
    #expect(chinese?[1] == "x₁：字母 a = 1，字母 b = 0")
    let english = lab.obey("1", .english)?.lines
    #expect(english?[1] == "x₁: letter a = 1, letter b = 0")
  }

  @Test func `A position names one of the eleven sub-steps`() throws {
    let texts = try (1...11).map { substep in
      try PlainLab(
        LabFixtures.latch, at: LabReference(preset: "latch", step: 3, substep: substep)
      ).opening(.english).last ?? ""
    }
    #expect(texts[0].hasSuffix("  and nothing else."))
    #expect(texts[6] == "Forget: the old cell state 0.99977 is multiplied by f; 0.00005 is left.")
    #expect(texts[10].hasPrefix("Saturated"))
  }

  @Test func `Commands move on and back, and mistakes are answered`() throws {
    var lab = try PlainLab(
      LabFixtures.latch, at: LabReference(preset: "latch", step: 11))
    func first(_ command: String) -> String? { lab.obey(command, .english)?.lines.first }
    #expect(first("NEXT") == "Step 12 of 12.")
    #expect(first("") == "This is the last step. b goes back.")
    #expect(first(" b ") == "Step 11 of 12.")
    #expect(first("0") == "Step 0: before the first input.")
    #expect(first("back") == "Nothing has been read yet. n reads the first input.")
    #expect(first("13") == "'13' is no command here.")
    #expect(first("-1") == "'-1' is no command here.")
    #expect(first("hello there") == "'hello there' is no command here.")
    #expect(first("s")?.hasPrefix("One unit, two inputs.") == true)
    let answer = lab.obey("q", .english)
    #expect(answer == nil)
  }

  @Test func `Units are told one after the other`() throws {
    var lab = try PlainLab(LabFixtures.pair)
    #expect(
      lab.opening(.english).suffix(2) == [
        "c₀[1] = 1.500, h₀[1] = 0.250", "c₀[2] = −2.000, h₀[2] = −0.500",
      ])
    let answer = lab.obey("n", .english)
    let lines = try #require(answer).lines
    #expect(lines.filter { $0.hasPrefix("Unit") } == ["Unit 1:", "Unit 2:"])
    #expect(lines.contains { $0.hasPrefix("c₁[2] = f·c₀[2] + i·g = ") })
  }

  @Test func `A figure is told step by step, then it asks`() {
    let figure = LabFigure(
      preset: "latch", show: ["d", "w", "c"], steps: 3,
      ask: LabFigure.Task(
        text: "When does it flip?",
        condition: LabFigure.Condition(symbol: "c", unit: 0, comparison: .less, value: 0)),
      location: CourseModel.SourceLocation(file: "lesson.md"))
    expectNoDifference(
      PlainLab.figureLines(figure, preset: LabFixtures.latch, language: .english),
      [
        "Latch: remember one bit",
        "  t = 1: d = 1, w = 1, c = 0.99986",
        "  t = 2: d = −1, w = 0, c = 0.99977",
        "  t = 3: d = −1, w = 1, c = −0.99982",
        "? When does it flip?",
      ])
  }
}
