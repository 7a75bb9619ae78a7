internal import CNcurses
internal import Cells

/// How many colours to use.
public enum ColorChoice: Hashable, Sendable {
  case automatic, rich, basic, never
}

/// What each role looks like on this terminal. The only place that knows colours.
struct Theme {
  private var pairs: [Role: Int32] = [:]
  private let isDimmed: Bool

  /// Registers the colour pairs. ncurses must be running.
  init(_ choice: ColorChoice) {
    guard choice != .never, has_colors() else {
      isDimmed = true
      return
    }
    start_color()
    use_default_colors()
    let isRich = choice == .rich || (choice == .automatic && nc_color_count() >= 256)
    isDimmed = !isRich
    for (index, role) in Role.allCases.enumerated() {
      guard let color = isRich ? Self.rich[role] : Self.basic[role] else { continue }
      let pair = Int32(index + 1)
      if init_extended_pair(pair, color, -1) == OK { pairs[role] = pair }
    }
  }

  func pair(of role: Role) -> Int32 { pairs[role] ?? 0 }

  func attributes(of style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.emphasis.contains(.bold) { attributes |= nc_attr_bold }
    if style.emphasis.contains(.italic) { attributes |= nc_attr_italic }
    if style.emphasis.contains(.underline) { attributes |= nc_attr_underline }
    if style.emphasis.contains(.reverse) || style.role == .selection {
      attributes |= nc_attr_reverse
    }
    if style.role == .muted, isDimmed { attributes |= nc_attr_dim }
    return attributes
  }

  /// Indexes into xterm's 256 colours, of middle brightness so that they read on light and dark
  /// backgrounds. The gates have the colour-blind-safe hues of Okabe and Ito.
  private static let rich: [Role: Int32] = [
    .muted: 245, .heading: 33, .accent: 37, .success: 71, .warning: 172, .danger: 167,
    .code: 137, .link: 33, .forgetGate: 166, .inputGate: 35, .candidate: 74, .outputGate: 175,
    .cellState: 178,
  ]

  private static let basic: [Role: Int32] = [
    .heading: COLOR_CYAN, .accent: COLOR_CYAN, .success: COLOR_GREEN, .warning: COLOR_YELLOW,
    .danger: COLOR_RED, .code: COLOR_YELLOW, .link: COLOR_CYAN, .forgetGate: COLOR_RED,
    .inputGate: COLOR_GREEN, .candidate: COLOR_CYAN, .outputGate: COLOR_MAGENTA,
    .cellState: COLOR_YELLOW,
  ]
}
