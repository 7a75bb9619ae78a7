internal import GRDB
internal import Study

/// Reads what can still be read from a damaged journal.
enum Salvage {
  /// Larger files are read through SQLite only.
  static let largestFile = 1 << 29

  /// The events of the file at `path` that are exactly what was written, each once.
  static func events(of path: String) -> [Event] {
    var found: [EventID: Event] = [:]
    for event in readRows(path) { found[event.id] = event }
    for file in [path, path + "-wal"] {
      guard let bytes = Paths.read(file, limit: largestFile) else { continue }
      for event in scan(bytes) { found[event.id] = event }
    }
    return found.values.sorted { $0.order < $1.order }
  }

  /// Row by row from both ends, until SQLite gives up.
  private static func readRows(_ path: String) -> [Event] {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Journal.patience)
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else {
      return []
    }
    defer { try? queue.close() }
    var events: [Event] = []
    for direction in ["ASC", "DESC"] {
      // What comes before the damage has been collected when the error is thrown.
      try? queue.inDatabase { db in
        let rows = try Row.fetchCursor(
          db, sql: "SELECT json, checksum FROM event ORDER BY number \(direction)")
        while let row = try rows.next() {
          if let event = EventTable.event(row) { events.append(event) }
        }
      }
    }
    return events
  }

  /// Finds the lines in the bytes of a file: 16 hexadecimal digits and a JSON object that they are
  /// the checksum of. What spans several pages of the file is not found.
  static func scan(_ bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    var index = 16
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), bytes[(index - 16)..<index].allSatisfy(isHex),
        let end = end(ofObjectAt: index, in: bytes),
        let line = String(validating: bytes[index..<end], as: UTF8.self),
        Array(EventTable.checksum(line).utf8)[...] == bytes[(index - 16)..<index],
        let event = try? Event.read(line)
      else {
        index += 1
        continue
      }
      events.append(event)
      index = end
    }
    return events
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte)
  }

  /// Where the object that begins at `start` ends, by counting braces outside of strings.
  private static func end(ofObjectAt start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var isInString = false
    var index = start
    let limit = min(bytes.count, start + Event.longestLine)
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isInString: index += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString:
        depth -= 1
        if depth == 0 { return index + 1 }
      case 0..<0x20 where bytes[index] != 0x09: return nil
      default: break
      }
      index += 1
    }
    return nil
  }
}
