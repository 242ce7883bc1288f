import LinuxSystem
public import ProfileModel
import SystemPackage
import Text
import Topology

/// Makes the cgroups in which trials run under limits of their own: new ones for each trial, removed after it.
public struct LimitGroups: Sendable {
  private let places: [LimitPlace]
  /// What the user should know of where they are made.
  public let warnings: [String]

  /// Finds a place in each hierarchy that has the controllers, and tries all limits out there.
  ///
  /// - Throws: ``LimitRefusal`` where no such group can be made.
  public init(for limits: [ResourceLimits]) throws(LimitRefusal) {
    let limited = limits.filter { $0 != .none }
    var controllers: [CgroupController] = []
    if limited.contains(where: { $0.cpuQuotaCores != nil }) { controllers.append(.cpu) }
    if limited.contains(where: { $0.memoryLimitBytes != nil }) { controllers.append(.memory) }
    switch OwnCgroups.limitPlaces(for: controllers) {
    case .failure(let missing): throw LimitRefusal(limited.first ?? .none, missing.reason)
    case .success(let places): self.places = places
    }
    warnings = places.filter { !$0.escaped.isEmpty }.map { place in
      "Trials under limits run in \(place.parent), where the limits of \(ListText.and(place.escaped)) do not hold."
    }
    for place in places {
      try Self.prepare(place, for: limited[0])
      for limits in limited { try Self.tryOut(limits, at: place) }
    }
  }

  private static func prepare(_ place: LimitPlace, for limits: ResourceLimits) throws(LimitRefusal)
  {
    ControlGroup.removeAbandoned(in: place.parent)
    guard !place.toHandOn.isEmpty else { return }
    do throws(SystemError) {
      try ControlGroup(path: place.parent).handOn(place.toHandOn.map(\.rawValue))
    } catch {
      let words = ListText.and(place.toHandOn.map(\.rawValue))
      throw LimitRefusal(limits, "\(place.parent) hands on no controller \(words) (\(error))")
    }
  }

  private static func tryOut(_ limits: ResourceLimits, at place: LimitPlace) throws(LimitRefusal) {
    do throws(SystemError) {
      try ControlGroup.probe(in: place.parent) { (group) throws(SystemError) in
        try group.set(limits, place)
      }
    } catch {
      // `__cfs_schedulable` of `kernel/sched/core.c`.
      let rule =
        error.errno == .invalidArgument && place.version == 1
        ? "; in cgroup v1 no group may have more than the one that holds it" : ""
      throw LimitRefusal(
        limits, "no cgroup with these limits can be made in \(place.parent) (\(error))\(rule)")
    }
  }

  /// The groups of one trial; none for one without limits.
  func make(_ limits: ResourceLimits) throws(SystemError) -> TrialGroups {
    var groups = TrialGroups()
    do throws(SystemError) {
      for place in places where place.concerns(limits) {
        let group = try ControlGroup.makeOwn(in: place.parent)
        groups.add(group, place)
        try group.set(limits, place)
      }
    } catch {
      groups.remove()
      throw error
    }
    return groups
  }
}

/// Why a trial under limits cannot be had.
public struct LimitRefusal: Error {
  /// Those of the first configuration that cannot run.
  public let limits: ResourceLimits
  public let reason: String

  init(_ limits: ResourceLimits, _ reason: String) {
    self.limits = limits
    self.reason = reason
  }
}

extension LimitPlace {
  fileprivate func concerns(_ limits: ResourceLimits) -> Bool {
    controllers.contains(.cpu) && limits.cpuQuotaCores != nil
      || controllers.contains(.memory) && limits.memoryLimitBytes != nil
  }
}

extension ControlGroup {
  fileprivate func set(_ limits: ResourceLimits, _ place: LimitPlace) throws(SystemError) {
    let version: Version = place.version == 1 ? .v1 : .v2
    if let cores = limits.cpuQuotaCores, place.controllers.contains(.cpu) {
      try limitCPU(cores: cores, version)
    }
    if let bytes = limits.memoryLimitBytes, place.controllers.contains(.memory) {
      try limitMemory(bytes: bytes, version)
    }
  }
}
