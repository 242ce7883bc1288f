import HostProtocol
import LinuxSystem
import SystemPackage

/// The commands' standard streams, and starting the commands with them.
final class Outputs {
  private let order: LaunchOrder
  private var pipes: [OutputPipe] = []
  /// Those whose writers have not all closed them.
  private var open: [Int32: OutputPipe] = [:]
  /// The launcher's own mask, which each pinned command changes for a moment.
  private let ownCPUs: [Int]
  private let signals: InheritedSignals

  /// - Parameter signals: what the commands block and ignore.
  init(_ order: LaunchOrder, signals: InheritedSignals) throws(SystemError) {
    self.order = order
    self.signals = signals
    if let path = order.input, try !FileFacts(of: path).isRegular {
      // A FIFO would keep this process waiting for its writer.
      throw SystemError(call: "open", errno: .invalidArgument, context: "\(path), no regular file")
    }
    ownCPUs = try Affinity.get()
  }

  /// When output is taken again: not at every write, which would make the writer and this process take turns; but at
  /// once from who writes in bulk.
  private var nextDrain: UInt64 = 0
  private static let interval: UInt64 = 1_000_000

  /// What to poll now.
  func readable(at instant: UInt64) -> [FileDescriptor] {
    instant >= nextDrain ? open.values.map(\.readEnd) : []
  }

  /// When to poll again, at the latest.
  func next(before deadline: UInt64) -> UInt64 {
    open.isEmpty || nextDrain <= MonotonicClock.now() ? deadline : min(deadline, nextDrain)
  }

  var discardedBytes: UInt64 { pipes.reduce(0) { $0 + $1.discardedBytes } }

  /// Starts a command: its mask and environment are this process's at that moment.
  ///
  /// - Returns: the pid, and the instant just before the spawn.
  func start(
    _ command: LaunchOrder.Command, copy: Int
  ) throws(SystemError) -> (pid: Int32, instant: UInt64) {
    let standardOutput = try pipe(.stdout, copy)
    defer { try? standardOutput.close() }
    let standardError = try pipe(.stderr, copy)
    defer { try? standardError.close() }
    // Opened anew for each command: copies that share one would share its offset too.
    let input = try Descriptor(reading: order.input ?? "/dev/null")
    defer { withExtendedLifetime(input) {} }
    var spawn = Spawn(
      path: command.path, arguments: command.arguments,
      descriptors: [(0, input.file), (1, standardOutput), (2, standardError)])
    spawn.directory = order.directory
    spawn.signals = signals
    spawn.openFiles = order.openFiles
    if !command.cpus.isEmpty { try Affinity.set(command.cpus) }
    defer {
      if !command.cpus.isEmpty { try? Affinity.set(ownCPUs) }
    }
    let instant = MonotonicClock.now()
    return (try spawn.start(), instant)
  }

  /// The end to write to; the other is drained into a file.
  private func pipe(
    _ stream: OutputFile.Stream, _ copy: Int
  ) throws(SystemError) -> FileDescriptor {
    let pipe = try Pipe()
    let name = OutputFile.name(stream, copy: copy, of: order.commands.count)
    let output: OutputPipe
    do throws(SystemError) {
      output = try OutputPipe(
        reading: pipe.readEnd, file: "\(order.outputFolder)/\(name)", limit: order.outputLimit)
    } catch {
      try? pipe.writeEnd.close()
      throw error
    }
    pipes.append(output)
    open[output.readEnd.rawValue] = output
    return pipe.writeEnd
  }

  /// Takes what has come on those that can be read.
  func drain(_ events: [FileDescriptor]) {
    let ready = events.compactMap { open[$0.rawValue] }
    guard !ready.isEmpty else { return }
    for output in ready where !output.drain() {
      output.finish()
      open[output.readEnd.rawValue] = nil
    }
    nextDrain = MonotonicClock.now() + (ready.contains(where: \.isBulk) ? 0 : Self.interval)
  }

  /// Takes what is left, without waiting for writers that would not end.
  func finish() {
    for output in open.values {
      // The capacity of a pipe at most: who writes on now is not of the tree any more.
      _ = output.drain()
      output.finish()
    }
    open = [:]
  }
}
