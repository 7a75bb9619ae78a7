import CKernels
import Testing

/// A cell of one layer with PyTorch's parameters and eight equal lanes.
private struct SequenceCase {
  let (input, hidden, steps, gates): (Int, Int, Int, Int)
  let (w, u, bias, hiddenBias): ([Float], [Float], [Float], [Float])
  let (x, h, c): ([Float], [Float], [Float])

  init(input: Int, hidden: Int, steps: Int, gates: Int) {
    var numbers = Numbers(seed: UInt64(input * 100 + hidden))
    (self.input, self.hidden, self.steps, self.gates) = (input, hidden, steps, gates)
    w = numbers.array(gates * hidden * input)
    u = numbers.array(gates * hidden * hidden).map { $0 / Float(hidden).squareRoot() }
    bias = numbers.array(gates * hidden)
    hiddenBias = numbers.array(hidden)
    x = numbers.array(steps * input)
    h = numbers.array(hidden)
    c = numbers.array(hidden)
  }

  /// Runs `step` for every timestep on eight lanes; it gets W x + b, U h, h and c.
  func onLanes(
    _ step: (inout [Float], inout [Float], inout [Float], inout [Float]) -> Void
  ) -> (out: [Float], c: [Float]) {
    func broadcast(_ values: some Sequence<Float>) -> [Float] {
      values.flatMap { [Float](repeating: $0, count: 8) }
    }
    func firstLane(_ values: [Float]) -> [Float] {
      stride(from: 0, to: values.count, by: 8).map { values[$0] }
    }
    var (h, c) = (broadcast(h), broadcast(c))
    var out: [Float] = []
    for t in 0..<steps {
      var ax = [Float](repeating: 0, count: gates * hidden * 8)
      var ah = ax
      let xt = broadcast(x[t * input..<(t + 1) * input])
      ck_product(&ax, 8, w, input, xt, 8, gates * hidden, 8, input, bias, 0)
      ck_product(&ah, 8, u, hidden, h, 8, gates * hidden, 8, hidden, nil, 0)
      step(&ax, &ah, &h, &c)
      out += firstLane(h)
    }
    return (out, firstLane(c))
  }
}

extension KernelTests {
  @Suite struct Sequences {
    private static let sizes = [
      (1, 1, 3), (2, 4, 7), (3, 8, 40), (16, 32, 100), (5, 13, 9), (7, 20, 0), (1, 70, 5),
      (32, 128, 20), (4, 33, 2),
    ]

    private func doubledClose(
      _ actual: [Float], _ expected: [Float], _ what: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expectClose(
        actual, doubles(expected), within: 2e-5, what, sourceLocation: sourceLocation)
    }

    /// Runs a sequence in one call, then timestep by timestep, and expects the same bits.
    private func run(
      _ cell: SequenceCase, _ what: String,
      _ call: (
        UnsafePointer<Float>, Int, inout [Float], inout [Float], UnsafeMutablePointer<Float>,
        inout [Float]
      ) -> Void
    ) -> (out: [Float], h: [Float], c: [Float]) {
      let guardCount = 8
      var scratch = [Float](
        repeating: .nan, count: ck_sequence_scratch_count(cell.hidden) + guardCount)
      var (h, c) = (cell.h, cell.c)
      var out = [Float](repeating: .nan, count: cell.steps * cell.hidden + guardCount)
      call(cell.x + [0], cell.steps, &h, &c, &out, &scratch)
      var (h1, c1) = (cell.h, cell.c)
      var single: [Float] = []
      for t in 0..<cell.steps {
        var row = [Float](repeating: 0, count: cell.hidden)
        call(
          Array(cell.x[t * cell.input..<(t + 1) * cell.input]), 1, &h1, &c1, &row, &scratch)
        single += row
      }
      #expect(out.dropLast(guardCount) == single[...], "\(what)")
      #expect(h == h1 && c == c1, "\(what)")
      #expect(out.suffix(guardCount).allSatisfy { $0.isNaN }, "\(what) writes behind the end")
      #expect(scratch.suffix(guardCount).allSatisfy { $0.isNaN }, "\(what) leaves its scratch")
      return (Array(out.dropLast(guardCount)), h, c)
    }

    @Test func `An LSTM sequence is the LSTM steps on lanes`() {
      withEachVariant { variant in
        for (input, hidden, steps) in Self.sizes {
          let cell = SequenceCase(input: input, hidden: hidden, steps: steps, gates: 4)
          let what = "\(variant) \(input) to \(hidden)"
          var packed = [Float](repeating: .nan, count: ck_lstm_packed_count(input, hidden))
          ck_pack_lstm(&packed, cell.w, cell.u, cell.bias, input, hidden)
          #expect(packed.allSatisfy { $0.isFinite })
          let actual = run(cell, what) { x, steps, h, c, out, scratch in
            ck_lstm_sequence(packed, input, hidden, x, steps, &h, &c, out, &scratch)
          }
          let expected = cell.onLanes { ax, ah, h, c in
            for index in ax.indices { ax[index] += ah[index] }
            let (oldC, oldH) = (c, h)
            var squashed = c
            ck_lstm_forward(
              CK_LSTM_STANDARD, &ax, nil, oldC, oldH, nil, &c, &squashed, &h, hidden, 8)
          }
          doubledClose(actual.out, expected.out, what + " out")
          doubledClose(actual.c, expected.c, what + " c")
          if steps > 0 { #expect(actual.h[...] == actual.out.suffix(hidden)) }
        }
      }
    }

    @Test func `A GRU sequence is the GRU steps on lanes`() {
      withEachVariant { variant in
        for (input, hidden, steps) in Self.sizes {
          let cell = SequenceCase(input: input, hidden: hidden, steps: steps, gates: 3)
          let what = "\(variant) \(input) to \(hidden)"
          var packed = [Float](repeating: .nan, count: ck_gru_packed_count(input, hidden))
          ck_pack_gru(&packed, cell.w, cell.u, cell.bias, cell.hiddenBias, input, hidden)
          #expect(packed.allSatisfy { $0.isFinite })
          let actual = run(cell, what) { x, steps, h, _, out, scratch in
            ck_gru_sequence(packed, input, hidden, x, steps, &h, out, &scratch)
          }
          let expected = cell.onLanes { ax, ah, h, _ in
            for index in 0..<hidden * 8 {
              ah[2 * hidden * 8 + index] += cell.hiddenBias[index / 8]
            }
            let old = h
            ck_gru_forward(&ax, ah, old, nil, &h, hidden, 8)
          }
          doubledClose(actual.out, expected.out, what)
          if steps > 0 { #expect(actual.h[...] == actual.out.suffix(hidden)) }
        }
      }
    }

    @Test func `A sequence of a plain net is its steps on lanes`() {
      withEachVariant { variant in
        for (input, hidden, steps) in Self.sizes {
          for kind in [CK_RNN_TANH, CK_RNN_RELU] {
            let cell = SequenceCase(input: input, hidden: hidden, steps: min(steps, 9), gates: 1)
            let what = "\(variant) \(input) to \(hidden)"
            var packed = [Float](repeating: .nan, count: ck_rnn_packed_count(input, hidden))
            ck_pack_rnn(&packed, cell.w, cell.u, cell.bias, input, hidden)
            #expect(packed.allSatisfy { $0.isFinite })
            let actual = run(cell, what) { x, steps, h, _, out, scratch in
              ck_rnn_sequence(kind, packed, input, hidden, x, steps, &h, out, &scratch)
            }
            let expected = cell.onLanes { ax, ah, h, _ in
              for index in ax.indices { ax[index] += ah[index] }
              let old = h
              ck_rnn_forward(kind, ax, old, nil, &h, hidden, 8)
            }
            doubledClose(actual.out, expected.out, what)
          }
        }
      }
    }
  }
}
