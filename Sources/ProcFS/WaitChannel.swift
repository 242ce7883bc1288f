/// The kernel function that a thread sleeps in: `/proc/PID/task/TID/wchan` (`fs/proc/base.c`, `proc_pid_wchan`).
///
/// The kernel skips its own scheduling and locking functions, so that the name is the one that called them.
struct WaitChannel {
  private let name: ByteScanner

  /// Nil for `0`: the thread runs, or this user may not know.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let text = ByteScanner(bytes).withoutPadding
    // Compilers add ".isra.0", ".constprop.0" and the like.
    let end = text.firstIndex(of: UInt8(ascii: ".")) ?? text.end
    name = ByteScanner(bytes, text.position..<end)
    if name.isAtEnd || (name.end - name.position == 1 && name.next == UInt8(ascii: "0")) {
      return nil
    }
  }

  /// What is waited for there; nil for a function that is not known.
  var kind: WaitKind? {
    if Self.lockFunctions.contains(where: matches) { return .lock }
    if Self.timerFunctions.contains(where: matches) { return .timer }
    if Self.peerFunctions.contains(where: matches) { return .peer }
    if Self.diskFunctions.contains(where: matches) { return .disk }
    return nil
  }

  /// Whether the name is the pattern, or begins with it when the pattern ends in an underscore.
  private func matches(_ pattern: StaticString) -> Bool {
    var rest = name
    guard rest.skip(pattern) else { return false }
    return rest.isAtEnd || pattern.utf8Start[pattern.utf8CodeUnitCount - 1] == UInt8(ascii: "_")
  }
}
