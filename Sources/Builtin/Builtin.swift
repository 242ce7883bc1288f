/// The workloads that need no manifest, in the order of the manual: the only place that names them.
public enum Builtin: String, CaseIterable, Sendable {
  case cpu
  case io
  case memory
  case handOver = "switch"
  case share
  case spawn
  case fault
  case map
  case open
  case allocate
  case lock
  case line
  case control

  /// Its parameters, kernel and words, which lie in a folder of their own.
  public var workload: any BuiltinWorkload.Type {
    switch self {
    case .cpu: Sum.self
    case .io: FileRead.self
    case .memory: MemoryRead.self
    case .handOver: HandOver.self
    case .share: MessagePass.self
    case .spawn: Birth.self
    case .fault: PageTouch.self
    case .map: MapCycle.self
    case .open: FileOpen.self
    case .allocate: HeapUse.self
    case .lock: CriticalSection.self
    case .line: CacheLine.self
    case .control: Control.self
    }
  }

  /// What a study compares when nothing is asked for.
  public static let standard: [Builtin] = [.cpu, .io]

  public static let names = allCases.map(\.rawValue)
}

extension Builtin {
  /// What a name and parameters of a record stand for; nil for a command, or when a parameter is missing.
  public static func workload(
    _ name: String, recorded: [String: some CustomStringConvertible]
  ) -> (any BuiltinWorkload)? {
    Builtin(rawValue: name)?.workload.init(recorded: recorded.mapValues(\.description))
  }
}
