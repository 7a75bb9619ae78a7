import CKernels
import Glibc
import Testing

private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// One unit of an LSTM in double precision: its rows of pre-activations in, c, squashed c, h out.
private func lstmUnit(
  _ kind: ck_lstm_kind, _ a: [Double], _ p: [Double], _ cPrevious: Double
) -> (acts: [Double], c: Double, squashed: Double, h: Double) {
  switch kind {
  case CK_LSTM_TANH_GATES:
    let acts = a.map { tanh($0) }
    let c = acts[1] * cPrevious + acts[0] * acts[2]
    return (acts, c, tanh(c), acts[3] * tanh(c))
  case CK_LSTM_CIFG:
    let (f, g, o) = (sigmoid(a[0]), tanh(a[1]), sigmoid(a[2]))
    let c = f * cPrevious + (1 - f) * g
    return ([f, g, o], c, tanh(c), o * tanh(c))
  case CK_LSTM_1997:
    let (i, g, o) = (sigmoid(a[0]), 4 * sigmoid(a[1]) - 2, sigmoid(a[2]))
    let c = cPrevious + i * g
    let squashed = 2 * sigmoid(c) - 1
    return ([i, g, o], c, squashed, o * squashed)
  default:
    let i = sigmoid(a[0] + p[0] * cPrevious)
    let f = sigmoid(a[1] + p[1] * cPrevious)
    let g = tanh(a[2])
    let c = f * cPrevious + i * g
    let o = sigmoid(a[3] + p[2] * c)
    return ([i, f, g, o], c, tanh(c), o * tanh(c))
  }
}

/// The derivative of `f` by each of its arguments, by central differences.
private func gradient(_ x: [Double], _ f: ([Double]) -> Double) -> [Double] {
  x.indices.map { index in
    var up = x
    var down = x
    up[index] += 1e-5
    down[index] -= 1e-5
    return (f(up) - f(down)) / 2e-5
  }
}

extension KernelTests {
  @Suite struct Cells {
    private static let shapes = [(1, 8), (3, 8), (2, 16), (5, 24), (4, 40)]

    private func maskOf(_ lanes: Int, _ isMasked: Bool) -> [Float]? {
      isMasked ? (0..<lanes).map { $0 % 3 == 1 ? 0 : 1 } : nil
    }

    @Test(arguments: [
      CK_LSTM_STANDARD.rawValue, CK_LSTM_TANH_GATES.rawValue, CK_LSTM_CIFG.rawValue,
      CK_LSTM_1997.rawValue, CK_LSTM_PEEPHOLE.rawValue,
    ])
    func `A step of an LSTM and its gradients are those of the formulas`(rawKind: UInt32) {
      let kind = ck_lstm_kind(rawKind)
      let rows = kind == CK_LSTM_CIFG || kind == CK_LSTM_1997 ? 3 : 4
      withEachVariant { variant in
        for (units, lanes) in Self.shapes {
          for isMasked in [false, true] {
            let size = units * lanes
            var numbers = Numbers(seed: UInt64(size))
            let a = numbers.array(rows * size).map { $0 * 3 }
            let p = numbers.array(3 * units)
            let cPrevious = numbers.array(size)
            let hPrevious = numbers.array(size)
            let dh = numbers.array(size)
            let dc = numbers.array(size)
            let mask = maskOf(lanes, isMasked)
            let hasPeephole = kind == CK_LSTM_PEEPHOLE

            var acts = a
            var (c, squashed, h) = (cPrevious, cPrevious, hPrevious)
            ck_lstm_forward(
              kind, &acts, hasPeephole ? p : nil, cPrevious, hPrevious, mask, &c, &squashed, &h,
              units, lanes)
            var delta = acts
            var (dcPrevious, dhPrevious) = (dc, dh)
            ck_lstm_backward(
              kind, acts, hasPeephole ? p : nil, cPrevious, squashed, dh, dc, mask, &delta,
              &dcPrevious, &dhPrevious, units, lanes)

            for index in 0..<size {
              let what = "\(variant) kind \(rawKind), \(units)x\(lanes) at \(index)"
              if let mask, mask[index % lanes] == 0 {
                #expect(c[index] == cPrevious[index] && h[index] == hPrevious[index])
                #expect((0..<rows).allSatisfy { delta[$0 * size + index] == 0 })
                #expect(dcPrevious[index] == dc[index] && dhPrevious[index] == dh[index])
                #expect((0..<rows).allSatisfy { acts[$0 * size + index].isFinite })
                continue
              }
              let peephole = (0..<3).map {
                hasPeephole ? Double(p[$0 * units + index / lanes]) : 0
              }
              let pre = (0..<rows).map { Double(a[$0 * size + index]) }
              let unit = lstmUnit(kind, pre, peephole, Double(cPrevious[index]))
              expectClose(
                (0..<rows).map { acts[$0 * size + index] } + [
                  c[index], squashed[index], h[index],
                ],
                unit.acts + [unit.c, unit.squashed, unit.h], within: 1e-6, what)
              let slopes = gradient(pre + [Double(cPrevious[index])]) { x in
                let unit = lstmUnit(kind, Array(x.dropLast()), peephole, x[rows])
                return Double(dh[index]) * unit.h + Double(dc[index]) * unit.c
              }
              expectClose(
                (0..<rows).map { delta[$0 * size + index] } + [dcPrevious[index]], slopes,
                within: 2e-6, "gradient of " + what)
              #expect(dhPrevious[index] == 0)
            }
          }
        }
      }
    }

    @Test func `Results may replace what they come from`() {
      let (units, lanes) = (3, 24)
      let size = units * lanes
      withEachVariant { _ in
        var numbers = Numbers(seed: 2)
        let a = numbers.array(4 * size)
        let state = numbers.array(size)
        let mask = maskOf(lanes, true)
        var acts = a
        var (c, squashed, h) = (state, state, state)
        ck_lstm_forward(
          CK_LSTM_STANDARD, &acts, nil, state, state, mask, &c, &squashed, &h, units, lanes)
        var (delta, dc) = (acts, state)
        ck_lstm_backward(
          CK_LSTM_STANDARD, acts, nil, state, squashed, state, state, mask, &delta, &dc, nil,
          units, lanes)

        var (acts2, squashed2, c2, h2) = (a, squashed, state, state)
        c2.withUnsafeMutableBufferPointer { c in
          h2.withUnsafeMutableBufferPointer { h in
            guard let c = c.baseAddress, let h = h.baseAddress else { return }
            ck_lstm_forward(
              CK_LSTM_STANDARD, &acts2, nil, c, h, mask, c, &squashed2, h, units, lanes)
          }
        }
        #expect(acts2 == acts && c2 == c && h2 == h && squashed2 == squashed)
        var dc2 = state
        acts2.withUnsafeMutableBufferPointer { acts in
          dc2.withUnsafeMutableBufferPointer { dc in
            guard let acts = acts.baseAddress, let dc = dc.baseAddress else { return }
            ck_lstm_backward(
              CK_LSTM_STANDARD, acts, nil, state, squashed, state, dc, mask, acts, dc, nil, units,
              lanes)
          }
        }
        #expect(acts2 == delta && dc2 == dc)
      }
    }

    @Test func `A step of a GRU and its gradients are those of the formulas`() {
      func unit(_ x: [Double]) -> (acts: [Double], h: Double) {
        let (r, z) = (sigmoid(x[0] + x[3]), sigmoid(x[1] + x[4]))
        let n = tanh(x[2] + r * x[5])
        return ([r, z, n], (1 - z) * n + z * x[6])
      }
      withEachVariant { variant in
        for (units, lanes) in Self.shapes {
          for isMasked in [false, true] {
            let size = units * lanes
            var numbers = Numbers(seed: UInt64(size))
            let ax = numbers.array(3 * size).map { $0 * 3 }
            let ah = numbers.array(3 * size)
            let before = numbers.array(size)
            let dh = numbers.array(size)
            let mask = maskOf(lanes, isMasked)
            var (acts, h, dhPrevious) = (ax, before, dh)
            var (deltaX, deltaH) = (ax, ax)
            ck_gru_forward(&acts, ah, before, mask, &h, units, lanes)
            ck_gru_backward(
              acts, Array(ah[(2 * size)...]), before, dh, mask, &deltaX, &deltaH, &dhPrevious,
              units, lanes)
            for index in 0..<size {
              let what = "\(variant) \(units)x\(lanes) at \(index)"
              let gates = (0..<3).map { $0 * size + index }
              if let mask, mask[index % lanes] == 0 {
                #expect(h[index] == before[index] && dhPrevious[index] == dh[index])
                #expect(gates.allSatisfy { deltaX[$0] == 0 && deltaH[$0] == 0 })
                continue
              }
              let x = (gates.map { ax[$0] } + gates.map { ah[$0] } + [before[index]]).map(
                Double.init)
              let expected = unit(x)
              expectClose(
                gates.map { acts[$0] } + [h[index]], expected.acts + [expected.h], within: 1e-6,
                what)
              let slopes = gradient(x) { Double(dh[index]) * unit($0).h }
              expectClose(
                gates.map { deltaX[$0] } + gates.map { deltaH[$0] } + [dhPrevious[index]], slopes,
                within: 2e-6, "gradient of " + what)
            }
          }
        }
      }
    }

    @Test func `A step of a plain net and its gradients are those of the formulas`() {
      withEachVariant { variant in
        for (units, lanes) in Self.shapes {
          for (kind, isMasked) in [
            (CK_RNN_TANH, false), (CK_RNN_TANH, true), (CK_RNN_RELU, false), (CK_RNN_RELU, true),
          ] {
            let size = units * lanes
            var numbers = Numbers(seed: UInt64(size))
            let a = numbers.array(size).map { $0 * 2 }
            let before = numbers.array(size)
            let dh = numbers.array(size)
            let mask = maskOf(lanes, isMasked)
            var (h, delta, dhPrevious) = (a, a, a)
            ck_rnn_forward(kind, a, before, mask, &h, units, lanes)
            ck_rnn_backward(kind, h, dh, mask, &delta, &dhPrevious, units, lanes)
            let isLive = (0..<size).map { index in mask.map { $0[index % lanes] != 0 } ?? true }
            let values = (0..<size).map { index -> Double in
              let x = Double(a[index])
              guard isLive[index] else { return Double(before[index]) }
              return kind == CK_RNN_TANH ? tanh(x) : max(x, 0)
            }
            let slopes = (0..<size).map { index -> Double in
              guard isLive[index] else { return 0 }
              let slope =
                kind == CK_RNN_TANH
                ? 1 - values[index] * values[index] : (values[index] > 0 ? 1 : 0)
              return Double(dh[index]) * slope
            }
            expectClose(h, values, within: 1e-6, "\(variant) h")
            expectClose(delta, slopes, within: 1e-6, "\(variant) delta")
            #expect((0..<size).allSatisfy { dhPrevious[$0] == (isLive[$0] ? 0 : dh[$0]) })
          }
        }
      }
    }
  }
}
