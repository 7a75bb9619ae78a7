import Cells
import Content
import CourseModel
import Glibc
import TestSupport
import Testing
import Views

/// Every formula that has a picture: the equations of the course and each construct.
private let formulas: [(name: String, source: String)] = [
  ("elman-rnn", #"h_t = \tanh(W x_t + U h_{t-1} + b)"#),
  (
    "lstm-1997",
    #"""
    \begin{aligned}
    s_t &= s_{t-1} + y^{\mathrm{in}}_t \odot g(a_t) \\
    y_t &= y^{\mathrm{out}}_t \odot h(s_t) \\
    g(x) &= 4\sigma(x) - 2, \quad h(x) = 2\sigma(x) - 1
    \end{aligned}
    """#
  ),
  (
    "lstm-2000",
    #"""
    s_t = f_t \odot s_{t-1} + i_t \odot g(a_t), \quad b_f > 0, \quad b_{\mathrm{in}}, b_{\mathrm{out}} < 0
    """#
  ),
  (
    "peephole",
    #"""
    \begin{aligned}
    i_t &= \sigma(W_i x_t + U_i h_{t-1} + p_i \odot c_{t-1} + b_i) \\
    f_t &= \sigma(W_f x_t + U_f h_{t-1} + p_f \odot c_{t-1} + b_f) \\
    o_t &= \sigma(W_o x_t + U_o h_{t-1} + p_o \odot c_t + b_o)
    \end{aligned}
    """#
  ),
  (
    "lstm-step",
    #"""
    \begin{aligned}
    f_t &= \sigma(W_f x_t + U_f h_{t-1} + b_f) \\
    i_t &= \sigma(W_i x_t + U_i h_{t-1} + b_i) \\
    g_t &= \tanh(W_g x_t + U_g h_{t-1} + b_g) \\
    o_t &= \sigma(W_o x_t + U_o h_{t-1} + b_o) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
    h_t &= o_t \odot \tanh c_t
    \end{aligned}
    """#
  ),
  (
    "cifg",
    #"""
    i_t = 1 - f_t, \qquad c_t = f_t \odot c_{t-1} + (1 - f_t) \odot \tilde c_t
    """#
  ),
  ("projection", #"h_t = W_{hr} (o_t \odot \tanh c_t), \quad W_{hr} \in \mathbb{R}^{P \times H}"#),
  (
    "gru-v1",
    #"""
    \begin{aligned}
    r_t &= \sigma(W_r x_t + U_r h_{t-1} + b_r) \\
    z_t &= \sigma(W_z x_t + U_z h_{t-1} + b_z) \\
    n_t &= \tanh\left(W_n x_t + b_n + r_t \odot (U_n h_{t-1} + b_{hn})\right) \\
    h_t &= (1 - z_t) \odot n_t + z_t \odot h_{t-1}
    \end{aligned}
    """#
  ),
  (
    "gru-v3",
    #"""
    \tilde h_t = \tanh\left(W x_t + U(r_t \odot h_{t-1}) + b\right), \quad h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde h_t
    """#
  ),
  (
    "lstm-backward",
    #"""
    \begin{aligned}
    \delta o_t &= \delta h_t \odot \tanh c_t \odot o_t \odot (1 - o_t) \\
    \delta c_t &= \delta c_t^+ + \delta h_t \odot o_t \odot (1 - \tanh^2 c_t) \\
    \delta i_t &= \delta c_t \odot g_t \odot i_t \odot (1 - i_t) \\
    \delta f_t &= \delta c_t \odot c_{t-1} \odot f_t \odot (1 - f_t) \\
    \delta g_t &= \delta c_t \odot i_t \odot (1 - g_t^2) \\
    \delta c_{t-1}^+ &= \delta c_t \odot f_t \\
    \delta h_{t-1} &= \sum_{k \in \{f,i,g,o\}} U_k^\top \delta k_t
    \end{aligned}
    """#
  ),
  (
    "slstm",
    #"""
    \begin{aligned}
    m_t &= \max(\tilde i_t, m_{t-1} + \log \sigma(\tilde f_t)) \\
    i_t &= \exp(\tilde i_t - m_t), \quad f_t = \exp(m_{t-1} + \log \sigma(\tilde f_t) - m_t) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot \tanh \tilde z_t, \quad n_t = f_t \odot n_{t-1} + i_t \\
    h_t &= \sigma(\tilde o_t) \odot \frac{c_t}{n_t}
    \end{aligned}
    """#
  ),
  (
    "mlstm",
    #"""
    \begin{aligned}
    C_t &= f_t C_{t-1} + i_t v_t k_t^\top, \quad n_t = f_t n_{t-1} + i_t k_t \\
    h_t &= o_t \odot \frac{C_t q_t}{\max\left(|n_t^\top q_t|, e^{-m_t}\right)}
    \end{aligned}
    """#
  ),
  ("mingru", #"z_t = \sigma(W_z x_t), \quad h_t = (1 - z_t) \odot h_{t-1} + z_t \odot W_h x_t"#),
  (
    "minlstm",
    #"""
    f'_t = \frac{f_t}{f_t + i_t}, \quad i'_t = \frac{i_t}{f_t + i_t}, \quad h_t = f'_t \odot h_{t-1} + i'_t \odot W_h x_t
    """#
  ),
  (
    "carousel",
    #"""
    \frac{\partial c_T}{\partial c_t} = \prod_{k=t+1}^{T} f_k \approx \exp\left(-\sum_{k=t+1}^{T} (1 - f_k)\right)
    """#
  ),
  (
    "bptt",
    #"""
    \frac{\partial L}{\partial W} = \sum_{t=1}^{T} \sum_{k=1}^{t} \frac{\partial L_t}{\partial h_t} \frac{\partial h_t}{\partial h_k} \frac{\partial h_k}{\partial W}
    """#
  ),
  ("nested-fraction", #"\sigma(x) = \frac{1}{1 + \frac{1}{e^x}} = \frac{e^x}{1 + e^x}"#),
  (
    "sum-with-limits",
    #"\bar x = \frac{1}{T} \sum_{t=1}^{T} x_t, \quad \lim_{t \to \infty} f^t c_0 = 0"#
  ),
  (
    "matrix",
    #"""
    R = \begin{bmatrix} 1 & 0 & 0 \\ 0 & 0.5 & -2 \\ 0 & 1 & 12 \end{bmatrix} \begin{pmatrix} x_1 \\ x_2 \\ x_3 \end{pmatrix}
    """#
  ),
  (
    "root",
    #"\frac{k_t}{\sqrt{d}} + \sqrt{a^2 + b^2} + \sqrt{\frac{v}{1 - \beta^t}} \le \|g\|_2"#
  ),
  (
    "cases",
    #"""
    g(x) = \begin{cases} x + 0.5 & \text{if } x \ge 0 \\ \sigma(x) & \text{otherwise} \end{cases}
    """#
  ),
  (
    "breaks",
    #"""
    \frac{\partial L}{\partial h_{t-1}} = \frac{\partial L}{\partial h_t} \frac{\partial h_t}{\partial h_{t-1}} + \frac{\partial L}{\partial c_t} \frac{\partial c_t}{\partial h_{t-1}} = U_f^\top \delta f_t + U_i^\top \delta i_t + U_g^\top \delta g_t + U_o^\top \delta o_t + \text{the loss at this step}
    """#
  ),
  (
    "too-wide",
    #"""
    \operatorname{softmax}\left(\frac{\text{a numerator with a great many words that nobody would ever wish to break}}{\text{temperature}}\right)
    """#
  ),
  (
    "brackets",
    #"""
    \left[ \left\{ \left( \frac{a}{b} \right)^2 \right\} \right] \left| \frac{c}{d} \right|_1 \left\| \frac{x}{y} \right\|_2^2 \int_0^1 x^2
    """#
  ),
  (
    "adam",
    #"""
    \theta_t = \theta_{t-1} - \eta \frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}, \quad \hat m_t = \frac{m_t}{1 - \beta_1^t}
    """#
  ),
]

private func parsed(_ source: String) -> Formula {
  Formula(source: source, tree: TeX.parse(source).tree)
}

private func canvas(_ lines: [Line], columns: Int) -> Canvas {
  let widest = lines.map(\.cellWidth).max() ?? 0
  var canvas = Canvas(size: Size(rows: lines.count, columns: max(columns, widest)))
  for (row, line) in lines.enumerated() { canvas.write(line, at: Point(row: row, column: 0)) }
  return canvas
}

@Suite struct MathsTests {
  @Test(arguments: formulas.map(\.source))
  func `Every formula of the course is read without a problem`(source: String) {
    #expect(TeX.parse(source).problems == [])
  }

  @Test(arguments: formulas, [60, 80])
  func `Display maths`(formula: (name: String, source: String), width: Int) {
    let lines = displayMaths(parsed(formula.source), width: width, coloured: true)
    let picture = goldenText(canvas(lines, columns: width))
    let difference = differenceFromGolden(picture, "maths-\(formula.name)-\(width)")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(arguments: [
    ("c_{t-1}", "cₜ₋₁"), ("x^2", "x²"), ("W_{hf}", "W_hf"), ("b_f", "b_f"),
    ("e^{-a_f}", "e^(−a_f)"), ("h^{(l)}", "h⁽ˡ⁾"), ("W_{hf}^T", "Wᵀ_hf"), ("f'_t", "f′ₜ"),
    ("c_{t+q}", "c_(t+q)"), ("x_{(a,b)}", "x_(a,b)"), ("A^*", "A*"), ("10^{-3}", "10⁻³"),
    ("W_{hf} h_{t-1}", "W_hf hₜ₋₁"), ("W x_t + b", "W xₜ + b"), ("2x", "2x"),
    ("-1", "−1"), ("a - b", "a − b"), ("a = -b", "a = −b"), ("f(-x, -y)", "f(−x, −y)"),
    ("(a+b)(c-d)", "(a + b)(c − d)"), ("a \\odot -b", "a ⊙ −b"), ("c^+", "c⁺"),
    ("|x|\\cdot\\|y\\|", "|x| · ‖y‖"), ("p(x|y)", "p(x|y)"), ("\\|\\cdot\\|", "‖·‖"),
    ("1 - \\tanh^2 c_t", "1 − tanh² cₜ"), ("\\log\\sigma(x)", "log σ(x)"),
    ("\\{f, i, g, o\\}", "{f, i, g, o}"), ("x := 1", "x := 1"), ("2{,}560", "2,560"),
    ("\\frac{a+b}{c}", "(a + b)/c"), ("\\frac{\\partial L}{\\partial W}", "∂L/∂W"),
    ("\\frac{1}{2}x", "(1/2) x"), ("\\frac{a}{bc}", "a/(bc)"), ("\\frac{(a+b)}{2}", "(a + b)/2"),
    ("\\frac{\\frac{a}{b}}{\\frac{c}{d}}", "(a/b)/(c/d)"), ("-\\frac{1}{2}", "−1/2"),
    ("{\\frac{a}{b}}^2", "(a/b)²"), ("\\left(\\frac{a}{b}\\right)^2", "(a/b)²"),
    ("\\sum_{k=1}^{T} a_k", "Σₖ₌₁ᵀ aₖ"), ("\\prod_{k \\in K} f_k", "Π_(k∈K) fₖ"),
    ("\\lim_{t \\to \\infty} f^t", "lim_(t→∞) fᵗ"), ("\\max(a, b)", "max(a, b)"),
    ("\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}", "[a b; c d]"),
    ("\\begin{cases} a & \\text{if } b \\\\ c \\end{cases}", "{a if b; c}"),
    ("\\begin{aligned} a &= b \\\\ &+ c \\end{aligned}", "a = b; + c"),
    ("\\tilde c_t", "˜cₜ"), ("\\hat y", "ŷ"), ("\\hat y + \\tilde c", "ˆy + ˜c"),
    ("\\bar{xy}", "¯(xy)"), ("\\sqrt{d}", "√d"), ("\\sqrt{a + b}", "√(a + b)"),
    ("f_t \\odot c_{t-1} + i_t \\odot g_t", "fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ"),
    ("\\mathrm{softmax}(z)", "softmax(z)"), ("\\text{遗忘门 } f_t", "遗忘门 fₜ"),
    ("a, \\quad b", "a,   b"), ("\\foo + 1", "\\foo + 1"), ("50\\%", "50%"), ("", ""),
  ])
  func `Inline maths`(source: String, expected: String) {
    #expect(inlineMaths(parsed(source)) == expected)
  }

  @Test(arguments: formulas)
  func `Breaking loses no character and stays in the width where it can`(
    formula: (name: String, source: String)
  ) {
    func ink(_ lines: [Line]) -> [Character] {
      lines.flatMap(\.plainText).filter { $0 != " " }.sorted()
    }
    let formula = parsed(formula.source)
    let whole = displayMaths(formula, width: 1_000)
    let narrowest = displayMaths(formula, width: 1).map(\.cellWidth).max() ?? 0
    for width in stride(from: 1, to: 100, by: 3) {
      let lines = displayMaths(formula, width: width)
      #expect(ink(lines) == ink(whole))
      #expect(lines.allSatisfy { $0.cellWidth <= max(width, narrowest) })
    }
  }

  @Test(arguments: formulas.map(\.source))
  func `Every character is one scalar that takes one cell`(source: String) throws {
    // The headers hide wcwidth from Swift.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    let formula = parsed(source)
    let lines = displayMaths(formula, width: 80).map(\.plainText) + [inlineMaths(formula)]
    for character in lines.joined() {
      #expect(character.unicodeScalars.count == 1)
      #expect(character.cellWidth == 1)
      for scalar in character.unicodeScalars {
        #expect(wcwidth(wchar_t(scalar.value)) == 1, "\(character)")
      }
    }
  }

  @Test func `Rows of a box are as wide as the box`() {
    for formula in formulas.map(\.source) + ["\\text{遗忘门} \\frac{\\text{记忆}}{2}", "", "\u{7}"] {
      let box = MathBox(parsed(formula))
      #expect(box.rows.allSatisfy { $0.cellWidth == box.width })
      #expect(box.rows.indices.contains(box.baseline))
    }
  }

  @Test func `Gates are coloured only when asked for, and only as letters of their own`() {
    func roles(_ source: String, coloured: Bool = true) -> Set<Role> {
      let lines = displayMaths(parsed(source), width: 80, coloured: coloured)
      return Set(lines.flatMap(\.spans).map(\.style.role))
    }
    #expect(roles("f_t \\odot c_{t-1}") == [.body, .forgetGate, .cellState])
    #expect(roles("f_t \\odot c_{t-1}", coloured: false) == [.body])
    #expect(roles("g(x) + \\sigma_i + \\exp h") == [.body, .hiddenState])
    #expect(roles("\\tilde c_t") == [.body, .candidate])
  }

  @Test(arguments: ["{", "\\frac{a}{", "x_{b_", "\\begin{matrix} a \\\\ & ", "\\sqrt", "\\foo "])
  func `A hostile formula is set at once`(piece: String) {
    let clock = ContinuousClock()
    let formula = parsed(String(String(repeating: piece, count: 4_000).prefix(4_000)))
    let time = clock.measure {
      #expect(!displayMaths(formula, width: 60).isEmpty)
      #expect(!inlineMaths(formula).isEmpty)
    }
    #expect(time < .seconds(5))
  }
}
