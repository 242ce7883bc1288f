import Foundation

/// A JSON document taken apart, to be looked at and damaged by path (`trials[0].workers[1].tid`).
struct JSONTree {
  private(set) var root: Any

  init(_ data: Data) throws {
    root = try JSONSerialization.jsonObject(with: data)
  }

  func data() throws -> Data {
    try JSONSerialization.data(withJSONObject: root)
  }

  /// What stands at a path; nil when there is no such place.
  subscript(path: String) -> Any? {
    Self.steps(path).reduce(root as Any?) { node, step in
      switch step {
      case .key(let key): (node as? [String: Any])?[key]
      case .index(let index):
        (node as? [Any]).flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
    }
  }

  /// The same document with another value at a path; nil takes the key away.
  func setting(_ path: String, to value: Any?) -> JSONTree {
    var copy = self
    copy.root = Self.set(value, at: Self.steps(path)[...], in: root)
    return copy
  }

  /// Keys of the object at a path.
  func keys(at path: String) -> Set<String> {
    Set((self[path] as? [String: Any])?.keys ?? [:].keys)
  }

  private enum Step {
    case key(String)
    case index(Int)
  }

  private static func steps(_ path: String) -> [Step] {
    path.split { ".[]".contains($0) }.map { part in
      Int(part).map { .index($0) } ?? .key(String(part))
    }
  }

  private static func set(_ value: Any?, at path: ArraySlice<Step>, in node: Any) -> Any {
    guard let step = path.first else { return value ?? NSNull() }
    let rest = path.dropFirst()
    switch (step, node) {
    case (.key(let key), var object as [String: Any]):
      object[key] =
        rest.isEmpty ? value : set(value, at: rest, in: object[key] ?? [String: Any]())
      return object
    case (.index(let index), var array as [Any]) where array.indices.contains(index):
      array[index] = set(value, at: rest, in: array[index])
      return array
    default:
      return node
    }
  }
}
