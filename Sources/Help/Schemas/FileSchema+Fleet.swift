import ProfileModel

extension FileSchema {
  static let fleetShape = object([
    Field("format", .words(["profile-fleet"])), Field("version", .whole),
    Field("answers", .list(.text), "What to do, then who stands out."),
    Field("kinds", .list(kind), "Machines that are alike, those of most nodes first."),
    Field("rows", .list(row), "One per node and workload."),
    Field("missing", .list(.text), "Nodes that were expected and have no study."),
    Field("unread", .list(object(fields(.text, "study", "reason")))),
    Field("remarks", .list(.text)),
    Field("margin", .number, "No difference smaller than this is claimed."),
    Field("gate", gate.optional, "Null when nothing is gated."),
  ])

  private static let gateOutcome = JSONShape.words(["notWorse", "worse", "inconclusive"])

  private static let gate = object([
    Field("threshold", .number, "How much slower passes, such as 0.05."),
    Field("outcome", gateOutcome),
  ])

  private static let kind = object([
    Field("name", .text), Field("machine", .text), Field("nodes", .list(.text)),
    Field("machines", .whole, "Distinct machines behind the nodes, by their boot ids."),
    Field("isJudged", .flag), Field("answers", .list(kindAnswer)),
  ])

  private static let kindAnswer = object(
    fields(.text, "workload", "headline", "configuration", "quantity", "unit"),
    [Field("better", .words(of: MetricSpec.Direction.self))],
    fields(numberOrNull, "speedup", "speedupLow", "speedupHigh"),
    [
      Field(
        "dissenters", .list(.text), "Nodes whose own study recommends what the kind's rules out.")
    ])

  private static let row = object(
    fields(
      .text, "node", "kind", "study", "workload", "configuration", "quantity", "unit", "verdict"),
    fields(.whole, "trials"),
    [
      Field("median", numberOrNull, "Of what decides."),
      Field("ratio", numberOrNull, "Over the median of the others of its kind."),
      Field("low", numberOrNull, "The lower end of the ratio's 95 % interval."),
      Field("high", numberOrNull, "The upper end."),
      Field("outcome", .words(["worse", "better", "usual", "notJudged", "notMeasured"])),
      Field("bound", JSONShape.words(of: BoundKind.self).optional),
      Field("oddities", .list(.text), "What only this node says of itself."),
      Field("gate", gateOutcome.optional, "Null when nothing is gated."), unavailable,
    ])
}
