package import ProfileModel
import Text

/// What the configurations of one workload are called in sentences.
package struct Names: Sendable {
  private var names: [String: String] = [:]

  /// Layouts in words, with the placement where that tells them apart; what neither tells apart has its short id.
  package init(_ configurations: [Configuration]) {
    let layouts = configurations.map { Self.words($0.layout) }
    let placed = configurations.map { "\(Self.words($0.layout)), \(Self.words(pin: $0.pin))" }
    let labels = Self.labels(of: configurations)
    for (index, configuration) in configurations.enumerated() {
      let name = [layouts, placed].first { words in words.count { $0 == words[index] } == 1 }
      names[configuration.id] = name?[index] ?? labels[index]
    }
  }

  package subscript(_ configuration: String) -> String { names[configuration] ?? configuration }

  private static func words(_ layout: Layout) -> String {
    switch layout.strategy {
    case .sequential: "sequential"
    case .thread: ListText.counted(layout.workers, "thread")
    case .process: ListText.counted(layout.processes, "process", plural: "processes")
    case .hybrid:
      ListText.counted(layout.processes, "process", plural: "processes") + " of "
        + ListText.counted(layout.threadsPerProcess, "thread")
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

  /// Short ids within a workload: `thread-2`; the placement stays where it tells configurations apart.
  package static func labels(of configurations: [Configuration]) -> [String] {
    // A command that is measured alone has no strategy to be told by.
    if configurations.count == 1, let only = configurations.first, only.command != nil,
      only.strategy == .sequential
    {
      return [only.workload]
    }
    let onePin = Set(configurations.map(\.pin)).count == 1
    let short = configurations.map { configuration in
      var label = configuration.id
      if let slash = label.firstIndex(of: "/") {
        label = String(label[label.index(after: slash)...])
      }
      // The workload's own name says under which limits.
      let limits = configuration.limits.suffix
      if label.hasSuffix(limits) { label.removeLast(limits.count) }
      if onePin { label = removing("/\(configuration.pin)", from: label) }
      return label
    }
    return Set(short).count == short.count ? short : configurations.map(\.id)
  }

  private static func removing(_ part: String, from label: String) -> String {
    guard !part.isEmpty, let found = label.firstRange(of: part) else { return label }
    let isEnd = found.upperBound == label.endIndex || label[found.upperBound] == ";"
    return isEnd ? String(label[..<found.lowerBound] + label[found.upperBound...]) : label
  }
}
