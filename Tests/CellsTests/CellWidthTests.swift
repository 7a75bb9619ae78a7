import CNcurses
import Cells
import Foundation
import Testing

/// The width table is held against the C library's, which is what ncurses counts with.
@Suite(.serialized) struct CellWidthTests {
  init() {
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every text file below a folder of the repository.
  private static func scalars(in folder: String, suffixes: [String]) -> Set<Unicode.Scalar> {
    let folder = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var scalars: Set<Unicode.Scalar> = []
    for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
      guard suffixes.contains(file.pathExtension) else { continue }
      scalars.formUnion((try? String(contentsOf: file, encoding: .utf8))?.unicodeScalars ?? .init())
    }
    return scalars
  }

  @Test(arguments: [("Content", ["md", "yaml"]), ("Sources", ["swift"])])
  func `Every character we show is as wide as the terminal thinks`(
    folder: String, suffixes: [String]
  ) {
    let scalars = Self.scalars(in: folder, suffixes: suffixes)
    #expect(scalars.count > 200, "nothing was read below \(folder)")
    // What is shown as itself; the rest is replaced before it is drawn.
    let shown = scalars.filter { Character($0).displayed == Character($0) }
    let wrong = shown.filter { Int(wcwidth(wchar_t(bitPattern: $0.value))) != $0.cellWidth }
    #expect(wrong.isEmpty, "\(wrong.map { String($0.value, radix: 16) }.sorted())")
  }

  @Test func `The ASCII form of a picture has only ASCII drawing characters`() {
    let drawing = "─│┌┐└┘█▌▏▁▂▃▄▅▆▇⡇⠉·…−⊙σ∂≈→←▸✓×√∑∏⎡⎤"
    var canvas = Canvas(size: Size(rows: 1, columns: 60))
    canvas.write(drawing + "遗忘门", at: Point(row: 0, column: 0))
    let ascii = canvas.asciiOnly
    for (before, after) in zip(canvas.cells, ascii.cells) {
      #expect(before.text.cellWidth == after.text.cellWidth)
      #expect(after.text.allSatisfy { $0.isASCII } || "遗忘门".contains(after.text))
    }
  }
}
