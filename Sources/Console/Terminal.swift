public import Cells

/// A key press, already decoded from whatever bytes the terminal sent.
public enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  case control(Character)
}

/// Something that happened outside the program.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case resized(Size)
}

/// One picture for the terminal, with the place where typing happens.
public struct Frame: Hashable, Sendable {
  public var canvas: Canvas
  /// Where the cursor blinks; nil hides it.
  public var cursor: Point?

  public init(canvas: Canvas, cursor: Point? = nil) {
    self.canvas = canvas
    self.cursor = cursor
  }
}

/// The only thing the rest of the program knows about the screen.
public protocol Terminal: AnyObject {
  var size: Size { get }

  /// Every event that can be read without waiting.
  func pendingEvents() -> [InputEvent]

  /// Makes the screen look like `frame`, sending only what changed.
  func show(_ frame: Frame)
}
