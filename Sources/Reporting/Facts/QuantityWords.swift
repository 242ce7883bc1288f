import ProfileModel

/// Plain words for the study's keys, so that a reader need not know the format.
package enum QuantityWords {
  /// Keys that are no quantity of a trial.
  private static let known: [String: String] = [
    "readLatency": "read latency", "frequency": "CPU frequency", "segments": "memory by segment",
    "sampling": "samples", "cpuQuotaCores": "CPU quota", "memoryLimitBytes": "memory limit",
    "cpuModel": "CPU model", "bootID": "boot id", "transparentHugePages": "transparent huge pages",
    "cpus": "CPUs", "low": "interval",
    "high": "interval",
  ]

  /// Words for a key; an unknown one is taken apart at its capitals, its unit dropped.
  package static func words(_ key: String) -> String {
    if let words = Quantity.named(key)?.words ?? known[key] { return words }
    // Parts of a description are named by their path: `settings.openFilesMax`, `cpus.core`.
    if let dot = key.lastIndex(of: "."), dot != key.startIndex {
      let last = words(String(key[key.index(after: dot)...]))
      let parts = key.split(separator: ".")
      if parts.count == 3, parts[0] == "nodes" { return "node \(parts[1])'s \(last)" }
      return key.hasPrefix("cpus.") ? "CPUs' \(last)" : last
    }
    var stem = key
    for unit in ["PerSecond", "Seconds", "Bytes", "Hertz"]
    where stem.hasSuffix(unit) && stem != unit {
      stem = String(stem.dropLast(unit.count))
      break
    }
    var result = ""
    for character in stem {
      if character.isUppercase, let last = result.last, last.isLowercase || last.isNumber {
        result.append(" ")
        result += character.lowercased()
      } else {
        result.append(character)
      }
    }
    return result
  }
}
