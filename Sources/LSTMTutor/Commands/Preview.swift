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
    guard let preview = PreviewFile(file, options.values) else {
      throw Files.failure("read", file)
    }
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
  private var stamp: Stamp?

  /// Nil when the file cannot be read; `errno` says why.
  init?(_ path: String, _ options: Options) {
    guard access(path, R_OK) == 0 else { return nil }
    self.path = path
    reader = FilePreviewReader(file: path, beside: Locations(options: options).beside([path]))
    isLanguageNamed = options.lang != nil
    stamp = Self.stamp(path)
  }

  /// Whether the file was saved since this was asked last. While it is missing nothing has changed:
  /// some editors take it away for a moment.
  mutating func hasChanged() -> Bool {
    guard let now = Self.stamp(path), now != stamp else { return false }
    stamp = now
    return true
  }

  private static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
      size: Int(status.st_size), inode: UInt64(status.st_ino))
  }
}
