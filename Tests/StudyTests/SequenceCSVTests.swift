import Study
import Testing

@Suite struct SequenceCSVTests {
  /// The mistake of a text for a network of two inputs, as `line:column: message`, or nil.
  private func mistake(_ text: String, width: Int = 2) -> String? {
    do throws(SequenceCSV.Finding) {
      _ = try SequenceCSV(text, width: width)
      return nil
    } catch {
      return "\(error.line):\(error.column): \(error.message)"
    }
  }

  @Test func `Rows are timesteps`() throws {
    let sequence = try SequenceCSV("1,-2.5\n3e-1,+4\n", width: 2)
    #expect(sequence.rows == [[1, -2.5], [0.3, 4]])
    #expect(sequence.names.isEmpty && sequence.warnings.isEmpty)
    #expect(try SequenceCSV("7", width: 1).rows == [[7]])
  }

  @Test(arguments: [
    "1,2\r\n3,4\r\n", "1,2\r3,4\r", "1,2\n3,4", "1,2\n3,4\n\n \t\n", "\u{FEFF}1,2\n3,4\n",
    " 1 ,\t2\n3, 4 \n", "\"1\",\"2\"\n \"3\" ,4\n", "1.0,2e0\n.3e1,4.\n",
  ])
  func `Spaces, quotation marks and ends of lines do not matter`(text: String) throws {
    // A point needs digits on both sides in some readers; here it needs none.
    #expect(try SequenceCSV(text, width: 2).rows == [[1, 2], [3, 4]])
  }

  @Test func `A first row without any number is a row of names`() throws {
    let sequence = try SequenceCSV("\u{FEFF} 温度 ,\"wind\"\r\n1,2\r\n", width: 2)
    #expect(sequence.names == ["温度", "wind"])
    #expect(sequence.rows == [[1, 2]])
    #expect(try SequenceCSV(",b\n1,2\n", width: 2).names == ["", "b"])
    #expect(mistake("1.2.3,b\n1,2\n") == "1:1: '1.2.3' is no number; expected one such as -0.5")
    #expect(mistake("a,0x10\n1,2\n") == "1:3: '0x10' is no number; expected one such as -0.5")
    #expect(mistake("a,1\n1,2\n") == "1:1: 'a' is no number; expected one such as -0.5")
    #expect(mistake("1,2\na,b\n") == "2:1: 'a' is no number; expected one such as -0.5")
  }

  @Test func `A row of names must fit the network too`() {
    #expect(
      mistake("a,b,c\n1,2\n")
        == "1:5: the row has 3 names, but the network reads 2 numbers a timestep")
    #expect(
      mistake("a;b\n1;2\n") == "1:1: the row has 1 name, but the network reads 2 numbers a timestep"
    )
    #expect(
      mistake("a,b\n1\n", width: 1)
        == "1:3: the row has 2 names, but the network reads 1 number a timestep")
  }

  @Test func `Rows of other lengths are refused at their place`() {
    #expect(
      mistake("1,2\n3\n") == "2:1: the row has 1 number, but the network reads 2 numbers a timestep"
    )
    #expect(
      mistake("1,2\n 3 , 4 , 5,6\n")
        == "2:10: the row has 4 numbers, but the network reads 2 numbers a timestep")
  }

  @Test func `Columns count characters, not bytes`() {
    #expect(mistake("1,2\n遗忘门,x\n") == "2:1: '遗忘门' is no number; expected one such as -0.5")
    #expect(
      mistake("1,2,3\n遗e\u{301}👨‍👩‍👧,  x, 1\n", width: 3)
        == "2:1: '遗e\u{301}👨‍👩‍👧' is no number; expected one such as -0.5")
    #expect(mistake("1,2\n\"1\" ,  y\n") == "2:8: 'y' is no number; expected one such as -0.5")
  }

  @Test(arguments: [
    ("", "1:1"), ("\n\n", "1:1"), ("\u{FEFF}", "1:1"), ("a,b", "2:1"), ("a,b\n\n", "2:1"),
  ])
  func `A text without numbers is a mistake`(text: String, place: String) {
    #expect(
      mistake(text)
        == "\(place): there are no numbers; write one row for each timestep, 2 numbers in it")
  }

  @Test(arguments: [
    ("1,\n", "1:3: a number is missing; expected one such as -0.5"),
    ("1, \n", "1:4: a number is missing; expected one such as -0.5"),
    ("1,\"\"\n", "1:3: a number is missing; expected one such as -0.5"),
    ("1,0x10\n", "1:3: '0x10' is no number; expected one such as -0.5"),
    ("1,1_000\n", "1:3: '1_000' is no number; expected one such as -0.5"),
    ("1,１\n", "1:3: '１' is no number; expected one such as -0.5"),
    ("1,2\n\n3,4\n", "2:1: the line is empty; every row is a timestep"),
    ("\n1,2\n", "1:1: the line is empty; every row is a timestep"),
  ])
  func `What is no number is refused at its place`(text: String, message: String) {
    #expect(mistake(text) == message)
  }

  @Test func `NaN, infinities and numbers beyond float32 are taken with a warning`() throws {
    let sequence = try SequenceCSV("a,b\nnan, -inf\n1e99,1e-99\n", width: 2)
    #expect(sequence.rows[0][0].isNaN)
    #expect(sequence.rows[0][1] == -.infinity)
    #expect(sequence.rows[1] == [.infinity, 0])
    #expect(
      sequence.warnings.map { "\($0.line):\($0.column): \($0.message)" } == [
        "2:1: 'nan' is taken as nan", "2:6: '-inf' is taken as -inf",
        "3:1: '1e99' is too large for float32 and is taken as inf",
      ])
  }
}
