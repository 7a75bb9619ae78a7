import Cells
import Content
import CourseModel
import Foundation
import Languages
import Testing
import Views

/// The stories of the shipped labs as they are set.
@Suite struct StoryTests {
  @Test func `A story fits on two screens of 80×20`() {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let course = CourseReader(folders: [root.appending(path: "Content").path]).read().course
    #expect(course.labs.count >= 11)
    for lab in course.labs {
      for language in Language.allCases {
        let lines = blockLines(lab.story[language] ?? [], width: 76)
        #expect((8...40).contains(lines.count), "\(lab.id) \(language): \(lines.count)")
        #expect(lines.allSatisfy { $0.cellWidth <= 76 }, "\(lab.id) \(language)")
      }
    }
  }
}
