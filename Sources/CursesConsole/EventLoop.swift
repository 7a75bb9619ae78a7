internal import CPosix
internal import Glibc

/// What woke the event loop.
public enum Wakeup: Hashable, Sendable {
  case input
  case mail
  case resized
  case resumed
  /// Somebody else than the keyboard asks for what ^Z does.
  case stopped
  case terminated(signal: Int32)
  case deadline
}

/// Waits for the keyboard, for background work and for signals in one `poll`.
///
/// Signals are blocked and read from a descriptor, so no Swift code ever runs inside a signal
/// handler. Make the loop first thing in `main`: threads inherit the mask of their creator.
public final class EventLoop {
  private let signals: Int32
  private let mail: Int32

  public init() {
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT] {
      sigaddset(&mask, number)
    }
    pthread_sigmask(SIG_BLOCK, &mask, nil)
    signals = cp_signalfd(&mask)
    mail = cp_eventfd()
  }

  /// A function that wakes the loop from any thread.
  public var wake: @Sendable () -> Void {
    { [mail] in
      var one: UInt64 = 1
      _ = write(mail, &one, 8)
    }
  }

  /// The loop's clock: monotonic milliseconds.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Sleeps until something happens. With no deadline an idle program uses no CPU at all.
  ///
  /// - Parameter deadline: an instant of ``now``.
  public func wait(until deadline: Int64? = nil) -> Set<Wakeup> {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mail, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(until: deadline))
    if ready == 0 { return [.deadline] }
    if ready < 0 { return [] }  // EINTR: the caller simply waits again

    var wakeups: Set<Wakeup> = []
    if descriptors[0].revents & Int16(POLLIN) != 0 { wakeups.insert(.input) }
    if descriptors[0].revents & Int16(POLLHUP) != 0 { wakeups.insert(.terminated(signal: SIGHUP)) }
    if descriptors[1].revents != 0 {
      var count: UInt64 = 0
      _ = read(mail, &count, 8)
      wakeups.insert(.mail)
    }
    while case let number = cp_next_signal(signals), number != 0 {
      switch number {
      case SIGWINCH: wakeups.insert(.resized)
      case SIGCONT: wakeups.insert(.resumed)
      case SIGTSTP: wakeups.insert(.stopped)  // in raw mode ^Z is a key and sends none
      default: wakeups.insert(.terminated(signal: number))
      }
    }
    return wakeups
  }

  /// Stops the process group as ^Z would, and returns when it is continued.
  public func stop() {
    var stopSignal = sigset_t()
    sigemptyset(&stopSignal)
    sigaddset(&stopSignal, SIGTSTP)
    signal(SIGTSTP, SIG_DFL)  // ncurses installed a handler of its own
    kill(0, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stopSignal, nil)  // stops here
    pthread_sigmask(SIG_BLOCK, &stopSignal, nil)
  }

  private static func milliseconds(until deadline: Int64?) -> Int32 {
    guard let deadline else { return -1 }
    return Int32(min(max(0, deadline - now), 60_000))
  }
}
