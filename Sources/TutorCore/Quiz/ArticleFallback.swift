import Cells
import CourseModel

func paragraphLines(_ inlines: [Inline], width: Int, style: Style = .body) -> [Line] {
  Line(inlines.plainText, style).wrapped(to: width)
}

func blockLines(_ blocks: [Block], width: Int, style: Style = .body) -> [Line] {
  blocks.enumerated().flatMap { index, block -> [Line] in
    let gap = index > 0 ? [Line()] : []
    if case .code(_, let text) = block {
      return gap
        + text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { Line("  " + $0, Style(.code)) }
    }
    return gap + Line(block.plainText, style).wrapped(to: width)
  }
}
