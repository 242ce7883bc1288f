import Testing
import Text

/// The refusal that `body` must end in; anything else is a failed expectation.
func refusal<Value>(
  _ body: () throws(Refusal) -> Value, sourceLocation: SourceLocation = #_sourceLocation
) -> Refusal? {
  do throws(Refusal) {
    let value = try body()
    Issue.record("accepted as \(value)", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}
