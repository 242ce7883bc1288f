import ProcFS

/// The cgroups that this process is in, as far as measuring needs them.
public enum OwnCgroups {
  /// Folder of the process's own cgroup in the unified hierarchy (v2).
  ///
  /// - Parameter root: the machine to look at.
  public static func unified(root: Root = Root()) -> Result<String, Missing> {
    Cgroups(root).unified().flatMap { chain in
      if let hidden = chain.hidden { return .failure(hidden) }
      return chain.folders.first.map(Result.success) ?? .failure(Missing("no cgroup v2 is mounted"))
    }
  }

  /// The cgroup with the tightest CPU quota that governs this process; nil when none has one.
  ///
  /// Its `cpu.stat` tells how long the quota stopped its tasks.
  public static func tightestQuota(root: Root = Root()) -> Result<String?, Missing> {
    let survey = Survey(root: root)
    return Cgroups(root).chain(of: .cpu).flatMap { chain in
      var tightest: (cores: Double, folder: String)?
      for folder in chain.folders {
        guard let cores = survey.quota(folder, chain.version).value ?? nil,
          cores < tightest?.cores ?? .infinity
        else { continue }
        tightest = (cores, folder)
      }
      if tightest == nil, let hidden = chain.hidden { return .failure(hidden) }
      return .success(tightest?.folder)
    }
  }
}
