/// One process of a trial, read while it was held.
public struct ProcessRecord: Codable, Sendable, Equatable {
  public var pid: Int
  /// The program's name (`comm`); null where it was not read.
  @ExplicitNull public var name: String?
  /// `VmHWM`, the process's own high-water mark.
  @ExplicitNull public var peakRSSBytes: UInt64?
  /// The highest PSS that was read.
  @ExplicitNull public var peakPSSBytes: UInt64?
  @ExplicitNull public var segments: Segments?
  /// From just before the spawn to the process's first statement, seconds.
  @ExplicitNull public var startupSeconds: Double?
  public var unavailable: Unavailable<CodingKeys> = .init()

  public init(pid: Int) {
    self.pid = pid
  }

  public enum CodingKeys: String, CodingKey {
    case pid, name, peakRSSBytes, peakPSSBytes, segments, startupSeconds, unavailable
  }
}
