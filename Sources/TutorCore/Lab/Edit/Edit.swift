import Recurrent

/// A change that a learner makes to what is running.
enum Edit: Hashable, Sendable {
  /// A component of x at timestep `t`, 1-based.
  case input(t: Int, index: Int, Float)
  /// b_ih + b_hh of one unit of a gate, in the layer `index` (layer-major, forward before reverse).
  case bias(index: Int, Gate, unit: Int, Float)
  /// One number of a parameter.
  case weight(index: Int, ParameterName, row: Int, column: Int, Float)
  /// h or c after a step.
  case state(Intervention)
  /// c or h before the first step.
  case initial(index: Int, Intervention.Part, unit: Int, Float)
  /// Another sequence, and the text it was made of.
  case tape([[Float]], TypedTape)

  /// Whether it puts another sequence in the place of the old one.
  var isTape: Bool {
    if case .tape = self { true } else { false }
  }

  /// Makes the change; one that does not fit the network changes nothing.
  func apply(to experiment: inout Experiment) {
    switch self {
    case .input(let t, let index, let value):
      guard experiment.tape.indices.contains(t - 1),
        experiment.tape[t - 1].indices.contains(index)
      else { return }
      experiment.tape[t - 1][index] = value
    case .bias(let index, let gate, let unit, let value):
      guard experiment.network.layers.indices.contains(index) else { return }
      experiment.network.layers[index].setBias(gate, unit: unit, to: value)
    case .weight(let index, let name, let row, let column, let value):
      guard experiment.network.layers.indices.contains(index),
        case let matrix = experiment.network.layers[index][name],
        (0..<matrix.rowCount).contains(row), (0..<matrix.columnCount).contains(column)
      else { return }
      experiment.network.layers[index][name][row, column] = value
    case .state(let intervention):
      experiment.interventions.removeAll { $0.place == intervention.place }
      experiment.interventions.append(intervention)
    case .initial(let index, let part, let unit, let value):
      guard experiment.initial.indices.contains(index) else { return }
      switch part {
      case .hidden where experiment.initial[index].hidden.indices.contains(unit):
        experiment.initial[index].hidden[unit] = value
      case .cell where experiment.initial[index].cell?.indices.contains(unit) == true:
        experiment.initial[index].cell?[unit] = value
      default: break
      }
    case .tape(let rows, _):
      experiment.tape = rows
      experiment.interventions.removeAll { $0.t > rows.count }
    }
  }
}

extension Intervention {
  /// What is written over, without its value.
  fileprivate struct Place: Hashable {
    var t, index, unit: Int
    var part: Part
  }

  fileprivate var place: Place { Place(t: t, index: index, unit: unit, part: part) }
}
