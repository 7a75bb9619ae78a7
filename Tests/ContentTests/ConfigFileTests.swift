import Content
import CourseModel
import Foundation
import Testing

struct ConfigFileTests {
  private static let keys: [ConfigFile.Key] = [
    .init("language", ["en", "zh"]), .init("color", ["auto", "256", "8", "never"]),
    .init("drawing", ["unicode", "ascii"]), .init("keys"),
  ]

  /// Reads a file with this text, whose name in diagnostics is `config.yaml`.
  private func file(_ text: String, _ body: (ConfigFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "config.yaml")
    try Data(text.utf8).write(to: path)
    try body(ConfigFile(path: path.path, keys: Self.keys))
  }

  private func findings(_ text: String) throws -> [String] {
    var found: [String] = []
    try file(text) { file in
      found = file.diagnostics.map {
        "\($0.location.line):\($0.location.column): \($0.severity.rawValue): \($0.message)"
      }
    }
    return found
  }

  private func changed(_ text: String, _ changes: (key: String, word: String)...) throws -> String {
    var result = ""
    try file(text) { result = try $0.setting(changes.map { ($0.key, .word($0.word)) }) }
    return result
  }

  @Test func `What is understood is read, whatever its quotes`() throws {
    try file("# mine\nlanguage: zh\ncolor: \"8\"  # an old terminal\ndrawing: 'ascii'\n") { file in
      #expect(file.values == ["language": "zh", "color": "8", "drawing": "ascii"])
      #expect(file.diagnostics.isEmpty)
    }
    try file("color: 8\n") { #expect($0.values == ["color": "8"]) }
  }

  @Test func `No file and an empty one are no mistakes`() throws {
    #expect(ConfigFile(path: "/nowhere/config.yaml", keys: Self.keys).diagnostics.isEmpty)
    #expect(try findings("") == [])
    #expect(try findings("# nothing yet\n") == [])
  }

  @Test func `A word in capitals is close to the word`() throws {
    let found = try findings("language: ZH\n")
    #expect(found.count == 1 && found[0].hasSuffix("not 'ZH'; did you mean 'zh'?"))
  }

  @Test func `Unknown keys and words are told with their places and what was probably meant`()
    throws
  {
    let found = try findings("colour: never\nlanguage: en\n  \ndrawing: asci\nzoom: 2\n")
    #expect(
      found == [
        "1:1: warning: this file has no key 'colour'; did you mean 'color'?",
        "4:10: warning: 'drawing' must be unicode, ascii, not 'asci'; did you mean 'ascii'?",
        "5:1: warning: this file has no key 'zoom'",
      ])
    try file("colour: never\nlanguage: en\n") { #expect($0.values == ["language": "en"]) }
  }

  @Test(arguments: ["color: [\n", "color: 8\ncolor: 256\n", "just words\n", "color: *x\n"])
  func `What is no mapping is told once and never written over`(text: String) throws {
    #expect(try findings(text).count == 1)
    try file(text) { file in
      #expect(file.values.isEmpty)
      #expect(throws: (any Error).self) { try file.setting([("color", .word("never"))]) }
    }
  }

  @Test func `A change leaves comments, unknown keys and bad words as they are`() throws {
    let text = """
      # how it looks
      color: "8"  # an old terminal

      # for later
      zoom: {level: 2,
        steps: [1, 2]}
      drawing: asci
      # the end

      """
    let after = try changed(text, ("color", "never"), ("language", "zh"))
    #expect(
      after == """
        # how it looks
        color: never  # an old terminal

        # for later
        zoom: {level: 2,
          steps: [1, 2]}
        drawing: asci
        # the end
        language: zh

        """)
    try file(after) { #expect($0.values == ["color": "never", "language": "zh"]) }
  }

  @Test func `A value of several lines is replaced as a whole`() throws {
    let text = "drawing:\n  - ascii\n\n  - unicode\n# tail\ncolor: 8\n"
    #expect(
      try changed(text, ("drawing", "ascii"), ("color", "256"))
        == "drawing: ascii\n# tail\ncolor: \"256\"\n")
  }

  @Test func `Keys that share a line are not taken apart`() throws {
    try file("{color: 8, language: en}\n") { file in
      #expect(file.values == ["color": "8", "language": "en"])
      #expect(throws: (any Error).self) { try file.setting([("color", .word("never"))]) }
    }
  }

  @Test func `A new file holds what was changed`() throws {
    #expect(try changed("", ("color", "8")) == "color: \"8\"\n")
  }

  private func changedKeys(_ text: String, _ pairs: (String, String)...) throws -> String {
    var result = ""
    try file(text) {
      let pairs = pairs.map { ConfigFile.Pair($0.0, $0.1) }
      result = try $0.setting([("keys", .entries(pairs))])
    }
    return result
  }

  @Test func `Lines behind a key are read with their places`() throws {
    try file("keys:\n  n: j   # down\n  \"<c-p>\": '<up>'\ncolor: 8\n") { file in
      let entries = file.entries["keys"] ?? []
      #expect(entries.map(\.name) == ["n", "<c-p>"])
      #expect(entries.map(\.value) == ["j", "<up>"])
      #expect(entries.map(\.valueLocation.line) == [2, 3])
      #expect(file.values == ["color": "8"])
    }
    #expect(
      try findings("keys: j\n") == ["1:7: warning: 'keys' must hold lines such as 'a: b'"])
    #expect(
      try findings("keys:\n  n:\n") == ["2:3: warning: write one word behind each key"])
  }

  @Test func `Lines behind a key are changed one by one`() throws {
    let text = "# mine\nkeys:\n  # hands stay\n  n: j  # down\n  p: k\n  w: l\n\n# end\n"
    #expect(
      try changedKeys(text, ("n", "<down>"), ("w", "l"), ("#", "\""))
        == "# mine\nkeys:\n  # hands stay\n  \"n\": \"<down>\"  # down\n  w: l\n"
        + "  \"#\": \"\\\"\"\n\n# end\n")
    #expect(try changedKeys(text) == "# mine\n\n# end\n")
    #expect(try changedKeys("keys: {n: j}\n", ("p", "k")) == "keys:\n  \"p\": \"k\"\n")
    #expect(try changedKeys("", ("p", "k")) == "keys:\n  \"p\": \"k\"\n")
    try file(try changedKeys(text, ("#", "\""), ("\\", ":"))) { file in
      #expect(file.entries["keys"]?.map(\.name) == ["#", "\\"])
      #expect(file.entries["keys"]?.map(\.value) == ["\"", ":"])
    }
  }
}
