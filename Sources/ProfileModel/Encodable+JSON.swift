package import FoundationEssentials

extension Encodable {
  /// As JSON for people and tools: UTF-8, keys sorted, so that equal values give equal bytes, and a final line break.
  package func jsonData(isPretty: Bool = true) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }
}
