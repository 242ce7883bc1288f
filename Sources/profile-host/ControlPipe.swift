import HostProtocol
import SystemPackage

/// The pipe whose closing ends this host: the controller released it, or died.
enum ControlPipe {
  static let descriptor = FileDescriptor(rawValue: HostDescriptor.control)

  /// - Returns: the last byte that came before that; nil when there was none.
  @discardableResult
  static func waitUntilClosed() -> UInt8? {
    var last: UInt8?
    while let byte = next() { last = byte }
    return last
  }

  /// The next byte; nil when the pipe is closed.
  static func next() -> UInt8? {
    var byte: UInt8 = 0
    let count = withUnsafeMutableBytes(of: &byte) { try? descriptor.read(into: $0) }
    return count == 1 ? byte : nil
  }
}
