import HostProtocol
import LinuxSystem
import ProcFS
import ProfileModel

/// One trial of a server: start, ready, warm-up, window, stop.
///
/// The server is a command's tree that is followed in a window only; the load is a second tree beside it.
final class ServiceTrial {
  private let runner: CommandRunner
  private let spec: CommandSpec
  private let service: ServiceSpec
  private let outputs: CommandOutputs
  private let server: LauncherControl
  private var evidence = ServiceEvidence()
  private var serverSampler: TreeSampler?
  private var watches = Watches()
  private let limits: ResourceLimits
  private var cgroup: ControlGroup?

  /// A load that ends before this share of its time has ended early.
  private static let leastShare = 0.9
  /// What a load may take beyond its time to end, s.
  private static let patience = 10.0

  /// - Parameters:
  ///   - port: what `{port}` was replaced by.
  ///   - limits: of the server; its load has none.
  init(
    _ runner: CommandRunner, _ spec: CommandSpec, _ service: ServiceSpec, _ outputs: CommandOutputs,
    port: Int, limits: ResourceLimits
  ) throws(TrialFault) {
    self.limits = limits
    self.runner = runner
    self.service = service
    self.spec = spec
    self.outputs = outputs
    server = try TrialFault.catching { () throws(SystemError) in
      try LauncherControl(copies: 1, inbox: runner.inbox)
    }
    evidence.port = ServicePort.number(in: service.ready.target) ?? port
  }

  /// Runs it; whatever happens, nothing of either tree is left, and the evidence holds what was measured.
  func run(_ command: inout CommandEvidence) throws(TrialFault) {
    var order = try CommandOrder.make(spec, nil, outputs: outputs.path)
    order.commands[0].cpus = service.serverCPUs
    order.openFiles = runner.openFiles
    let groups = try runner.groups(under: limits)
    cgroup = groups.totals
    order.enter(groups)
    watches.follow(groups.limits)
    let own = service.sharesCPUs ? OpenerPlace(before: nil) : Affinity.moving(to: service.loadCPUs)
    defer {
      watches.readKills()
      own.restore()
      command.group = server.group
      command.sampler = serverSampler
      command.watches = watches
      command.service = evidence
      groups.remove()
    }
    try refuseTakenPort()
    try server.run(
      order, hostPath: runner.hostPath,
      known: { self.serverSampler?.roster.liveProcesses.keys.map { $0 } ?? [] },
      body: { () throws(TrialFault) in
        try start()
        try warmUp()
        try measure()
        try stop()
      })
    command.metrics = try MetricReading.values(
      spec.metrics ?? [], outputs.nested("load"),
      seconds: service.load.durationSeconds ?? evidence.windowSeconds,
      within: server.group.ageSeconds, runner.inbox)
  }

  private func refuseTakenPort() throws(TrialFault) {
    guard evidence.port > 0, LocalPort.refusal(port: evidence.port) == nil else { return }
    throw .notStarted(
      "port \(evidence.port) is taken: somebody answers there before the server is started; end that program, or write {port} in the manifest for a free one"
    )
  }

  // MARK: the steps

  private func start() throws(TrialFault) {
    server.go()
    try waitUntilReady("before it was ready")
    evidence.ready = MonotonicClock.now()
  }

  private func waitUntilReady(_ moment: String) throws(TrialFault) {
    let limit = MonotonicClock.now() + UInt64(service.ready.withinSeconds * 1e9)
    var check = ReadyCheck(service.ready, outputs) {
      [runner, spec, service, outputs] () throws(TrialFault) in
      try runner.steps.run([service.ready.command], of: spec, named: "ready", in: outputs.path)
    }
    while true {
      try server.step(until: MonotonicClock.now() + check.interval)
      try requireServer(moment)
      guard server.group.isRunning else { continue }
      if try check.look() { return }
      guard MonotonicClock.now() < limit else { throw notReady(check.reason) }
    }
  }

  private func notReady(_ reason: String) -> TrialFault {
    let tree = follow(server.launcher, cpus: service.serverCPUs)
    tree.open(server.group.leaders)
    let ports = ListeningPorts.ports(of: Array(tree.roster.liveProcesses.keys))
    let elsewhere =
      evidence.port > 0 && !ports.isEmpty && !ports.contains(evidence.port)
      ? "; it listens at \(ports.map(String.init).joined(separator: ", ")) instead: hand {port} on to it"
      : ""
    return .commandFailed(
      "the server was not ready within \(service.ready.withinSeconds.formattedSeconds): \(reason)\(elsewhere)\(outputs.lastLines(of: 0))"
    )
  }

  /// A server that has ended takes the trial with it.
  private func requireServer(_ moment: String) throws(TrialFault) {
    if let problem = server.group.startProblem { throw .notStarted(problem) }
    guard server.group.isOver, let exit = server.group.leaders[0].exit else { return }
    let isDaemon = !server.group.leftovers.isEmpty || exit.end == .exited(status: 0)
    let remedy =
      isDaemon
      ? "; if it went into the background (daemonised), let it stay in the foreground, where it can be followed"
      : ""
    throw .commandFailed(
      "the server \(exit.end.description) \(moment)\(remedy)\(outputs.lastLines(of: 0))")
  }

  /// A load that cannot warm up by itself is run once before, for as long; one that has no time is run whole.
  private func warmUp() throws(TrialFault) {
    guard let command = service.load.warmUpCommand else { return }
    try LoadRun(runner, spec, service, command, outputs.nested("warm-up")).run(
      limitSeconds: service.load.durationSeconds == nil
        ? spec.timeoutSeconds : service.load.warmUpSeconds + Self.patience
    ) { [self] (_: LoadRun) throws(TrialFault) in
      try server.step(until: MonotonicClock.now())
      try requireServer("while it was warmed up")
    }
    outputs.nested("warm-up").remove()
    // Requests that the warm-up left behind are answered first: the window must not pay for them.
    try waitUntilReady("after it was warmed up")
  }

  private func measure() throws(TrialFault) {
    let load = try LoadRun(runner, spec, service, service.load.command, outputs.nested("load"))
    let ownWarmUp = service.load.warmUpCommand == nil ? service.load.warmUpSeconds : 0
    let limit = service.load.durationSeconds.map { ownWarmUp + $0 + Self.patience + $0 / 2 }
    defer { evidence.load = load.group }
    do throws(TrialFault) {
      try load.run(
        limitSeconds: limit ?? spec.timeoutSeconds,
        next: { [self] in nextLook(at: $0, opensAfter: ownWarmUp) },
        look: { [self] (load: LoadRun) throws(TrialFault) in
          try look(load, opensAfter: ownWarmUp)
        })
      close()
    } catch {
      close()
      throw error
    }
    try requireWholeTime(load, ownWarmUp)
  }

  /// When the window opens or closes, or a reading is due.
  private func nextLook(at load: LoadRun, opensAfter warmUp: Double) -> UInt64 {
    let latest = MonotonicClock.now() + LoadRun.longestPause
    let opening = load.spawned.map { $0 + UInt64(warmUp * 1e9) }
    guard let opened = evidence.opened else { return min(latest, opening ?? latest) }
    guard evidence.closed == nil else { return latest }
    let closing = service.load.durationSeconds.map { opened + UInt64($0 * 1e9) }
    let readings = [serverSampler, evidence.loadSampler].compactMap { $0?.schedule.next }
    return min(latest, closing ?? latest, readings.min() ?? latest)
  }

  /// Opens the window, reads both trees while it is open, and closes it.
  private func look(_ load: LoadRun, opensAfter warmUp: Double) throws(TrialFault) {
    try server.step(until: MonotonicClock.now())
    try requireServer(evidence.opened == nil ? "while it was warmed up" : "under load")
    guard let spawned = load.spawned else { return }
    let now = MonotonicClock.now()
    if evidence.opened == nil {
      if now >= spawned + UInt64(warmUp * 1e9) { open(load) }
      return
    }
    guard evidence.closed == nil else { return }
    let open = seconds(from: evidence.opened ?? now, to: now)
    if load.group.isOver || open >= service.load.durationSeconds ?? .infinity { return close() }
    serverSampler?.readIfDue()
    evidence.loadSampler?.readIfDue()
    watches.look(at: serverSampler?.roster.liveProcesses.keys.map { $0 } ?? [])
  }

  private func follow(_ launcher: Int32, cpus: [Int]) -> TreeSampler {
    TreeSampler(
      scope: .launched(by: launcher), policy: runner.policy,
      cpus: (max(1, cpus.count), runner.machine.summary.onlineCPUs))
  }

  private func open(_ load: LoadRun) {
    let tree = follow(server.launcher, cpus: service.serverCPUs)
    let other = follow(load.launcher, cpus: service.loadCPUs)
    serverSampler = tree
    evidence.loadSampler = other
    watches.begin()
    cgroupAtOpening = cgroup.flatMap(CgroupUse.init)
    tree.open(server.group.leaders)
    evidence.opened = tree.openedAt
    other.open(load.group.leaders)
  }

  private var cgroupAtOpening: CgroupUse?

  private func close() {
    guard evidence.opened != nil, evidence.closed == nil else { return }
    serverSampler?.close()
    evidence.closed = serverSampler?.closedAt
    evidence.loadSampler?.close()
    if let first = cgroupAtOpening, let last = cgroup.flatMap(CgroupUse.init) {
      evidence.cgroupNanoseconds = last.since(first)
    }
    watches.end()
  }

  private func requireWholeTime(_ load: LoadRun, _ warmUp: Double) throws(TrialFault) {
    guard let duration = service.load.durationSeconds, let took = load.group.wallSeconds,
      took < (warmUp + duration) * Self.leastShare
    else { return }
    throw .commandFailed(
      "the load ended early, \(took.formattedSeconds) after its start, although it was to last \((warmUp + duration).formattedSeconds)\(load.outputs.lastLines(of: 0))"
    )
  }

  /// Asks the server to end, then has it ended.
  private func stop() throws(TrialFault) {
    let leader = server.group.leaders[0]
    evidence.stopping = MonotonicClock.now()
    ProcessControl.send(
      service.stop.signal, to: leader.pid,
      if: { ProcessTree().isBelow(ProcessControl.ownPID, leader.pid) })
    let limit = MonotonicClock.now() + UInt64(service.stop.withinSeconds * 1e9)
    while server.group.leaders[0].exit == nil, MonotonicClock.now() < limit {
      try server.step(until: limit)
    }
    guard server.group.leaders[0].exit == nil else { return }
    evidence.wasKilled = true
    server.end()
  }
}

extension Double {
  /// `20 s`, `1.5 s`.
  fileprivate var formattedSeconds: String {
    let tenths = (self * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) s" : "\(tenths) s"
  }
}

extension Affinity {
  /// Moves the calling thread to these CPUs; stays where it is when that is refused.
  fileprivate static func moving(to cpus: [Int]) -> OpenerPlace {
    guard let own = try? Affinity.get(), (try? Affinity.set(cpus)) != nil else {
      return OpenerPlace(before: nil)
    }
    return OpenerPlace(before: own)
  }
}
