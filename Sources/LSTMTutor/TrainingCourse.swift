import Recurrent
import Study

/// How a training run went.
struct TrainingCourse {
  /// The network at one of its tests.
  struct Point {
    var updates: Int
    /// The loss and accuracy on held-out sequences
    var evaluation: Evaluation
  }

  /// Where a run stands, for people who wait for it.
  struct Progress {
    var updates: Int
    /// Seconds since the run began, tests included
    var elapsed: Double
    /// The loss of the last batch
    var loss: Double
    var updatesPerSecond: Double
    /// The last test, if there has been one
    var point: Point?
    /// Whether that test is news
    var isTest: Bool
  }

  private(set) var updates = 0
  private(set) var isSolved = false
  private(set) var wasCancelled = false
  /// The loss became NaN or infinite, from where no training comes back.
  private(set) var hasDiverged = false
  private(set) var points: [Point] = []
  /// Seconds spent on updates: data, forwards, backwards, clipping and optimiser
  private(set) var seconds = 0.0

  var updatesPerSecond: Double { seconds > 0 ? Double(updates) / seconds : 0 }

  /// Trains until the task is solved, the updates are used up, or somebody wants it to stop.
  init(
    _ trainer: Trainer, report: (Progress) -> Void, isCancelled: @escaping CancellationQuestion
  ) {
    let (options, clock) = (trainer.options, ContinuousClock())
    let start = clock.now
    do throws(Cancelled) {
      while updates < options.updates {
        let began = clock.now
        let loss = try trainer.update(isCancelled: isCancelled)
        seconds += (clock.now - began) / .seconds(1)
        updates = trainer.updates
        hasDiverged = !loss.isFinite
        let isTest =
          updates % options.evaluationInterval == 0 || updates == options.updates || hasDiverged
        if isTest {
          let evaluation = try trainer.evaluate(isCancelled: isCancelled)
          points.append(Point(updates: updates, evaluation: evaluation))
          isSolved = evaluation.accuracy >= options.task.threshold
          // The loss of an update is that of the weights before it.
          hasDiverged = hasDiverged || !evaluation.loss.isFinite
        }
        report(
          Progress(
            updates: updates, elapsed: (clock.now - start) / .seconds(1), loss: loss,
            updatesPerSecond: updatesPerSecond, point: points.last, isTest: isTest))
        if isSolved || hasDiverged { return }
      }
    } catch {
      wasCancelled = true
      updates = trainer.updates
    }
  }
}

/// What `train --json` says.
struct TrainingReport {
  private let plan: TrainingOptions
  private let course: TrainingCourse

  init(_ plan: TrainingOptions, _ course: TrainingCourse) {
    self.plan = plan
    self.course = course
  }

  var json: JSONText {
    let last = course.points.last?.evaluation
    return .object([
      .init("schema", .string("lstm-tutor/train/1")),
      .init("task", .string(plan.task.kind.rawValue)),
      .init("cell", .string(plan.cell.rawValue)),
      .init("hidden", .integer(Int64(plan.hiddenSize))),
      .init("length", .integer(Int64(plan.task.length))),
      .init("batch", .integer(Int64(plan.batchSize))),
      .init("seed", .unsigned(plan.seed)),
      .init("threshold", .number(plan.task.threshold)),
      .init("updates", .integer(Int64(course.updates))),
      .init("solved", .bool(course.isSolved)),
      .init("accuracy", last.map { .number($0.accuracy) } ?? .null),
      .init("loss", last.map { .number($0.loss) } ?? .null),
      .init("seconds", .number(course.seconds)),
      .init("updates_per_second", .number(course.updatesPerSecond)),
      .init(
        "curve",
        .array(
          course.points.map { point in
            .object([
              .init("updates", .integer(Int64(point.updates))),
              .init("loss", .number(point.evaluation.loss)),
              .init("accuracy", .number(point.evaluation.accuracy)),
            ])
          })),
    ])
  }
}
