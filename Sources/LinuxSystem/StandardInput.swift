import Glibc

/// What this process's standard input is, as far as it could be handed on to a program that is started several times.
public enum StandardInput: Equatable, Sendable {
  /// Nothing to hand on: a terminal, a device, an empty file, or closed.
  case nothing
  /// A file that stands at its start, by its path.
  case file(String)
  /// There is something, but not for everybody who would read it; in words what it is.
  case once(String)

  /// Looks at descriptor 0 (`fstat`, `lseek`, `readlink`).
  public static func look() -> StandardInput {
    var own = stat()
    guard fstat(0, &own) == 0 else { return .nothing }
    switch own.st_mode & S_IFMT {
    case S_IFIFO: return .once("a pipe")
    case S_IFREG where own.st_size > 0: return file(own)
    default: return .nothing
    }
  }

  private static func file(_ own: stat) -> StandardInput {
    guard lseek(0, 0, SEEK_CUR) == 0 else { return .once("a file that has been read from before") }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/0", &buffer, buffer.count - 1)
    var named = stat()
    guard count > 0, stat(buffer, &named) == 0, named.st_ino == own.st_ino,
      named.st_dev == own.st_dev
    else { return .once("a file without a name") }
    return .file(ByteText.text(buffer.prefix(count).map(UInt8.init(bitPattern:))))
  }
}
