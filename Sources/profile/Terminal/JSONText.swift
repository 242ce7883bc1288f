import FoundationEssentials
import ProfileModel

/// JSON for people and tools: keys sorted, so that equal values give equal bytes.
enum JSONText {
  static func pretty(_ value: some Encodable) throws(ProfileError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw ProfileError(
        .internalError, "the result could not be encoded (\(error)); please report this")
    }
  }
}
