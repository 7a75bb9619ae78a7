/// A sequence of inputs from a file: one row a timestep, D numbers, an optional row of names.
public struct SequenceCSV: Hashable, Sendable {
  /// Something at a place in the file; lines and columns count from 1, columns in characters.
  public struct Finding: Error, Hashable, Sendable {
    public var line: Int
    public var column: Int
    public var message: String
  }

  /// What the columns are called; empty without a row of names.
  public var names: [String]
  /// Shape (T, D)
  public var rows: [[Float]]
  /// Numbers that are taken as they are although nobody may have meant them: NaN and infinities.
  public var warnings: [Finding]

  /// Reads comma-separated numbers; `nan` and `inf` are numbers.
  ///
  /// - Parameters:
  ///   - text: the file; lines may end as on any system
  ///   - width: D, how many numbers a row must have
  /// - Throws: the first mistake, at its place; a text without a row of numbers is one.
  public init(_ text: String, width: Int) throws(Finding) {
    names = []
    rows = []
    warnings = []
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    if lines.first?.first == "\u{FEFF}" { lines[0].removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let fields = Self.fields(line)
      let values = fields.map { Self.number($0.text) }
      if index == 0, values.allSatisfy({ $0 == nil }), fields.contains(where: { !$0.text.isEmpty })
      {
        names = fields.map { String($0.text) }
        try check(fields, width: width, line: 1, what: "name")
        // 1.2.3 and 0x10 are numbers that somebody mistyped.
        if let slip = fields.first(where: {
          $0.text.first.map { "+-.0123456789".contains($0) } ?? false
        }) {
          throw Self.notANumber(slip, line: 1)
        }
        continue
      }
      guard !line.allSatisfy(\.isWhitespace) else {
        throw Finding(
          line: index + 1, column: 1, message: "the line is empty; every row is a timestep")
      }
      try check(fields, width: width, line: index + 1, what: "number")
      rows.append(try row(values, fields, line: index + 1))
    }
    guard !rows.isEmpty else {
      throw Finding(
        line: names.isEmpty ? 1 : 2, column: 1,
        message: "there are no numbers; write one row for each timestep, \(Self.count(width)) in it"
      )
    }
  }

  /// Throws unless there is a field for each of the network's inputs.
  private func check(
    _ fields: [Field], width: Int, line: Int, what: String
  ) throws(Finding) {
    guard fields.count != width else { return }
    throw Finding(
      line: line, column: fields.count > width ? fields[width].column : 1,
      message: "the row has \(Self.count(fields.count, of: what)), but the network reads "
        + "\(Self.count(width)) a timestep")
  }

  private mutating func row(
    _ values: [Double?], _ fields: [Field], line: Int
  ) throws(Finding) -> [Float] {
    var row: [Float] = []
    for (value, field) in zip(values, fields) {
      guard let value else {
        throw Self.notANumber(field, line: line)
      }
      let single = Float(value)
      if !single.isFinite {
        let reason = value.isFinite ? " is too large for float32 and" : ""
        warnings.append(
          Finding(
            line: line, column: field.column,
            message: "'\(field.text)'\(reason) is taken as \(single)"))
      }
      row.append(single)
    }
    return row
  }

  private static func notANumber(_ field: Field, line: Int) -> Finding {
    let shown = field.text.count > 40 ? field.text.prefix(40) + "…" : field.text
    return Finding(
      line: line, column: field.column,
      message: shown.isEmpty
        ? "a number is missing; expected one such as -0.5"
        : "'\(shown)' is no number; expected one such as -0.5")
  }

  private struct Field {
    var column: Int
    var text: Substring
  }

  /// The fields of a line without the spaces and quotation marks around them.
  private static func fields(_ line: Substring) -> [Field] {
    var column = 1
    return line.split(separator: ",", omittingEmptySubsequences: false).map { part in
      defer { column += part.count + 1 }
      let spaces = part.prefix(while: \.isWhitespace).count
      var text = part.dropFirst(spaces)
      while text.last?.isWhitespace == true { text.removeLast() }
      if text.count >= 2, text.first == "\"", text.last == "\"" {
        text = text.dropFirst().dropLast()
      }
      return Field(column: column + spaces, text: text)
    }
  }

  private static func number(_ text: Substring) -> Double? {
    // Double reads hexadecimal too, which in a table is a slip.
    text.contains(where: { $0 == "x" || $0 == "X" }) ? nil : Double(text)
  }

  private static func count(_ count: Int, of what: String = "number") -> String {
    count == 1 ? "1 \(what)" : "\(count) \(what)s"
  }
}
