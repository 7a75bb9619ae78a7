import CKernels
import Testing

extension KernelTests {
  @Suite struct Products {
    private static let sizes = [
      (1, 8, 1), (1, 16, 5), (2, 24, 3), (3, 8, 0), (5, 40, 7), (7, 16, 17), (13, 24, 33),
      (16, 32, 4), (25, 64, 128), (128, 32, 32), (40, 8, 300), (31, 72, 270),
    ]

    /// C + bias + A B, and the sum of the sizes of its terms.
    private func product(
      _ a: [Float], _ b: [Float], _ m: Int, _ n: Int, _ k: Int, start: (Int, Int) -> Double
    ) -> (values: [Double], sizes: [Double]) {
      var values: [Double] = []
      var sizes: [Double] = []
      for row in 0..<m {
        for column in 0..<n {
          var sum = start(row, column)
          var size = abs(sum)
          for i in 0..<k {
            let term = Double(a[row * k + i]) * Double(b[i * n + column])
            sum += term
            size += abs(term)
          }
          values.append(sum)
          sizes.append(size)
        }
      }
      return (values, sizes)
    }

    @Test func `A product is the sum it stands for`() {
      withEachVariant { variant in
        for (m, n, k) in Self.sizes {
          var numbers = Numbers(seed: UInt64(m * 1000 + n + k))
          let a = numbers.array(m * k)
          let b = numbers.array(k * n)
          let bias = numbers.array(m)
          let before = numbers.array(m * n)
          for (hasBias, accumulates) in [(false, false), (true, false), (true, true)] {
            var c = before
            ck_product(
              &c, n, a, k, b, n, m, n, k, hasBias ? bias : nil, accumulates ? 1 : 0)
            let expected = product(a, b, m, n, k) { row, column in
              (hasBias ? Double(bias[row]) : 0)
                + (accumulates ? Double(before[row * n + column]) : 0)
            }
            let worst = zip(c, zip(expected.values, expected.sizes)).map { value, wanted in
              abs(Double(value) - wanted.0) / max(wanted.1, 1e-30)
            }.max()
            #expect((worst ?? 0) < 2e-6, "\(variant) \(m)x\(n)x\(k)")
          }
        }
      }
    }

    @Test func `Splitting rows, lanes or depth changes no bit`() {
      withEachVariant { variant in
        for (m, n, k) in Self.sizes where m > 1 && n > 8 && k > 1 {
          var numbers = Numbers(seed: 7)
          let a = numbers.array(m * k)
          let b = numbers.array(k * n)
          let bias = numbers.array(m)
          var whole = [Float](repeating: 0, count: m * n)
          ck_product(&whole, n, a, k, b, n, m, n, k, bias, 0)
          var parts = [Float](repeating: .nan, count: m * n)
          let half = k / 2
          parts.withUnsafeMutableBufferPointer { parts in
            for row in 0..<m {
              for column in stride(from: 0, to: n, by: 8) {
                let c = parts.baseAddress.map { $0 + row * n + column }
                b.withUnsafeBufferPointer { b in
                  a.withUnsafeBufferPointer { a in
                    guard let c, let a = a.baseAddress, let b = b.baseAddress else { return }
                    ck_product(
                      c, n, a + row * k, k, b + column, n, 1, 8, half, [bias[row]], 0)
                    ck_product(
                      c, n, a + row * k + half, k, b + half * n + column, n, 1, 8, k - half, nil, 1
                    )
                  }
                }
              }
            }
          }
          #expect(whole == parts, "\(variant) \(m)x\(n)x\(k)")
        }
      }
    }

    @Test func `All timesteps together are the timesteps one by one`() {
      withEachVariant { variant in
        for (m, n, k) in Self.sizes {
          for steps in [0, 1, 2, 5] {
            var numbers = Numbers(seed: 3)
            let a = numbers.array(m * k)
            let b = numbers.array(k * n * steps)
            let bias = numbers.array(m)
            var together = [Float](repeating: .nan, count: m * n * steps)
            ck_product_steps(
              &together, n, m * n, a, k, b, n, k * n, m, n, k, bias, 0, steps)
            var single: [Float] = []
            for t in 0..<steps {
              var c = [Float](repeating: 0, count: m * n)
              ck_product(&c, n, a, k, Array(b[t * k * n..<(t + 1) * k * n]), n, m, n, k, bias, 0)
              single += c
            }
            #expect(together == single, "\(variant) \(m)x\(n)x\(k), \(steps) steps")
          }
        }
      }
    }

    @Test func `Transposing twice gives the matrix back`() {
      withEachVariant { _ in
        for (rows, columns) in [(1, 1), (3, 8), (8, 8), (17, 9), (16, 64), (5, 30)] {
          var numbers = Numbers(seed: 5)
          let matrix = numbers.array(rows * columns)
          var transposed = [Float](repeating: .nan, count: rows * columns)
          ck_transpose(&transposed, matrix, rows, columns)
          var isTransposed = true
          for row in 0..<rows {
            for column in 0..<columns
            where transposed[column * rows + row] != matrix[row * columns + column] {
              isTransposed = false
            }
          }
          #expect(isTransposed, "\(rows)x\(columns)")
        }
      }
    }

    @Test func `Gradients of weights are sums over timesteps and lanes, however rows are split`() {
      withEachVariant { variant in
        for (m, n, lanes, steps) in [
          (1, 1, 8, 1), (5, 2, 8, 40), (13, 17, 24, 9), (16, 8, 32, 3), (7, 33, 136, 2),
          (12, 16, 264, 2), (4, 4, 8, 0),
        ] {
          var numbers = Numbers(seed: 11)
          let a = numbers.array(m * lanes * steps)
          let b = numbers.array(n * lanes * steps)
          let before = numbers.array(m * n)
          var c = before
          ck_outer_steps(&c, n, a, m * lanes, b, n * lanes, m, n, lanes, steps)
          var expected = doubles(before)
          for t in 0..<steps {
            for row in 0..<m {
              for column in 0..<n {
                for lane in 0..<lanes {
                  expected[row * n + column] +=
                    Double(a[(t * m + row) * lanes + lane])
                    * Double(b[(t * n + column) * lanes + lane])
                }
              }
            }
          }
          expectClose(c, expected, within: 2e-5, "\(variant) c")

          var split: [Float] = []
          a.withUnsafeBufferPointer { a in
            guard let a = a.baseAddress else { return }
            for row in 0..<m {
              var part = Array(before[row * n..<(row + 1) * n])
              ck_outer_steps(
                &part, n, a + row * lanes, m * lanes, b, n * lanes, 1, n, lanes, steps)
              split += part
            }
          }
          if steps > 0 { #expect(c == split, "\(variant) \(m)x\(n), \(lanes) lanes") }
        }
      }
    }

    @Test func `Sums and dot products of rows run over timesteps and lanes`() {
      withEachVariant { variant in
        for (m, lanes, steps) in [(1, 8, 1), (5, 24, 7), (9, 8, 0)] {
          var numbers = Numbers(seed: 13)
          let a = numbers.array(m * lanes * steps)
          let b = numbers.array(m * lanes * steps)
          var sums = numbers.array(m)
          var dots = sums
          var expectedSums = doubles(sums)
          var expectedDots = expectedSums
          for index in a.indices {
            expectedSums[index / lanes % m] += Double(a[index])
            expectedDots[index / lanes % m] += Double(a[index]) * Double(b[index])
          }
          ck_row_sums_steps(&sums, a, m * lanes, m, lanes, steps)
          ck_row_dots_steps(&dots, a, m * lanes, b, m * lanes, m, lanes, steps)
          expectClose(sums, expectedSums, "\(variant) sums")
          expectClose(dots, expectedDots, "\(variant) dots")
        }
      }
    }
  }
}
