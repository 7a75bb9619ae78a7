/// A formula as a tree: what is above what, and what grows with what.
///
/// The tree is the part of TeX's maths that can be set on a character grid.
public indirect enum MathNode: Hashable, Sendable {
  /// How a symbol is spaced: TeX's atom classes, as far as a character grid can show them.
  public enum Class: Hashable, Sendable {
    /// A letter or digit: no space around it.
    case ordinary
    /// A named function such as tanh: a thin space before an argument without brackets.
    case function
    /// `+`, `⊙`: a space on both sides, unless it is a sign.
    case binary
    /// `=`, `≈`: a space on both sides.
    case relation
    /// `,`: a space behind it.
    case punctuation
    case opening
    case closing
  }

  case symbol(String, Class)
  case row([MathNode])
  case fraction(MathNode, MathNode)
  case scripts(base: MathNode, lower: MathNode?, upper: MathNode?)
  /// A sum, a product, a limit, a maximum: the limits stand below and above in display maths.
  case limits(operator: String, lower: MathNode?, upper: MathNode?)
  /// Brackets that grow with their content; an empty string draws no bracket on that side.
  case delimited(left: String, MathNode, right: String)
  /// Rows of cells between brackets that grow.
  case matrix([[MathNode]], left: String, right: String)
  /// Lines aligned at `&`, such as a derivation.
  case aligned([[MathNode]])
  case root(MathNode)
  /// A mark above its argument: `hat`, `tilde`, `bar`.
  case accent(String, MathNode)
  /// Upright words inside a formula.
  case words(String)
  /// A gap of so many cells.
  case space(Int)
}
