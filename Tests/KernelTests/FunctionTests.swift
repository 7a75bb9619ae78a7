import CKernels
import Glibc
import Testing

extension KernelTests {
  @Suite struct Functions {
    private typealias Kernel = (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void

    /// The largest distance from the exact value, in units of the last place of a float.
    private func worstError(
      _ kernel: Kernel, from low: Float, through high: Float, _ exact: (Double) -> Double
    ) -> (ulp: Double, at: Float) {
      let count = 200_003
      let x = (0..<count).map { low + (high - low) * Float($0) / Float(count - 1) }
      var y = [Float](repeating: 0, count: count)
      kernel(&y, x, count)
      var worst = (ulp: 0.0, at: Float(0))
      for (x, y) in zip(x, y) {
        let wanted = exact(Double(x))
        let error = abs(Double(y) - wanted) / Double(max(Float(wanted), 1e-38, -Float(wanted)).ulp)
        if !(error <= worst.ulp) { worst = (error, x) }
      }
      return worst
    }

    private func logSigmoid(_ x: Double) -> Double { min(x, 0) - log1p(exp(-abs(x))) }

    @Test func `The functions are exact to three units in the last place`() {
      withEachVariant { variant in
        for (low, high) in [(-87, 88), (-4, 4), (-1e-3, 1e-3), (-1e-20, 1e-20)] as [(Float, Float)]
        {
          let errors = [
            ("exp", worstError(ck_exp, from: low, through: high) { exp($0) }),
            ("sigmoid", worstError(ck_sigmoid, from: low, through: high) { 1 / (1 + exp(-$0)) }),
            ("tanh", worstError(ck_tanh, from: low, through: high) { tanh($0) }),
            ("log sigmoid", worstError(ck_log_sigmoid, from: low, through: high, logSigmoid)),
          ]
          for (name, error) in errors {
            #expect(error.ulp <= 3, "\(variant) \(name): \(error)")
          }
        }
      }
    }

    @Test func `Limits and NaN are those of the mathematics`() {
      withEachVariant { _ in
        let x: [Float] = [
          .infinity, -.infinity, 1e30, -1e30, 0, -0.0, 88, -88, 89, -89, 103, -103, 120, -120,
        ]
        func values(_ kernel: Kernel) -> [Float] {
          var y = x
          kernel(&y, x, x.count)
          return y
        }
        let sigmoid = values(ck_sigmoid)
        #expect(Array(sigmoid[0...5]) == [1, 0, 1, 0, 0.5, 0.5])
        #expect(sigmoid.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(values(ck_tanh) == [1, -1, 1, -1, 0, 0, 1, -1, 1, -1, 1, -1, 1, -1])
        #expect(values(ck_tanh)[5].sign == .minus)
        let exponentials = values(ck_exp)
        #expect(Array(exponentials[0...5]) == [.infinity, 0, .infinity, 0, 1, 1])
        #expect(exponentials[9] > 0 && exponentials[8] == .infinity && exponentials[13] == 0)
        let logs = values(ck_log_sigmoid)
        #expect(Array(logs[0...3]) == [0, -.infinity, 0, -1e30])
        for kernel in [ck_exp, ck_sigmoid, ck_tanh, ck_log_sigmoid] {
          var y: [Float] = [1, .nan, -.nan]
          kernel(&y, [1, .nan, -.nan], 3)
          #expect(!y[0].isNaN && y[1].isNaN && y[2].isNaN)
        }
      }
    }

    @Test func `Position, count and place do not matter`() {
      withEachVariant { variant in
        var numbers = Numbers(seed: 1)
        let x = numbers.array(67).map { $0 * 5 }
        for kernel in [ck_exp, ck_sigmoid, ck_tanh, ck_log_sigmoid] {
          var together = x
          together.withUnsafeMutableBufferPointer { values in
            guard let base = values.baseAddress else { return }
            kernel(base, base, values.count)
          }
          let single = x.map { x in
            var y: Float = 0
            kernel(&y, [x], 1)
            return y
          }
          #expect(together == single, "\(variant)")
          var untouched: [Float] = [7]
          kernel(&untouched, [1], 0)
          #expect(untouched == [7])
        }
      }
    }
  }

  @Suite struct Variants {
    @Test func `The baseline is there, and asking for too much falls back`() {
      defer { ck_use_variant(-1) }
      #expect(String(cString: ck_variant_name(0)) == "baseline")
      #expect(ck_variant_is_supported(0) == 1 && ck_variant_is_supported(99) == 0)
      #expect(String(cString: ck_variant_name(99)).isEmpty)
      ck_use_variant(0)
      #expect(String(cString: ck_current_variant()) == "baseline")
      ck_use_variant(99)
      let automatic = String(cString: ck_current_variant())
      ck_use_variant(-1)
      #expect(String(cString: ck_current_variant()) == automatic)
      #expect(ck_peak_flops(0.001) > 0)
    }
  }
}
