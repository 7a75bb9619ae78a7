public import CourseModel

/// What is wrong with a calculation and where.
public struct ExpressionError: Error, Hashable, Sendable {
  /// In characters from its start, 0-based.
  public var offset: Int
  public var message: String

  public init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}

/// Reads calculations such as `f*c + i*g` or `tanh(x)^2`.
///
/// `^` binds strongest and to the right, then the sign, then `* /`, then `+ -`: `-2^2` is −4 and
/// `2^3^2` is 512.
public enum ExpressionReader {
  /// What is longer or nested deeper is not read.
  static let longest = 1000
  static let deepest = 40

  /// - Parameter names: those that may occur; nil allows any.
  public static func read(
    _ text: String, names: Set<String>? = nil
  ) -> Result<NumberExpression, ExpressionError> {
    read(text, names: names, isTyped: false)
  }

  /// The same as a learner types it, where `2H` is a product.
  static func readTyped(
    _ text: String, names: Set<String>
  ) -> Result<NumberExpression, ExpressionError> {
    read(text, names: names, isTyped: true)
  }

  private static func read(
    _ text: String, names: Set<String>?, isTyped: Bool
  ) -> Result<NumberExpression, ExpressionError> {
    let characters = Array(text.prefix(longest + 1))
    guard characters.count <= longest else {
      return .failure(
        ExpressionError(offset: 0, message: "it has more than \(longest) characters"))
    }
    var parser = ExpressionParser(characters, names: names, isTyped: isTyped)
    do throws(ExpressionError) { return .success(try parser.read()) } catch {
      return .failure(error)
    }
  }
}

private struct ExpressionParser {
  private let characters: [Character]
  private let names: Set<String>?
  private let isTyped: Bool
  private var position = 0
  private var depth = 0

  init(_ characters: [Character], names: Set<String>?, isTyped: Bool) {
    self.characters = characters.map { $0.foldedWidth.asASCIISign }
    self.names = names
    self.isTyped = isTyped
  }

  mutating func read() throws(ExpressionError) -> NumberExpression {
    skipSpaces()
    guard next != nil else { throw error("there is no calculation") }
    let result = try sum()
    guard let next else { return result }
    throw error(
      next == ")" ? "this ) closes nothing" : "an operator is missing in front of '\(next)'")
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  private func error(_ message: String, at offset: Int? = nil) -> ExpressionError {
    ExpressionError(offset: offset ?? position, message: message)
  }

  private mutating func skipSpaces() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  private mutating func take() {
    position += 1
    skipSpaces()
  }

  // MARK: Levels

  private mutating func sum() throws(ExpressionError) -> NumberExpression {
    guard depth < ExpressionReader.deepest else { throw error("it is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    var result = try product()
    while let sign = next, sign == "+" || sign == "-" {
      take()
      result = .binary(sign == "+" ? .add : .subtract, result, try product())
    }
    return result
  }

  private mutating func product() throws(ExpressionError) -> NumberExpression {
    var result = try signed()
    while let sign = next {
      switch sign {
      case "*", "×", "·", "∗", "⋅":
        take()
        result = .binary(.multiply, result, try signed())
      case "/", "÷":
        take()
        result = .binary(.divide, result, try signed())
      case _ where isTyped && (sign == "(" || Self.startsName(sign)):
        result = .binary(.multiply, result, try power())
      default: return result
      }
    }
    return result
  }

  private mutating func signed() throws(ExpressionError) -> NumberExpression {
    guard depth < ExpressionReader.deepest else { throw error("it is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    switch next {
    case "-":
      take()
      return .negative(try signed())
    case "+":
      take()
      return try signed()
    default: return try power()
    }
  }

  private mutating func power() throws(ExpressionError) -> NumberExpression {
    let base = try atom()
    guard next == "^" else { return base }
    take()
    return .binary(.power, base, try signed())
  }

  private mutating func atom() throws(ExpressionError) -> NumberExpression {
    guard let character = next else { throw error("something is missing at the end") }
    if character == "(" {
      let start = position
      take()
      let inner = try sum()
      guard next == ")" else { throw error("this ( is never closed", at: start) }
      take()
      return inner
    }
    if Self.isDigit(character) || character == "." { return try number() }
    if Self.startsName(character) { return try name() }
    throw error("'\(character)' cannot stand here")
  }

  // MARK: Numbers and names

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func startsName(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  private mutating func digits() -> String {
    let start = position
    while let character = next, Self.isDigit(character) { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func number() throws(ExpressionError) -> NumberExpression {
    let start = position
    var literal = digits()
    if next == "." {
      position += 1
      let fraction = digits()
      if literal.isEmpty, fraction.isEmpty { throw error("this is no number", at: start) }
      literal = (literal.isEmpty ? "0" : literal) + "." + (fraction.isEmpty ? "0" : fraction)
    }
    if next == "e" || next == "E" {
      var end = position + 1
      if end < characters.count, "+-".contains(characters[end]) { end += 1 }
      if end < characters.count, Self.isDigit(characters[end]) {
        literal += "e" + String(characters[(position + 1)..<end])
        position = end
        literal += digits()
      }
    }
    skipSpaces()
    guard let value = Double(literal), value.isFinite else {
      throw error("this number is too large", at: start)
    }
    return .number(value)
  }

  private mutating func name() throws(ExpressionError) -> NumberExpression {
    let start = position
    while let character = next, character.isASCII,
      character.isLetter || Self.isDigit(character) || character == "_"
        || character == "." && isNameBehindPoint
    {
      position += 1
    }
    let name = String(characters[start..<position])
    skipSpaces()
    if let function = NumberExpression.Function(rawValue: name), names?.contains(name) != true {
      return try call(function, at: start)
    }
    guard let names else { return .name(name) }
    if names.contains(name) { return .name(name) }
    if name.hasPrefix("let."), names.contains(String(name.dropFirst(4))) {
      return .name(String(name.dropFirst(4)))
    }
    if isTyped { return Self.product(of: name, names) }
    if next == "(" {
      let functions = NumberExpression.Function.allCases.map(\.rawValue)
      throw error(
        "there is no function '\(name)'"
          + (closest(to: name, among: functions).map { "; did you mean '\($0)'?" }
            ?? "; there are " + functions.joined(separator: " ")),
        at: start)
    }
    throw error(
      "there is no '\(name)'"
        + (closest(to: name, among: names.sorted()).map { "; did you mean '\($0)'?" }
          ?? (names.isEmpty
            ? "" : "; there are " + names.sorted().joined(separator: ", "))),
      at: start)
  }

  private var isNameBehindPoint: Bool {
    position + 1 < characters.count && Self.startsName(characters[position + 1])
  }

  /// `NL` for N·L, and `h` for H, where the question has such names.
  private static func product(of word: String, _ names: Set<String>) -> NumberExpression {
    func known(_ name: String) -> String? {
      if names.contains(name) { return name }
      let folded = names.filter { $0.lowercased() == name.lowercased() }
      return folded.count == 1 ? folded.first : nil
    }
    if let name = known(word) { return .name(name) }
    let letters = word.map { known(String($0)) }
    guard !letters.contains(nil) else { return .name(word) }
    let factors = letters.compactMap(\.self).map(NumberExpression.name)
    return factors.dropFirst().reduce(factors[0]) { .binary(.multiply, $0, $1) }
  }

  private mutating func call(
    _ function: NumberExpression.Function, at start: Int
  ) throws(ExpressionError) -> NumberExpression {
    guard next == "(" else {
      throw error("write '\(function.rawValue)(…)' with its number in brackets", at: start)
    }
    let open = position
    take()
    var arguments = [try sum()]
    while next == "," {
      take()
      arguments.append(try sum())
    }
    guard next == ")" else { throw error("this ( is never closed", at: open) }
    take()
    let isRight = function.takesMany ? arguments.count >= 2 : arguments.count == 1
    guard isRight else {
      throw error(
        "'\(function.rawValue)' takes \(function.takesMany ? "two numbers or more" : "one number"), "
          + "not \(arguments.count)", at: start)
    }
    return .call(function, arguments)
  }
}
