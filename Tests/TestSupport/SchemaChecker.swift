import Foundation

/// As much of JSON Schema as the program's schemas use.
public struct SchemaChecker {
  let schema: [String: Any]

  public init(schema: [String: Any]) {
    self.schema = schema
  }

  /// Where a decoded document differs from the schema, and how; a key that is not described is a fault too.
  public func faults(_ value: Any, at path: String = "$") -> [String] {
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { SchemaChecker(schema: $0).faults(value, at: path) }
      return all.contains { $0.isEmpty } ? [] : all[0]
    }
    if let words = schema["enum"] as? [String] {
      return (value as? String).map(words.contains) == true ? [] : ["\(path): none of the words"]
    }
    if let type = schema["type"] as? String, !Self.isOfType(type, value) {
      return ["\(path): not of type \(type)"]
    }
    return members(value, path)
  }

  private func members(_ value: Any, _ path: String) -> [String] {
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      return list.enumerated().flatMap {
        SchemaChecker(schema: items).faults($0.element, at: "\(path)[\($0.offset)]")
      }
    }
    guard let object = value as? [String: Any] else { return [] }
    let required = schema["required"] as? [String] ?? []
    let missing = required.filter { object[$0] == nil }.map { "\(path).\($0): missing" }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let others = schema["additionalProperties"] as? [String: Any]
    return missing
      + object.flatMap { key, value -> [String] in
        guard let schema = properties[key] as? [String: Any] ?? others else {
          return properties.isEmpty ? [] : ["\(path).\(key): not described"]
        }
        return SchemaChecker(schema: schema).faults(value, at: "\(path).\(key)")
      }
  }

  private static func isOfType(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": (value as? NSNumber).map(isBoolean) == true
    case "integer":
      (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() }
        == true
    case "number": (value as? NSNumber).map { !isBoolean($0) } == true
    default: false
    }
  }

  /// `NSNumber` holds both; only the wrapped type tells them apart.
  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
