import Glibc

/// What the kernel calls itself and its machine (`uname`).
public struct KernelNames: Sendable {
  public let hostname: String
  public let release: String

  /// Nil when the kernel does not say.
  public init?() {
    var names = utsname()
    guard uname(&names) == 0 else { return nil }
    hostname = withUnsafeBytes(of: names.nodename, Self.text)
    release = withUnsafeBytes(of: names.release, Self.text)
  }

  private static func text(_ field: UnsafeRawBufferPointer) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }
}
