import Execution
import ProfileModel
import Testing
import profile

/// Whether the files that a trial needs are held against the limit before anything is measured.
@Suite struct FileBudgetTests {
  private func configuration(workers: Int, processes: Int) -> Configuration {
    Configuration(
      id: "cpu/hybrid-\(processes)x\(workers / processes)/none", workload: "cpu",
      layout: Layout(
        strategy: .hybrid, processes: processes, threadsPerProcess: workers / processes),
      pin: "none", workerCPUs: Array(repeating: [], count: workers), parameters: [:])
  }

  @Test func `each worker and each process counts with what the sampler keeps open of it`() {
    let one = SamplingPolicy.openFiles(workers: 1, processes: 0)
    let host = SamplingPolicy.openFiles(workers: 0, processes: 1)
    #expect(one >= 5 && host >= 2, "stat, schedstat, status, wchan, syscall; statm, smaps_rollup")
    #expect(SamplingPolicy.openFiles(workers: 12, processes: 3) == 12 * one + 3 * host)
  }

  @Test func `the limit itself is enough, one file less is refused with the remedy`() throws {
    let large = configuration(workers: 64, processes: 4)
    let all = [configuration(workers: 2, processes: 1), large]
    let needed = UInt64(SamplingPolicy.openFiles(workers: 64, processes: 4) + 64)
    try FileBudget.check(all, limit: needed)
    try FileBudget.check(all, limit: nil)
    let error = #expect(throws: ProfileError.self) {
      try FileBudget.check(all, limit: needed - 1)
    }
    #expect(error?.status == .unavailable)
    let text = error?.description ?? ""
    #expect(text.contains("cpu/hybrid-4x16/none: needs \(needed) open files"))
    #expect(text.contains("ulimit"))
  }
}
