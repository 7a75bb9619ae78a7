/// A word, a symbol, a number or a run of Chinese characters.
struct Token: Hashable, Sendable {
  /// Words are in lower case, single letters as they were typed.
  var text: String
  /// Whether it is a run of Chinese characters.
  var han: Bool

  /// Whether a negation stands somewhere in this run.
  var isChineseNegation: Bool {
    han && text.contains { Self.negations.contains($0) }
  }

  private static let negations = Set("不没无非未")

  /// What the forms of a word have in common; nil for words that say nothing by themselves.
  var stem: String? {
    guard !han, !Self.stopWords.contains(text) else { return nil }
    guard text.count > 3, text.allSatisfy({ $0.isLetter }) else { return text }
    var stem = text[...]
    for ending in ["ing", "ed", "es", "ly", "s", "e"] where stem.hasSuffix(ending) {
      guard stem.count - ending.count >= 3 else { continue }
      stem = stem.dropLast(ending.count)
      break
    }
    return String(stem.prefix(6))
  }

  /// What two tokens that mean the same have in common.
  var folded: String { stem ?? text }

  private static let stopWords = Set(
    """
    a an the I it its is are was were be been being this that these those there here of to in on at \
    by for from with as and or but if then than so such which who whose what when where how why \
    you your we our they their he she his her can could may might must shall should will would do \
    does did has have had just only also both each every any some all more most very still \
    even about into over under between through while because since however thus therefore hence \
    not no never none neither nor cannot without nothing would per via s t
    """.split(separator: " ").map(String.init))
}

/// Cuts a text, prose and maths alike, into clauses of tokens.
enum Tokens {
  static func cut(_ text: String) -> [[Token]] {
    var cutter = Cutter(text)
    return cutter.clauses()
  }

  private struct Cutter {
    private let characters: [Character]
    private var position = 0
    private var done: [[Token]] = []
    private var clause: [Token] = []

    init(_ text: String) {
      characters = text.flatMap { character -> [Character] in
        let plain = character.foldedWidth.asASCIISign
        return TypedText.scripts[plain].map { ["_", $0] } ?? [plain]
      }
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }
    private var afterNext: Character? {
      position + 1 < characters.count ? characters[position + 1] : nil
    }

    mutating func clauses() -> [[Token]] {
      while let character = next {
        if character.isHan {
          add(run(while: \.isHan), han: true)
        } else if character.isASCIIDigit {
          add(number(), han: false)
        } else if character == "\\" {
          position += 1
          command(run(while: \.isLatin))
        } else if character.isLatin {
          word()
        } else if Self.signs.contains(character) {
          add(String(character), han: false)
          position += 1
          skipScripts()
        } else {
          if endsClause(character) { close() }
          position += 1
        }
      }
      close()
      return done
    }

    private mutating func add(_ text: String, han: Bool) {
      if !text.isEmpty { clause.append(Token(text: text, han: han)) }
    }

    private mutating func close() {
      if !clause.isEmpty { done.append(clause) }
      clause = []
    }

    private mutating func run(while belongs: (Character) -> Bool) -> String {
      let start = position
      while let character = next, belongs(character) { position += 1 }
      return String(characters[start..<position])
    }

    private mutating func number() -> String {
      var digits = run(while: \.isASCIIDigit)
      if next == ".", afterNext?.isASCIIDigit == true {
        position += 1
        digits += "." + run(while: \.isASCIIDigit)
      }
      return digits
    }

    private mutating func word() {
      var letters = run(while: \.isLatin)
      while let mark = next, "'’-".contains(mark), afterNext?.isLatin == true {
        position += 1
        let more = run(while: \.isLatin)
        if mark == "-" {
          add(letters.count > 1 ? letters.lowercased() : letters, han: false)
          letters = more
        } else {
          // "doesn't" is one word, the s of "LSTM's" is none.
          letters += more == "s" ? "" : more
        }
      }
      if letters.count == 2, letters.first == "d", let symbol = letters.last,
        "chLEx".contains(symbol)
      {
        // dc/dh is what a keyboard makes of ∂c/∂h.
        add("∂", han: false)
        add(String(symbol), han: false)
      } else {
        add(letters.count > 1 ? letters.lowercased() : letters, han: false)
      }
      skipScripts()
    }

    /// A symbol is the same at every timestep: what stands below or above it is left out, save the
    /// name of a gate such as the `f` of `b_f`.
    private mutating func skipScripts() {
      while let mark = next, mark == "_" || mark == "^" {
        let isPower = mark == "^"
        position += 1
        if next == "{" {
          while let character = next, character != "}" { position += 1 }
          position += next == nil ? 0 : 1
        } else if isPower, next?.isASCIIDigit == true {
          _ = number()
        } else if next?.isLatin == true || next?.isASCIIDigit == true {
          position += 1
          while next == "-" || next == "+", afterNext?.isASCIIDigit == true { position += 2 }
        }
      }
    }

    /// A command of TeX as what it shows.
    private mutating func command(_ name: String) {
      guard let sign = Self.commands[name] else { return }
      add(sign, han: false)
      skipScripts()
    }

    private func endsClause(_ character: Character) -> Bool {
      if character == "." { return afterNext?.isASCIIDigit != true }
      return character.isNewline || ",;:!?。，；：！？、—".contains(character)
    }

    private static let signs = Set("∂σ⊙∏Π∑Σ")
    private static let commands = [
      "partial": "∂", "sigma": "σ", "odot": "⊙", "prod": "∏", "sum": "∑", "tanh": "tanh",
      "gamma": "gamma", "lambda": "lambda", "rho": "rho", "log": "log", "exp": "exp",
      "max": "max", "min": "min",
    ]
  }
}

extension Character {
  fileprivate var isLatin: Bool { isLetter && isASCII }
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isHan: Bool {
    unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
  }
}
