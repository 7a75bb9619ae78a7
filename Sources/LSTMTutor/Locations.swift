import Glibc

/// Where content, progress and settings live on this machine.
struct Locations {
  /// Where the shipped course was looked for, in this order.
  var candidates: [String]
  /// The folders to read: the course, then own decks.
  var content: [String]
  var dataDirectory: String
  var configFile: String

  var progressFile: String { dataDirectory + "/progress.sqlite" }
  var placeFile: String { dataDirectory + "/place.json" }
  var reportsFile: String { dataDirectory + "/reports.txt" }

  init(options: Options) {
    candidates = Self.courseCandidates()
    let shipped = candidates.first(where: Self.isCourse)
    let named = options.content
    // A folder with a course of its own replaces the shipped one; any other stands beside it.
    let replacesCourse = named.contains(where: Self.isCourse)
    content = (replacesCourse ? [] : [shipped].compactMap(\.self)) + named
    let home = Environment["HOME"] ?? Self.homeOfUser()
    dataDirectory =
      options.dataDir
      ?? Self.directory("XDG_DATA_HOME", default: home + "/.local/share") + "/lstm-tutor"
    configFile =
      Self.directory("XDG_CONFIG_HOME", default: home + "/.config") + "/lstm-tutor/config.yaml"
  }

  /// The shipped course or, when there is none, a sentence that says where it was looked for.
  func requireContent() throws -> [String] {
    guard !content.isEmpty else {
      throw Failure.io(
        "no course was found; looked in \(candidates.joined(separator: ", ")). "
          + "Name its folder with --content.")
    }
    return content
  }

  /// The user's folder as the system knows it, for when HOME is not set.
  private static func homeOfUser() -> String {
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }

  /// The course that own decks among `paths` may refer to; none for parts of a course.
  func beside(_ paths: [String]) -> [String] {
    let isInCourse = paths.contains { path in
      let full = path.hasPrefix("/") ? path : Self.join(Self.currentDirectory(), path)
      return Self.ancestors(of: full).contains(where: Self.isCourse)
    }
    return isInCourse ? [] : candidates.filter(Self.isCourse).prefix(1).map(\.self)
  }

  private static func directory(_ variable: String, default fallback: String) -> String {
    // The XDG specification: relative paths are to be ignored.
    guard let path = Environment[variable], path.hasPrefix("/") else { return fallback }
    return path
  }

  private static func courseCandidates() -> [String] {
    if let path = Environment["LSTM_TUTOR_CONTENT"], !path.isEmpty { return [path] }
    var candidates: [String] = []
    let executable = executableDirectory()
    if let executable {
      candidates.append(parent(of: executable) + "/share/lstm-tutor/Content")
      candidates += ancestors(of: executable).map { join($0, "Content") }
    }
    candidates += ancestors(of: currentDirectory()).map { join($0, "Content") }
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0).inserted }
  }

  private static func isCourse(_ folder: String) -> Bool {
    access(join(folder, "course.yaml"), F_OK) == 0
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// The folder and all that are above it.
  private static func ancestors(of path: String) -> [String] {
    var folders = [path]
    while let last = folders.last, last != "/" { folders.append(parent(of: last)) }
    return folders
  }

  private static func executableDirectory() -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return parent(
      of: String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension String {
  /// A path as people write it: `~` for the user's folder.
  var belowHome: String {
    guard let home = Environment["HOME"], home.count > 1, hasPrefix(home + "/") else { return self }
    return "~" + dropFirst(home.count)
  }
}
