import LinuxSystem
import ProcFS
import Text
import Topology

/// Which CPUs the cpusets that hold the trial's tasks allow: another program may change that in mid-trial.
///
/// A change takes the CPUs from all tasks of the group, whatever mask they had (`kernel/cgroup/cpuset.c`).
struct CpusetWatch {
  /// A group, and the different lists of CPUs that it was seen with, in order.
  struct Group: Equatable {
    let folder: String
    var lists: [[Int]]
  }

  private(set) var groups: [Group] = []
  /// By folder: opening one takes longer than reading it.
  private var kept: [String: KeptFile] = [:]
  private let members = MemberGroups()
  /// Of this program, which hosts and commands start in.
  private var own: Int?
  private var nextLook: UInt64 = 0

  private static let names = [
    "cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus", "effective_cpus", "cpus",
  ]
  private static let interval: UInt64 = 100_000_000
  private static let mostLists = 8

  init() {
    guard let text = try? ProcReader().bytes("self/cgroup") else { return }
    own = add(text)
    nextLook = MonotonicClock.now() + Self.interval
  }

  /// For tests: groups as they were seen.
  init(_ groups: [Group]) {
    self.groups = groups
    own = groups.isEmpty ? nil : 0
  }

  /// Takes in where a process is (`/proc/PID/cgroup`).
  ///
  /// - Returns: where its group stands; nil where it cannot be seen.
  @discardableResult
  mutating func add(_ memberships: [UInt8]) -> Int? {
    for folder in members.folders(memberships, of: .cpuset) {
      if let known = groups.firstIndex(where: { $0.folder == folder }) { return known }
      guard let (file, cpus) = Self.open(folder) else { continue }
      kept[folder] = file
      groups.append(Group(folder: folder, lists: [cpus]))
      return groups.count - 1
    }
    return nil
  }

  /// Reads the groups again where the last time was a while ago.
  mutating func look(at instant: UInt64) {
    guard instant >= nextLook else { return }
    nextLook = instant + Self.interval
    readAll()
  }

  mutating func readAll() {
    for index in groups.indices {
      guard let cpus = kept[groups[index].folder].flatMap(Self.cpus),
        cpus != groups[index].lists.last,
        groups[index].lists.count < Self.mostLists
      else { continue }
      groups[index].lists.append(cpus)
    }
  }

  /// CPUs that this program's group allows; nil where that cannot be read.
  var allowed: [Int]? { own.flatMap { groups[$0].lists.last } }
  /// The folder of this program's group.
  var folder: String? { own.map { groups[$0].folder } }

  /// Those that were changed meanwhile.
  var changed: [Group] { groups.filter { $0.lists.count > 1 } }

  /// The group that gave a thread this mask, whose threads had another one before.
  func cause(of mask: [Int]) -> Group? { changed.first { $0.lists.dropFirst().contains(mask) } }

  /// What was changed, in words.
  var words: [String] {
    changed.map { group in
      let lists = group.lists.map { ListText.named("CPU", $0) }
      return "the cpuset \(group.folder) was changed from outside during the trial: it allowed "
        + lists.joined(separator: ", then ")
    }
  }

  /// The first of a group's files that names CPUs, and those.
  private static func open(_ folder: String) -> (file: KeptFile, cpus: [Int])? {
    for name in names {
      if let file = try? KeptFile("\(folder)/\(name)"), let cpus = cpus(file) {
        return (file, cpus)
      }
    }
    return nil
  }

  private static func cpus(_ file: KeptFile) -> [Int]? {
    file.read(KernelCPUList.self).flatMap { $0.cpus.isEmpty ? nil : $0.cpus.sorted() }
  }
}
