import ArgumentParser
import Cells
import Content
import CourseModel
import Glibc
import Languages
import TutorCore

/// `lstm-tutor preview`: what an author sees while writing.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show a content file as the learner sees it, reloaded when saved.",
    discussion: """
      Lessons with their figures, questions with answers, feedback and hints, labs with their
      story; the mistakes that 'check' finds in the file stand at the top. With --plain it is
      printed once.
      """)

  @Argument(help: "A Markdown or YAML file.", completion: .file())
  var file: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let preview = try PreviewFile(file, options.values)
    guard !options.values.opensScreen else {
      return try Runtime.open(.preview, options: options.values, preview: preview)
    }
    let values = options.values
    let settings = values.settings(Locations(options: values))
    let content = preview.reader.read()
    let language = values.lang ?? content.language ?? values.language(settings)
    for line in PreviewPage(content, language: language, isPlain: true)
      .lines(width: PlainSession.width)
    {
      let text = line.plainText.displayed
      print(settings.isASCII ? text.asciiOnly : text)
    }
  }
}

/// A file that is looked at again and again.
struct PreviewFile {
  /// What a look at the file shows.
  enum Look: Equatable {
    case same
    /// It was saved, or it is back.
    case saved
    /// It cannot be read any more; told once.
    case lost(String)
  }

  /// What changes when a file is saved, also when another one takes its place.
  private struct Stamp: Equatable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
    var inode: UInt64
  }

  let path: String
  let reader: FilePreviewReader
  /// Whether the language was named, so that the file's own does not matter.
  let isLanguageNamed: Bool
  private var stamps: [Stamp?]
  private var isLost = false

  /// - Throws: ``Failure`` when the file cannot be read.
  init(_ path: String, _ options: Options) throws(Failure) {
    guard Self.isReadable(path) else { throw Files.failure("read", path) }
    self.path = path
    reader = FilePreviewReader(file: path, beside: Locations(options: options).beside([path]))
    isLanguageNamed = options.lang != nil
    stamps = reader.watched.map(Self.stamp)
  }

  /// Whether the file, or its translation, was saved since this was asked last.
  mutating func look() -> Look {
    guard Self.isReadable(path) else {
      defer { isLost = true }
      return isLost ? .same : .lost(String(cString: strerror(errno)))
    }
    let now = reader.watched.map(Self.stamp)
    guard now != stamps || isLost else { return .same }
    stamps = now
    isLost = false
    return .saved
  }

  /// False with the reason in `errno`.
  private static func isReadable(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, access(path, R_OK) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return true
    case S_IFDIR: errno = EISDIR
    default: errno = EINVAL
    }
    return false
  }

  private static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
      size: Int(status.st_size), inode: UInt64(status.st_ino))
  }
}
