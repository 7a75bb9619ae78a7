/// A file of weights that cannot be read or written: what is wrong, where, and what to do.
///
/// The sentence does not name the file; whoever opened it puts the name in front.
public struct WeightsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the file the mistake is.
  public enum Place: Hashable, Sendable {
    /// The file as a whole.
    case file
    /// Counted from the start of the file.
    case byte(Int)
    /// By its full name.
    case tensor(String)
  }

  public var place: Place
  public var description: String

  init(_ description: String) {
    place = .file
    self.description = description
  }

  init(byte: Int, _ problem: String) {
    place = .byte(byte)
    description = "\(problem) at byte \(byte)"
  }

  /// `problem` goes on after the tensor's name.
  init(tensor name: String, _ problem: String) {
    place = .tensor(name)
    description = "\(name.asShown) \(problem)"
  }
}

extension String {
  /// A name out of a file as messages show it: a plain one as it is, any other quoted, and cut when
  /// it is long.
  var asShown: String {
    let longest = 120
    let isLong = utf8.count > 2 * longest
    let shown = isLong ? String(String.UnicodeScalarView(unicodeScalars.prefix(longest))) : self
    let isPlain = !isEmpty && shown.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x22 }
    return (isPlain ? shown : shown.debugDescription) + (isLong ? "…" : "")
  }
}

extension Sequence<String> {
  /// The first names of a list that may be long, as messages show them.
  var asShown: String {
    let (most, names) = (8, Array(self))
    let rest = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).map(\.asShown).joined(separator: ", ") + rest
  }
}
