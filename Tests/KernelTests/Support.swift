import CKernels
import Testing

/// Repeatable numbers between -1 and 1.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
  }

  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
  }

  mutating func array(_ count: Int) -> [Float] {
    (0..<count).map { _ in next() }
  }
}

/// Runs `body` with each variant this processor has, then goes back to the automatic choice.
func withEachVariant(_ body: (String) throws -> Void) rethrows {
  defer { ck_use_variant(-1) }
  for index in 0..<ck_variant_count() where ck_variant_is_supported(index) != 0 {
    ck_use_variant(index)
    try body(String(cString: ck_current_variant()))
  }
}

/// Expects every number to be within `tolerance` of its double.
func expectClose(
  _ actual: [Float], _ expected: [Double], within tolerance: Double = 1e-5, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.count == expected.count else {
    Issue.record("\(actual.count) numbers, not \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  for (index, (a, e)) in zip(actual, expected).enumerated()
  where !(abs(Double(a) - e) <= tolerance * (1 + abs(e))) {
    Issue.record("\(what)[\(index)] = \(a), not \(e)", sourceLocation: sourceLocation)
    return
  }
}

/// All kernel tests run one after another, because the variant is one for the process.
@Suite(.serialized) enum KernelTests {}

func doubles(_ values: [Float]) -> [Double] { values.map(Double.init) }
