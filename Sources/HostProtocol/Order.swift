/// What a host is to do, written into a file that it finds at ``HostDescriptor/order``.
public enum Order: Codable, Equatable, Sendable {
  case work(HostOrder)
  case launch(LaunchOrder)

  public static let version = 3
  private static let name = "profile-host"

  /// A line of name and version, and one of the order.
  public func encoded() -> String {
    "\(Self.name) \(Self.version)\n\(LineCoder.encode(self))\n"
  }

  public init(decoding text: String) throws(HostProtocolError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.first?.split(separator: " ") ?? []
    guard header.count == 2, header[0] == Self.name else { throw .malformed("no header") }
    guard header[1] == "\(Self.version)" else { throw .otherVersion(String(header[1])) }
    guard lines.count > 1 else { throw .malformed("cut off") }
    self = try LineCoder.decode(Self.self, from: lines[1])
  }
}
