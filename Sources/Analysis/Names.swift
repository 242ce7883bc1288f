import ProfileModel
import Text

/// What the configurations of one workload are called in sentences.
struct Names {
  private var names: [String: String] = [:]

  /// Layouts in words, with the placement where that tells them apart; what neither tells apart keeps its id.
  init(_ configurations: [Configuration]) {
    let layouts = configurations.map { Self.words($0.layout) }
    let placed = configurations.map { "\(Self.words($0.layout)), \(Self.words(pin: $0.pin))" }
    for (index, configuration) in configurations.enumerated() {
      let name = [layouts, placed].first { words in words.count { $0 == words[index] } == 1 }
      names[configuration.id] = name?[index] ?? configuration.id
    }
  }

  subscript(_ configuration: String) -> String { names[configuration] ?? configuration }

  static func words(_ layout: Layout) -> String {
    switch layout.strategy {
    case .sequential: "sequential"
    case .thread: ListText.counted(layout.workers, "thread")
    case .process: ListText.counted(layout.processes, "process", plural: "processes")
    case .hybrid: "\(layout.processes)×\(layout.threadsPerProcess) processes × threads"
    }
  }

  /// A placement, as written after `--pin`.
  static func words(pin: String) -> String {
    switch pin {
    case "none": "not pinned"
    case "core": "one per core"
    case "l3": "one per cache"
    case "node": "one per node"
    case "socket": "one per socket"
    case "spread": "spread out"
    case "compact": "side by side"
    default: "pinned to \(pin)"
    }
  }
}
