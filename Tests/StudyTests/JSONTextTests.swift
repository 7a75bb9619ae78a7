import Study
import Testing

@Suite struct JSONTextTests {
  @Test func `Objects keep the order of their keys`() {
    let value: JSONText = ["b": 1, "a": [true, nil, 2.5, "x"], "empty": [], "none": [:]]
    #expect(value.description == #"{"b": 1, "a": [true, null, 2.5, "x"], "empty": [], "none": {}}"#)
  }

  @Test(arguments: [
    (JSONText.number(12), "12"), (.number(-0.5), "-0.5"), (.number(0.1), "0.1"),
    (.number(1e-9), "1e-09"), (.number(1e300), "1e+300"), (.number(.nan), "\"nan\""),
    (.number(.infinity), "\"inf\""), (.number(-.infinity), "\"-inf\""), (.single(0.1), "0.1"),
    (.integer(-3), "-3"), (.unsigned(.max), "18446744073709551615"),
  ])
  func `Numbers are written shortest`(value: JSONText, expected: String) {
    #expect(value.description == expected)
  }

  @Test func `Strings are escaped so that no terminal acts on them`() {
    let text: JSONText = "\"\\\n\r\t\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2028}遗忘门 é 𝛔"
    #expect(
      text.description
        == #""\"\\\n\r\t\u001b[31m\u007f\u009b\u202e\u2028遗忘门 é 𝛔""#)
  }

  @Test func `A scalar beyond the first plane is escaped as a pair`() {
    #expect(JSONText.string("\u{E0001}").description == #""\udb40\udc01""#)
  }
}
