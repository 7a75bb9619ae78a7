import Foundation
import Glibc

/// A program run to its end, its input and output in files.
///
/// Foundation's `Process` notices the end of a child by a descriptor that the child's own children
/// inherit; with a tmux server among them it waits for ever.
struct Spawn {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  var output: String
  var errors: String
  var exitCode: Int32

  /// - Parameters:
  ///   - environment: the whole environment of the program.
  ///   - scratch: a folder for the files.
  ///   - whileRunning: is given the process and the file that its standard error goes to.
  init(
    _ program: String, _ arguments: [String], input: String? = nil,
    environment: [String: String], directory: URL? = nil, scratch: URL,
    whileRunning: (pid_t, URL) throws -> Void = { _, _ in }
  ) throws {
    let name = UUID().uuidString
    let (inFile, outFile, errFile) = (
      scratch.appending(path: name + ".in"), scratch.appending(path: name + ".out"),
      scratch.appending(path: name + ".err")
    )
    defer {
      for file in [inFile, outFile, errFile] { try? FileManager.default.removeItem(at: file) }
    }
    if let input { try input.write(to: inFile, atomically: true, encoding: .utf8) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let inPath = input == nil ? "/dev/null" : inFile.path
    posix_spawn_file_actions_addopen(&actions, 0, inPath, O_RDONLY, 0)
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, outFile.path, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errFile.path, create, 0o600)

    // The threads that tests run on block signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    // Glibc's module lacks the file action that changes the folder.
    let words = ["/usr/bin/env", "-C", directory?.path ?? "/", program] + arguments
    let argv = words.map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid = pid_t()
    let failure = posix_spawn(&pid, words[0], &actions, &attributes, argv, envp)
    guard failure == 0 else {
      throw Failure(description: "\(program): \(String(cString: strerror(failure)))")
    }
    let meeting = Result { try whileRunning(pid, errFile) }
    if case .failure = meeting { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    try meeting.get()
    let signal = status & 0x7F
    exitCode = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    output = String(decoding: (try? Data(contentsOf: outFile)) ?? Data(), as: UTF8.self)
    errors = String(decoding: (try? Data(contentsOf: errFile)) ?? Data(), as: UTF8.self)
  }
}
