/// Why terminals may show a character otherwise than its author meant.
public enum WidthDoubt: Hashable, Sendable {
  /// It would be acted on instead of being shown.
  case control
  /// It takes no cell and cannot be seen.
  case invisible
  /// It is drawn over the character before it, which terminals do in different ways.
  case mark
  /// Some terminals draw it in colour and two cells wide.
  case emoji
  /// It means what a font makes of it.
  case privateUse
  /// It has no meaning yet, or is so new that not every system knows its width.
  case unassigned
}

extension Unicode.Scalar {
  /// Whether and why terminals may disagree about this scalar by itself; nil when they agree.
  ///
  /// East Asian ambiguous characters are not in doubt here: their width is a setting that
  /// people choose for all of them.
  public var widthDoubt: WidthDoubt? {
    switch value {
    case 0x20...0x7E: return nil
    case 0..<0x20, 0x7F..<0xA0: return .control
    case 0x4E00...0x9FEF: return nil
    default: break
    }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return .control
    case .format: return .invisible
    case .nonspacingMark, .enclosingMark, .spacingMark: return .mark
    case .privateUse: return .privateUse
    case .unassigned, .surrogate: return .unassigned
    default: break
    }
    if properties.isEmojiPresentation { return .emoji }
    if properties.isVariationSelector || properties.isDefaultIgnorableCodePoint {
      return .invisible
    }
    // Conjoining vowels and finals are drawn into the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return .mark }
    return isRecent ? .unassigned : nil
  }

  /// Whether the scalar came after Unicode 14, which is what glibc 2.36 knows.
  private var isRecent: Bool {
    guard let age = properties.age else { return true }
    return age.major > 14
  }
}
