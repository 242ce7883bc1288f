import Planning
import ProfileModel
import Text

extension Plan {
  /// What the CPUs of servers leave to tell between their layouts.
  var serverWarnings: [String] {
    let servers = configurations.filter { configuration in
      guard let service = configuration.command?.service else { return false }
      return service.serverCPUs.count == 1 && !service.sharesCPUs
    }
    let layouts = Dictionary(grouping: servers, by: \.workload).mapValues {
      Set($0.map(\.strategy))
    }
    return layouts.filter { $0.value.count > 1 }.keys.sorted().map {
      "\($0): the server has one CPU, and the load generator the others. On one CPU threads and processes take turns, so that neither gains by more of them; --load-cpus shared gives both sides all CPUs."
    }
  }
}
