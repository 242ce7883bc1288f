internal import FoundationEssentials

/// A place in a JSON document (RFC 6901): `/jobs/0/read/iops`.
public struct JSONPointer: Sendable, Equatable {
  private let text: String
  private let steps: [String]

  /// Why a text is no pointer; nil when it is one.
  public static func problem(with text: String) -> String? {
    text.isEmpty || text.hasPrefix("/") ? nil : "a pointer begins with '/'"
  }

  init(_ text: String) {
    self.text = text
    steps = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
      String(step).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  func value(in bytes: [UInt8], of metric: MetricSpec) throws(MetricFault) -> Double {
    let document: JSONValue
    do {
      document = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw metric.fault(
        bytes.isEmpty ? "\(metric.place) is empty" : "\(metric.place) is no JSON document",
        "the program must write one document and nothing else there")
    }
    switch steps.reduce(document, { $0?[$1] }) {
    case .number(let number): return number
    case .text(let text): return try metric.number(in: text)
    case nil:
      throw metric.fault(
        "\(metric.place) has nothing at '\(text)'", "check the pointer against the document")
    default:
      throw metric.fault("what '\(text)' leads to is no number", "lead it on to a number")
    }
  }
}

/// Whatever JSON can hold.
private indirect enum JSONValue: Decodable {
  case null
  case flag
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else {
      _ = try container.decode(Bool.self)
      self = .flag
    }
  }

  subscript(step: String) -> JSONValue? {
    switch self {
    case .object(let members): return members[step]
    case .list(let elements):
      guard let index = Int(step), elements.indices.contains(index) else { return nil }
      return elements[index]
    case .null, .flag, .number, .text: return nil
    }
  }
}
