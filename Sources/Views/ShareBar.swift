public import Cells

/// A horizontal bar for a share between 0 and 1, one cell high, in eighths of a cell.
public struct ShareBar: View {
  public var share: Double
  public var style: Style

  public init(share: Double, style: Style = .accent) {
    self.share = share
    self.style = style
  }

  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    canvas.write(
      Self.glyphs(share: share, width: rect.size.columns), at: rect.origin, style: style, in: rect)
  }

  /// The filled part of a bar that is `width` cells long when full.
  public static func glyphs(share: Double, width: Int) -> String {
    let share = share.isNaN ? 0 : min(1, max(0, share))
    let eighths = Int((share * Double(width * 8)).rounded())
    let partials = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + partials[eighths % 8]
  }
}
