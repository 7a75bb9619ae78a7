import CourseModel
import Study
import Testing

@Suite struct ExpressionTests {
  private func value(_ text: String, _ names: [String: Double] = [:]) throws -> Double? {
    try ExpressionReader.read(text, names: Set(names.keys)).get().value(names)
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("8 - 3 - 2", 3), ("16 / 4 / 2", 2),
    ("-2^2", -4), ("(-2)^2", 4), ("2^3^2", 512), ("2^-1", 0.5), ("2*-3", -6), ("--3", 3),
    ("+.5", 0.5), ("1e-3*1E3", 1), ("4 × 2 ÷ 8 · 3", 3), ("5 − 7", -2), ("2^0.5^2", 1.189_207),
    ("sigmoid(1)", 0.731_059), ("tanh(0.5)", 0.462_117), ("exp(1)", 2.718_282),
    ("ln(2)", 0.693_147), ("log2(8)", 3), ("log10(1000)", 3), ("sqrt(2)", 1.414_214),
    ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("round(2.5)", 3), ("round(-2.5)", -3),
    ("floor(-1.5)", -2), ("ceil(-1.5)", -1), ("abs(-1.5)", 1.5), ("0.5^(1/69.0)", 0.990_004),
    ("-ln(0.5)/2", 0.346_574),
  ])
  func `Calculations have the value that mathematics gives them`(text: String, expected: Double)
    throws
  {
    let found = try #require(try value(text))
    #expect(abs(found - expected) < 1e-6, "\(text) is \(found)")
  }

  @Test func `Names stand for their values, with let in front too`() throws {
    let values = ["f": 0.5, "c": -2.0, "c_prev": 3, "log": 7]
    #expect(try value("f*c", values) == -1)
    #expect(try value("let.c_prev + log", values) == 10)
    #expect(try ExpressionReader.read("f*c + f").get().names == ["f", "c"])
    #expect(try ExpressionReader.read("f").get().value() == nil)
  }

  @Test(arguments: [
    ("", 0, "there is no calculation"),
    ("f +", 3, "something is missing at the end"),
    ("f g", 2, "an operator is missing in front of 'g'"),
    ("2f", 1, "an operator is missing in front of 'f'"),
    ("f * (g", 4, "this ( is never closed"),
    ("f * g)", 5, "this ) closes nothing"),
    ("f + k", 4, "there is no 'k'; there are f, forget, g"),
    ("forgte", 0, "there is no 'forgte'; did you mean 'forget'?"),
    ("sigmod(f)", 0, "there is no function 'sigmod'; did you mean 'sigmoid'?"),
    ("tanh f", 0, "write 'tanh(…)' with its number in brackets"),
    ("tanh(f, g)", 0, "'tanh' takes one number, not 2"),
    ("max(f)", 0, "'max' takes two numbers or more, not 1"),
    ("f & g", 2, "an operator is missing in front of '&'"),
    ("* f", 0, "'*' cannot stand here"),
    (".", 0, "this is no number"),
    ("1e999", 0, "this number is too large"),
  ])
  func `A mistake is told with its column`(text: String, offset: Int, message: String) {
    let result = ExpressionReader.read(text, names: ["f", "g", "forget"])
    #expect(result == .failure(ExpressionError(offset: offset, message: message)))
  }

  @Test func `Neither length nor depth brings the reader down`() {
    let deep = String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
    #expect(throws: ExpressionError.self) { try ExpressionReader.read(deep).get() }
    let signs = String(repeating: "-", count: 999) + "1"
    #expect(throws: ExpressionError.self) { try ExpressionReader.read(signs).get() }
    let powers = "1" + String(repeating: "^1", count: 400)
    #expect(throws: ExpressionError.self) { try ExpressionReader.read(powers).get() }
    #expect(throws: ExpressionError.self) {
      try ExpressionReader.read(String(repeating: "1+", count: 600) + "1").get()
    }
    #expect(
      (try? ExpressionReader.read(String(repeating: "1+", count: 499) + "1").get().value()) == 500)
  }

  @Test(arguments: [
    ("2*(a+b)", "2*(a + b)"), ("a-(b-c)", "a - (b - c)"), ("a-b-c", "a - b - c"),
    ("(a/b)/c", "a/b/c"), ("a/(b*c)", "a/(b*c)"), ("(a^b)^c", "(a^b)^c"), ("a^b^c", "a^b^c"),
    ("-a*b", "-a*b"), ("(-a)^2", "(-a)^2"), ("floor((a+1)/2)", "floor((a + 1)/2)"),
    ("2*64*H", "128*H"),
  ])
  func `An expression is written with the brackets it needs`(text: String, expected: String) throws
  {
    #expect(try ExpressionReader.read(text).get().simplified.written == expected)
  }

  @Test func `Numbers are written as people do`() {
    #expect(NumberText.fixed(-0.0004, decimals: 3) == "0.000")
    #expect(NumberText.fixed(-1.2345, decimals: 2) == "-1.23")
    #expect(NumberText.fixed(0.05, decimals: 1) == "0.1")
    #expect(NumberText.fixed(12, decimals: 0) == "12")
    #expect(NumberText.usual(0.1 * 3) == "0.3")
    #expect(NumberText.usual(1_234_560) == "1234560")
    #expect(NumberText.usual(2.0 / 3) == "0.666667")
    #expect(NumberText.usual(-123.456789) == "-123.457")
    #expect(NumberText.usual(0.0000123) == "0.0000123")
    #expect(NumberText.usual(.nan) == "nan")
  }
}
