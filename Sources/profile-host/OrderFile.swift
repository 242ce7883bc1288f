import HostProtocol
import LinuxSystem
import SystemPackage

/// The order, read whole from the descriptor that the controller gave.
enum OrderFile {
  static func read() -> String? {
    let file = Descriptor(owning: FileDescriptor(rawValue: HostDescriptor.order))
    guard let bytes = try? file.contents(), !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
