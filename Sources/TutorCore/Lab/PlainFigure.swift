import Cells
public import CourseModel
public import Languages
import Phrases
import Views

/// A lesson's figure for readers that cannot see it: its question, then a row for each timestep.
public func plainFigureLines(
  _ figure: LabFigure, preset: LabPreset, language: Language
) -> [String] {
  guard let state = FigureState(figure, preset: preset) else { return [] }
  let rows = FigureLayout(figure, preset: preset, width: 78).rows
  let title = preset.title.best(for: language) ?? preset.id
  let header = ["t"] + rows.map { $0.symbol(preset) }
  let body = (0..<state.model.count).map { index in
    ["\(index + 1)"]
      + rows.map { LabNumber.text($0.series(state.model, unit: state.unit)[index]) }
  }
  let widths = header.indices.map { column in
    ([header] + body).map { $0[column].cellWidth }.max() ?? 0
  }
  let table = ([header] + body).map { cells in
    zip(cells, widths).map { $0.padded(left: $1) }.joined(separator: "  ")
  }
  let ask = figure.ask.map { ["? " + $0.text] } ?? []
  return ["\(language.say(.cellLab)): \(title)"] + table + ask
}
