import HostProtocol
import LinuxSystem
import Topology

/// The cgroups that limit one trial.
struct TrialGroups: Sendable {
  private var groups: [(group: ControlGroup, place: LimitPlace)] = []

  mutating func add(_ group: ControlGroup, _ place: LimitPlace) { groups.append((group, place)) }

  var folders: [String] { groups.map(\.group.path) }

  /// The one in the unified hierarchy (v2), in which a process can be in one group only.
  var unified: ControlGroup? { groups.first { $0.place.version == 2 }?.group }

  /// For a launcher, which enters them to start commands and leaves them again.
  var order: [LaunchOrder.Group] {
    groups.map { LaunchOrder.Group(folder: $0.group.path, home: $0.place.home) }
  }

  /// Removes them; all processes in them have ended.
  func remove() { for (group, _) in groups { group.removePatiently() } }
}
