internal import Cells
internal import CourseModel
internal import Foundation

/// Looks for characters that terminals do not show alike.
enum CharacterCheck {
  struct Doubt {
    var code: String
    var message: String
  }

  /// So many findings in one file are enough to see that it needs another tool.
  private static let mostPerFile = 50

  static func check(_ source: SourceText, _ findings: Findings) {
    var found = 0
    for line in 1...source.lineCount {
      let bytes = source.bytes(ofLine: line)
      if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { continue }
      var offset = 0
      for character in String(decoding: bytes, as: UTF8.self) {
        if let doubt = doubt(about: character) {
          findings.error(doubt.code, doubt.message, at: source.location(line: line, byte: offset))
          found += 1
          if found == mostPerFile { return }
        }
        offset += character.utf8.count
      }
    }
  }

  static func firstDoubt(in text: String) -> Doubt? {
    for character in text where character != "\n" {
      if let doubt = doubt(about: character) { return doubt }
    }
    return nil
  }

  static func doubt(about character: Character) -> Doubt? {
    var scalars = String(character).unicodeScalars
    if scalars.count > 1 {
      scalars = String(character).precomposedStringWithCanonicalMapping.unicodeScalars
    }
    guard let scalar = scalars.first else { return nil }
    if scalars.count > 1 {
      return Doubt(
        code: "character",
        message: "'\(shown(character))' is made of \(scalars.count) characters, which terminals "
          + "show in different ways; use one that is a single character")
    }
    return scalar.widthDoubt.map { doubt in
      Doubt(code: "character", message: message(about: scalar, doubt))
    }
  }

  private static func message(about scalar: Unicode.Scalar, _ doubt: WidthDoubt) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return switch doubt {
    case .control where scalar == "\t": "this is a TAB; use spaces"
    case .control: "\(name) is a control character; remove it"
    case .invisible: "\(name) cannot be seen; remove it"
    case .mark: "\(name) is a mark without a letter; remove it"
    case .emoji: "'\(scalar)' (\(name)) is an emoji, whose width terminals disagree about; use text"
    case .privateUse: "\(name) is a private-use character without an agreed meaning; remove it"
    case .unassigned: "\(name) is unknown to many terminals; use another character"
    }
  }

  /// The character as far as it is worth showing: marks can be piled up without end.
  private static func shown(_ character: Character) -> String {
    var start = String.UnicodeScalarView()
    start.append(contentsOf: character.unicodeScalars.prefix(8))
    return String(start).displayed
  }
}
