import ProcFS
import Text

/// Where cgroups with limits of their own can be made for what this process starts.
public struct LimitPlace: Sendable, Equatable {
  /// 1 or 2.
  public let version: Int
  /// Whose limits a group in there can have.
  public let controllers: [CgroupController]
  /// The folder in which the groups are made.
  public let parent: String
  /// The process's own folder in that hierarchy: who entered a group goes back there.
  public let home: String
  /// Those that the parent must first hand on to groups below it (v2, `cgroup.subtree_control`).
  public var toHandOn: [CgroupController] = []
  /// Groups that have limits which hold for this process, but will not hold in there.
  public var escaped: [String] = []
}

extension OwnCgroups {
  /// A place for each hierarchy that has some of these controllers; or why there is none.
  ///
  /// In version 1 it is the process's own group. In version 2 a group that holds processes hands no controller on, but
  /// for the root: the nearest ancestor is taken that does already, or can.
  ///
  /// - Parameter root: the machine to look at.
  public static func limitPlaces(
    for controllers: [CgroupController], root: Root = Root()
  ) -> Result<[LimitPlace], Missing> {
    let cgroups = Cgroups(root)
    var chains: [(chain: Cgroups.Chain, controllers: [CgroupController])] = []
    for controller in controllers {
      switch cgroups.chain(of: controller) {
      case .failure(let missing): return .failure(missing)
      case .success(let chain):
        if let known = chains.firstIndex(where: { $0.chain.folders == chain.folders }) {
          chains[known].controllers.append(controller)
        } else {
          chains.append((chain, [controller]))
        }
      }
    }
    var places: [LimitPlace] = []
    for (chain, controllers) in chains {
      switch LimitPlace.find(in: chain, for: controllers, root) {
      case .failure(let missing): return .failure(missing)
      case .success(let place): places.append(place)
      }
    }
    return .success(places)
  }
}

extension LimitPlace {
  fileprivate static func find(
    in chain: Cgroups.Chain, for controllers: [CgroupController], _ root: Root
  ) -> Reading<LimitPlace> {
    guard let own = chain.folders.first, root.exists(own) else {
      return .failure(Missing("the cgroup of this process cannot be seen"))
    }
    guard chain.version == 2 else {
      return .success(LimitPlace(version: 1, controllers: controllers, parent: own, home: own))
    }
    for (depth, folder) in chain.folders.enumerated() {
      guard let missing = toHandOn(by: folder, controllers, root) else { continue }
      var place = LimitPlace(
        version: 2, controllers: controllers, parent: folder, home: own, toHandOn: missing)
      place.escaped = chain.folders.prefix(depth).filter { isLimited($0, root) }
      return .success(place)
    }
    return .failure(Missing(refusal(chain, controllers, root)))
  }

  /// What a group of version 2 does not hand on yet; nil where it lacks a controller, or cannot hand it on because it
  /// holds processes (`cgroup_vet_subtree_control_enable` of `kernel/cgroup/cgroup.c`).
  private static func toHandOn(
    by folder: String, _ controllers: [CgroupController], _ root: Root
  ) -> [CgroupController]? {
    let had = names(in: "\(folder)/cgroup.controllers", root)
    guard controllers.allSatisfy({ had.contains($0.rawValue) }) else { return nil }
    let handed = names(in: "\(folder)/cgroup.subtree_control", root)
    let missing = controllers.filter { !handed.contains($0.rawValue) }
    // The root of the hierarchy alone has no type, and may hold processes.
    let isRoot = !root.exists("\(folder)/cgroup.type")
    let isEmpty = root.text("\(folder)/cgroup.procs").value?.isEmpty ?? false
    return missing.isEmpty || isRoot || isEmpty ? missing : nil
  }

  private static func names(in file: String, _ root: Root) -> [String] {
    (root.text(file).value ?? "").split(separator: " ").map(String.init)
  }

  private static func isLimited(_ folder: String, _ root: Root) -> Bool {
    let survey = Survey(root: root)
    let quota = survey.quota(folder, 2).value ?? nil
    let memory = survey.memoryLimit(folder, 2).value ?? nil
    return quota != nil || memory != nil
  }

  private static func refusal(
    _ chain: Cgroups.Chain, _ controllers: [CgroupController], _ root: Root
  ) -> String {
    let words = ListText.and(controllers.map(\.rawValue))
    let hasThem = chain.folders.contains { folder in
      let had = names(in: "\(folder)/cgroup.controllers", root)
      return controllers.allSatisfy { had.contains($0.rawValue) }
    }
    guard hasThem else {
      return "no cgroup up to \(chain.folders.last ?? "/") has the controller \(words)"
    }
    return
      "no cgroup from \(chain.folders[0]) up hands on the controller \(words) (cgroup.subtree_control), and one that holds processes cannot begin to"
  }
}
