import CourseModel
import Languages
import Study
import Testing

@Suite struct RubricTests {
  private let rubric = Rubric(glossary: Talk.glossary)

  private func found(_ point: String, in text: String) -> Bool {
    rubric.score(of: Talk.blocks(point), in: text) >= Rubric.threshold
  }

  @Test(arguments: [
    ("The forget gate keeps the cell state", "f_t decides how much of c_{t-1} it keeps"),
    ("The forget gate keeps the cell state", "Keeping c is what forget gates are for"),
    ("遗忘门保留记忆元", "记忆元由遗忘门决定保留多少"),
    ("The hidden state shows what the output gate lets out", "h = o * tanh(c): o lets it out"),
    ("The Jacobian is a product of matrices", "∂h_T/∂h_t = Π of matrices, one Jacobian each"),
    ("Vanishing gradients", "the gradient vanishes"),
    ("Clipping does not cure vanishing gradients", "Clipping doesn't cure vanishing gradients."),
    ("Work grows with 16 times", "it is 16 times the work"),
  ])
  func `A point is found in other words`(point: String, text: String) {
    #expect(found(point, in: text))
  }

  @Test(arguments: [
    ("The forget gate keeps the cell state", "The output gate shows the hidden state"),
    ("The forget gate keeps the cell state", "I like gates."),
    ("Clipping does not cure vanishing gradients", "Clipping cures vanishing gradients."),
    ("Clipping cures explosion", "Clipping never cures explosion"),
    ("遗忘门保留记忆元", "输出门露出隐状态"),
    ("梯度裁剪对梯度消失没有作用", "梯度裁剪对梯度消失有作用"),
    ("The candidate is written", ""),
    ("Work grows with 16 times", "it is 17 of them"),
  ])
  func `What was not said, or denied, is not found`(point: String, text: String) {
    #expect(!found(point, in: text))
  }

  @Test func `A denial in another clause does no harm`() {
    #expect(
      found("The forget gate keeps the cell state", in: "No weights here, the forget gate keeps c.")
    )
  }

  @Test func `The better of the two languages counts`() {
    let english = QuestionText(
      title: [], keyPoints: [Talk.blocks("It adds instead of replacing")], location: Sample.here)
    let chinese = QuestionText(
      title: [], keyPoints: [Talk.blocks("它用加法而不是替换")], location: Sample.here)
    let question = Question(
      id: "q", topic: "", kind: .open, text: Localized(english: english, chinese: chinese))
    #expect(rubric.keyPoints(of: question, in: "它用加法，而不是替换") == [0])
    #expect(rubric.keyPoints(of: question, in: "it adds instead of replacing") == [0])
    #expect(rubric.keyPoints(of: question, in: "no idea") == [])
  }

  @Test(arguments: ["", " ", "\\", "{", "$$", "_^_", "的", "\\frac{", "🙂", "'-'", "-", "a_{", "x^"])
  func `Nothing that is typed can upset it`(text: String) {
    #expect((0...1).contains(rubric.score(of: Talk.blocks("The forget gate keeps"), in: text)))
    #expect((0...1).contains(rubric.score(of: Talk.blocks(text), in: "The forget gate keeps")))
  }

  @Test func `The I of a sentence is no input gate`() {
    let glossary = [
      GlossaryEntry(
        id: "input-gate", term: Localized(english: "input gate"),
        also: Localized(english: ["i"]), meaning: Localized())
    ]
    let rubric = Rubric(glossary: glossary)
    #expect(rubric.score(of: Talk.blocks("The input gate"), in: "I do not know") == 0)
    #expect(rubric.score(of: Talk.blocks("The input gate"), in: "i_t") == 1)
  }
}
