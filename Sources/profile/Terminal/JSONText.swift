import FoundationEssentials
import ProfileModel

/// JSON for people and tools: keys sorted, so that equal values give equal bytes.
enum JSONText {
  static func pretty(_ value: some Encodable) throws(ProfileError) -> String {
    do {
      return String(decoding: try value.jsonData(), as: UTF8.self)
    } catch {
      throw ProfileError(
        .internalError, "the result could not be encoded (\(error)); please report this")
    }
  }
}
