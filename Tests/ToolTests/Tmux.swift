import Foundation
import Glibc

/// The program in a real terminal: a tmux server of its own, with nothing of the user's.
final class Tmux {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let socket = "lstm-tutor-test-\(UUID().uuidString)"
  private let home: URL

  /// Starts `command` (the program's arguments, run by a shell that says the exit code afterwards).
  init(
    _ arguments: String = "", columns: Int = 80, rows: Int = 24, language: String = "en",
    environment: String = "", then afterwards: String = ""
  ) throws {
    home = try Tool.makeHome()
    let command =
      "cd \(Tool.root.path); \(Tool.program.path) \(arguments) --lang \(language); "
      + "echo exit=$?; \(afterwards)"
    // The shell has job control, so that ^Z and fg work.
    let script = home.appending(path: "start.sh")
    try "\(command)\n".write(to: script, atomically: true, encoding: .utf8)
    try tmux(
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "env -i HOME=\(home.path) PATH=$PATH TERM=tmux-256color LANG=C.UTF-8 PS1='READY>' "
        + "SWIFT_BACKTRACE=interactive=no,color=no \(environment) "
        + "bash --norc --noprofile -i")
    try wait(for: "READY>")
    try type(". \(script.path)")
    try press("Enter")
  }

  deinit {
    _ = try? tmux("kill-server")
    try? FileManager.default.removeItem(at: home)
  }

  /// Presses keys by tmux's names (`Enter`, `C-z`, `Escape`).
  func press(_ keys: String...) throws {
    for key in keys { try tmux("send-keys", key) }
  }

  /// Types text as it stands.
  func type(_ text: String) throws {
    try tmux("send-keys", "-l", text)
  }

  /// Pastes text as a terminal does, in brackets if the program asked for them.
  func paste(_ text: String) throws {
    try tmux("set-buffer", text)
    try tmux("paste-buffer", "-p")
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// What is on the screen now, without trailing spaces and empty lines at the end.
  func screen() throws -> String {
    var lines = try tmux("capture-pane", "-p")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.reversed().drop { $0 == " " }.reversed()) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Waits until the screen satisfies `condition`, and returns it.
  @discardableResult
  func wait(
    seconds: Int = 60, until what: String, _ condition: (String) -> Bool
  ) throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    var last = ""
    while ContinuousClock.now < end {
      last = try screen()
      if condition(last) { return last }
      poll(nil, 0, 20)
    }
    throw Failure(description: "the screen never showed \(what):\n\(last)")
  }

  /// Waits until `text` is on the screen.
  @discardableResult
  func wait(for text: String) throws -> String {
    try wait(until: "'\(text)'") { $0.contains(text) }
  }

  /// What is on the screen once it has stopped changing: a picture may arrive in pieces.
  func settledScreen() throws -> String {
    var last = try screen()
    return try wait(until: "the same twice") { now in
      defer { last = now }
      return now == last
    }
  }

  /// Waits until the screen equals `expected`.
  func wait(forScreen expected: String) throws {
    try wait(until: "the expected picture:\n\(expected)\n\nbut") { $0 == expected }
  }

  /// The process that runs in the pane, by the name of its program.
  func processID() throws -> pid_t {
    let pane = try tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(
      in: .whitespacesAndNewlines)
    let children = try run("/usr/bin/pgrep", ["-P", pane, "lstm-tutor"])
    guard let pid = pid_t(children.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Failure(description: "the program is not running")
    }
    return pid
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    try run("/usr/bin/tmux", ["-L", socket, "-f", "/dev/null"] + arguments)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let result = try Spawn(
      program, arguments,
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
      scratch: home)
    guard result.exitCode == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")): \(result.errors)")
    }
    return result.output
  }
}
