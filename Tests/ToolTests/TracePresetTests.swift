import Foundation
import Testing

/// `trace PRESET` for every lab of the shipped course.
@Suite struct TracePresetTests {
  static let presets = [
    "accumulator", "counter", "exploding", "karpathy-cells", "latch", "one-cell-adding",
    "peephole-timer", "read-port", "rnn-latch", "sentiment", "toggle",
  ]

  @Test func `All labs are in the list of this suite`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Tool.root.appending(path: "Content/labs").path)
    #expect(
      files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        == Self.presets)
  }

  private func trace(_ preset: String, _ more: String...) throws -> String {
    let result = try Tool.run(["trace", preset] + more)
    #expect(result.exitCode == 0)
    #expect(result.errors.isEmpty, "\(result.errors)")
    return result.output
  }

  @Test(arguments: presets)
  func `A lab is traced in each format, with gradients too`(preset: String) throws {
    let json = try trace(preset, "--format", "json")
    let object = try json.jsonObject()
    #expect(object["schema"] as? String == "lstm-tutor/trace/1")
    #expect(object["gradients"] == nil)
    let count = try #require(object["steps"] as? [[String: Any]]).count
    #expect(count > 0)

    let detailed = try trace(preset, "--format", "json", "--gradients")
    #expect(detailed.hasPrefix(json.dropLast(2)))
    let gradients = try #require(try detailed.jsonObject()["gradients"] as? [String: Any])
    #expect((gradients["dh"] as? [Any])?.count == count)
    #expect((gradients["norm_dhT_dht"] as? [Any])?.count == count)
    let hasCell = object["c_n"] != nil
    #expect((gradients["dc"] as? [Any])?.count == (hasCell ? count : nil))
    #expect((gradients["norm_dcT_dct"] as? [Any])?.count == (hasCell ? count : nil))

    for options in [[], ["--gradients"]] {
      let csv = try Tool.run(["trace", preset, "--format", "csv"] + options)
      #expect(csv.exitCode == 0)
      let rows = csv.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(rows.count == count + 1)
      #expect(rows.dropFirst().map { $0[0] } == (1...count).map { "\($0)" })
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(rows.dropFirst().allSatisfy { $0.allSatisfy { Double($0) != nil } })
      let last = hasCell ? "norm_dcT_dct" : "norm_dhT_dht"
      #expect((rows[0].last == last[...]) == !options.isEmpty)

      let table = try Tool.run(["trace", preset] + options)
      #expect(table.exitCode == 0)
      let lines = table.output.split(separator: "\n")
      #expect(lines.count == count + 1)
      #expect(lines[0].hasSuffix(last) == !options.isEmpty)
      #expect(
        table.output == (try Tool.run(["trace", preset, "--format", "table"] + options)).output)
    }
  }

  @Test func `The latch holds what was written into it`() throws {
    let object = try trace("latch", "--format", "json").jsonObject()
    let steps = try #require(object["steps"] as? [[String: Any]])
    let cells = steps.prefix(3).compactMap { step in
      ((step["layers"] as? [[String: Any]])?.first?["c"] as? [Double])?.first
    }
    #expect(cells.map { ($0 * 10_000).rounded() } == [9999, 9998, -9998], "\(cells)")
  }

  @Test func `A lab's first steps are traced alone`() throws {
    let (whole, part) = (
      try trace("latch", "--format", "csv"), try trace("latch@5", "--format", "csv")
    )
    #expect(part.split(separator: "\n").count == 6)
    #expect(whole.hasPrefix(part))
  }

  @Test func `Help lists every option`() throws {
    let help = try Tool.run("trace", "--help").output
    for option in [
      "<preset>", "--weights", "--prefix", "--input", "--cell", "--gradients", "--format",
      "--output", "--content", "--data-dir", "--lang", "--plain", "--ascii", "--color",
      "--version", "--help",
    ] {
      #expect(help.contains("\n  \(option) ") || help.contains(", \(option) "), "\(option)")
    }
  }
}
