internal import Glibc

typealias Floats = UnsafeMutablePointer<Float>

/// A block of floats that never moves, so that kernels can keep pointers into it.
final class FloatBuffer {
  let start: Floats
  let count: Int
  private let memory: UnsafeMutableRawPointer

  /// All zeros, aligned to a cache line.
  ///
  /// Large blocks come from the system as pages of zeros that cost nothing until they are used.
  init(_ count: Int) {
    self.count = count
    let line = 64
    guard let memory = calloc(count * MemoryLayout<Float>.stride + line, 1) else {
      preconditionFailure("no memory for \(count) floats")
    }
    self.memory = memory
    start = memory.alignedUp(toMultipleOf: line).bindMemory(to: Float.self, capacity: count)
  }

  deinit {
    free(memory)
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
