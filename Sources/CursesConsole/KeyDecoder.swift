internal import CNcurses
internal import Console

/// Turns what ncurses reads into keys and pasted text.
final class KeyDecoder {
  // ncurses gives the codes right above KEY_MAX to keys of the terminal's own.
  private static let pasteStart: Int32 = 0x7000
  private static let pasteEnd: Int32 = 0x7001

  /// ncurses must be running: there is no terminal to define keys for before.
  init() {
    define_key("\u{1B}[200~", Self.pasteStart)
    define_key("\u{1B}[201~", Self.pasteEnd)
  }

  /// Everything that can be read without waiting.
  func pendingEvents() -> [InputEvent] {
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
}
