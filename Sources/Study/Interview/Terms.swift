internal import CourseModel
internal import Languages

/// What a text speaks of: the glossary's things and other words, each with whether it is denied.
///
/// Texts are cut into clauses at punctuation. A word counts as denied when its clause has a
/// negation in it ("not", "without", 不, 没有 …).
struct Terms: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    /// An id of the glossary behind `#`, a word's stem, a symbol or a number.
    var name: String
    var weight: Double
  }

  private(set) var affirmed: [Term] = []
  private(set) var denied: [Term] = []

  /// Every term once, with whether it stands in a denied clause only.
  var all: [(term: Term, isDenied: Bool)] {
    var seen: Set<String> = []
    return affirmed.filter { seen.insert($0.name).inserted }.map { ($0, false) }
      + denied.filter { seen.insert($0.name).inserted }.map { ($0, true) }
  }

  fileprivate mutating func add(_ terms: [Term], isDenied: Bool) {
    if isDenied { denied += terms } else { affirmed += terms }
  }
}

/// The names by which the things of a glossary are called, in both languages.
struct Lexicon: Hashable, Sendable {
  /// What a name consists of, by its first token, longest first.
  private var names: [String: [Name]] = [:]
  /// Chinese names, longest first, by their first character.
  private var chinese: [Character: [Name]] = [:]

  private struct Name: Hashable, Sendable {
    var tokens: [String]
    var id: String
  }

  init(_ glossary: [GlossaryEntry]) {
    for entry in glossary {
      for language in Language.allCases {
        for name in [entry.term[language]].compactMap(\.self) + (entry.also[language] ?? []) {
          add(name, of: entry.id)
        }
      }
    }
    for (word, sign) in Self.signs { add(word, of: sign) }
    names = names.mapValues { $0.sorted { $0.tokens.count > $1.tokens.count } }
    chinese = chinese.mapValues { $0.sorted { $0.tokens.count > $1.tokens.count } }
  }

  private mutating func add(_ name: String, of id: String) {
    // 记忆元（细胞状态） and 按元素乘（⊙） have two names each.
    for part in name.split(whereSeparator: { "（）()".contains($0) }) {
      let tokens = Tokens.cut(String(part)).flatMap(\.self)
      guard let first = tokens.first else { continue }
      if first.han {
        let characters = tokens.flatMap { Array($0.text) }
        guard let start = characters.first else { continue }
        chinese[start, default: []].append(Name(tokens: characters.map(String.init), id: id))
      } else {
        names[first.folded, default: []].append(Name(tokens: tokens.map(\.folded), id: id))
      }
    }
  }

  /// Words that say what a sign says.
  private static let signs = [
    ("∏", "product"), ("Π", "product"), ("product", "product"), ("multiplied", "product"),
    ("连乘", "product"), ("乘积", "product"), ("相乘", "product"),
    ("∂", "derivative"), ("derivative", "derivative"),
    ("partial", "derivative"), ("导数", "derivative"), ("偏导数", "derivative"),
    ("求导", "derivative"),
    ("∑", "sum"), ("Σ", "sum"), ("sum", "sum"), ("adds", "sum"), ("added", "sum"),
    ("additive", "sum"), ("addition", "sum"), ("相加", "sum"), ("求和", "sum"), ("加法", "sum"),
    ("tanh", "tanh"), ("hyperbolic tangent", "tanh"), ("双曲正切", "tanh"),
    ("gradient", "gradient"), ("梯度", "gradient"),
    ("weight", "weight"), ("权重", "weight"), ("matrix", "matrix"), ("matrices", "matrix"),
    ("矩阵", "matrix"),
    ("parallel", "parallel"), ("parallelise", "parallel"), ("parallelize", "parallel"),
    ("并行", "parallel"),
    ("explode", "exploding-gradient"), ("explosion", "exploding-gradient"),
    ("爆炸", "exploding-gradient"), ("vanish", "vanishing-gradient"), ("消失", "vanishing-gradient"),
    ("clip", "gradient-clipping"), ("clipping", "gradient-clipping"),
    ("clipped", "gradient-clipping"), ("裁剪", "gradient-clipping"), ("cell", "cell-state"),
  ]

  private static let nameWeight = 2.0
  private static let wordWeight = 1.0

  /// What `text` speaks of.
  func terms(of text: String) -> Terms {
    var terms = Terms()
    for clause in Tokens.cut(text) {
      let isDenied = clause.contains { Self.negations.contains($0.text) || $0.isChineseNegation }
      terms.add(self.terms(of: clause), isDenied: isDenied)
    }
    return terms
  }

  private func terms(of clause: [Token]) -> [Terms.Term] {
    var terms: [Terms.Term] = []
    var index = 0
    while index < clause.count {
      let token = clause[index]
      if token.han {
        terms += self.terms(ofChinese: Array(token.text))
        index += 1
      } else if let name = names[token.folded]?.first(where: { name in
        clause[index...].prefix(name.tokens.count).map(\.folded) == name.tokens
      }) {
        terms.append(Terms.Term(name: "#" + name.id, weight: Self.nameWeight))
        index += name.tokens.count
      } else {
        if let stem = token.stem { terms.append(Terms.Term(name: stem, weight: Self.wordWeight)) }
        index += 1
      }
    }
    return terms
  }

  /// Names by the longest match; what lies between them by pairs of characters.
  private func terms(ofChinese run: [Character]) -> [Terms.Term] {
    var terms: [Terms.Term] = []
    var rest: [Character] = []
    var index = 0
    func pairs() -> [Terms.Term] {
      rest.split { Self.particles.contains($0) }.flatMap { part -> [Terms.Term] in
        let part = Array(part)
        guard part.count > 1 else { return [] }
        let weight = Self.wordWeight / Double(part.count - 1)
        return zip(part, part.dropFirst()).map {
          Terms.Term(name: String([$0, $1]), weight: weight)
        }
      }
    }
    while index < run.count {
      let match = chinese[run[index]]?.first { name in
        run[index...].prefix(name.tokens.count).map(String.init) == name.tokens
      }
      if let match {
        terms += pairs()
        rest = []
        terms.append(Terms.Term(name: "#" + match.id, weight: Self.nameWeight))
        index += match.tokens.count
      } else {
        rest.append(run[index])
        index += 1
      }
    }
    return terms + pairs()
  }

  private static let particles = Set("的了是在和与也就都而及或把被对为从中上下个这那它其会要能可以因所如果有不没无非未只则并且但又很更最再各每")
  private static let negations: Set<String> = [
    "not", "no", "never", "none", "neither", "nor", "cannot", "without", "nothing", "isnt",
    "doesnt", "dont", "cant", "wont", "arent", "didnt", "neednt", "wasnt", "hasnt", "wouldnt",
  ]
}
