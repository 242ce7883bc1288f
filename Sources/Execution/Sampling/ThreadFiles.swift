import LinuxSystem
import ProcFS
import ProfileModel

/// The kept files of one thread.
struct ThreadFiles {
  enum Name: Int, KeptFileName {
    case stat
    case schedstat
    case status
    case wchan
    /// Needs the right to trace the process.
    case syscall

    var file: String { "\(self)" }
  }

  private let files: KeptFiles<Name>
  private let pid: Int32
  private let folder: String

  init(pid: Int32, tid: Int32, proc: ProcReader = ProcReader()) {
    self.pid = pid
    folder = "\(proc.process(pid).root)/task/\(tid)"
    files = KeptFiles(folder)
  }

  var isShort: Bool { files.isShort }
  /// Descriptors that one takes.
  static var count: Int { KeptFiles<Name>.count }

  /// State, place, and times: cheap.
  ///
  /// The text of `stat` stays in the first half of the buffer.
  func readBasics(
    into sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer
  ) -> TaskStat? {
    let half = buffer.count / 2
    let found = files[.stat]?.read(TaskStat.self, into: .init(rebasing: buffer[..<half]))
    if let found {
      sample.state = found.state
      sample.cpu = found.processor
    }
    readTimes(into: &sample, .init(rebasing: buffer[half...]))
    return found
  }

  /// Times alone, a quarter of what `stat` costs.
  func readTimes(into sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer) {
    guard let schedstat = files[.schedstat]?.read(SchedStat.self, into: buffer) else { return }
    sample.onCPU = schedstat.onCPUNanoseconds
    sample.runQueue = schedstat.runQueueNanoseconds
    sample.timeslices = schedstat.timeslices
  }

  func readSwitches(into sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer) {
    guard let switches = files[.status]?.read(TaskSwitches.self, into: buffer) else { return }
    sample.voluntarySwitches = switches.voluntary
    sample.involuntarySwitches = switches.involuntary
  }

  /// How often it moved to another CPU; the file is long, so that it is seldom read, and not kept open.
  func migrations(_ buffer: UnsafeMutableRawBufferPointer) -> UInt64? {
    (try? KeptFile("\(folder)/sched"))?.read(TaskSched.self, into: buffer)?.migrations
  }

  /// What a thread that was just seen asleep waits for.
  ///
  /// - Parameters:
  ///   - loop: what is known of the event loop at which the thread waits.
  ///   - tree: the processes of which it is known what they do.
  func readWait(
    into sample: inout Sample, _ loop: inout EventLoop?, tree: OpenEnds.PIDs,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    guard sample.state == UInt8(ascii: "S") || sample.state == UInt8(ascii: "D"),
      let wchan = files[.wchan]
    else { return }
    let call = files[.syscall]?.read(TaskSyscall.self, into: buffer)
    guard let bytes = wchan.bytes(into: buffer) else { return }
    let channel = WaitChannel(bytes)
    guard let kind = WaitKind(state: sample.state, channel: channel, syscall: call) else { return }
    // It woke between the readings, or this user may not know: asleep, but not known for what.
    if kind == .other || kind == .disk, channel == nil, !Self.isInside(call) { return }
    sample.wait = kind
    if kind == .disk { sample.isFlush = call?.isFlush() ?? false }
    guard kind == .lock || kind == .peer, let call else { return }
    if kind == .peer { followPeer(call, into: &sample, &loop, tree) }
    sample.limit = WaitLimit(call).flatMap { SleepLimit.nanoseconds(of: $0, pid) } ?? Sample.absent
    guard kind == .lock else { return }
    guard let futex = FutexWait(call) else {
      if channel?.isAny(of: WaitKind.fileLockFunctions) == true { sample.primitive = .file }
      return
    }
    sample.lockAddress = futex.address
    sample.lockIsPrivate = futex.isPrivate
    sample.primitive = futex.isCondition ? .condition : futex.isHeld ? .mutex : nil
  }

  /// Whom a thread waits for that waits for events, or at a descriptor.
  private func followPeer(
    _ call: TaskSyscall, into sample: inout Sample, _ loop: inout EventLoop?, _ tree: OpenEnds.PIDs
  ) {
    guard let wait = EventWait(call) else {
      loop = nil
      return
    }
    sample.isLookout = wait.isLookout
    let waker = EventLoop.waker(
      of: wait, &loop, OpenEnds(of: pid, tree: tree),
      memory: { ProcessMemory.words(of: pid, at: $0) })
    switch waker {
    case .tree: sample.isInner = true
    case .timer: sample.wait = .timer
    case .others: break
    case .unknown: sample.wait = .other
    }
  }

  private static func isInside(_ call: TaskSyscall?) -> Bool {
    if case .inCall = call { true } else { false }
  }
}
