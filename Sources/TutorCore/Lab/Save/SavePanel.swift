import Cells
import Console
import CourseModel
import Languages
import Phrases
import Recurrent

/// Saves the run or the way to it.
struct SavePanel: LabOverlay {
  let session: LabSession
  /// Of the files, without their endings.
  let name: String

  init(_ bench: Bench, _ session: LabSession) {
    self.session = session
    name = bench.fileName
  }

  private static let choices: [(key: Character, text: Phrase)] = [
    ("c", .saveCSV), ("j", .saveJSON), ("k", .saveScript),
  ]

  func placement(in body: Size, _ scene: LabScene) -> LabPlacement { .bottom(5) }

  func keys(in scene: LabScene) -> [KeyHint] { [KeyHint("c j k", .labSave, rank: 0)] }

  mutating func handle(
    _ key: Key, on bench: inout Bench, in context: ScreenContext
  ) -> LabReaction {
    let trace = bench.model.trace
    if key == .character("c") || key == .character("j"), bench.knownCount < bench.model.count {
      return .note(.saveIsComputing)
    }
    switch key {
    case .character("c"):
      return .closePerforming(.saveFile(name: name + ".csv", text: trace.csv(gradients: nil)))
    case .character("j"):
      return .closePerforming(.saveFile(name: name + ".json", text: trace.json(gradients: nil)))
    case .character("k"):
      return .closePerforming(.saveFile(name: name + ".keys", text: session.script))
    case .character("w"): return .close
    default: return .ignored
    }
  }

  func draw(
    in rect: Rect, on canvas: inout Canvas, _ scene: LabScene, context: ScreenContext
  ) -> Point? {
    canvas.write(
      "── " + context.say(.saveTitle) + " " + String(repeating: "─", count: rect.size.columns),
      at: rect.origin, style: .accent, in: rect.row(0))
    for (index, choice) in Self.choices.enumerated() {
      var line = Line(" \(choice.key)  ", Style(.accent, .bold))
      line.append(context.say(choice.text))
      canvas.write(line, at: rect.row(index + 1).origin, in: rect.row(index + 1))
    }
    return nil
  }
}

extension Bench {
  /// What files of this lab are called, without their endings.
  var fileName: String {
    let id = preset.id.split(separator: "/").last ?? "lab"
    let stem = id.split(separator: ".").first ?? id
    let safe = stem.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return safe.isEmpty ? "lab" : String(safe)
  }
}

extension LabSession {
  /// A script for `lstm-tutor play` that leads to the screen one sees.
  var script: String {
    let arguments =
      switch opening {
      case .preset(let reference): ["lab", reference.description]
      case .own(let arguments): ["lab"] + arguments
      }
    let options = ["--lang", language.rawValue, "--size", "\(size.columns)x\(size.rows)"]
    let words = (arguments + options).map { $0.contains(" ") || $0.isEmpty ? "\"\($0)\"" : $0 }
    var lines = ["#! " + words.joined(separator: " ")]
    var line = ""
    for key in keys.map(KeyNotation.text(of:)) {
      if line.count + key.count > 72 {
        lines.append(line)
        line = ""
      }
      line += key
    }
    if !line.isEmpty { lines.append(line) }
    return lines.joined(separator: "\n") + "\n"
  }
}
