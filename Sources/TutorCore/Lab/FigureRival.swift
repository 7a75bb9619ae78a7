import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import Views

/// The lab that a figure is compared with, running beside it.
struct FigureRival: Hashable, Sendable {
  let model: LabModel
  /// Whether it reads the figure's tape; one with another number of inputs reads its own.
  let readsSameTape: Bool
  private let site: Site

  /// Inputs of its own that are shown.
  private static let mostInputs = 2

  /// Runs `preset` for as many steps as the figure has; nil when it cannot be run.
  init?(_ preset: LabPreset, beside figure: LabModel) {
    let tape = figure.preset.tape
    readsSameTape = preset.inputs.count == figure.preset.inputs.count
    var preset = preset
    if readsSameTape { preset.tape = tape }
    do throws(LabRun.Failure) {
      model = try LabModel(preset, steps: figure.count)
    } catch {
      return nil
    }
    site = Site()
  }

  /// c, or h of a kind without c; before it what it reads, where that is its own.
  var rows: [FigureRow] {
    let inputs = readsSameTape ? 0 : min(Self.mostInputs, model.preset.inputs.count)
    return (0..<inputs).map { .input($0) } + [.signal(model.kind.plotted.signal)]
  }

  /// The scale of its state.
  var range: PlotRange { model.range(of: model.kind.plotted.signal) }

  /// As far as its tape goes.
  func series(_ row: FigureRow) -> [Double] { row.series(model, site) }

  /// Whose rows these are, and what they read.
  var title: Phrase {
    let title = model.preset.title
    let id = model.preset.id
    return .figureBeside(
      Phrase(en: title.best(for: .english) ?? id, zh: title.best(for: .chinese) ?? id),
      readsSame: readsSameTape, unitCount: model.trace.hiddenSize)
  }
}
