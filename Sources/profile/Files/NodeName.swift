import LinuxSystem
import ProfileModel
import Topology

/// What stands for `{host}` and `{node}` in the path of a result, so that one command line writes a folder for each node.
package enum NodeName {
  /// The path for this node.
  static func filled(_ path: String) -> String {
    let host = KernelNames()?.hostname ?? "localhost"
    let node = SchedulerRecord.node(variable: Environment.text) ?? host
    return filled(path, host: host, node: node)
  }

  package static func filled(_ path: String, host: String, node: String) -> String {
    path.replacing("{host}", with: part(host)).replacing("{node}", with: part(node))
  }

  /// A name as one part of a path: without slashes, blanks and signs that shells read, and never a way up.
  private static func part(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar -> Character in
      let isSafe =
        scalar.properties.isAlphabetic || "0123456789._-+:@".unicodeScalars.contains(scalar)
      return isSafe ? Character(scalar) : "_"
    }
    let text = String(plain.prefix(100))
    return text.isEmpty || text.allSatisfy({ $0 == "." }) ? "_" : text
  }
}
