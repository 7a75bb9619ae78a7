import Cells
import TestSupport
import Testing
import Views

@Suite struct LabViewTests {
  static let gateStyle = Style(.forgetGate)

  /// Draws views below each other, each in so many rows, with what they show in front.
  private func sheet(_ views: [(String, any View, rows: Int)], columns: Int) -> Canvas {
    var canvas = Canvas(size: Size(rows: views.reduce(0) { $0 + $1.rows }, columns: columns + 12))
    var row = 0
    for (name, view, rows) in views {
      canvas.write(name, at: Point(row: row, column: 0), style: .muted)
      view.draw(in: Rect(row: row, column: 12, rows: rows, columns: columns), on: &canvas)
      row += rows
    }
    return canvas
  }

  private func expectGolden(
    _ canvas: Canvas, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if let difference = differenceFromGolden(goldenText(canvas), name) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  @Test func `A gate bar prints its number and fills by eighths`() {
    let openings: [Double] = [
      0, 0.0004, 0.01, 0.25, 0.5, 0.731, 0.99, 1, 1.5, -0.2, .nan, .infinity,
    ]
    let bars = openings.map { ("\($0)", GateBar(opening: $0, style: Self.gateStyle), rows: 1) }
    expectGolden(sheet(bars, columns: 28), "lab-gate-bar")
  }

  @Test func `A signed bar grows from its zero line`() {
    let values: [Double] = [
      0, 0.05, 0.5, 1, 1.01, 1e30, -0.05, -0.5, -1, -1.01, -1e30, .nan, .infinity,
    ]
    let bars = (values + [-Double.infinity]).map {
      ("\($0)", SignedBar(value: $0, style: Style(.candidate)), rows: 1)
    }
    expectGolden(sheet(bars, columns: 29), "lab-signed-bar")
  }

  @Test func `The left half of a signed bar is the mirror of the right half`() {
    let half = 10
    for eighths in 0...80 {
      let value = Double(eighths) / 80
      let width = LabNumber.width + 1 + 2 * half + 1
      let right = SignedBar(value: value, style: .body).rendered(rows: 1, columns: width)
      let left = SignedBar(value: -value, style: .body).rendered(rows: 1, columns: width)
      let zero = LabNumber.width + 1 + half
      for cell in 1...half {
        let a = filled(right[Point(row: 0, column: zero + cell)])
        // A left block in reverse video leaves its own share empty.
        let b = filled(left[Point(row: 0, column: zero - cell)])
        #expect(a == b, "\(eighths) eighths, cell \(cell)")
      }
    }
  }

  /// How many eighths of the cell are in the colour of its role.
  private func filled(_ cell: Cell?) -> Int? {
    guard let cell,
      let eighths = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"].firstIndex(of: cell.text)
    else { return nil }
    return cell.style.emphasis.contains(.reverse) ? 8 - eighths : eighths
  }

  @Test func `A trace in one row keeps its scale and mutes the future`() {
    let wave: [Double] = [0, 0.14, 0.29, 0.43, 0.57, 0.71, 0.86, 1]
    let strange: [Double] = [0, .nan, 1, .infinity, 0.5, -.infinity, 1e30, -3]
    expectGolden(
      sheet(
        [
          ("gate", TraceRow(values: wave, range: .gate, style: Self.gateStyle), rows: 1),
          (
            "signed", TraceRow(values: wave.map { 2 * $0 - 1 }, range: .signed, style: .body),
            rows: 1
          ),
          ("at 3", TraceRow(values: wave, range: .gate, style: Self.gateStyle, cursor: 3), rows: 1),
          (
            "pitch 2", TraceRow(values: wave, range: .gate, style: .body, cursor: 3, pitch: 2),
            rows: 1
          ),
          ("strange", TraceRow(values: strange, range: .gate, style: .body), rows: 1),
        ], columns: 12), "lab-trace-row")
  }

  @Test func `A signed trace stands on its zero line and hangs from it`() {
    let wave: [Double] = [0, 0.25, 0.5, 0.75, 1, 0, -0.25, -0.5, -0.75, -1, -0.01]
    let strange: [Double] = [0.5, .nan, .infinity, -.infinity, 1e30, -1e30, -0.5]
    let views: [(String, any View, rows: Int)] = [
      ("wave", SignedTrace(values: wave, style: Style(.hiddenState)), rows: 3),
      ("strange", SignedTrace(values: strange, style: .body, cursor: 2), rows: 3),
      ("of 3", SignedTrace(values: wave.map { 3 * $0 }, scale: 3, style: .body, pitch: 2), rows: 2),
    ]
    let canvas = sheet(views, columns: 24)
    expectGolden(canvas, "lab-signed-trace")
    // −¼ hangs: the lower cell is six eighths of a block, reversed.
    let hanging = canvas[Point(row: 1, column: 12 + 6)]
    #expect(hanging == Cell("▆", style: Style(.hiddenState, .reverse)))
  }

  @Test func `A plot has a fixed scale, a zero line and the line from the start`() {
    let latch: [Double] = [1, 1, -1, -1, -1, -1, 1, 1]
    let counter: [Double] = [0.5, 1, 1.5, 2, 2.5, 3, 2.5, 2, 1.5, 1, 0.5, 0]
    let strange: [Double] = [0.5, .nan, .nan, 0.5, .infinity, -.infinity, -0.5, 1e30, 0]
    let style = Style(.cellState)
    func plot(
      _ values: [Double], _ range: PlotRange, cursor: Int? = nil, pitch: Int = 1
    ) -> BraillePlot {
      BraillePlot(
        values: values, start: 0, range: range, style: style, cursor: cursor, pitch: pitch,
        labelWidth: 6)
    }
    expectGolden(
      sheet(
        [
          ("latch", plot(latch, .signed), rows: 4),
          ("counter", plot(counter, PlotRange(holding: counter), cursor: 7), rows: 6),
          ("pitch 2", plot(counter, PlotRange(holding: counter), cursor: 7, pitch: 2), rows: 6),
          ("strange", plot(strange, .signed), rows: 5),
          ("one row", plot(latch, .signed), rows: 1),
          ("flat", plot([0, 0, 0], PlotRange(holding: [0, 0, 0])), rows: 3),
        ], columns: 32), "lab-braille-plot")
  }

  @Test func `The phase line brackets one phase and moves no word`() {
    let names = ["read", "squash", "forget", "write", "show"]
    let chinese = ["读入", "压缩", "遗忘", "写入", "输出"]
    var views: [(String, any View, rows: Int)] = ([nil] + Array(0..<5)).map {
      ($0.map(String.init) ?? "none", PhaseLine(names: names, reached: $0), rows: 1)
    }
    views.append(("zh", PhaseLine(names: chinese, reached: 3), rows: 1))
    expectGolden(sheet(views, columns: 40), "lab-phase-line")
    let narrow = PhaseLine(names: names, reached: 3).rendered(rows: 1, columns: 38)
    #expect(narrow.plainText == "[write] 4/5")
  }

  @Test(
    arguments: [
      (0, "0.000"), (-0.0001, "−0.00010"), (0.99995, "0.99995"), (0.0000454, "0.00005"),
      (-0.9998, "−0.99980"), (0.9999999, "1.000"), (0.0000002, "0.000"), (0.000006, "0.000006"),
      (-0.000006, "−6.0e−6"), (-0.999994, "−0.99999"), (1.0003, "1.00030"), (0.9994, "0.999"),
      (0.7311, "0.731"), (-0.762, "−0.762"), (99.9994, "99.999"),
      (-99.9996, "−100.00"), (1234.56, "1234.6"), (-99_999.4, "−99999"), (999_999.6, "1.0e6"),
      (-1e30, "−1.0e30"), (9.97e29, "1.0e30"), (3.4e38, "3.4e38"),
      (-1.7e308, "−2e308"), (Double.nan, "NaN"), (Double.infinity, "∞"),
    ] as [(Double, String)])
  func `A number fits its column`(value: Double, text: String) {
    #expect(LabNumber.text(value) == text)
    #expect(LabNumber.column(value).cellWidth == LabNumber.width)
  }

  @Test func `A trimmed number keeps what counts`() {
    let values: [Double] = [0, 1, -1, 0.5, 0.05, 10, 100, -12.3, 1e30, 0.0001]
    #expect(
      values.map(LabNumber.trimmed)
        == ["0", "1", "−1", "0.5", "0.05", "10", "100", "−12.3", "1.0e30", "0.0001"])
    #expect(values.map(LabNumber.signed).prefix(4) == ["0", "+1", "−1", "+0.5"])
  }

  @Test func `A range has round ends and holds zero`() {
    func ends(_ values: [Double]) -> [Double] {
      let range = PlotRange(holding: values)
      return [range.low, range.high]
    }
    #expect(ends([0.5, 3, -1e-8]) == [0, 3])
    #expect(ends([0.9999, -0.9998]) == [-1, 1])
    #expect(ends([-2.2]) == [-3, 0])
    #expect(ends([]) == [0, 0.1])
    #expect(ends([.nan, .infinity]) == [0, 0.1])
    #expect(ends([1e30])[1] >= 0.999e30)
    #expect(ends([1.7e308, -1.7e308])[1].isFinite)
  }

  static let everyView: [any View & Sendable] = {
    let values: [Double] = [0, 1, -1, .nan, .infinity, -.infinity, 1e30, -1e30, 0.3]
    let bars: [any View & Sendable] = values.flatMap { value -> [any View & Sendable] in
      [GateBar(opening: value, style: .body), SignedBar(value: value, style: .body)]
    }
    return bars + [
      TraceRow(values: values, range: .gate, style: .body, cursor: 2, pitch: 2),
      SignedTrace(values: values, style: .body, cursor: 2),
      BraillePlot(values: values, start: .nan, range: .signed, style: .body, labelWidth: 6),
      BraillePlot(values: [], range: PlotRange(holding: values), style: .body),
      PhaseLine(names: ["读入", "write"], reached: 1), PhaseLine(names: [], reached: 9),
    ]
  }()

  @Test(arguments: everyView.indices)
  func `Any rectangle is drawn without leaving it`(index: Int) {
    let view = Self.everyView[index]
    for rows in 0...4 {
      for columns in 0...22 {
        let blank = Canvas(size: Size(rows: 6, columns: 26))
        var canvas = blank
        view.draw(in: Rect(row: 1, column: 2, rows: rows, columns: columns), on: &canvas)
        for row in 0..<6 {
          for column in 0..<26
          where !((1..<(1 + rows)).contains(row) && (2..<(2 + columns)).contains(column)) {
            let point = Point(row: row, column: column)
            #expect(canvas[point] == blank[point], "\(rows)×\(columns) at \(point)")
          }
        }
      }
    }
  }
}
