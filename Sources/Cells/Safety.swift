extension Character {
  /// The character as it may be sent to a terminal.
  ///
  /// Control characters become their visible pictures, so that text from strangers can neither
  /// move the cursor nor start an escape sequence; invisible formatting (bidirectional
  /// overrides, joiners) becomes the replacement character.
  public var displayed: Character {
    guard !isPlain, let scalar = unicodeScalars.first else { return self }
    switch scalar.value {
    case 0..<0x20: return Character(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
    case 0x7F: return "\u{2421}"
    case 0x80..<0xA0: return "\u{FFFD}"
    default:
      let hidden = unicodeScalars.contains {
        switch $0.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
          true
        default: false
        }
      }
      return hidden ? "\u{FFFD}" : self
    }
  }
}

extension StringProtocol {
  /// The text with everything replaced that a terminal would act on instead of showing.
  ///
  /// Line feeds stay, for output that is printed line by line.
  public var displayed: String {
    String(map { $0 == "\n" ? $0 : $0.displayed })
  }
}
