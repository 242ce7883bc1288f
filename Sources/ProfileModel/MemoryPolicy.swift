import Text

/// Where a worker's memory is to come from (`set_mempolicy(2)`), as configurations state it.
public enum MemoryPolicy: Hashable, Sendable {
  /// Nothing was asked for: the kernel's default, or what the caller of `profile` had set.
  case standard
  /// The node of the CPU that touches a page first.
  case local
  /// These nodes and no others.
  case bind([Int])
  /// These nodes page by page in turn.
  case interleave([Int])
  /// This node while it has free memory, then others.
  case preferred(Int)

  /// The nodes that it names, ascending.
  public var nodes: [Int] {
    switch self {
    case .standard, .local: []
    case .bind(let nodes), .interleave(let nodes): nodes
    case .preferred(let node): [node]
    }
  }
}

extension MemoryPolicy {
  /// The policy's word, without its nodes.
  public var mode: String {
    switch self {
    case .standard: "default"
    case .local: "local"
    case .bind: "bind"
    case .interleave: "interleave"
    case .preferred: "preferred"
    }
  }
}

extension MemoryPolicy: CustomStringConvertible {
  /// `default`, `local`, `bind:0,2-3`, `interleave:0-1`, `preferred:1`.
  public var description: String {
    nodes.isEmpty ? mode : "\(mode):\(nodes.idList)"
  }

  /// Reads what ``description`` writes; nil for everything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let nodes = parts.count == 2 ? Self.nodes(in: parts[1]) : []
    switch (parts.first, parts.count, nodes) {
    case ("default", 1, _): self = .standard
    case ("local", 1, _): self = .local
    case ("bind", 2, let nodes?): self = .bind(nodes)
    case ("interleave", 2, let nodes?): self = .interleave(nodes)
    case ("preferred", 2, let nodes?) where nodes.count == 1: self = .preferred(nodes[0])
    default: return nil
    }
  }

  /// No kernel has more nodes (`NODES_SHIFT` is at most 10).
  private static let mostNodes = 1024

  private static func nodes(in list: Substring) -> [Int]? {
    var nodes: [Int] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first, let last = ends.last, let low = first,
        let high = last, low > nodes.last ?? -1, low <= high, high < mostNodes
      else { return nil }
      nodes += low...high
    }
    return nodes
  }
}

extension MemoryPolicy: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let policy = MemoryPolicy(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is no memory policy")
    }
    self = policy
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
