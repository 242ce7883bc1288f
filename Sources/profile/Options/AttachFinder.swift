import Builtin
import Execution
import LinuxSystem
import ProfileModel
import Text

/// Finds the processes that are meant, and refuses those that cannot be looked at.
struct AttachFinder {
  private let pids: [String]
  private let name: String?
  private let cgroup: String?
  private let followsTree: Bool

  private static let mostListed = 12
  private static let groupsFolder = "/sys/fs/cgroup"

  init(_ options: Attach) {
    pids = options.pids
    name = options.name
    cgroup = options.cgroup
    followsTree = !options.noTree
  }

  func find() throws(ProfileError) -> (target: AttachTarget, name: String) {
    let asked = [!pids.isEmpty, name != nil, cgroup != nil].count { $0 }
    guard asked == 1 else {
      throw ProfileError(
        .usage,
        asked == 0
          ? "attach: nothing says what to look at. Give process ids, --name or --cgroup, such as: profile attach 812."
          : "attach: process ids, --name and --cgroup each say what to look at. Give one of them.")
    }
    if let cgroup { return try group(cgroup) }
    let roots: [RunningProcess]
    if let name { roots = try named(name) } else { roots = try numbered() }
    let target = AttachTarget(
      roots: roots.map { process in
        AttachTarget.Root(
          pid: Int(process.pid), startTicks: process.startTicks, name: process.name,
          commandLine: process.commandLine, ports: process.ports)
      }, cgroup: nil, followsTree: followsTree)
    return (target, workload(roots))
  }

  /// A name that is a built-in workload's is told apart from it.
  private func workload(_ roots: [RunningProcess]) -> String {
    let name = roots.first?.name ?? ""
    let safe = OutsideText.line(name).split(separator: "/").joined(separator: "-")
    return Builtin.names.contains(safe) || safe.isEmpty ? "attached-\(safe)" : safe
  }

  // MARK: by number

  private func numbered() throws(ProfileError) -> [RunningProcess] {
    var found: [RunningProcess] = []
    for text in pids {
      let process = try process(text)
      if !found.contains(process) { found.append(process) }
    }
    return found
  }

  private func process(_ text: String) throws(ProfileError) -> RunningProcess {
    guard let pid = Int32(text), pid > 0, !text.hasPrefix("+") else {
      throw ProfileError(
        .usage,
        "attach \(text): a process id is a whole number from 1. A program is found by its name with --name \(text)."
      )
    }
    guard let process = RunningProcess(pid) else { throw Self.missing(pid) }
    guard pid != ProcessControl.ownPID else {
      throw ProfileError(
        .usage, "attach \(pid): that is this profile itself. Name another process.")
    }
    guard !process.isKernelThread else {
      throw ProfileError(
        .usage,
        "attach \(pid): \(process.name) is a thread of the kernel's own, which has no program. Name a process of a user's."
      )
    }
    guard process.process == pid else {
      throw ProfileError(
        .usage,
        "attach \(pid): that is a thread of process \(process.process). Attach to the process: profile attach \(process.process)."
      )
    }
    guard !process.isDead else {
      throw ProfileError(
        .missingInput,
        "attach \(pid): \(process.name) has ended, and only its exit status is left (a zombie). Name a process that runs."
      )
    }
    return process
  }

  private static func missing(_ pid: Int32) -> ProfileError {
    guard !RunningProcess.isHidden(pid) else {
      return ProfileError(
        .missingInput,
        "attach \(pid): /proc does not show this process to this user (it is mounted with hidepid). Run as its user, or as root (sudo)."
      )
    }
    return ProfileError(
      .missingInput,
      "attach \(pid): there is no such process. It may have ended; and within a container numbers are others than outside of it: pgrep -a NAME tells those that hold here."
    )
  }

  // MARK: by name

  /// The top of the one tree in which the name occurs.
  private func named(_ name: String) throws(ProfileError) -> [RunningProcess] {
    let all = RunningProcess.all()
    let matches = all.filter { $0.pid != ProcessControl.ownPID && Self.bears($0, name) }
    guard !matches.isEmpty else { throw Self.nobody(name, all) }
    let parents = Dictionary(
      all.map { ($0.pid, $0.parent) }, uniquingKeysWith: { first, _ in first })
    let numbers = Set(matches.map(\.pid))
    let tops = matches.filter { !Self.ancestors(of: $0, parents).contains(where: numbers.contains) }
    guard tops.count > 1 else { return tops }
    let listed = tops.prefix(Self.mostListed).map {
      "\n  \($0.pid)  \(OutsideText.clipped($0.title, to: 60))"
    }
    let more = tops.count > Self.mostListed ? "\n  … and \(tops.count - Self.mostListed) more" : ""
    throw ProfileError(
      .usage,
      "--name \(name): \(tops.count) programs bear this name. Choose by number, such as profile attach \(tops[0].pid):\(listed.joined())\(more)"
    )
  }

  private static func bears(_ process: RunningProcess, _ name: String) -> Bool {
    let program = process.commandLine.first?.split(separator: "/").last.map(String.init)
    // The kernel keeps 15 bytes of a name.
    return process.name == name || program == name || process.name == String(name.prefix(15))
  }

  private static func ancestors(of process: RunningProcess, _ parents: [Int32: Int32]) -> [Int32] {
    var found: [Int32] = []
    var next = process.parent
    while next > 0, !found.contains(next) {
      found.append(next)
      next = parents[next] ?? 0
    }
    return found
  }

  private static func nobody(_ name: String, _ all: [RunningProcess]) -> ProfileError {
    let near = Suggestion.nearest(to: name, among: Array(Set(all.map(\.name))).sorted())
    let question = near.map { " Did you mean \($0)?" } ?? ""
    return ProfileError(
      .missingInput,
      "--name \(name): no program of this name runs that this user can see.\(question) pgrep -a looks in whole command lines (pgrep -af \(name))."
    )
  }

  // MARK: by cgroup

  private func group(_ path: String) throws(ProfileError) -> (target: AttachTarget, name: String) {
    guard followsTree else {
      throw ProfileError(
        .usage, "--no-tree with --cgroup: a group is all of its processes. Leave one of them out.")
    }
    let below = "\(Self.groupsFolder)/\(path.drop { $0 == "/" })"
    let folder = [path, below].first { Files.exists("\($0)/cgroup.procs") }
    guard let folder, !path.isEmpty else {
      throw ProfileError(
        .missingInput,
        "--cgroup \(path): that is no control group: it has no cgroup.procs. Give its folder, such as \(Self.groupsFolder)/system.slice/nginx.service; systemctl show -p ControlGroup NAME tells a unit's."
      )
    }
    guard !AttachRunner.processes(group: folder).isEmpty else {
      throw ProfileError(
        .missingInput,
        "--cgroup \(path): no process is in it, nor in a group below it. Start what belongs there, or name another one."
      )
    }
    let name = folder.split(separator: "/").last.map(String.init) ?? "cgroup"
    return (AttachTarget(roots: [], cgroup: folder, followsTree: true), name)
  }

  // MARK: rights

  /// What this user may not read of it.
  func warnings(about target: AttachTarget) -> [String] {
    let pids =
      target.cgroup.map { AttachRunner.processes(group: $0) }
      ?? target.roots.map { Int32(clamping: $0.pid) }
    let processes = pids.compactMap { RunningProcess($0) }
    let command =
      "sudo profile attach \(target.cgroup.map { "--cgroup \($0)" } ?? pids.map(String.init).joined(separator: " "))"
    if let closed = processes.first(where: { !$0.isOpen }) {
      return [
        "\(closed.name) (PID \(closed.pid)) is another user's: what its threads wait for, its bytes and its memory may not be read, so that the bound rests on times and states alone. As root they may: \(command)"
      ]
    }
    if let silent = processes.first(where: { !$0.showsCalls }) {
      return [
        "\(silent.name) (PID \(silent.pid)) may not be traced by this user (kernel.yama.ptrace_scope): a wait for a lock is seen, but not which lock. As root it is: \(command)"
      ]
    }
    return []
  }
}
