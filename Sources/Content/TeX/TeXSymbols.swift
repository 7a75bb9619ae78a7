internal import CourseModel

/// What the reader knows by name.
enum TeXSymbols {
  private static let ordinary: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "partial": "∂", "nabla": "∇", "infty": "∞", "ell": "ℓ", "ldots": "…",
    "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "forall": "∀", "exists": "∃",
    "emptyset": "∅", "top": "⊤", "bot": "⊥", "prime": "′", "degree": "°", "vert": "|",
    "Vert": "‖", "|": "‖", "%": "%", "#": "#", "$": "$", "&": "&", "_": "_", "neg": "¬",
  ]

  private static let binary: [String: String] = [
    "odot": "⊙", "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "otimes": "⊗", "oplus": "⊕",
    "ominus": "⊖", "circ": "∘", "ast": "∗", "star": "⋆", "bullet": "•", "div": "÷", "cup": "∪",
    "cap": "∩", "setminus": "∖", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
  ]

  private static let relation: [String: String] = [
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "equiv": "≡", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "subset": "⊂",
    "subseteq": "⊆", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←",
    "leftrightarrow": "↔", "mapsto": "↦", "Rightarrow": "⇒", "implies": "⇒",
    "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "sim": "∼", "propto": "∝",
    "mid": "|", "parallel": "∥", "perp": "⊥", "lt": "<", "gt": ">", "uparrow": "↑",
    "downarrow": "↓",
  ]

  private static let opening: [String: String] = [
    "{": "{", "lbrace": "{", "langle": "⟨", "lfloor": "⌊", "lceil": "⌈", "lvert": "|",
    "lVert": "‖",
  ]

  private static let closing: [String: String] = [
    "}": "}", "rbrace": "}", "rangle": "⟩", "rfloor": "⌋", "rceil": "⌉", "rvert": "|",
    "rVert": "‖",
  ]

  private static let functions: Set<String> = [
    "tanh", "exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "arg", "det", "dim", "deg",
  ]

  /// What carries its limits above and below in display maths.
  static let operators: [String: String] = [
    "sum": "∑", "prod": "∏", "int": "∫", "lim": "lim", "max": "max", "min": "min",
    "sup": "sup", "inf": "inf",
  ]

  static let spaces: [String: Int] = [
    ",": 1, ":": 1, ";": 1, " ": 1, "!": 0, "quad": 3, "qquad": 6, "enspace": 1,
  ]

  static let accents: [String: String] = [
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar",
    "overline": "bar",
  ]

  /// Alphabets whose look a terminal cannot show: the argument stands as it is.
  static let plainAlphabets: Set<String> = ["mathbf", "boldsymbol", "bm", "mathit", "mathsf"]

  static let doubleStruck: [String: String] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  static let script: [String: String] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
  ]

  /// Bracket pairs of the environments that hold a matrix.
  static let matrices: [String: (left: String, right: String)] = [
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "Bmatrix": ("{", "}"), "cases": ("{", ""),
  ]

  static let alignments: Set<String> = ["aligned", "align", "align*", "split"]

  private static let structures: Set<String> = [
    "frac", "dfrac", "tfrac", "sqrt", "left", "right", "begin", "end", "text", "mathrm",
    "operatorname", "mathbb", "mathcal",
  ]

  /// Names from this field that are no commands of TeX, and what to write instead.
  static let replacements: [String: String] = [
    "sigmoid": "sigma", "hadamard": "odot", "softmax": "operatorname{softmax}",
    "relu": "operatorname{relu}", "diag": "operatorname{diag}", "sign": "operatorname{sign}",
    "argmax": "operatorname*{argmax}", "argmin": "operatorname*{argmin}",
  ]

  /// The symbol that `\name` stands for.
  static func symbol(named name: String) -> MathNode? {
    if let text = ordinary[name] { return .symbol(text, .ordinary) }
    if let text = binary[name] { return .symbol(text, .binary) }
    if let text = relation[name] { return .symbol(text, .relation) }
    if let text = opening[name] { return .symbol(text, .opening) }
    if let text = closing[name] { return .symbol(text, .closing) }
    return functions.contains(name) ? .symbol(name, .function) : nil
  }

  /// The symbol that is typed as one character, or nil when a formula cannot contain it.
  static func symbol(typed character: Character) -> MathNode? {
    switch character {
    case "+", "±", "·", "×": return .symbol(String(character), .binary)
    case "-", "−": return .symbol("−", .binary)
    case "*": return .symbol("∗", .binary)
    case "=", "<", ">", ":": return .symbol(String(character), .relation)
    case "(", "[": return .symbol(String(character), .opening)
    case ")", "]": return .symbol(String(character), .closing)
    case ",", ";": return .symbol(String(character), .punctuation)
    case ".", "!", "?", "/", "|", "@": return .symbol(String(character), .ordinary)
    case "~": return .space(1)
    default: break
    }
    if let known = typedSymbols[character] { return known }
    guard character.isLetter || character.isNumber else { return nil }
    let isLatinOrGreek =
      character.unicodeScalars.count == 1
      && character.unicodeScalars.allSatisfy { $0.value < 0x400 }
    return isLatinOrGreek ? .symbol(String(character), .ordinary) : nil
  }

  private static let typedSymbols: [Character: MathNode] = {
    var symbols: [Character: MathNode] = [:]
    let classes: [([String: String], MathNode.Class)] = [
      (ordinary, .ordinary), (binary, .binary), (relation, .relation), (opening, .opening),
      (closing, .closing),
    ]
    for (names, kind) in classes {
      for text in names.values where !(text.first?.isASCII ?? true) {
        symbols[Character(text)] = symbols[Character(text)] ?? .symbol(text, kind)
      }
    }
    for text in Array(doubleStruck.values) + Array(script.values) {
      symbols[Character(text)] = .symbol(text, .ordinary)
    }
    return symbols
  }()

  /// Every command, without its backslash, in a fixed order.
  static let commands: [String] = {
    var names = Set(ordinary.keys).union(binary.keys).union(relation.keys)
    names.formUnion(Set(opening.keys).union(closing.keys).union(functions))
    names.formUnion(Set(operators.keys).union(spaces.keys).union(accents.keys))
    names.formUnion(plainAlphabets.union(structures))
    return names.filter { $0.first?.isLetter ?? false }.sorted()
  }()

  static let environments: [String] = (Array(matrices.keys) + alignments).sorted()

  /// The name among `names` that was probably meant by `typed`.
  static func closest(to typed: String, among names: [String]) -> String? {
    guard (2...24).contains(typed.count) else { return nil }
    let scored = names.map { (name: $0, distance: editDistance(Array(typed), Array($0))) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, typed.count / 3) ? best.name : nil
  }

  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (character == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
