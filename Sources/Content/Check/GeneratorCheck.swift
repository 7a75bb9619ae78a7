internal import CourseModel
internal import Study

/// Draws a question's numbers from many seeds and tells what goes wrong.
struct GeneratorCheck {
  let findings: Findings

  static let seeds: ClosedRange<UInt64> = 1...1000

  func check(_ question: Question, at place: SourceLocation) {
    var undrawn: (seed: UInt64, problem: NumberDraw.Problem)?
    var infinite: (seed: UInt64, problem: NumberDraw.Problem)?
    var rejected = 0
    for seed in Self.seeds {
      switch question.draw(seed: seed, attempts: 1) {
      case .success: continue
      case .failure(let problem):
        rejected += 1
        if case .notFinite = problem { infinite = infinite ?? (seed, problem) }
        guard case .failure(let last) = question.draw(seed: seed) else { continue }
        undrawn = undrawn ?? (seed, last)
      }
    }
    if let infinite {
      findings.error(
        "not-finite", "with seed \(infinite.seed) " + infinite.problem.message, at: place)
    }
    if let undrawn {
      findings.error(
        "no-draw", "no numbers can be drawn with seed \(undrawn.seed): " + undrawn.problem.message,
        at: place)
    } else if rejected * 10 > Self.seeds.count * 9 {
      findings.warning(
        "rare-draw",
        "only \(Self.seeds.count - rejected) of \(Self.seeds.count) draws can be asked; choose "
          + "ranges in which right and wrong values differ more often", at: place)
    }
  }
}
