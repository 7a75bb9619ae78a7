extension Character {
  /// The number of terminal cells this grapheme cluster takes: 0, 1 or 2.
  ///
  /// Terminals disagree about clusters of several scalars, so the answer is the width of the
  /// widest scalar, and content is linted to use only clusters on which terminals agree.
  public var cellWidth: Int {
    isPlain ? 1 : unicodeScalars.reduce(0) { max($0, $1.cellWidth) }
  }

  /// Whether the character is a single plain scalar (``Unicode/Scalar/isPlain``).
  var isPlain: Bool {
    let scalars = unicodeScalars
    guard let first = scalars.first, first.isPlain else { return false }
    return scalars.index(after: scalars.startIndex) == scalars.endIndex
  }
}

extension Unicode.Scalar {
  /// The number of cells this scalar takes by itself, as `wcwidth` counts.
  public var cellWidth: Int {
    if isPlain { return 1 }
    switch value {
    case 0..<0x20, 0x7F..<0xA0: return 0
    case 0x4E00...0x9FFF: return 2
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return Self.isWide(value) || properties.isEmojiPresentation ? 2 : 1
  }

  /// Whether the scalar is one of those that fill most screens: ASCII, Latin, Greek, dashes, scripts,
  /// arrows, signs of mathematics, lines, blocks and braille. It takes one cell and does nothing to a
  /// terminal.
  public var isPlain: Bool {
    switch value {
    case 0x20...0x7E, 0x2500...0x25FC, 0x2800...0x28FF, 0xA1...0xAC, 0xAE...0xFF, 0x391...0x3A1,
      0x3A3...0x3A9, 0x3B1...0x3C9, 0x2010...0x2027, 0x2074...0x208E, 0x2090...0x209C,
      0x2190...0x21A8, 0x21D0...0x21FF, 0x2200...0x22FF:
      true
    default: false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
      0x20000...0x3FFFD:
      true
    default:
      false
    }
  }
}

extension String {
  /// Whether every scalar is plain (``Unicode/Scalar/isPlain``). Plain scalars never join with each
  /// other, so that nobody has to look for clusters.
  var isPlain: Bool { isASCIIText || unicodeScalars.allSatisfy(\.isPlain) }

  private var isASCIIText: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

  /// The number of terminal cells this text takes on one line.
  public var cellWidth: Int {
    if isASCIIText { return utf8.count }
    var count = 0
    for scalar in unicodeScalars {
      guard scalar.isPlain else { return reduce(0) { $0 + $1.cellWidth } }
      count += 1
    }
    return count
  }
}

extension Substring {
  /// The number of terminal cells this text takes on one line.
  public var cellWidth: Int { String(self).cellWidth }
}
