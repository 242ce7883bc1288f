public import SystemPackage

extension FileDescriptor {
  /// Writes every byte, or throws (`write`): the one loop that does.
  ///
  /// - Parameter subject: what it is called in an error.
  public func put(
    _ bytes: some Sequence<UInt8>, subject: @autoclosure () -> String = ""
  ) throws(SystemError) {
    try systemCall("write", subject()) { try writeAll(bytes) }
  }

  /// Writes the whole text (`write`).
  public func put(_ text: String, subject: @autoclosure () -> String = "") throws(SystemError) {
    try put(text.utf8, subject: subject())
  }
}
