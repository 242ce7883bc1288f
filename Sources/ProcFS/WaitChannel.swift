/// The kernel function that a thread sleeps in: `/proc/PID/task/TID/wchan` (`fs/proc/base.c`, `proc_pid_wchan`).
///
/// The kernel skips its own scheduling and locking functions, so that the name is the one that called them.
public struct WaitChannel {
  private let name: ByteScanner

  /// Nil for `0`: the thread runs, or this user may not know.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    let text = ByteScanner(bytes).withoutPadding
    // Compilers add ".isra.0", ".constprop.0" and the like.
    let end = text.firstIndex(of: UInt8(ascii: ".")) ?? text.end
    name = ByteScanner(bytes, text.position..<end)
    if name.isAtEnd || (name.end - name.position == 1 && name.next == UInt8(ascii: "0")) {
      return nil
    }
  }

  /// Whether it is one of these; a pattern that ends in an underscore stands for all that begin so.
  public func isAny(of patterns: [StaticString]) -> Bool { patterns.contains(where: matches) }

  private func matches(_ pattern: StaticString) -> Bool {
    var rest = name
    guard rest.skip(pattern) else { return false }
    return rest.isAtEnd || pattern.utf8Start[pattern.utf8CodeUnitCount - 1] == UInt8(ascii: "_")
  }
}
