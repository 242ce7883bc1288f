import LinuxSystem
import ProcFS

/// At which ports a tree's processes listen: for a message that says what else than the expected one it is.
enum ListeningPorts {
  private static let files = ["net/tcp", "net/tcp6"]
  /// The state of a socket that listens (`include/net/tcp_states.h`).
  private static let listens = "0A"

  /// - Parameter space: a process whose network is looked at; nil for this one's.
  static func ports(of processes: [Int32], in space: Int32? = nil) -> [Int] {
    var sockets: [String: Int] = [:]
    let reader = space.map { ProcReader().process($0) } ?? ProcReader()
    for file in files {
      guard let bytes = try? reader.bytes(file) else { continue }
      for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
        let fields = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard fields.count > 9, fields[3] == listens, let colon = fields[1].lastIndex(of: ":"),
          let port = Int(fields[1][fields[1].index(after: colon)...], radix: 16)
        else { continue }
        sockets["socket:[\(fields[9])]"] = port
      }
    }
    let own = processes.flatMap { pid in
      Files.names(in: "/proc/\(pid)/fd").compactMap {
        Files.target(ofLink: "/proc/\(pid)/fd/\($0)").flatMap { sockets[$0] }
      }
    }
    return Set(own).sorted()
  }
}
