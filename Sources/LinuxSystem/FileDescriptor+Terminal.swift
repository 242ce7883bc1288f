import Glibc
public import SystemPackage

extension FileDescriptor {
  /// Columns of the terminal behind it (`ioctl`, `TIOCGWINSZ`); nil when it is none or says none.
  public var columns: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Rows of it, likewise.
  public var rows: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  /// Whether a person looks at it (`isatty`).
  public var isTerminal: Bool { isatty(rawValue) == 1 }
}
