import Cells
import Recurrent
import Views

/// How long a memory lasts of which a share stays at every step.
struct HalfLife: Hashable, Sendable {
  /// Steps after which half is left: ln ½ / ln f; infinite at f = 1, 0 at f = 0.
  let steps: Double

  init(_ share: Double) {
    guard share > 0, share < 1 else {
      steps = share >= 1 ? .infinity : share.isNaN ? .nan : 0
      return
    }
    steps = Double.logarithmOfOnePlus(-0.5) / Double.logarithmOfOnePlus(share - 1)
  }

  /// `0.53`, `14.3`, `103`, `15268`: as many digits as are worth reading.
  var text: String {
    guard steps.isFinite else { return steps.isNaN ? "NaN" : "∞" }
    switch steps {
    case ..<100: return steps.fixed(steps < 1 ? 2 : 1)
    case ..<999_999: return steps.fixed(0)
    default: return LabNumber.text(steps)
    }
  }
}
