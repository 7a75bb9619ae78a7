import Glibc
import Study

/// The clock and the zone, which nothing below the program knows.
enum StudyClock {
  /// ms since 1970, UTC.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  static var today: Int { day(of: now) }

  /// The study day of an instant where the computer is.
  static func day(of instant: Int64) -> Int {
    StudyDay.of(instant, utcOffset: utcOffset(at: instant))
  }

  /// Noon of a study day where the computer is.
  static func noon(of day: Int) -> Int64 {
    let utc = Int64(day) * 86_400_000 + 43_200_000
    return utc - Int64(utcOffset(at: utc)) * 1000
  }

  /// `2026-01-05 14:03` where the computer is.
  static func text(_ instant: Int64) -> String {
    let local = instant + Int64(utcOffset(at: instant)) * 1000
    return Instant.text(local).prefix(16).map { $0 == "T" ? " " : String($0) }.joined()
  }

  /// What the local clock is ahead of UTC, in seconds.
  static func utcOffset(at instant: Int64) -> Int {
    var seconds = time_t(instant / 1000)
    var local = tm()
    return localtime_r(&seconds, &local) == nil ? 0 : Int(local.tm_gmtoff)
  }
}

extension Event {
  /// An event of this moment.
  init(now kind: Event.Kind) {
    var numbers = SystemRandomNumberGenerator()
    let now = StudyClock.now
    self.init(
      id: EventID(using: &numbers), at: now, day: StudyClock.day(of: now), kind: kind)
  }
}
