import HostProtocol
import LinuxSystem
import ProfileModel
import Text

extension HostAssembly {
  /// Where the pages of the work's buffers were, and whether that is what was asked for.
  func addMemoryPlacement(_ group: HostGroup, to trial: inout Trial) {
    addPolicyRefusal(group, to: &trial)
    guard let pages = evidence.pages else {
      trial.unavailable[.pagesPerNode] = "the trial did not come to its hold"
      return
    }
    guard let census = pages.census else {
      trial.unavailable[.pagesPerNode] =
        pages.refusal.map { "the kernel would not tell where the pages are (\($0))" }
        ?? "not applicable: the workload has no buffer"
      return
    }
    trial.pagesPerNode = Dictionary(
      uniqueKeysWithValues: census.pagesPerNode.map { (String($0.key), UInt64($0.value)) })
    if census.asked < pages.pages {
      trial.notes.append(
        "Pages per node are an even sample: \(census.asked) of \(pages.pages) pages.")
    }
    if census.absentPages > 0 {
      trial.notes.append(
        "\(census.absentPages) of \(census.asked) pages of the buffers were on no node: not resident."
      )
    }
    if let stray = strayPages(census) { trial.notes.append(stray) }
  }

  /// The policy was asked for, but the workers could not get it: the pin stays, and the trial says so.
  private func addPolicyRefusal(_ group: HostGroup, to trial: inout Trial) {
    let policy = configuration.memoryPolicy
    if let refusal = group.ready.lazy.compactMap({ $0?.memoryRefusal }).first {
      trial.unavailable[.memoryPolicy] =
        "\(policy) was not applied (\(refusal)); the memory lies where the kernel put it"
    } else if let doubt = group.ready.lazy.compactMap({ $0?.memoryDoubt }).first {
      trial.unavailable[.memoryPolicy] =
        "\(policy) was applied, but could not be read back (\(doubt)); only the pages' nodes show that it holds"
    }
  }

  /// Pages outside the nodes that they were bound to or interleaved over.
  private func strayPages(_ census: PageCensus) -> String? {
    let nodes = configuration.memoryPolicy.nodes
    guard !nodes.isEmpty else { return nil }
    let stray = census.pagesPerNode.filter { !nodes.contains($0.key) }
    guard !stray.isEmpty else { return nil }
    let count = stray.reduce(0) { $0 + $1.value }
    let places = stray.keys.sorted().map { String($0) }.joined(separator: ", ")
    return
      "\(NumberText.count(count)) of \(NumberText.count(census.asked)) pages are not where \(configuration.memoryPolicy) asked for them, but on node \(places)."
  }
}
