/// The workloads that need no manifest, in the order of the manual: the only place that names them.
public enum Builtin: String, CaseIterable, Sendable {
  case cpu
  case io
  case memory

  /// Its parameters, kernel and words, which lie in a folder of their own.
  public var workload: any BuiltinWorkload.Type {
    switch self {
    case .cpu: Sum.self
    case .io: FileRead.self
    case .memory: MemoryRead.self
    }
  }
}
