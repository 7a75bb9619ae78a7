internal import CNcurses
internal import CPosix
public import Cells
public import Console
internal import Glibc

/// The real terminal, driven through ncurses.
///
/// ncurses keeps global state and is not thread-safe, so the type is deliberately not `Sendable`:
/// the compiler keeps it on the thread that made it.
public final class CursesTerminal: Terminal {
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  public private(set) var size: Size
  private var shown: Canvas
  private let pairs: [Role: Int32]

  /// Takes over the terminal. Call ``leave()`` before the process ends.
  public init() throws(Failure) {
    Self.adoptUTF8Locale()
    let name = Self.environment("TERM") ?? ""
    if ["", "dumb", "unknown"].contains(name) {
      throw Failure(
        description: "TERM is '\(name)': this terminal cannot show a screen. Try --plain.")
    }
    cp_guard_terminal(STDOUT_FILENO)
    use_env(false)  // LINES and COLUMNS would freeze the size
    // newterm reports failure; initscr would print a message and exit.
    if nc_newterm(nil) == nil, nc_newterm("xterm-256color") == nil {
      throw Failure(
        description:
          "no terminfo entry for TERM='\(name)'. Install ncurses-term, or set TERM=xterm-256color.")
    }
    cp_hold_stderr()
    raw()
    noecho()
    nonl()
    keypad(nc_stdscr(), true)
    nodelay(nc_stdscr(), true)
    if Self.environment("ESCDELAY") == nil { set_escdelay(25) }
    mouseinterval(0)
    curs_set(0)
    pairs = Self.makePairs(monochrome: Self.environment("NO_COLOR").map { !$0.isEmpty } ?? false)
    size = Self.measure()
    shown = Canvas(size: size)
    define_key("\u{1B}[200~", Self.pasteStart)
    define_key("\u{1B}[201~", Self.pasteEnd)
    setPrivateModes(true)
  }

  // MARK: Terminal

  public func show(_ canvas: Canvas) {
    for row in 0..<canvas.size.rows {
      for column in 0..<canvas.size.columns {
        let point = Point(row: row, column: column)
        if let cell = canvas[point], shown[point] != cell { put(cell, at: point) }
      }
    }
    shown = canvas
    refresh()
  }

  public func pendingEvents() -> [InputEvent] {
    var events: [InputEvent] = []
    var code: wint_t = 0
    while true {
      let kind = wget_wch(nc_stdscr(), &code)
      if kind == ERR { return events }
      if kind == KEY_CODE_YES, code == UInt32(Self.pasteStart) {
        events.append(.paste(readPaste()))
      } else if let key = Self.key(code: code, isFunctionKey: kind == KEY_CODE_YES) {
        events.append(.key(key))
      }
    }
  }

  // MARK: Life cycle

  /// Follows the terminal to its new size and reports it. Call when SIGWINCH arrives.
  public func resize() -> InputEvent {
    size = Self.measure()
    resizeterm(Int32(size.rows), Int32(size.columns))
    repaintAll()
    return .resized(size)
  }

  /// Gives the terminal back to the shell.
  public func leave() {
    setPrivateModes(false)
    endwin()
    cp_release_stderr()
  }

  /// Takes the terminal again after ``leave()``.
  public func enter() {
    cp_hold_stderr()
    refresh()
    setPrivateModes(true)
    repaintAll()
  }

  private func repaintAll() {
    shown = Canvas(size: size)
    erase()
    nc_invalidate_physical_screen()
  }

  private func setPrivateModes(_ on: Bool) {
    if let capability = tigetstr(on ? "BE" : "BD"), Int(bitPattern: capability) != -1 {
      putp(capability)
    }
    fflush(nil)
  }

  // MARK: Drawing

  private func put(_ cell: Cell, at point: Point) {
    var scalars = cell.text.unicodeScalars.prefix(Int(CCHARW_MAX)).map {
      wchar_t(bitPattern: $0.value)
    }
    if scalars.isEmpty { return }
    scalars.append(0)
    var attributes: attr_t = 0
    if cell.style.emphasis.contains(.bold) { attributes |= nc_attr_bold }
    if cell.style.emphasis.contains(.italic) { attributes |= nc_attr_italic }
    if cell.style.emphasis.contains(.underline) { attributes |= nc_attr_underline }
    if cell.style.emphasis.contains(.reverse) || cell.style.role == .selection {
      attributes |= nc_attr_reverse
    }
    // The lower right corner returns ERR after drawing; there is nothing to handle.
    nc_put(Int32(point.row), Int32(point.column), scalars, attributes, pairs[cell.style.role] ?? 0)
  }

  private static func makePairs(monochrome: Bool) -> [Role: Int32] {
    guard !monochrome, has_colors() else { return [:] }
    start_color()
    use_default_colors()
    let rich = nc_color_count() >= 256
    let colors: [Role: Int32] = [
      .muted: rich ? 245 : 7, .heading: rich ? 75 : 4, .accent: rich ? 80 : 6,
      .success: rich ? 114 : 2,
      .danger: rich ? 203 : 1, .code: rich ? 180 : 3,
    ]
    var pairs: [Role: Int32] = [:]
    for (index, role) in Role.allCases.enumerated() {
      guard let color = colors[role] else { continue }
      let pair = Int32(index + 1)
      if init_extended_pair(pair, color, -1) == OK { pairs[role] = pair }
    }
    return pairs
  }

  // MARK: Input

  private static let pasteStart: Int32 = KEY_MAX + 1
  private static let pasteEnd: Int32 = KEY_MAX + 2

  private func readPaste() -> String {
    var text = ""
    var code: wint_t = 0
    wtimeout(nc_stdscr(), 500)
    defer { nodelay(nc_stdscr(), true) }
    while true {
      let kind = wget_wch(nc_stdscr(), &code)
      if kind == ERR || (kind == KEY_CODE_YES && code == UInt32(Self.pasteEnd)) { return text }
      if kind == OK, let scalar = Unicode.Scalar(code) { text.unicodeScalars.append(scalar) }
    }
  }

  private static func key(code: wint_t, isFunctionKey: Bool) -> Key? {
    if isFunctionKey {
      let code = Int32(bitPattern: code)
      return switch code {
      case KEY_UP: .up
      case KEY_DOWN: .down
      case KEY_LEFT: .left
      case KEY_RIGHT: .right
      case KEY_HOME: .home
      case KEY_END: .end
      case KEY_PPAGE: .pageUp
      case KEY_NPAGE: .pageDown
      case KEY_BTAB: .backTab
      case KEY_BACKSPACE: .backspace
      case KEY_DC: .delete
      case KEY_ENTER: .enter
      case (KEY_F0 + 1)...(KEY_F0 + 12): .function(Int(code - KEY_F0))
      default: nil  // KEY_RESIZE among them: the size comes from SIGWINCH
      }
    }
    return switch code {
    case 0x0D, 0x0A: .enter
    case 0x1B: .escape
    case 0x09: .tab
    case 0x7F, 0x08: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(code) + 0x60)))
    case 0x00..<0x20: nil
    default: Unicode.Scalar(code).map { .character(Character($0)) }
    }
  }

  // MARK: Environment

  /// Uses the user's locale, or C.UTF-8 when that locale is not UTF-8.
  private static func adoptUTF8Locale() {
    setlocale(LC_ALL, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    setlocale(LC_NUMERIC, "C")
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func measure() -> Size {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return Size(rows: 24, columns: 80)
    }
    return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
  }
}
