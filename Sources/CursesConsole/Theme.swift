internal import CNcurses
internal import Cells

/// How many colours to use.
public enum ColorChoice: Hashable, Sendable {
  case automatic, rich, basic, never
}

/// How ncurses is told a look.
struct Look: Hashable {
  var attributes: attr_t
  var pair: Int32

  /// Whether a blank of this look is like any other blank.
  var leavesBlanks: Bool { attributes & (nc_attr_reverse | nc_attr_underline) == 0 }
}

/// What each role looks like on this terminal. The only place that knows colours.
struct Theme {
  /// By the raw value of the role.
  private var pairs = [Int32](repeating: 0, count: Role.allCases.count)
  /// By the palette, then the lower and the higher of two levels; empty without shades.
  private var shades: [Int32] = []
  private let isDimmed: Bool
  /// By role and emphasis.
  private var looks: [Look] = []

  /// Registers the colour pairs. ncurses must be running.
  init(_ choice: ColorChoice) {
    guard choice != .never, has_colors() else {
      isDimmed = true
      looks = allLooks
      return
    }
    start_color()
    use_default_colors()
    let isRich = choice == .rich || (choice == .automatic && nc_color_count() >= 256)
    isDimmed = !isRich
    for (index, role) in Role.allCases.enumerated() {
      guard let color = isRich ? Self.rich[role] : Self.basic[role] else { continue }
      let pair = Int32(index + 1)
      if init_extended_pair(pair, color, -1) == OK { pairs[Int(role.rawValue)] = pair }
    }
    if isRich, Self.canShade { allocateShades(from: Int32(Role.allCases.count + 1)) }
    looks = allLooks
  }

  /// Whether the terminal has the colours that a ``Shade`` needs. ncurses must be running.
  static var canShade: Bool {
    // What ncurses counts itself is 0 until colours are started, which `never` does not do.
    tigetnum("colors") >= 256 && Int(tigetnum("pairs")) > Role.allCases.count + shadeCount
  }

  /// Pairs of two levels of each palette, in one order only, so that all fit into a table of 256.
  private static let shadeCount =
    Shade.Palette.allCases.count * Shade.levelCount * (Shade.levelCount + 1) / 2

  /// Registers every pair at once: those that are freed for others could still be on the screen.
  private mutating func allocateShades(from first: Int32) {
    var pair = first
    for palette in Shade.Palette.allCases {
      let colors = Self.colors(of: palette)
      for high in 0..<Shade.levelCount {
        for low in 0...high {
          shades.append(init_extended_pair(pair, colors[high], colors[low]) == OK ? pair : 0)
          pair += 1
        }
      }
    }
  }

  /// Whether shades are shown in their colours.
  var hasShades: Bool { !shades.isEmpty }

  /// The look of a shaded cell.
  func look(of ink: ShadeInk) -> Look {
    let count = Shade.levelCount * (Shade.levelCount + 1) / 2
    return Look(
      attributes: 0,
      pair: shades[
        Int(ink.palette.rawValue) * count + ink.front * (ink.front + 1) / 2 + ink.back])
  }

  /// The look of any other cell.
  func look(of style: Style) -> Look {
    looks[Int(style.role.rawValue) << 4 | Int(style.emphasis.rawValue & 15)]
  }

  private var allLooks: [Look] {
    Role.allCases.flatMap { role in
      (0..<16).map {
        Look(attributes: attributes(role, Emphasis(rawValue: $0)), pair: pairs[Int(role.rawValue)])
      }
    }
  }

  private func attributes(_ role: Role, _ emphasis: Emphasis) -> attr_t {
    var attributes: attr_t = 0
    if emphasis.contains(.bold) { attributes |= nc_attr_bold }
    if emphasis.contains(.italic) { attributes |= nc_attr_italic }
    if emphasis.contains(.underline) { attributes |= nc_attr_underline }
    if emphasis.contains(.reverse) || role == .selection { attributes |= nc_attr_reverse }
    if role == .muted, isDimmed { attributes |= nc_attr_dim }
    return attributes
  }

  /// Indexes into xterm's 256 colours, of middle brightness so that they read on light and dark
  /// backgrounds. The gates have the colour-blind-safe hues of Okabe and Ito.
  private static let rich: [Role: Int32] = [
    .muted: 245, .heading: 33, .accent: 37, .success: 71, .warning: 172, .danger: 167,
    .code: 137, .link: 33, .forgetGate: 166, .inputGate: 35, .candidate: 74, .outputGate: 175,
    .cellState: 178,
  ]

  /// Nine of xterm's 256 colours: orange over dark grey to blue; viridis; greys. Each palette gets
  /// brighter away from its zero.
  private static func colors(of palette: Shade.Palette) -> [Int32] {
    switch palette {
    case .signed: [215, 172, 130, 94, 236, 24, 31, 39, 117]
    case .share: [53, 61, 24, 30, 36, 35, 113, 148, 220]
    case .size: [233, 236, 239, 242, 245, 247, 250, 253, 231]
    }
  }

  private static let basic: [Role: Int32] = [
    .heading: COLOR_CYAN, .accent: COLOR_CYAN, .success: COLOR_GREEN, .warning: COLOR_YELLOW,
    .danger: COLOR_RED, .code: COLOR_YELLOW, .link: COLOR_CYAN, .forgetGate: COLOR_RED,
    .inputGate: COLOR_GREEN, .candidate: COLOR_CYAN, .outputGate: COLOR_MAGENTA,
    .cellState: COLOR_YELLOW,
  ]
}
