import FoundationEssentials
import ProfileModel

/// JSON for people and tools: keys sorted, so that equal values give equal bytes.
enum JSONText {
  static func pretty(_ value: some Encodable) throws(ProfileError) -> String {
    String(decoding: try encoded("the result") { try value.jsonData() }, as: UTF8.self)
  }

  /// What encoding makes of a value; that it fails is a bug of ours.
  static func encoded<Value>(
    _ what: String, _ body: () throws -> Value
  ) throws(ProfileError) -> Value {
    do {
      return try body()
    } catch {
      throw ProfileError(
        .internalError, "\(what) could not be encoded (\(error)); please report this")
    }
  }
}
