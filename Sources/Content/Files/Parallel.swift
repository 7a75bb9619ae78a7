internal import Recurrent
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Array {
  /// What becomes of each element, in their order, worked out on all cores.
  ///
  /// - Parameter transform: must change nothing that two elements have in common; each thread hands
  ///   in a cache of its own.
  func mapInParallel<Result>(_ transform: (Element, FormulaCache) -> Result) -> [Result] {
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let next = Atomic(0)
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      let slots = buffer
      inParallel(Swift.max(1, Swift.min(count, cores, 8))) { _ in
        let formulas = FormulaCache()
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          slots[index] = transform(self[index], formulas)
        }
      }
    }
    return results.compactMap(\.self)
  }

  /// The elements in pieces of at most `size`.
  func pieces(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
