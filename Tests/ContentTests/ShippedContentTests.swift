import Content
import CourseModel
import Foundation
import Languages
import Testing

@Suite struct ShippedContentTests {
  private let folder = URL(filePath: #filePath).appending(path: "../../../Content").standardized
    .path

  @Test func `The shipped course has no mistakes`() {
    let findings = ContentChecker(paths: [folder]).check()
    #expect(findings.map(\.description) == [])
  }

  @Test func `The shipped course is there in both languages`() {
    let course = CourseReader(folders: [folder]).read().course
    #expect(course.lessons.count >= 3)
    #expect(course.questions.count >= 50)
    #expect(course.questions.allSatisfy { $0.text.english != nil && $0.text.chinese != nil })
    #expect(course.lessons.allSatisfy { $0.text.english != nil && $0.text.chinese != nil })
  }
}
