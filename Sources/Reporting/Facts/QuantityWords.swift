/// Plain words for the study's keys, so that a reader need not know the format.
package enum QuantityWords {
  private static let known: [String: String] = [
    "wallSeconds": "wall time", "startupSeconds": "start-up", "teardownSeconds": "teardown",
    "startSkewSeconds": "start skew", "userSeconds": "user CPU time",
    "systemSeconds": "system CPU time", "runQueueSeconds": "run-queue wait",
    "diskWaitSeconds": "disk wait", "sleepSeconds": "time asleep",
    "voluntaryContextSwitches": "voluntary context switches",
    "involuntaryContextSwitches": "involuntary context switches",
    "requestedReadBytes": "bytes asked for", "storageReadBytes": "bytes from the device",
    "peakRSSBytes": "peak RSS", "peakPSSBytes": "peak PSS", "readLatency": "read latency",
    "throttledSeconds": "CPU-quota throttling", "frequencyHertz": "CPU frequency",
    "frequency": "CPU frequency", "stealSeconds": "steal", "otherCPUSeconds": "CPU time of others",
    "loadAverage1": "load average", "cpuPressureSeconds": "CPU pressure",
    "ioPressureSeconds": "storage pressure", "memoryPressureSeconds": "memory pressure",
    "segments": "memory by segment", "sampling": "samples", "cpuQuotaCores": "CPU quota",
    "memoryLimitBytes": "memory limit", "cpuModel": "CPU model", "cpuset": "cpuset", "cpus": "CPUs",
    "low": "interval", "high": "interval", "ratio": "ratio", "coresBusy": "cores busy",
  ]

  /// Words for a key; an unknown one is taken apart at its capitals, its unit dropped.
  package static func words(_ key: String) -> String {
    if let words = known[key] { return words }
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
