/// What an interviewer asks after an open question.
public struct FollowUp: Hashable, Sendable {
  /// The question, or the words that lead over to ``ask``.
  public var blocks: [Block]
  /// The model answer; empty when the author gave none.
  public var answer: [Block]
  /// The key point, by its number from 0, that was missed when this is asked; nil is asked when
  /// nothing more specific applies.
  public var missed: Int?
  /// The id of the open question with which the interview goes on.
  public var ask: String?

  public init(blocks: [Block], answer: [Block] = [], missed: Int? = nil, ask: String? = nil) {
    self.blocks = blocks
    self.answer = answer
    self.missed = missed
    self.ask = ask
  }

  /// Question and answer below each other, as a card shows them.
  public var whole: [Block] { answer.isEmpty ? blocks : blocks + [.quote(answer)] }
}

/// The parts of a mock interview, in the order that real ones take.
public enum InterviewPart: String, CaseIterable, Hashable, Sendable {
  case cell, gates
  case hiddenGradient = "hidden-gradient"
  case cellGradient = "cell-gradient"
  case limits, gru, parameters, transformer, practice, closing
}
