import Foundation

/// The built program, run as a person or a script would run it.
struct Tool {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program beside the test bundle.
  static let program: URL = {
    // The test runner's own executable lies in the folder of the products.
    let runner = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = runner.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "lstm-tutor")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return root.appending(path: ".build/debug/lstm-tutor")
  }()

  /// A new empty folder that is the program's HOME.
  static func makeHome() throws -> URL {
    let home = FileManager.default.temporaryDirectory.appending(
      path: "lstm-tutor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    return home
  }

  /// Runs the program to its end, in an environment of its own.
  static func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Spawn {
    try run(arguments, input: input, environment: environment)
  }

  static func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> Spawn {
    let home = try makeHome()
    defer { try? FileManager.default.removeItem(at: home) }
    return try Spawn(
      program.path, arguments, input: input,
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        "SWIFT_BACKTRACE": "interactive=no,color=no",
      ].merging(environment) { $1 },
      directory: root, scratch: home)
  }
}
