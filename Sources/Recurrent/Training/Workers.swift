internal import Glibc

/// Does `count` pieces of work at once, the first on the calling thread, and waits for all.
///
/// The pieces must touch nothing in common that one of them changes: the threads are made by hand,
/// so the compiler does not see it.
public func inParallel(_ count: Int, _ work: (Int) -> Void) {
  guard count > 1 else { return work(0) }
  withoutActuallyEscaping(work) { work in
    var threads: [pthread_t] = []
    var undone: [Int] = [0]
    for index in 1..<count {
      let piece = Unmanaged.passRetained(Piece { work(index) })
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Piece>.fromOpaque(context).takeRetainedValue().work()
          return nil
        }, piece.toOpaque())
      if failure == 0 {
        threads.append(thread)
      } else {
        // No thread to be had: the work is done all the same.
        piece.release()
        undone.append(index)
      }
    }
    for index in undone { work(index) }
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class Piece {
  let work: () -> Void

  init(_ work: @escaping () -> Void) {
    self.work = work
  }
}
