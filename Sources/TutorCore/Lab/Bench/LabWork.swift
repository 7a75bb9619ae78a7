import Recurrent

/// A long computation for the lab, as data: whoever has time takes one piece after the other.
public struct LabWork: Hashable, Sendable {
  /// Which lab asked, and for the how-manyth time.
  public struct ID: Hashable, Sendable {
    /// When the lab was opened, in ms of the program's clock.
    var opened: Int64
    var number: Int
  }

  /// What the work is for; new work in a slot takes the place of the old.
  public enum Slot: Hashable, Sendable {
    case run, original, gradient, backward, fault, norms
    case rival(Int)
  }

  enum Job: Sendable {
    case run(ExperimentRun)
    case gradient(SharedGradientFill)
    case backward(BackwardTrace<Float>)
    case fault(FaultWork)
    /// Of the layer with this index; nil when they have been told.
    case norms(LayerParameters<Float>?, index: Int)
  }

  public let id: ID
  public let slot: Slot
  var job: Job

  /// Multiplications of a piece: about 20 ms.
  private static let piece = 20_000_000
  /// The same on the kernels, which multiply that much faster.
  private static let gradientPiece = 400_000_000

  /// Does a piece of the work and tells what came of it; nil when nothing is left.
  public mutating func next() -> LabNews? {
    switch job {
    case .run(var run):
      guard !run.isComplete else { return nil }
      run.advance(work: Self.piece)
      job = .run(run)
      return LabNews(id: id, content: .run(run))
    case .gradient(let fill):
      let flows = fill.advance(work: Self.gradientPiece)
      return flows.isEmpty ? nil : LabNews(id: id, content: .gradient(flows))
    case .backward(var trace):
      guard !trace.isComplete else { return nil }
      trace.advance(work: Self.piece)
      job = .backward(trace)
      return LabNews(id: id, content: .backward(trace))
    case .fault(var work):
      guard let (fault, run) = work.next() else { return nil }
      job = .fault(work)
      return LabNews(id: id, content: .fault(fault, run))
    case .norms(let weights, let index):
      guard let weights else { return nil }
      job = .norms(nil, index: index)
      let norms = WeightFacts.recurrentNorms(of: weights)
      return LabNews(id: id, content: .norms(norms, index: index))
    }
  }

  public static func == (left: LabWork, right: LabWork) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What came of a piece of ``LabWork``.
public struct LabNews: Sendable {
  enum Content: Sendable {
    /// A run with some more timesteps, the older ones with it.
    case run(ExperimentRun)
    /// The next timesteps, going back.
    case gradient([GradientFlow<Float>])
    case backward(BackwardTrace<Float>)
    /// One mistake beside the right run; nil where it cannot be run.
    case fault(Fault, FaultRun?)
    /// ‖U‖₂ of each gate of a layer.
    case norms([Gate: Double], index: Int)
  }

  let id: LabWork.ID
  let content: Content
}
