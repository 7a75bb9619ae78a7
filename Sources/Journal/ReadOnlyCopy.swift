internal import Glibc

extension Journal {
  /// Opens a copy of the journal at `path`, for reading only: SQLite needs to write beside a file that it
  /// shares with others, which a read-only folder does not allow. ``close()`` removes the copy.
  public static func openCopy(of path: String) throws(JournalError) -> Journal {
    var template = Array(((getenv("TMPDIR").map { String(cString: $0) }) ?? "/tmp").utf8CString)
    template.removeLast()
    template += "/lstm-tutor-XXXXXX".utf8CString
    guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else {
      throw .readOnly(path: path)
    }
    let copy = folder + "/progress.sqlite"
    for end in ["", "-wal"] where Paths.exists(path + end) {
      guard let bytes = Paths.read(path + end, limit: Salvage.largestFile),
        Paths.write(bytes, to: copy + end)
      else {
        removeCopy(in: folder)
        throw .readOnly(path: path)
      }
    }
    do throws(JournalError) {
      return try Journal(file: copy, temporaryFolder: folder)
    } catch {
      removeCopy(in: folder)
      throw error
    }
  }

  static func removeCopy(in folder: String) {
    for name in Paths.names(in: folder) where name != "." && name != ".." {
      Paths.remove(folder + "/" + name)
    }
    rmdir(folder)
  }
}
