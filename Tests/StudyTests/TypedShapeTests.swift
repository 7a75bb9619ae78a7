import CourseModel
import Study
import Testing

@Suite struct TypedShapeTests {
  private func shape(_ axes: String...) throws -> TensorShape {
    TensorShape(
      axes: try axes.map { try ExpressionReader.read($0).get() },
      source: "(" + axes.joined(separator: ", ") + ")")
  }

  @Test(arguments: [
    "(N, L, 2*H)", "N, L, 2*H", "[N,L,H*2]", "(N, L, 2H)", "N L 2H", "N × L × 2H", "n, l, 2h",
    "（N，L，2H）", "(N, L, H + H)", "torch.Size([N, L, 2*H])", "( N , L , 2 * H )", "(N, L, 2·H)",
    "N x L x 2H", "((N, L, 2H))", "N、L、2H", "(N, L, 2(H))", "N, L, 4H/2",
  ])
  func `A shape is right however it is written`(typed: String) throws {
    #expect(TypedShape.match(typed, try shape("N", "L", "2*H")) == .right)
  }

  @Test(arguments: [
    ("(N, L, H)", TypedShape.Match.axes([2])), ("(L, N, 2*H)", .axes([0, 1])),
    ("(N, L, 2+H)", .axes([2])), ("(B, L, 2H)", .axes([0])), ("(N, L, H^2)", .axes([2])),
    ("(N, L, 2, H)", .rank(given: 4, right: 3)), ("(N, 2*H)", .rank(given: 2, right: 3)),
    ("()", .rank(given: 0, right: 3)), ("N*L*2*H", .rank(given: 1, right: 3)),
    ("what?", .unreadable), ("(N, L,, H)", .unreadable), ("(N, L, 2*)", .unreadable),
  ])
  func `The wrong rank or axis is named`(typed: String, expected: TypedShape.Match) throws {
    #expect(TypedShape.match(typed, try shape("N", "L", "2*H")) == expected)
  }

  @Test func `Products of letters and single axes are read`() throws {
    #expect(TypedShape.match("4H, D", try shape("4*H", "D")) == .right)
    #expect(TypedShape.match("(4H x D)", try shape("4*H", "D")) == .right)
    #expect(TypedShape.match("NL", try shape("N*L")) == .right)
    #expect(TypedShape.match("(LN,)", try shape("N*L")) == .right)
    #expect(TypedShape.match("2NH", try shape("2*N*H")) == .right)
    #expect(TypedShape.match("(H)", try shape("H")) == .right)
    #expect(TypedShape.match("()", try shape()) == .right)
    #expect(TypedShape.match("(32, 10, 128)", try shape("32", "10", "2*64")) == .right)
    #expect(TypedShape.match("(L-K+1)//2", try shape("floor((L-K+1)/2)")) == .unreadable)
    #expect(TypedShape.match("floor((L+1-K)/2)", try shape("floor((L-K+1)/2)")) == .right)
  }
}
