import Cells
import Glibc

/// Small files, read and written whole.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The bytes of a file, or nil when it cannot be read or has more than `limit` bytes.
  static func read(_ path: String, limit: Int = 1 << 22) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return readAll(descriptor, limit: limit)
  }

  /// What can be read from a descriptor, or nil when it fails or there is more than `limit`.
  static func readAll(_ descriptor: Int32, limit: Int = 1 << 22) -> [UInt8]? {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes += part.prefix(count)
      if bytes.count > limit {
        errno = EFBIG
        return nil
      }
    }
  }

  /// Replaces one of the program's own files in one step, so that a crash leaves either the old or
  /// the new one. Its folder is made when it is missing.
  ///
  /// - Throws: ``Failure`` that names the file and the system's reason.
  static func keep(_ text: String, in path: String) throws(Failure) {
    makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let draft = path + ".new"
    try write(text, to: draft)
    guard rename(draft, path) == 0 else { throw failure("write", path) }
  }

  /// Writes a file that the user named; it may be a device or a pipe.
  ///
  /// - Throws: ``Failure`` that names the file and the system's reason.
  static func write(_ text: String, to path: String) throws(Failure) {
    try write(Array(text.utf8), to: path)
  }

  /// The same for bytes.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    // Devices and pipes cannot be synchronised (EINVAL); a disk that fails can say so.
    guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0 || errno == EINVAL else {
      throw failure("write", path)
    }
  }

  /// Writes a file that is not there yet: `latch.csv`, else `latch-2.csv`.
  ///
  /// - Returns: the name that was free
  /// - Throws: ``Failure`` that names the file and the system's reason.
  static func writeNew(_ text: String, name: String) throws(Failure) -> String {
    let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
    let file = name.dropFirst(folder.count)
    let dot = file.dropFirst().firstIndex(of: ".") ?? file.endIndex
    let (stem, ending) = (folder + file[..<dot], file[dot...])
    for number in 1...1000 {
      let free = number == 1 ? name : "\(stem)-\(number)\(ending)"
      let descriptor = open(free, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        throw failure("write", free)
      }
      defer { close(descriptor) }
      guard writeAll(text, to: descriptor) else { throw failure("write", free) }
      return free
    }
    throw .io("cannot write \(name.displayed): a thousand files have that name")
  }

  /// Adds a line to a file.
  static func append(_ line: String, to path: String) throws(Failure) {
    makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    guard writeAll(line + "\n", to: descriptor) else { throw failure("write", path) }
  }

  /// Writes everything, however many calls it takes.
  static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    writeAll(Array(text.utf8), to: descriptor)
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func makeDirectory(_ path: String) {
    guard !path.isEmpty, access(path, F_OK) != 0 else { return }
    makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    mkdir(path, 0o700)
  }

  static func failure(_ verb: String, _ path: String) -> Failure {
    .io("cannot \(verb) \(path.displayed): \(String(cString: strerror(errno)))")
  }
}
