import Foundation
import Glibc
import Testing

/// The real program in a real terminal. Few, because they are slow; each guards something that
/// only a terminal can show.
@Suite(.serialized) struct ScreenTests {
  private static let sizes = [(80, 24), (120, 40), (60, 20)]

  /// The screen that `play` computes for the same keys: the terminal must show exactly this.
  private func expected(_ keys: String, size: (Int, Int), language: String) throws -> String {
    let result = try Tool.run(
      "play", "-", "--size", "\(size.0)x\(size.1)", "--lang", language, input: keys)
    var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: ["en", "zh"])
  func `The terminal shows exactly the picture that the program drew`(language: String) throws {
    for size in Self.sizes {
      let tmux = try Tmux(columns: size.0, rows: size.1, language: language)
      try tmux.wait(forScreen: expected("", size: size, language: language))
      try tmux.press("?")
      try tmux.wait(forScreen: expected("?", size: size, language: language))
      try tmux.press("Escape", "q")
      try tmux.wait(for: "exit=0")
    }
  }

  @Test func `Resizing to 60×20, to 20×5 and back loses nothing`() throws {
    let tmux = try Tmux()
    try tmux.wait(for: "quit")
    try tmux.type("/gate")
    try tmux.wait(forScreen: expected("/gate", size: (80, 24), language: "en"))
    try tmux.resize(columns: 60, rows: 20)
    try tmux.wait(forScreen: expected("/gate", size: (60, 20), language: "en"))
    try tmux.resize(columns: 20, rows: 5)
    try tmux.wait(for: "needs")
    try tmux.resize(columns: 80, rows: 24)
    try tmux.wait(forScreen: expected("/gate", size: (80, 24), language: "en"))
  }

  @Test func `Control-Z gives the shell its screen and fg brings ours back`() throws {
    let tmux = try Tmux()
    // The counts of the course are the last thing to appear.
    let home = try tmux.wait(for: "readiness")
    try tmux.press("C-z")
    try tmux.wait(for: "Stopped")
    try tmux.type("stty -a | grep -o ' echo '; fg")
    try tmux.press("Enter")
    try tmux.wait(forScreen: home)
    try tmux.press("q")
    let shell = try tmux.wait(until: "the shell's prompt") { $0.hasSuffix("READY>") }
    #expect(shell.contains("\n echo"))
  }

  @Test func `A quiz's clock stands still while the program is stopped`() throws {
    let tmux = try Tmux("quiz --seed 3 --count 2 --per-question 99s")
    func clock(_ screen: String) -> Int? {
      let title = screen.prefix { $0 != "\n" }
      guard let shown = title.firstMatch(of: #/(\d+):(\d\d)$/#),
        let minutes = Int(shown.1), let seconds = Int(shown.2)
      else { return nil }
      return minutes * 60 + seconds
    }
    let before = try tmux.wait(until: "a clock") { clock($0) != nil }
    try tmux.press("C-z")
    try tmux.wait(for: "Stopped")
    try tmux.type("sleep 12; fg")
    try tmux.press("Enter")
    let after = try tmux.wait(seconds: 60, until: "the clock again") { clock($0) != nil }
    let lost = try #require(clock(before)) - #require(clock(after))
    // The keys take their time on a busy machine, but not as long as the program stood still.
    #expect((0..<10).contains(lost))
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
  func `A signal leaves a sane terminal`(signal: Int32, code: Int) throws {
    let tmux = try Tmux(then: "stty -a | grep -o ' echo '")
    try tmux.wait(for: "quit")
    kill(try tmux.processID(), signal)
    let shell = try tmux.wait(for: "exit=\(code)")
    #expect(!shell.contains("LSTM Tutor"), "the alternate screen is still shown")
    try tmux.wait(for: "\n echo")
  }

  @Test func `A crash gives the terminal back`() throws {
    let tmux = try Tmux(then: "stty -a | grep -o ' echo '")
    try tmux.wait(for: "quit")
    kill(try tmux.processID(), SIGSEGV)
    try tmux.wait(for: "exit=139")
    try tmux.wait(for: "\n echo")
  }

  @Test func `It starts in UTF-8 when the locale has none`() throws {
    let tmux = try Tmux(language: "zh", environment: "LANG=C LC_ALL=C")
    try tmux.wait(forScreen: expected("", size: (80, 24), language: "zh"))
  }

  @Test(arguments: ["linux", "vt100", "xterm", "screen-256color", "kitty"])
  func `It draws the same picture on other terminals`(terminal: String) throws {
    let tmux = try Tmux(columns: 100, rows: 30, environment: "TERM=\(terminal) LINES=9 COLUMNS=40")
    try tmux.wait(forScreen: expected("", size: (100, 30), language: "en"))
    try tmux.press("q")
    try tmux.wait(for: "exit=0")
  }

  @Test(arguments: ["dumb", "no-such-terminal", "''"])
  func `A terminal that cannot show screens gets lines`(terminal: String) throws {
    let tmux = try Tmux(environment: "TERM=\(terminal)")
    try tmux.wait(for: "Type the number of a lesson")
    try tmux.type("q")
    try tmux.press("Enter")
    try tmux.wait(for: "exit=0")
  }

  @Test func `Escape is quick, and pasted text presses no keys`() throws {
    let tmux = try Tmux()
    try tmux.wait(for: "quit")
    try tmux.press("/")
    try tmux.type("qqq")
    try tmux.wait(forScreen: expected("/qqq", size: (80, 24), language: "en"))
    try tmux.press("Escape")
    try tmux.wait(for: "quit")
  }

  @Test func `An idle program uses no CPU`() throws {
    let tmux = try Tmux()
    try tmux.wait(for: "readiness")
    let pid = try tmux.processID()
    func ticks() throws -> [Substring] {
      let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
      return Array(fields[12...13])  // utime, stime
    }
    // Reading the course may still be ending; a program that polls never has a quiet second.
    var quiet = false
    for _ in 0..<10 where !quiet {
      let before = try ticks()
      poll(nil, 0, 1_000)
      quiet = try ticks() == before
    }
    #expect(quiet)
  }
}
