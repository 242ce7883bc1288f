public import Text

/// One whose options are how often it is done, and how much memory each time takes.
public protocol SizedOperationWorkload: OperationWorkload {
  static var standardSize: ByteSize { get }
  /// The largest size, why there is no larger one, and what to ask for.
  static var sizeLimit: (bytes: Int64, why: String, remedy: String) { get }
  static func standardOperations(sizeBytes: UInt64) -> UInt64

  /// From 1.
  var sizeBytes: UInt64 { get }

  init(operations: UInt64, sizeBytes: UInt64)
}

extension SizedOperationWorkload {
  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let size = try Self.size(texts, standard: Self.standardSize)
    let limit = Self.sizeLimit
    guard size.bytes <= limit.bytes else {
      throw .usage(
        naming("--size", texts["size"] ?? "\(size)"), why: limit.why, remedy: limit.remedy)
    }
    let bytes = UInt64(size.bytes)
    let standard = Self.standardOperations(sizeBytes: bytes)
    self.init(operations: try Self.operations(texts, standard: standard), sizeBytes: bytes)
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let size = recorded["sizeBytes"].flatMap({ UInt64($0) }),
      (1...UInt64(Self.sizeLimit.bytes)).contains(size)
    else { return nil }
    self.init(operations: operations, sizeBytes: size)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "sizeBytes": "\(sizeBytes)"]
  }
}
