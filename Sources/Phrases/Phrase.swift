public import Languages

/// Something the program says, in both languages.
///
/// Every sentence is a static member (or a function of the values it names) in one of the files of
/// this module, with its two texts side by side, so that none can exist in one language only.
public struct Phrase: Hashable, Sendable {
  public var english: String
  public var chinese: String

  public init(en english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The sentence in `language`.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}

extension Phrase {
  /// `3rd`
  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  /// `1 question`, `2 questions`: English counts, Chinese does not.
  static func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
