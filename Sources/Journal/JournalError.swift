internal import GRDB

/// Why the journal could not be read or written.
public enum JournalError: Error, Hashable, Sendable {
  /// The file or its folder must not be written.
  case readOnly(path: String)
  /// The disk is full.
  case full(path: String)
  /// Another program holds the file for longer than one can wait.
  case busy(path: String)
  case damaged(path: String)
  /// A later version of the program has changed the file.
  case newer(path: String)
  /// The file was removed or replaced while it was open.
  case moved(path: String)
  case failed(path: String, reason: String)

  public var path: String {
    switch self {
    case .readOnly(let path), .full(let path), .busy(let path), .damaged(let path),
      .newer(let path), .moved(let path), .failed(let path, _):
      path
    }
  }

  init(_ error: any Error, path: String) {
    if let error = error as? JournalError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, reason: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      self = .readOnly(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path)
    default: self = .failed(path: path, reason: error.message ?? "SQLite error \(error.errorCode)")
    }
  }
}
