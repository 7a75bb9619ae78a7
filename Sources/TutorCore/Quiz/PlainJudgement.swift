import CourseModel
import Languages
import Study

extension PlainLine {
  /// What a learner says of the own answer to an open question: letters of key points, then yes or no, as in
  /// `ab y`. nil for anything else.
  static func judgement(_ line: String, of count: Int) -> Response? {
    let signs = line.filter { !$0.isWhitespace && !",，、".contains($0) }
    guard let last = signs.last, let isRight = isYes(last) else { return nil }
    var points: Set<Int> = []
    for letter in signs.dropLast() {
      guard let index = letter.optionIndex, index < count else { return nil }
      points.insert(index)
    }
    return .selfGraded(keyPoints: points, isRight: isRight)
  }

  private static func isYes(_ sign: Character) -> Bool? {
    switch sign {
    case "y", "Y", "是", "对": true
    case "n", "N", "否", "错": false
    default: nil
    }
  }
}

extension Rubric {
  /// Grades an open question by the words of its answer, where nobody can be asked: right from two
  /// thirds of the key points on, or, without key points, when it says what the model answer says.
  func grade(_ text: String, for question: Question) -> Response {
    let points = keyPoints(of: question, in: text)
    let count = question.text.best(for: .english)?.keyPoints.count ?? 0
    guard count == 0 else {
      return .selfGraded(keyPoints: points, isRight: 3 * points.count >= 2 * count)
    }
    let answers = [question.text.english, question.text.chinese].compactMap { $0?.answer }
    return .selfGraded(
      keyPoints: [],
      isRight: answers.contains { !$0.isEmpty && score(of: $0, in: text) >= Self.threshold })
  }
}
