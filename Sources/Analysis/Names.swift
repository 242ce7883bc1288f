import ProfileModel
import Text

/// What the configurations of one workload are called in sentences.
struct Names {
  private var names: [String: String] = [:]

  /// Layouts in words; where two configurations would share them, both keep their ids.
  init(_ configurations: [Configuration]) {
    for configuration in configurations {
      let name = Self.words(configuration.layout)
      let isUnique = configurations.count { Self.words($0.layout) == name } == 1
      names[configuration.id] = isUnique ? name : configuration.id
    }
  }

  subscript(_ configuration: String) -> String { names[configuration] ?? configuration }

  private static func words(_ layout: Layout) -> String {
    switch layout.strategy {
    case .sequential: "sequential"
    case .thread: ListText.counted(layout.workers, "thread")
    case .process: ListText.counted(layout.processes, "process", plural: "processes")
    case .hybrid: "\(layout.processes)×\(layout.threadsPerProcess) processes × threads"
    }
  }
}
