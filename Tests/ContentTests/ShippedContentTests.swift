import Content
import CourseModel
import Foundation
import Testing

@Suite struct ShippedContentTests {
  private static var folder: String {
    ProcessInfo.processInfo.environment["LSTM_TUTOR_CONTENT"]
      ?? URL(filePath: #filePath).appending(path: "../../../Content").standardized.path
  }

  private static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder + "/course.yaml")
  }

  @Test(.enabled(if: isThere)) func `The shipped course has no mistakes`() {
    let findings = ContentChecker(paths: [Self.folder]).check()
    #expect(findings.map(\.description) == [])
  }
}
