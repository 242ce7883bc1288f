import Planning
import Testing

/// The refusal that `body` must end in; anything else is a failed expectation.
func refusal<Value>(
  _ body: () throws(PlanRefusal) -> Value, sourceLocation: SourceLocation = #_sourceLocation
) -> PlanRefusal? {
  do throws(PlanRefusal) {
    let value = try body()
    Issue.record("accepted as \(value)", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}
