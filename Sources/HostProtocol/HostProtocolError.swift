/// A text that is not of the protocol: a bug, or two programs of different versions.
public enum HostProtocolError: Error, Equatable, CustomStringConvertible {
  case malformed(String)
  case otherVersion(String)

  public var description: String {
    switch self {
    case .malformed(let problem): "malformed: \(problem)"
    case .otherVersion(let version):
      "profile-host speaks version \(Order.version) of the protocol, profile version \(version); install both from one build"
    }
  }
}
