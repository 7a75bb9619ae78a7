import Languages
import Recurrent

/// The numbers of the labs' stories, and what a learner does to get them.
enum StoryClaims {
  typealias Claim = StoryNumberTests.Claim

  static let all: [Claim] =
    latch + readPort + counter + toggle + accumulator + adding + timer + characters + sentiment
    + plain + exploding

  private static let latch: [Claim] = [
    Claim("latch", [.input(t: 2, 1, 0.5)], .signal("c", t: 2), "-0.00002"),
    Claim("latch", [.input(t: 2, 1, 0.5)], .signal("i", t: 2), "0.5"),
    Claim("latch", [.input(t: 2, 1, 1)], .signal("c", t: 2), "-1.000"),
    Claim("latch", [], .signal("f", t: 4), "0.99995"),
    Claim("latch", [], .signal("c", t: 8), "-0.9995"),
    Claim("latch", [.bias("f", unit: 0, 3)], .signal("c", t: 8), "-0.784"),
    Claim("latch", [.bias("f", unit: 0, 0)], .signal("c", t: 8), "-0.031"),
    Claim("latch", [.kind(.lstmTanhGates)], .signal("c", t: 8), "-4.199"),
    Claim("latch", [.kind(.lstmTanhGates)], .signal("i", t: 8), "-1"),
    Claim("latch", [], .signal("h", t: 1), "0.762"),
  ]

  private static let readPort: [Claim] = [
    Claim("read-port", [], .signal("h", t: 1), "0.00003"),
    Claim("read-port", [], .signal("h", t: 4), "0.761"),
    Claim("read-port", [.cell(t: 2, -1)], .signal("h", t: 4), "-0.762"),
    Claim("read-port", [.hidden(t: 2, unit: 0, 1)], .signal("h", t: 3), "0.00003"),
    Claim("read-port", [.input(t: 7, 2, 0.5)], .signal("h", t: 7), "-0.381"),
    Claim("read-port", [], .signal("h", t: 11), "+0.761"),
  ]

  private static let counter: [Claim] =
    ["0.462", "0.762", "0.905", "0.964", "0.987", "0.995"].enumerated().map { index, h in
      Claim("counter", [], .signal("h", t: index + 1), h)
    } + [
      Claim("counter", [], .signal("c", t: 6), "3.000"),
      Claim("counter", [.bias("f", unit: 0, 1)], .signal("f", t: 1), "0.731"),
      Claim("counter", [.bias("f", unit: 0, 1)], .signal("c", t: 6), "1.575"),
      Claim("counter", [.bias("f", unit: 0, 1)], .readout("balance", t: 8), "-0.024"),
      Claim("counter", [.bias("f", unit: 0, 1)], .signal("h", t: 12), "-0.870"),
      Claim("counter", [.bias("f", unit: 0, 3)], .signal("f", t: 1), "0.953"),
      Claim("counter", [.bias("f", unit: 0, 3)], .readout("balance", t: 11), "-0.181"),
      Claim("counter", [.cell(t: 6, 5)], .signal("c", t: 12), "2.000"),
      Claim("counter", [.cell(t: 6, 5)], .signal("h", t: 6), "0.9999"),
      Claim("counter", [], .signal("h", t: 6), "0.9950"),
    ]

  private static let toggle: [Claim] = [
    Claim("toggle", [.recurrent("g", unit: 0, 0, 0)], .signal("g", t: 9), "0.995"),
    Claim("toggle", [.recurrent("g", unit: 0, 0, 0)], .signal("c", t: 12), "0.995"),
    Claim("toggle", [.hidden(t: 4, unit: 0, 0)], .signal("c", t: 5), "0.995"),
    Claim("toggle", [], .signal("c", t: 5), "-1.000"),
    Claim("toggle", [.input(t: 3, 0, 1)], .signal("c", t: 12), "-1.000"),
    Claim("toggle", [], .signal("c", t: 12), "+1.000"),
  ]

  private static let accumulator: [Claim] = [
    Claim("accumulator", [], .readout("sum since the reset", t: 6), "3.46"),
    Claim("accumulator", [], .signal("f", t: 7), "0.00005"),
    Claim("accumulator", [], .signal("c", t: 7), "0.00003"),
    Claim("accumulator", [.input(t: 7, 0, 1)], .signal("c", t: 7), "0.197"),
    Claim("accumulator", [.input(t: 7, 1, 0.5)], .signal("f", t: 7), "0.500"),
    Claim("accumulator", [.input(t: 7, 1, 0.5)], .signal("c", t: 7), "0.346"),
    Claim("accumulator", [.input(t: 1, 0, 5)], .readout("sum since the reset", t: 6), "6.28"),
    Claim("accumulator", [], .cellGradient(t: 6), "0.00005"),
  ]

  private static let answer = "answer y = 10·h"
  private static let adding: [Claim] = [
    Claim("one-cell-adding", [], .readout(answer, t: 20), "1.573"),
    Claim("one-cell-adding", [.input(t: 15, 1, 1)], .readout(answer, t: 20), "1.138"),
    Claim("one-cell-adding", [.bias("f", unit: 0, 3)], .signal("f", t: 1), "0.953"),
    Claim("one-cell-adding", [.bias("f", unit: 0, 3)], .readout(answer, t: 20), "1.070"),
    Claim("one-cell-adding", [.bias("f", unit: 0, 1)], .readout(answer, t: 20), "0.150"),
    Claim("one-cell-adding", [.bias("i", unit: 0, -3)], .signal("i", t: 1), "0.047"),
    Claim("one-cell-adding", [.bias("i", unit: 0, -3)], .readout(answer, t: 20), "1.540"),
    Claim("one-cell-adding", [.inputWeight("g", unit: 0, 0, 1)], .signal("c", t: 20), "1.320"),
    Claim("one-cell-adding", [.inputWeight("g", unit: 0, 0, 1)], .signal("h", t: 20), "0.867"),
  ]

  private static let timer: [Claim] = [
    Claim("peephole-timer", [], .signal("c", t: 9), "0.900"),
    Claim("peephole-timer", [], .signal("o", t: 9), "0.00005"),
    Claim("peephole-timer", [], .signal("o", t: 10), "0.99995"),
    Claim("peephole-timer", [.peephole("o", 0)], .signal("c", t: 16), "1.600"),
    Claim("peephole-timer", [.peephole("o", 0)], .signal("h", t: 16), "0"),
    Claim(
      "peephole-timer",
      [.peephole("o", 0), .recurrent("o", unit: 0, 0, 200), .hidden(t: 10, unit: 0, 1)],
      .signal("h", t: 11), "0.800"),
    Claim("peephole-timer", [.cell(t: 3, 0.9)], .signal("h", t: 4), "0.762"),
  ]

  private static let letters = String(repeating: "a", count: 100)
  private static let characters: [Claim] = [
    Claim("karpathy-cells", [], .signal("c", t: 24, unit: 1), "1.500"),
    Claim("karpathy-cells", [], .signal("h", t: 24, unit: 1), "0.905"),
    Claim("karpathy-cells", [.text(")(")], .readout("depth of brackets", t: 1), "-1"),
    Claim("karpathy-cells", [.text(")(")], .readout("depth of brackets", t: 2), "0"),
    Claim("karpathy-cells", [.text(letters)], .signal("c", t: 100, unit: 2), "2.000"),
    Claim("karpathy-cells", [.text(letters)], .signal("h", t: 100, unit: 2), "0.9640"),
    Claim("karpathy-cells", [.text(letters)], .signal("h", t: 99, unit: 2), "0.9625"),
    Claim("karpathy-cells", [.input(t: 11, 0, 0)], .signal("c", t: 40), "-0.999"),
    Claim("karpathy-cells", [], .signal("c", t: 40), "+0.999"),
  ]

  private static let sentiment: [Claim] = [
    Claim("sentiment", [], .readout("score", t: 14), "0.924"),
    Claim("sentiment", [.text("not bad at all")], .readout("score", t: 4), "0.462", in: [.english]),
    Claim(
      "sentiment", [.text("not very good , but not boring")], .readout("score", t: 7), "0.000",
      in: [.english]),
    Claim("sentiment", [.text("一点也不差")], .readout("score", t: 4), "0.462", in: [.chinese]),
    Claim(
      "sentiment", [.text("不太好看，但不无聊")], .readout("score", t: 7), "0.000", in: [.chinese]),
    Claim("sentiment", [.text("not not good")], .readout("score", t: 3), "-0.462"),
    Claim("sentiment", [.hidden(t: 13, unit: 0, 0)], .readout("score", t: 14), "0.000"),
    Claim("sentiment", [.inputWeight("f", unit: 0, 3, 0)], .readout("score", t: 8), "-0.462"),
  ]

  private static let plain: [Claim] = [
    Claim("rnn-latch", [], .signal("h", t: 19), "0.913"),
    Claim("rnn-latch", [], .hiddenGradient(t: 20), "0.148"),
    Claim("rnn-latch", [], .hiddenGradient(t: 16), "0.00047"),
    Claim("rnn-latch", [], .hiddenGradient(t: 11), "2.3e-7"),
    Claim("rnn-latch", [], .hiddenGradient(t: 1), "4.4e-15"),
    Claim("rnn-latch", [], .signal("h", t: 1), "0.995"),
    Claim("rnn-latch", [.input(t: 1, 0, 0.5)], .signal("h", t: 1), "0.462"),
    Claim("rnn-latch", [.input(t: 1, 0, 0.5)], .signal("h", t: 21), "0.962"),
    Claim("rnn-latch", [.input(t: 11, 0, -1.5)], .signal("h", t: 11), "0.408"),
    Claim("rnn-latch", [.input(t: 11, 0, -1.5)], .signal("h", t: 21), "0.962"),
    Claim("rnn-latch", [.input(t: 11, 0, -2)], .signal("h", t: 11), "-0.067"),
    Claim("rnn-latch", [.input(t: 11, 0, -2)], .signal("h", t: 21), "-0.951"),
    Claim("rnn-latch", [.recurrent("h", unit: 0, 0, 1)], .signal("h", t: 21), "-0.433"),
    Claim("rnn-latch", [.recurrent("h", unit: 0, 0, 4)], .signal("h", t: 21), "0.999"),
    Claim("rnn-latch", [.recurrent("h", unit: 0, 0, 4)], .hiddenGradient(t: 16), "1.2e-11"),
  ]

  private static let exploding: [Claim] = [
    Claim("exploding", [], .signal("c", t: 7), "1.238"),
    Claim("exploding", [], .signal("g", t: 7), "0.99"),
    Claim("exploding", [], .directGradient(t: 0), "0.00024"),
    Claim("exploding", [], .cellGradient(t: 0), "77"),
    Claim("exploding", [.cell(t: 0, 0)], .signal("c", t: 12), "0"),
    Claim("exploding", [.cell(t: 0, 0)], .cellGradient(t: 0), "3.8e8"),
    Claim("exploding", [.recurrent("g", unit: 0, 0, 0)], .cellGradient(t: 0), "0.00024"),
    Claim("exploding", [.recurrent("g", unit: 0, 0, 0.507)], .signal("c", t: 12), "0.00005"),
    Claim("exploding", [], .signal("c", t: 1), "0.00005"),
  ]
}
