public import Languages

/// How a lab makes its tape out of a text: one row for each character or word.
public struct TextCode: Hashable, Sendable {
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A grapheme cluster.
    case character
    /// A word, a punctuation mark, or a Chinese word of the table.
    case word
  }

  public var unit: Unit
  /// The text of the tape, and what is offered to a learner who types one.
  ///
  /// The tape is that of the English text, so that it does not depend on the language.
  public var sample: Localized<String>
  /// The row of each known token, D numbers, by the token's folded form (`TextTape.key`).
  public var symbols: [String: [Double]]
  /// The row of every other token, D numbers.
  public var other: [Double]

  public init(
    unit: Unit, sample: Localized<String>, symbols: [String: [Double]], other: [Double]
  ) {
    self.unit = unit
    self.sample = sample
    self.symbols = symbols
    self.other = other
  }
}

extension LabPreset {
  /// A number that a reader outside the cell computes from its state, and what the number means:
  /// hidden·h + cell·c + bias.
  public struct Readout: Hashable, Sendable {
    /// A name for the values below a limit.
    public struct Class: Hashable, Sendable {
      /// The limit, which does not belong to the class; nil for the last class.
      public var below: Double?
      public var name: Localized<String>

      public init(below: Double? = nil, name: Localized<String>) {
        self.below = below
        self.name = name
      }
    }

    public var name: Localized<String>
    /// The weights of h, H numbers, or none.
    public var hidden: [Double]
    /// The weights of c, H numbers, or none.
    public var cell: [Double]
    public var bias: Double
    /// In ascending order; empty when only the number counts.
    public var classes: [Class]
    /// How many decimals the number is shown with.
    public var decimals: Int

    public init(
      name: Localized<String>, hidden: [Double] = [], cell: [Double] = [], bias: Double = 0,
      classes: [Class] = [], decimals: Int = 2
    ) {
      self.name = name
      self.hidden = hidden
      self.cell = cell
      self.bias = bias
      self.classes = classes
      self.decimals = decimals
    }
  }
}
