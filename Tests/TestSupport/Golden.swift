public import Cells
internal import Foundation

/// What a golden file says of a canvas: its glyphs, below them the role of every cell and, where
/// there are shades, the levels of their halves.
public func goldenText(_ canvas: Canvas) -> String {
  guard canvas.hasShades else { return glyphsAndRoles(canvas) }
  return glyphsAndRoles(canvas) + """
    # upper shades
    \(canvas.shadePlane(isUpper: true))
    # lower shades
    \(canvas.shadePlane(isUpper: false))

    """
}

private func glyphsAndRoles(_ canvas: Canvas) -> String {
  """
  # \(canvas.size.rows) rows, \(canvas.size.columns) columns
  \(canvas.plainText)
  # roles
  \(canvas.rolePlane)

  """
}

/// Compares `actual` with the golden file `Golden/<name>.txt` beside `testFile`.
///
/// A missing file fails: a new picture is accepted by a person, not by the first run. With
/// `UPDATE_GOLDEN=1` in the environment the files are rewritten; read the diff before you commit.
///
/// - Returns: nil when they are equal, else what differs.
public func differenceFromGolden(
  _ actual: String, _ name: String, testFile: String = #filePath
) -> String? {
  let file = URL(filePath: testFile).deletingLastPathComponent().appending(
    path: "Golden/\(name).txt")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    do {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      return nil
    } catch {
      return "cannot write \(file.path): \(error)"
    }
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    return "there is no golden file '\(name)'. If this picture is right, run "
      + "UPDATE_GOLDEN=1 swift test --filter and commit it:\n\(actual)"
  }
  guard actual != expected else { return nil }
  let (old, new) = (lines(expected), lines(actual))
  var report = ["'\(name)' changed. If the new picture is right: UPDATE_GOLDEN=1 swift test"]
  for row in 0..<max(old.count, new.count) {
    let (before, after) = (row < old.count ? old[row] : "", row < new.count ? new[row] : "")
    if before != after { report += ["\(row + 1) - \(before)", "\(row + 1) + \(after)"] }
  }
  return report.joined(separator: "\n")
}

private func lines(_ text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
