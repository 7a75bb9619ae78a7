import Study
import Testing

@Suite struct StudyDayTests {
  private func day(_ time: String, _ offset: Int = 0) throws -> Int {
    StudyDay.of(try #require(Instant.read(time)), utcOffset: offset)
  }

  @Test func `A day begins at four in the morning where the learner is`() throws {
    #expect(try day("2026-01-05T12:00:00.000Z") == 20_458)
    #expect(try day("2026-01-06T03:59:59.999Z") == 20_458)
    #expect(try day("2026-01-06T04:00:00.000Z") == 20_459)
    // Five in the morning in Shanghai is nine in the evening before in UTC.
    #expect(try day("2026-01-05T21:00:00Z", 8 * 3600) == 20_459)
    #expect(try day("2026-01-06T10:00:00Z", -8 * 3600) == 20_458)
    #expect(try day("1969-12-31T12:00:00Z") == -1)
  }

  @Test func `Days are written and read as the calendar has them`() {
    #expect(StudyDay.text(20_458) == "2026-01-05")
    #expect(StudyDay.text(0) == "1970-01-01")
    #expect(StudyDay.text(-1) == "1969-12-31")
    #expect(StudyDay.read("2028-02-29") == StudyDay.read("2028-03-01").map { $0 - 1 })
    for wrong in [
      "2027-02-29", "2100-02-29", "2026-13-01", "2026-1-05", "26-01-05", "", "2026-01-00",
    ] {
      #expect(StudyDay.read(wrong) == nil, "\(wrong)")
    }
    #expect(StudyDay.read("2000-02-29") != nil)
    for day in stride(
      from: StudyDay.bounds.lowerBound, through: StudyDay.bounds.upperBound, by: 997)
    {
      #expect(StudyDay.read(StudyDay.text(day)) == day)
    }
  }

  @Test func `Instants are read in any zone and written in UTC`() throws {
    let noon = try #require(Instant.read("2026-01-05T12:00:00.000Z"))
    #expect(noon == 1_767_614_400_000)
    #expect(Instant.text(noon + 7) == "2026-01-05T12:00:00.007Z")
    #expect(Instant.read("2026-01-05T20:00:00+08:00") == noon)
    #expect(Instant.read("2026-01-05t07:30:00.5-04:30") == noon + 500)
    #expect(Instant.read("2026-01-05T12:00:00.123456789Z") == noon + 123)
    #expect(Instant.text(-1) == "1969-12-31T23:59:59.999Z")
    for wrong in [
      "2026-01-05", "2026-01-05T12:00:00", "2026-01-05T24:00:00Z", "2026-01-05T12:00:60Z",
      "2026-01-05T12:00:00.Z", "2026-01-05T12:00:00+8:00", "2026-01-05T12:00:00Zulu",
      "2026-02-30T12:00:00Z", "0001-01-01T00:00:00+14:00", "2026-01-05T12:00:00+08-00",
    ] {
      #expect(Instant.read(wrong) == nil, "\(wrong)")
    }
  }
}
