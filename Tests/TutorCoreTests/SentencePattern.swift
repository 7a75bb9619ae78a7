/// A sentence with places for values, to take a sentence apart again.
///
/// `{}` stands for a value: one word. `{1}` names its place where a language says things in
/// another order than the others. Works on bytes, because many sentences are taken apart.
struct SentencePattern: Sendable {
  private var literals: [[UInt8]] = [[]]
  private var places: [Int] = []

  init(_ template: String) {
    var rest = Array(template.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "{") else {
        literals[literals.count - 1].append(byte)
        continue
      }
      let name = rest.prefix { $0 != UInt8(ascii: "}") }
      rest = rest.dropFirst(name.count + 1)
      places.append(Int(String(decoding: name, as: UTF8.self)) ?? places.count)
      literals.append([])
    }
  }

  /// The values in `text`, or nil when it is another sentence.
  func parts(of text: [UInt8]) -> [String]? {
    guard let first = literals.first, text.first == first.first || first.isEmpty,
      text.count >= first.count, Array(text.prefix(first.count)) == first
    else { return nil }
    var rest = text.dropFirst(first.count)
    var parts = [String](repeating: "", count: places.count)
    for (place, literal) in zip(places, literals.dropFirst()) {
      let isLast = place == places.last && literal == literals.last
      guard let end = isLast ? rest.endIndex - literal.count : Self.find(literal, in: rest),
        end > rest.startIndex, rest[end...].starts(with: literal)
      else { return nil }
      let value = rest[..<end]
      guard !value.contains(UInt8(ascii: " ")) else { return nil }
      parts[place] = String(decoding: value, as: UTF8.self)
      rest = rest[(end + literal.count)...]
    }
    return rest.isEmpty ? parts : nil
  }

  private static func find(_ literal: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard let first = literal.first else { return text.startIndex }
    return text.indices.first { text[$0] == first && text[$0...].starts(with: literal) }
  }
}
