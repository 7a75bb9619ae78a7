/// What a cell means. A theme, not a view, decides what a role looks like.
public enum Role: UInt8, CaseIterable, Sendable {
  case body, muted, heading, accent, success, warning, danger, code, link, selection
  // The parts of a recurrent cell keep their colour on every screen.
  case forgetGate, inputGate, candidate, outputGate, cellState, hiddenState

  /// The letter of the role in a golden file's second plane.
  public var letter: Character {
    switch self {
    case .body: "."
    case .muted: "m"
    case .heading: "H"
    case .accent: "a"
    case .success: "s"
    case .warning: "w"
    case .danger: "d"
    case .code: "k"
    case .link: "l"
    case .selection: "S"
    case .forgetGate: "f"
    case .inputGate: "i"
    case .candidate: "g"
    case .outputGate: "o"
    case .cellState: "c"
    case .hiddenState: "h"
    }
  }
}

/// Text decoration that a terminal may or may not be able to show.
public struct Emphasis: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Emphasis(rawValue: 1 << 0)
  public static let italic = Emphasis(rawValue: 1 << 1)
  public static let underline = Emphasis(rawValue: 1 << 2)
  public static let reverse = Emphasis(rawValue: 1 << 3)
}

/// The look of a cell, in terms of meaning.
public struct Style: Hashable, Sendable {
  public var role: Role
  public var emphasis: Emphasis
  /// The colours of both halves of a `▀`, in place of that of the role.
  public var shade: Shade?

  public init(_ role: Role = .body, _ emphasis: Emphasis = [], shade: Shade? = nil) {
    self.role = role
    self.emphasis = emphasis
    self.shade = shade
  }

  public static let body = Style(.body)
  public static let muted = Style(.muted)
  public static let heading = Style(.heading, .bold)
  public static let accent = Style(.accent)
  public static let strong = Style(.body, .bold)
}
