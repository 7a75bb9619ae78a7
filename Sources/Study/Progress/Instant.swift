/// A day of the Gregorian calendar.
struct CivilDate: Hashable, CustomStringConvertible {
  var year: Int
  var month: Int
  var dayOfMonth: Int

  /// - Parameter day: days from 1970-01-01.
  init(day: Int) {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years from 0000-03-01.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2026-01-05`, years 1 to 9999.
  init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Self.number(parts[0], digits: 4),
      let month = Self.number(parts[1], digits: 2), let day = Self.number(parts[2], digits: 2),
      year >= 1, (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, dayOfMonth) = (year, month, day)
  }

  /// Days from 1970-01-01.
  var day: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  var description: String {
    "\(year.padded(4))-\(month.padded(2))-\(dayOfMonth.padded(2))"
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static func number(_ text: some Collection<UInt8>, digits: Int) -> Int? {
    guard text.count == digits, text.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}

/// Instants in ms since 1970 as text.
public enum Instant {
  /// The years 0001 to 9999, in ms.
  public static let bounds: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// UTC as `2026-01-05T12:00:00.000Z`.
  public static func text(_ instant: Int64) -> String {
    let day = StudyDay.inUTC(instant)
    let rest = Int(instant - Int64(day) * 86_400_000)
    let (seconds, milliseconds) = rest.quotientAndRemainder(dividingBy: 1000)
    let (hour, minute) = (seconds / 3600, seconds / 60 % 60)
    return "\(CivilDate(day: day))T\(hour.padded(2)):\(minute.padded(2)):"
      + "\((seconds % 60).padded(2)).\(milliseconds.padded(3))Z"
  }

  /// Reads RFC 3339: a day, `T`, the time of day, perhaps a fraction, and `Z` or `+01:00`. What is
  /// finer than a millisecond is dropped.
  public static func read(_ text: some StringProtocol) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes[10] | 0x20 == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = CivilDate.number(bytes[11..<13], digits: 2), hour < 24,
      let minute = CivilDate.number(bytes[14..<16], digits: 2), minute < 60,
      let second = CivilDate.number(bytes[17..<19], digits: 2), second < 60
    else { return nil }
    var rest = bytes[19...]
    var milliseconds = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { return nil }
      let padded = digits.prefix(3) + Array(repeating: 48, count: max(3 - digits.count, 0))
      milliseconds = CivilDate.number(padded, digits: 3) ?? 0
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = offset(rest) else { return nil }
    let seconds = hour * 3600 + minute * 60 + second - offset
    let instant = Int64(date.day) * 86_400_000 + Int64(seconds * 1000 + milliseconds)
    return bounds.contains(instant) ? instant : nil
  }

  /// `Z` or `±hh:mm` in seconds.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    guard let sign = text.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return text.count == 1 ? 0 : nil }
    let parts = text.dropFirst().split(separator: UInt8(ascii: ":"))
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count == 6,
      parts.count == 2, let hour = CivilDate.number(parts[0], digits: 2), hour < 24,
      let minute = CivilDate.number(parts[1], digits: 2), minute < 60
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hour * 3600 + minute * 60)
  }
}

extension Int {
  /// With zeros in front.
  fileprivate func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(width - digits.count, 0)) + digits
  }
}
