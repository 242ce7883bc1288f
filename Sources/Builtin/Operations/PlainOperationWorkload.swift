public import Text

/// One whose only option is how often it is done.
public protocol PlainOperationWorkload: OperationWorkload {
  /// About a tenth of a second of one core: many short rounds see through a machine whose speed moves, few long ones
  /// do not.
  static var standardOperations: UInt64 { get }

  init(operations: UInt64)
}

extension PlainOperationWorkload {
  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    self.init(operations: try Self.operations(texts, standard: Self.standardOperations))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded) else { return nil }
    self.init(operations: operations)
  }

  public var recorded: [String: String] { ["operations": "\(operations)"] }
}
