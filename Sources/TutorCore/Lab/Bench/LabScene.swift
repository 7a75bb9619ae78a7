import Cells
import Languages
import Phrases
import Recurrent
import Study
import Views

/// What every view of the lab sees: the runs, and where the learner stands.
struct LabScene: Sendable {
  var model: LabModel
  /// The run as it was before anything was changed; nil while nothing is.
  var ghost: LabModel?
  var stepper: Stepper
  var site = Site()
  var language: Language
  /// What the lenses over time show.
  var signal = Signal.cell
  /// Whether a heat map may use half blocks of 256 colours.
  var hasShades = true
  /// Of ``model``, as far as it has been computed.
  var gradient = GradientCurve()
  /// Of ``ghost``; nil when nobody has looked at it.
  var gradientGhost: GradientCurve?
  /// Of the layer that is looked at, through the weights lens.
  var weights: WeightFacts?
  /// How many columns the weights lens has been moved to the right.
  var weightsColumn = 0
  /// The backward pass of ``model``, while one looks at it.
  var backward: BackwardView?
  /// Other kinds of cell on the same input.
  var rivals: [Rival] = []
  /// The text of the tape; empty where it is made of numbers.
  var tokens: [TextTape.Token] = []
  /// Mistakes beside the right run, while somebody looks at them.
  var faults: FaultBench?

  var probe: Probe { model.probe(site) }
  var kind: CellKind { model.kind }
  var t: Int { stepper.t }

  /// The layer and the direction, where there are several.
  var layerName: Phrase? {
    let shape = model.trace.shape
    guard shape.stateCount > 1 else { return nil }
    return .labLayerOf(
      site.layer, shape.layerCount,
      isReverse: shape.isBidirectional ? site.direction == .reverse : nil)
  }

  /// The last timestep at which `substep` has happened, counted from 0; −1 when there is none.
  func cursor(reaching substep: Substep) -> Int {
    stepper.t - (stepper.hasReached(substep) ? 1 : 2)
  }

  /// Whether a value is printed differently from the timestep before.
  func didChange(_ signal: Signal) -> Bool {
    func text(_ value: Float?) -> String? { value.map { LabNumber.text(Double($0)) } }
    guard let before = text(probe.value(signal, before: stepper.t)) else { return false }
    return before != text(probe.value(signal, at: stepper.t))
  }

  /// The look of a number of `role`: bold when it is another one than a step ago.
  func numberStyle(_ role: Role, changed: Bool) -> Style {
    Style(role, changed ? .bold : [])
  }
}
