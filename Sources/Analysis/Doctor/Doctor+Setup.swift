extension Doctor {
  /// File systems of another machine or another program, by the names of `FileSystemFacts`.
  private static let remote: Set = [
    "nfs", "cifs", "smb", "smb2", "9p", "fuse", "ceph", "lustre", "afs", "gpfs",
  ]

  static func dataDirectory(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "The io workload measures storage, so its file must lie on some."
    let place = facts.dataDirectory
    switch facts.dataFileSystem {
    case "tmpfs"?, "ramfs"?:
      return DoctorFinding(
        .warning, what: "\(place) is on \(facts.dataFileSystem ?? ""), which is memory.", why: why,
        remedy: "--directory DIR, on a disk (or set TMPDIR).")
    case .some(let type) where remote.contains(type):
      return DoctorFinding(
        .note, what: "\(place) is on \(type).",
        why: "Reads go through another machine or another program, whose caches are not ours.",
        remedy: "--directory DIR, on a local disk, to measure that.")
    case .some(let type):
      return DoctorFinding(.ok, what: "\(place) is on \(type).", why: why)
    case nil:
      return DoctorFinding(
        .note, what: "The file system of \(place) could not be told.", why: why,
        remedy: "--directory DIR, of a folder that exists and may be written.")
    }
  }

  static func gnuplot(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "gnuplot draws the report's pictures from its scripts and data."
    guard !facts.hasGnuplot else {
      return DoctorFinding(.ok, what: "gnuplot is installed.", why: why)
    }
    return DoctorFinding(
      .note, what: "gnuplot is not installed: the report has no pictures.", why: why,
      remedy: "apt-get install gnuplot-nox (or your system's package)", needsRoot: true)
  }
}
