/// A language that the program and its course speak.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language that the one-key switch leads to.
  public var other: Language {
    switch self {
    case .english: .chinese
    case .chinese: .english
    }
  }

  /// The language's name for itself.
  public var ownName: String {
    switch self {
    case .english: "English"
    case .chinese: "中文"
    }
  }

  /// The language of a locale name such as `zh_CN.UTF-8`; English for every other one.
  public init(locale: String) {
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }
}

/// A value that may exist in one language, in both, or in none.
public struct Localized<Value> {
  public var english: Value?
  public var chinese: Value?

  public init(english: Value? = nil, chinese: Value? = nil) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(language: Language) -> Value? {
    get {
      switch language {
      case .english: english
      case .chinese: chinese
      }
    }
    set {
      switch language {
      case .english: english = newValue
      case .chinese: chinese = newValue
      }
    }
  }

  /// The value in `language`, or in the other one when there is no translation.
  public func best(for language: Language) -> Value? {
    self[language] ?? self[language.other]
  }

  /// Whether a reader of `language` is shown the other language instead.
  public func isFallback(for language: Language) -> Bool {
    self[language] == nil && self[language.other] != nil
  }

  public func map<Result>(_ transform: (Value) throws -> Result) rethrows -> Localized<Result> {
    Localized<Result>(english: try english.map(transform), chinese: try chinese.map(transform))
  }
}

extension Localized: Equatable where Value: Equatable {}
extension Localized: Hashable where Value: Hashable {}
extension Localized: Sendable where Value: Sendable {}
