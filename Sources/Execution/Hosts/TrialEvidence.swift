import Builtin

/// Everything that a trial left behind, complete or not; assembled into a record afterwards.
struct TrialEvidence {
  let policy: SamplingPolicy
  var workload: (any BuiltinWorkload)?
  var cachedBytes: UInt64?
  var group: HostGroup?
  var sampler: Sampler?
  var migrationsBefore: [UInt64?] = []
  var hold: HoldReadings?
  var pages: PageReadings?
  var watch = MachineWatch()
  var cpus = CPUWatch()
  var throttle = ThrottleWatch()
  var waits: WaitEvidence?
  /// CPU time of the profiler's thread at gate and last end, ns.
  var samplerStart: UInt64?
  var samplerEnd: UInt64?

  init(policy: SamplingPolicy) {
    self.policy = policy
  }
}
