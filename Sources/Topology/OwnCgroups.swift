import ProcFS

/// The cgroups that this process is in, as far as measuring needs them.
public enum OwnCgroups {
  /// A fact about cgroups, or why it cannot be told.
  public enum Answer<Value: Sendable>: Sendable {
    case known(Value)
    case unknown(String)
  }

  /// Folder of the process's own cgroup in the unified hierarchy (v2).
  ///
  /// - Parameter root: the machine to look at.
  public static func unified(root: Root = Root()) -> Answer<String> {
    switch Cgroups(root).unified() {
    case .failure(let missing): return .unknown(missing.reason)
    case .success(let chain):
      if let hidden = chain.hidden { return .unknown(hidden.reason) }
      return chain.folders.first.map(Answer.known) ?? .unknown("no cgroup v2 is mounted")
    }
  }

  /// The cgroup with the tightest CPU quota that governs this process; nil when none has one.
  ///
  /// Its `cpu.stat` tells how long the quota stopped its tasks.
  public static func tightestQuota(root: Root = Root()) -> Answer<String?> {
    let survey = Survey(root: root)
    let cgroups = Cgroups(root)
    switch cgroups.chain(of: .cpu) {
    case .failure(let missing): return .unknown(missing.reason)
    case .success(let chain):
      var tightest: (cores: Double, folder: String)?
      for folder in chain.folders {
        guard let cores = survey.quota(folder, chain.version).value ?? nil,
          cores < tightest?.cores ?? .infinity
        else { continue }
        tightest = (cores, folder)
      }
      if tightest == nil, let hidden = chain.hidden { return .unknown(hidden.reason) }
      return .known(tightest?.folder)
    }
  }
}
