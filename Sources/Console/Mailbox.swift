internal import Synchronization

/// Messages from background work to the thread that owns the screen.
///
/// `wake` is called after each post, on the posting thread. It must be safe to call from any
/// thread and cheap to call often; writing to an eventfd is both.
public final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  public init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  public func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wake()
  }

  public func drain() -> [Message] {
    messages.withLock { pending in
      defer { pending.removeAll(keepingCapacity: true) }
      return pending
    }
  }
}
