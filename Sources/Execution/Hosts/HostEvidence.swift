import Builtin

/// Everything that a trial of hosts left behind, complete or not; assembled into a record afterwards.
struct HostEvidence {
  let policy: SamplingPolicy
  var workload: (any BuiltinWorkload)?
  var cachedBytes: UInt64?
  var group: HostGroup?
  var sampler: Sampler?
  var migrationsBefore: [UInt64?] = []
  var hold: HoldReadings?
  var pages: PageReadings?
  var waits: WaitEvidence?
  var watches = Watches()

  init(policy: SamplingPolicy) {
    self.policy = policy
  }
}
