import CourseModel
import Phrases
public import Study

/// What follows from the course and the progress, worked out when a screen that shows it is open.
struct StudyFacts: Sendable {
  var queue: ReviewQueue
  var readiness: Readiness
  var statistics: Statistics
}

/// The clock on the wall beside the monotonic one.
public struct WallClock: Hashable, Sendable {
  /// What ms since 1970 are ahead of the monotonic clock.
  public var offset: Int64
  /// What the local clock is ahead of UTC, in seconds.
  public var utcOffset: Int

  public init(offset: Int64 = 0, utcOffset: Int = 0) {
    self.offset = offset
    self.utcOffset = utcOffset
  }

  public func moment(at now: Int64) -> StudyMoment {
    StudyMoment(instant: now + offset, utcOffset: utcOffset)
  }
}

extension ScreenContext {
  /// Whether the journal has been read, so that there is something to say about the schedule.
  var hasProgress: Bool { progress != nil }

}
