// Stand-ins with the same shape, until the shared parsers of ProcFS are here.

struct KernelCPUList {
  var cpus: [Int]

  init?(parsing bytes: [UInt8]) {
    cpus = []
    let text = bytes.text
    if text.isEmpty { return }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends[0], let last = ends[ends.count - 1], ends.count <= 2,
        first > (cpus.last ?? -1), first <= last, last < 65_536
      else { return nil }
      cpus += first...last
    }
  }
}

struct KernelCPUMask {
  var cpus: [Int]

  init?(parsing bytes: [UInt8]) {
    cpus = []
    for (index, word) in bytes.text.split(separator: ",").reversed().enumerated() {
      guard let bits = UInt32(word, radix: 16) else { return nil }
      cpus += (0..<32).filter { bits & (1 << UInt32($0)) != 0 }.map { index * 32 + $0 }
    }
  }
}

struct ProcCgroup {
  var hierarchy: Int
  var controllers: [String]
  var path: String
  var isUnified: Bool { hierarchy == 0 && controllers.isEmpty }

  static func parse(_ bytes: [UInt8]) -> [ProcCgroup] {
    bytes.text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let hierarchy = Int(parts[0]) else { return nil }
      return ProcCgroup(
        hierarchy: hierarchy, controllers: parts[1].split(separator: ",").map(String.init),
        path: String(parts[2]))
    }
  }
}

struct MountInfo {
  var root: String
  var mountPoint: String
  var fileSystem: String
  var superOptions: [String]

  static func parse(_ bytes: [UInt8]) -> [MountInfo] {
    bytes.text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let dash = words.firstIndex(of: "-"), dash >= 6, words.count > dash + 3 else {
        return nil
      }
      return MountInfo(
        root: words[3], mountPoint: words[4], fileSystem: words[dash + 1],
        superOptions: words[dash + 3].split(separator: ",").map(String.init))
    }
  }
}
