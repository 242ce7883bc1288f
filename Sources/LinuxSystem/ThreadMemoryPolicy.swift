import CNuma
import Glibc
import SystemPackage

/// The memory policy of a thread: on which NUMA nodes the pages lie that it touches first.
public struct ThreadMemoryPolicy: Equatable, Sendable {
  /// The policies of `<numaif.h>` that are known here.
  public enum Mode: String, Sendable {
    case standard = "default"
    case local
    case bind
    case interleave
    case preferred
    /// One that this program does not set, such as `MPOL_WEIGHTED_INTERLEAVE`.
    case other
  }

  public var mode: Mode
  /// Node ids, ascending; empty for `standard` and `local`.
  public var nodes: [Int]

  public init(_ mode: Mode, nodes: [Int] = []) {
    self.mode = mode
    self.nodes = nodes
  }

  /// Gives it to the calling thread (`set_mempolicy`); read it back, because the kernel drops nodes silently.
  ///
  /// - Throws: `notPermitted` where a container forbids it, `noFunction` on a kernel without NUMA,
  ///   `invalidArgument` when no node of the list has memory that this process may use.
  public func apply() throws(SystemError) {
    let mask = try NodeMask(nodes)
    try systemCall("set_mempolicy", "\(self)") {
      nodes.isEmpty
        ? set_mempolicy(mode.number, nil, 0)
        : mask.words.withUnsafeBufferPointer {
          set_mempolicy(mode.number, $0.baseAddress, mask.bitsForKernel)
        }
    }
  }

  /// The calling thread's own (`get_mempolicy`).
  ///
  /// - Throws: `notPermitted` where a container forbids it, `noFunction` on a kernel without NUMA.
  public static func current() throws(SystemError) -> ThreadMemoryPolicy {
    var number: Int32 = 0
    var mask = try NodeMask([])
    let bits = mask.bitsForKernel
    try systemCall("get_mempolicy") {
      mask.words.withUnsafeMutableBufferPointer {
        get_mempolicy(&number, $0.baseAddress, bits, nil, 0)
      }
    }
    let nodes = mask.nodes
    // Linux before 5.14 tells MPOL_LOCAL as MPOL_PREFERRED without a node.
    let isLocal = number == MPOL_PREFERRED && nodes.isEmpty
    return ThreadMemoryPolicy(isLocal ? .local : Mode(number: number), nodes: nodes)
  }
}

extension ThreadMemoryPolicy: CustomStringConvertible {
  public var description: String {
    let list = nodes.map { String($0) }.joined(separator: ",")
    return nodes.isEmpty ? mode.rawValue : "\(mode.rawValue):\(list)"
  }
}

extension ThreadMemoryPolicy.Mode {
  fileprivate static let numbers: [(ThreadMemoryPolicy.Mode, Int32)] = [
    (.standard, MPOL_DEFAULT), (.preferred, MPOL_PREFERRED), (.bind, MPOL_BIND),
    (.interleave, MPOL_INTERLEAVE), (.local, MPOL_LOCAL),
  ]

  fileprivate var number: Int32 { Self.numbers.first { $0.0 == self }?.1 ?? -1 }

  fileprivate init(number: Int32) {
    self = Self.numbers.first { $0.1 == number }?.0 ?? .other
  }
}

/// A set of nodes as the kernel takes it: one bit per node that is possible here.
private struct NodeMask {
  var words: [UInt]

  init(_ nodes: [Int]) throws(SystemError) {
    let possible = Int(numa_max_possible_node()) + 1
    words = Array(repeating: 0, count: (possible + UInt.bitWidth - 1) / UInt.bitWidth)
    for node in nodes {
      guard node >= 0, node < words.count * UInt.bitWidth else {
        throw SystemError(
          call: "set_mempolicy", errno: .invalidArgument,
          context: "node \(node) (the kernel's masks have \(possible) bits)")
      }
      words[node / UInt.bitWidth] |= 1 << (node % UInt.bitWidth)
    }
  }

  /// `get_nodes` in mm/mempolicy.c takes one off what it is told.
  var bitsForKernel: UInt { UInt(words.count * UInt.bitWidth + 1) }

  var nodes: [Int] {
    words.enumerated().flatMap { index, word in
      (0..<UInt.bitWidth).filter { word & (1 << $0) != 0 }.map { index * UInt.bitWidth + $0 }
    }
  }
}

extension SystemError {
  /// Whether a container or a kernel without NUMA does not offer the call at all (`EPERM`, `ENOSYS`).
  public var isRefusal: Bool { errno == .notPermitted || errno == .noFunction }
}
