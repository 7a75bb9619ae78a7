import Cells
import Console
import CourseModel
import Languages
import Phrases
import Study
import Views

/// An open question: think, look at the answer, tick the key points, judge oneself.
struct OpenForm: AnswerForm {
  private enum Stage {
    case thinking, ticking, judging
  }

  /// How many key points there are to tick.
  let count: Int
  private var stage = Stage.thinking
  private var ticked: Set<Int> = []
  private var isRight = false

  init(count: Int) {
    self.count = count
  }

  var response: Response {
    stage == .judging ? .selfGraded(keyPoints: ticked, isRight: isRight) : .none
  }

  var missing: Phrase? { nil }

  var answersOnEnter: Bool { false }

  var isAnswerShown: Bool { stage != .thinking }

  var keys: [KeyHint] {
    switch stage {
    case .thinking: [KeyHint("⏎", .showAnswer, rank: 0)]
    case .ticking: [.letters(count: count, .tickPoints), KeyHint("⏎", .goOn, rank: 0)]
    case .judging: [KeyHint("y", .hadIt, rank: 0), KeyHint("n", .hadItNot, rank: 0)]
    }
  }

  mutating func handle(_ key: Key) -> FormReaction {
    switch (stage, key) {
    case (.thinking, .enter): stage = count > 0 ? .ticking : .judging
    case (.ticking, .enter): stage = .judging
    case (.ticking, .character(let character)):
      guard character.isLowercase, let index = character.optionIndex, index < count
      else { return .ignored }
      if ticked.remove(index) == nil { ticked.insert(index) }
    case (.judging, .character("y")):
      isRight = true
      return .committed
    case (.judging, .character("n")):
      isRight = false
      return .committed
    case (.judging, .enter): return .refused(.yesOrNo)
    default: return .ignored
    }
    return .changed
  }

  func page(for text: QuestionText, width: Int, language: Language) -> Page {
    var page = Page()
    guard stage != .thinking else {
      page.add(Line(language.say(.answerInYourHead), .muted).wrapped(to: width))
      return page
    }
    var lines = [Line(language.say(.modelAnswer), .heading)]
    lines += blockLines(text.answer, width: width, style: .body)
    if !text.keyPoints.isEmpty {
      lines += [Line(), Line(language.say(.keyPoints), .heading)]
      for (index, point) in text.keyPoints.enumerated() {
        var marker = Line(ticked.contains(index) ? "[x] " : "[ ] ")
        marker.append("\(index.optionLetter)  ", Style(.accent))
        lines += hangingLines(
          marker, blockLines(point, width: max(1, width - marker.cellWidth), style: .body))
      }
    }
    let isJudging = stage == .judging
    let prompt: Phrase =
      !isJudging
      ? .tickWhatYouSaid : count == 0 ? .didYouHaveIt : .pointsTicked(ticked.count, of: count)
    let promptLines =
      Line(language.say(prompt), isJudging ? Style(.accent, .bold) : .muted)
      .wrapped(to: width)
    page.add(lines + [Line()], isFocused: !isJudging)
    page.add(promptLines, isFocused: isJudging)
    return page
  }
}
