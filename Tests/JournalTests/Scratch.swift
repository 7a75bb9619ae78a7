import Foundation
import Study
import Testing

@testable import Journal

/// Foundation has another.
typealias Progress = Study.Progress

/// A folder of its own for a test, removed afterwards.
final class Scratch {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "journal-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/progress.sqlite" }

  func names(_ subfolder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + subfolder)) ?? [])
      .sorted()
  }
}
