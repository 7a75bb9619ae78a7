extension Canvas {
  /// The same picture for terminals and fonts that have only ASCII.
  ///
  /// Each drawing character is replaced by one ASCII character of the same width, so nothing
  /// moves; characters of a language (Chinese, accented Latin) stay as they are.
  public var asciiOnly: Canvas {
    var canvas = self
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let point = Point(row: row, column: column)
        guard var cell = self[point], let replacement = asciiForms[cell.text] else { continue }
        cell.text = replacement
        canvas[point] = cell
      }
    }
    return canvas
  }
}

extension String {
  /// The text with each drawing character replaced by an ASCII one of the same width.
  public var asciiOnly: String {
    map { asciiForms[String($0)] ?? String($0) }.joined()
  }
}

/// Drawing character → ASCII character of the same width.
private let asciiForms: [String: String] = {
  let pairs: [(String, String)] = [
    ("─┄┈", "-"), ("╌", "~"), ("═━", "="), ("│┃▏▕┆▎⎪⎢⎥⎜⎟⎮", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯╞╪╡", "+"),
    ("┏┓┗┛┣┫┳┻╋╤╧", "+"), ("÷", "/"),
    ("█▇▆", "#"), ("▅▄▋▊▉", "="), ("▃▂▌▍", "-"), ("▁", "_"), ("▀", "^"),
    ("░", "."), ("▒", ":"), ("▓", "%"),
    ("▸▶►→⟶⇥»›↳", ">"), ("◂◀←⟵«‹", "<"), ("▲↑", "^"), ("▼↓▾", "v"),
    ("•∙", "."), ("·", "*"), ("●◆■✓", "*"), ("○◇□", "o"), ("✗×", "x"), ("⏎", "~"), ("␣", "_"),
    ("…", "."),
    ("−–—", "-"), ("⊙⋅∗", "*"), ("⊗", "x"), ("⊕", "+"), ("≈", "~"), ("≤", "<"), ("≥", ">"),
    ("≠", "!"), ("∞", "8"), ("√", "V"), ("∑Σ", "S"), ("∏Π", "P"), ("∂", "d"), ("∇", "V"),
    ("∈", "e"), ("±", "+"), ("σ", "s"), ("τ", "t"), ("γ", "y"), ("δΔ", "d"), ("λ", "l"),
    ("φϕ", "f"), ("θ", "O"), ("μ", "u"), ("α", "a"), ("β", "b"), ("ε", "e"), ("η", "n"),
    ("ρ", "p"), ("ω", "w"), ("π", "n"), ("‖", "|"), ("′", "'"), ("“”„", "\""), ("‘’", "'"),
    ("⎡⎤⎣⎦", "|"), ("⎛⎝⎞⎠⎧⎨⎩⎫⎬⎭⌈⌉⌊⌋", "|"),
  ]
  var forms: [String: String] = [:]
  for (characters, ascii) in pairs {
    for character in characters { forms[String(character)] = ascii }
  }
  for (script, plain) in [
    ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx"),
    ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀ", "0123456789+-=()nT"),
  ] {
    for (from, to) in zip(script, plain) { forms[String(from)] = String(to) }
  }
  // Braille dots: blank, few, many.
  for value in 0x2800...0x28FF {
    guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
    let dots = (value & 0xFF).nonzeroBitCount
    forms[String(Character(scalar))] = dots == 0 ? " " : dots < 3 ? "." : dots < 6 ? ":" : "#"
  }
  return forms
}()
