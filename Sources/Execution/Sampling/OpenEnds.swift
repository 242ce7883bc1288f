import LinuxSystem
import ProcFS

/// What the processes of a tree have open, for who asks whether the other end of a pipe or of a pair of sockets is among it.
struct OpenEnds {
  let pid: Int32
  private let proc: ProcReader
  /// The tree's processes.
  let tree: PIDs

  /// A tree that has more is not looked through, but for the process itself.
  private static let mostProcesses = 32
  private static let mostDescriptors = 256

  /// The keys of what somebody keeps by process.
  typealias PIDs = [Int32: Int].Keys

  init(of pid: Int32, tree: PIDs, proc: ProcReader = ProcReader()) {
    self.pid = pid
    self.tree = tree
    self.proc = proc
  }

  var process: ProcReader { proc.process(pid) }

  func target(of descriptor: Int32) -> String? { Self.target(of: descriptor, process) }

  private static func target(of descriptor: Int32, _ process: ProcReader) -> String? {
    Files.target(ofLink: "\(process.root)/fd/\(descriptor)")
  }

  /// Whether a process of the tree has the other end of each of these pipes and sockets.
  func haveOtherEnds(of descriptors: [(number: Int32, target: String)]) -> Bool {
    var wanted: [(target: String, access: DescriptorInfo.Access?)] = []
    for (number, target) in descriptors {
      if target.hasPrefix("pipe:") {
        guard let access = access(number, process) else { return false }
        wanted.append((target, access.opposite))
      } else {
        guard let inode = Self.inode(of: target), let partner = UnixSocket.peer(of: inode) else {
          return false
        }
        wanted.append(("\(Self.socketPrefix)\(partner)]", nil))
      }
    }
    return wanted.isEmpty || isOpen(wanted)
  }

  /// Whether the tree has them all open.
  private func isOpen(_ ends: [(target: String, access: DescriptorInfo.Access?)]) -> Bool {
    var missing = ends
    var left = Self.mostDescriptors
    // Its own first: most loops are woken by threads of the process.
    let others = tree.count <= Self.mostProcesses ? tree.filter { $0 != pid } : []
    for pid in [pid] + others {
      let process = proc.process(pid)
      for number in (try? process.numbers(in: "fd")) ?? [] {
        guard left > 0 else { return false }
        left -= 1
        guard let target = Self.target(of: number, process) else { continue }
        missing.removeAll { $0.target == target && isOpen(number, process, for: $0.access) }
        if missing.isEmpty { return true }
      }
    }
    return false
  }

  private func isOpen(
    _ descriptor: Int32, _ process: ProcReader, for wanted: DescriptorInfo.Access?
  ) -> Bool {
    wanted.map { access(descriptor, process)?.includes($0) == true } ?? true
  }

  private func access(_ descriptor: Int32, _ process: ProcReader) -> DescriptorInfo.Access? {
    (try? process.read("fdinfo/\(descriptor)", as: DescriptorInfo.self))?.access
  }

  private static let socketPrefix = "socket:["

  /// Nil of what is no socket.
  private static func inode(of target: String) -> UInt32? {
    target.hasPrefix(socketPrefix) ? UInt32(target.dropFirst(socketPrefix.count).dropLast()) : nil
  }
}
