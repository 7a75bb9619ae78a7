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
  /// Why there is no screen to draw on: one sentence.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  public private(set) var size: Size
  private(set) var shown: Frame
  private(set) var theme: Theme
  private let keys: KeyDecoder

  /// Takes over the terminal. Call ``leave()`` before the process ends.
  public init(color: ColorChoice = .automatic) throws(Failure) {
    Self.adoptUTF8Locale()
    let name = Self.environment("TERM") ?? ""
    cp_guard_terminal(STDOUT_FILENO)
    // They would freeze the size. use_env(false) forbids them too, but then ncurses does not ask
    // the terminal either, and entries without a size (linux) fail.
    unsetenv("LINES")
    unsetenv("COLUMNS")
    // newterm reports failure; initscr would print a message and exit.
    if nc_newterm(nil) == nil {
      guard Self.isLikeXterm(name), nc_newterm("xterm-256color") != nil else {
        throw Failure(
          description: "this system has no terminfo entry for TERM='\(name)'; "
            + "install ncurses-term or set TERM=xterm-256color")
      }
    }
    // Until it has been left once, ncurses 6.4 writes to the terminal at every jump of the cursor,
    // a hundred times a picture; the first picture comes back.
    endwin()
    cp_hold_stderr()
    raw()
    noecho()
    nonl()
    keypad(nc_stdscr(), true)
    nodelay(nc_stdscr(), true)
    keys = KeyDecoder()
    // The wait for the rest of an escape sequence is inside wgetch, even with nodelay.
    if Self.environment("ESCDELAY") == nil { set_escdelay(25) }
    curs_set(0)
    theme = Theme(color)
    size = Self.measure()
    // The window may have changed since newterm looked.
    resizeterm(Int32(size.rows), Int32(size.columns))
    shown = Frame(canvas: Canvas(size: size))
    setBracketedPaste(true)
  }

  /// Whether a terminal of this name can show screens.
  public static func canShow(_ name: String) -> Bool {
    !["", "dumb", "unknown"].contains(name) && (nc_is_described(name) || isLikeXterm(name))
  }

  // MARK: Terminal

  public func show(_ frame: Frame) {
    frame.canvas.forEachChange(since: shown.canvas) { row, columns in
      put(frame.canvas, row: row, columns)
    }
    if let cursor = frame.cursor { move(Int32(cursor.row), Int32(cursor.column)) }
    if (frame.cursor == nil) != (shown.cursor == nil) { curs_set(frame.cursor == nil ? 0 : 1) }
    shown = frame
    refresh()
  }

  public func pendingEvents() -> [InputEvent] { keys.pendingEvents() }

  /// Changes how roles look and paints everything anew.
  public func setColor(_ color: ColorChoice) {
    theme = Theme(color)
    repaintAll()
  }

  /// Whether it can show a `Shade`.
  public var canShade: Bool { Theme.canShade }

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
    setBracketedPaste(false)
    curs_set(1)
    endwin()
    cp_release_stderr()
  }

  /// Takes the terminal again after ``leave()``.
  public func enter() {
    cp_hold_stderr()
    refresh()
    curs_set(shown.cursor == nil ? 0 : 1)
    setBracketedPaste(true)
    repaintAll()
  }

  /// Forgets what is on the screen, so that the next picture is painted in full.
  public func repaintAll() {
    shown = Frame(canvas: Canvas(size: size), cursor: shown.cursor)
    erase()
    nc_invalidate_physical_screen()
  }

  private func setBracketedPaste(_ on: Bool) {
    if let capability = tigetstr(on ? "BE" : "BD"), Int(bitPattern: capability) != -1 {
      putp(capability)
    } else if Self.isLikeXterm(Self.environment("TERM") ?? "") {
      // The entries of tmux and screen lack it, and without it a pasted line break is an Enter.
      putp(on ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
    }
    fflush(nil)
  }

  // MARK: Environment

  /// Uses the user's locale, or C.UTF-8 when that locale is not UTF-8.
  private static func adoptUTF8Locale() {
    setlocale(LC_ALL, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    setlocale(LC_NUMERIC, "C")
  }

  /// Names of terminals that understand xterm's language and often lack a terminfo entry.
  private static func isLikeXterm(_ name: String) -> Bool {
    let families = [
      "xterm", "kitty", "alacritty", "foot", "ghostty", "wezterm", "tmux", "screen", "rxvt",
      "konsole", "gnome", "vte", "st-", "contour", "rio",
    ]
    return families.contains { name.hasPrefix($0) }
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func measure() -> Size {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0
    else { return Size(rows: 24, columns: 80) }
    return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
  }
}
