// Stand-ins with the same shape, until the shared parsers of ProcFS are here.

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
