internal import Glibc

/// The few things that are done to files beside SQLite's work.
enum Paths {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Bytes of a file; nil without one.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// What tells a file from another that has its name later.
  struct Identity: Hashable {
    var device: UInt
    var inode: UInt
  }

  static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func makeFolder(_ path: String) {
    guard !path.isEmpty, !exists(path) else { return }
    makeFolder(folder(of: path))
    mkdir(path, 0o700)
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      withUnsafePointer(to: entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
          names.append(String(cString: $0))
        }
      }
    }
    return names.sorted()
  }

  static func remove(_ path: String) { unlink(path) }

  /// Moves a file within its folder.
  ///
  /// - Throws: ``JournalError`` with the system's reason.
  static func move(_ path: String, to new: String) throws(JournalError) {
    guard rename(path, new) == 0 else {
      let reason = String(cString: strerror(errno))
      throw [EACCES, EPERM, EROFS].contains(errno)
        ? .readOnly(path: path) : .failed(path: path, reason: reason)
    }
    let descriptor = open(folder(of: new), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  /// All bytes of a file; nil when it cannot be read or has more than `limit`.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    guard let size = size(path), size <= limit else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes += part.prefix(count)
      if bytes.count > limit { return nil }
    }
  }

  /// Writes a new file that only its owner may read; false when that fails.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Runs `body` while no other program runs one with the same lock file.
  static func locked<T>(_ path: String, _ body: () throws(JournalError) -> T) throws(JournalError)
    -> T
  {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .readOnly(path: path) }
    defer {
      unlink(path)
      close(descriptor)
    }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }
}
