typealias Floats = UnsafeMutablePointer<Float>

/// A block of floats that never moves, so that kernels can keep pointers into it.
final class FloatBuffer {
  let start: Floats
  let count: Int

  /// All zeros, aligned to a cache line.
  init(_ count: Int) {
    self.count = count
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    start = memory.bindMemory(to: Float.self, capacity: max(1, count))
    start.initialize(repeating: 0, count: count)
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
  }

  func clear() { start.update(repeating: 0, count: count) }

  /// The numbers as an array.
  var values: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

/// How a block of numbers at one timestep follows that of the step before.
struct Steps {
  var start: Floats
  /// Floats from one timestep to the next
  var stride: Int

  subscript(t: Int) -> Floats { start + t * stride }
}

/// Adds `count` numbers to others.
func addFloats(_ target: Floats, _ source: UnsafePointer<Float>, _ count: Int) {
  for index in 0..<count { target[index] += source[index] }
}
