import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study

/// What can be typed in a lab that is told line by line, the same words in both languages.
enum PlainCommand: String, CaseIterable {
  case next, back
  case substepOn = "."
  case substepBack = ","
  case first, last, unit, layer
  case place = "where"
  case gates, flow, cell, heat, units, gradient, weights, convention
  case backward, forward
  case set, undo, redo, reset, changes
  case compare, fault, faults, predict, text, tokens, save, story, help, quit

  private static let shortForms: [String: PlainCommand] = [
    "": .next, "n": .next, "b": .back, "s": .story, "?": .help, "q": .quit, "exit": .quit,
    // The keys that stories name.
    "p": .predict, "e": .set, "x": .faults, "c": .compare, "t": .text, "w": .save,
  ]

  init?(typed word: String) {
    guard let command = Self.shortForms[word] ?? PlainCommand(rawValue: word) else { return nil }
    self = command
  }

  /// The lens that a word chooses.
  var lens: Lens? { Lens(rawValue: rawValue) }

  /// How it is written in the help.
  var usage: String {
    switch self {
    case .next: "n, next [K]"
    case .back: "b, back [K]"
    case .unit: "unit K | all"
    case .layer: "layer K [reverse]"
    case .heat: "heat [SIGNAL]"
    case .units: "units [SIGNAL]"
    case .set: "set NAME VALUE"
    case .convention: "convention [FRAMEWORK]"
    case .compare: "compare KIND [KIND]"
    case .fault: "fault NAME"
    case .predict: "p, predict"
    case .text: "text LINE"
    case .save: "save csv|json [FILE]"
    case .story: "s, story"
    case .help: "?, help"
    case .quit: "q, quit"
    default: rawValue
    }
  }

  var meaning: Phrase {
    switch self {
    case .next: .plainHelpNext
    case .back: .plainHelpBack
    case .substepOn: .plainHelpOn
    case .substepBack: .plainHelpOff
    case .first: .plainHelpFirst
    case .last: .plainHelpLast
    case .unit: .plainHelpUnit
    case .layer: .plainHelpLayer
    case .place: .plainHelpWhere
    case .gates: .plainHelpGates
    case .flow: .plainHelpFlow
    case .cell: .plainHelpCell
    case .heat: .plainHelpHeat
    case .units: .plainHelpUnits
    case .gradient: .plainHelpGradient
    case .weights: .plainHelpWeights
    case .convention: .plainHelpConvention
    case .backward: .plainHelpBackward
    case .forward: .plainHelpForward
    case .set: .plainHelpSet
    case .undo: .plainHelpUndo
    case .redo: .plainHelpRedo
    case .reset: .plainHelpReset
    case .changes: .plainHelpChanges
    case .compare: .plainHelpCompare
    case .fault: .plainHelpFault
    case .faults: .plainHelpFaults
    case .predict: .plainHelpPredict
    case .text: .plainHelpText
    case .tokens: .plainHelpTokens
    case .save: .plainHelpSave
    case .story: .plainHelpStory
    case .help: .plainHelpHelp
    case .quit: .plainHelpQuit
    }
  }

  /// Whether it does anything in a lab.
  func isUseful(on bench: Bench) -> Bool {
    switch self {
    case .unit: bench.model.trace.hiddenSize > 1
    case .layer: bench.model.trace.shape.stateCount > 1
    case .text, .tokens: bench.preset.text != nil
    case .convention: FrameworkLayout.exists(for: bench.model.trace.shape)
    default: true
    }
  }
}

extension PlainLab {
  private var usefulCommands: [PlainCommand] {
    PlainCommand.allCases.filter { $0.isUseful(on: bench) }
  }

  /// Every command with what it does.
  func help(_ language: Language) -> [String] {
    let jump = ["0…\(bench.model.count)", "K.S"]
    let rows =
      usefulCommands.prefix(2).map { ($0.usage, $0.meaning) }
      + [(jump[0], Phrase.plainHelpJump), (jump[1], .plainHelpJumpInto)]
      + usefulCommands.dropFirst(2).map { ($0.usage, $0.meaning) }
    let width = 24
    return rows.flatMap { usage, meaning in
      Line(usage.padded(to: width) + language.say(meaning)).wrapped(to: Self.width, hanging: width)
        .map(\.plainText)
    }
  }

  /// What is said of a line that is no command: the nearest word, then all of them.
  func unknown(_ line: String, _ word: String, _ language: Language) -> [String] {
    var lines = [language.say(.plainLabUnknown(line.displayed.truncated(to: 40)))]
    if let nearest = closest(to: word, among: usefulCommands.map(\.rawValue)) {
      lines.append(language.say(.plainNearest(nearest)))
    }
    let words = usefulCommands.map(\.rawValue).joined(separator: " ")
    return Self.wrapped(lines + [language.say(.plainCommands(words, steps: bench.model.count))])
  }
}
