import Content
import CourseModel
import Foundation
import Testing

@Suite struct ShippedContentTests {
  private var folder: String {
    ProcessInfo.processInfo.environment["LSTM_TUTOR_CONTENT"]
      ?? URL(filePath: #filePath).appending(path: "../../../Content").standardized.path
  }

  @Test func `The shipped course has no mistakes`() {
    let findings = ContentChecker(paths: [folder]).check()
    #expect(findings.map(\.description) == [])
  }
}
