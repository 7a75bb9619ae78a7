import CKernels
import Foundation
import Recurrent

/// The engine on one thread, as a child process that times what it is asked for.
///
/// It speaks the protocol of `Benchmarks/peers.py`, one JSON object a line, and knows the cases
/// `versions`, `cell-step [D H]`, `sequence D H T`, `train D H T B` and `peak`.
@main
struct Engine {
  /// What to call how often, by the text of the case
  private var ready: [String: Measured] = [:]

  static func main() throws {
    var engine = Engine()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    while let line = readLine() {
      let reply = engine.reply(to: line)
      FileHandle.standardOutput.write(try encoder.encode(reply) + Data("\n".utf8))
    }
  }

  private mutating func reply(to line: String) -> Reply {
    do {
      let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
      return try answer(request)
    } catch {
      return Reply(error: "\(error)")
    }
  }

  private mutating func answer(_ request: Request) throws -> Reply {
    switch request.name {
    case "versions": return Reply(variant: String(cString: ck_current_variant()))
    case "peak": return Reply(flops: ck_peak_flops(0.005))
    default: break
    }
    let measured: Measured
    if let known = ready[request.name] {
      measured = known
    } else {
      measured = try Measured(request.name)
      try measured.warmUp()
      ready[request.name] = measured
    }
    let count = request.count ?? 1
    guard count >= 1 else { throw Mistake("repeat is at least 1") }
    // The other program ran meanwhile.
    try measured.run(min(10, 1 + count / 10))
    let seconds = try measured.seconds(of: count)
    return Reply(seconds: seconds, count: count, perCall: seconds / Double(count))
  }
}

private struct Request: Decodable {
  let name: String
  let count: Int?

  enum CodingKeys: String, CodingKey {
    case name = "case"
    case count = "repeat"
  }
}

private struct Reply: Encodable {
  var seconds: Double?
  var count: Int?
  var perCall: Double?
  /// Multiply-adds a second, counted as two
  var flops: Double?
  /// The instruction set that the kernels chose
  var variant: String?
  var error: String?

  enum CodingKeys: String, CodingKey {
    case seconds, flops, variant, error
    case count = "repeat"
    case perCall = "per_call"
  }
}

struct Mistake: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
