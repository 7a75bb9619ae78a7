/// Days by which studying is counted: a day begins at four in the morning, local time.
///
/// A study day is an Int, the days from 1970-01-01; 20 458 is 2026-01-05.
public enum StudyDay {
  /// When a day begins, in hours after midnight.
  public static let rollover: Int64 = 4

  /// The days of the years 1 to 9999.
  public static let bounds = -719_162...2_932_896

  /// The study day of an instant.
  ///
  /// - Parameters:
  ///   - instant: ms since 1970, UTC.
  ///   - utcOffset: what the local clock is ahead of UTC at that instant, in seconds.
  public static func of(_ instant: Int64, utcOffset: Int) -> Int {
    let hour: Int64 = 3_600_000
    return floored(instant + Int64(utcOffset) * 1000 - rollover * hour, by: 24 * hour)
  }

  /// Whole periods of 24 hours from the beginning of 1970, which is the day of an event that
  /// does not say on which day its learner was.
  public static func inUTC(_ instant: Int64) -> Int { floored(instant, by: 86_400_000) }

  private static func floored(_ value: Int64, by divisor: Int64) -> Int {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return Int(rest < 0 ? quotient - 1 : quotient)
  }

  /// The day as `2026-01-05`.
  public static func text(_ day: Int) -> String { CivilDate(day: day).description }

  /// Reads `2026-01-05`; nil for what is no day of the calendar.
  public static func read(_ text: some StringProtocol) -> Int? { CivilDate(text)?.day }
}
