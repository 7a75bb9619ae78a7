import CourseModel
import Languages
import Testing

@testable import Study

@Suite struct TypedTextTests {
  @Test(arguments: [
    ("Output Gate", "output gate"), ("ｏｕｔｐｕｔ　ｇａｔｅ", "output gate"), ("outputgate", "Output  gate"),
    ("o_t", "oₜ"), ("o_{t}", "o_t"), ("c_{t-1}", "cₜ₋₁"), ("$o_t$", "o_t"),
    ("long short term memory", "long short-term memory"), ("output gate.", "output gate"),
    ("输出门。", "输出门"), ("ＲＮＮ", "rnn"), ("输出 门", "输出门"), ("c_t−1", "c_{t-1}"),
    ("tanh", "TANH"),
  ])
  func `What does not matter is forgiven`(typed: String, accepted: String) {
    #expect(TypedText.match(typed, accept: [accepted], terms: []) == .exact)
  }

  @Test(arguments: [
    ("c_{t+1}", "c_{t-1}"), ("输入门", "输出门"), ("RNN", "CNN"), ("h1", "h2"), ("", "o"),
    ("x-1", "x1"), ("ct-1", "ct1"),
  ])
  func `What matters is not`(typed: String, accepted: String) {
    #expect(TypedText.match(typed, accept: [accepted], terms: []) == .none)
  }

  @Test(arguments: [
    ("sigmoit", "sigmoid"), ("sigmod", "sigmoid"), ("siggmoid", "sigmoid"), ("sigmiod", "sigmoid"),
    ("isgmoid", "sigmoid"), ("Outptu gate", "output gate"), ("forgt", "forget"),
  ])
  func `One slip of spelling in a long Latin word is forgiven`(typed: String, accepted: String) {
    #expect(TypedText.match(typed, accept: ["x", accepted], terms: []) == .slip(of: accepted))
  }

  @Test(arguments: [
    ("sgmiod", "sigmoid"), ("gats", "gate"), ("gatesx", "gates"), ("lstm1998", "lstm1997"),
    ("softmax2", "softmax"), ("长短期记忆网路", "长短期记忆网络"), ("sigmoidσ", "sigmoid"),
  ])
  func `Two slips, short words, digits and Chinese are not`(typed: String, accepted: String) {
    #expect(TypedText.match(typed, accept: [accepted], terms: []) == .none)
  }

  @Test func `A slip that names another thing is another thing`() {
    let terms: Set<String> = ["recurrence", "recurrent", "输入门", "输出门"]
    #expect(TypedText.match("Recurrence", accept: ["recurrences"], terms: terms) == .anotherTerm)
    #expect(TypedText.match("recurrances", accept: ["recurrences"], terms: terms) != .anotherTerm)
    #expect(TypedText.match("输入门", accept: ["输出门"], terms: terms) == .anotherTerm)
    // A term that is accepted is right, not another thing.
    #expect(TypedText.match("recurrent", accept: ["Recurrent"], terms: terms) == .exact)
  }

  @Test func `The glossary gives its names in both languages`() {
    let entry = GlossaryEntry(
      id: "forget-gate", term: Localized(english: "Forget gate", chinese: "遗忘门"),
      also: Localized(english: ["f_t"], chinese: ["忘记门"]), meaning: Localized())
    #expect(
      TypedText.terms(of: Course(glossary: [entry])) == ["forgetgate", "遗忘门", "ft", "忘记门"])
  }

  @Test func `The grade says why a text was refused`() {
    let question = Sample.question(.short)
    let text = Sample.text(accept: ["output gate", "o"])
    let terms: Set<String> = ["inputgate"]
    #expect(grade(question, text, .text("O"), terms: terms) == Grade(isCorrect: true))
    #expect(grade(question, text, .text("outpt gate"), terms: terms).slipOf == "output gate")
    #expect(grade(question, text, .text("input gate"), terms: terms).rejection == .anotherTerm)
    #expect(grade(question, text, .text("gate"), terms: terms).rejection == .notAccepted)
    #expect(grade(question, text, .none, terms: terms) == Grade(isCorrect: false))
  }
}
