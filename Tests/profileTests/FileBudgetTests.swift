import Builtin
import ProfileModel
import Testing
import profile

/// Whether the files that a trial cannot do without are held against the limit before anything is measured.
@Suite struct FileBudgetTests {
  private func configuration(_ channel: HandOver.Channel, workers: Int) -> Configuration {
    let workload = HandOver(operations: 2, channel: channel)
    return Configuration(
      id: "\(channel) of \(workers)", workload: Builtin.handOver.rawValue,
      layout: Layout(strategy: .thread, processes: 1, threadsPerProcess: workers), pin: "none",
      workerCPUs: Array(repeating: [], count: workers),
      parameters: workload.recorded.mapValues { .text($0) })
  }

  @Test func `workers that are only read need none: those are followed that there is room for`()
    throws
  {
    try FileBudget.check([configuration(.futex, workers: 100_000)], limit: 64)
  }

  @Test func `the limit itself is enough, one file less is refused with the remedy`() throws {
    let all = [configuration(.pipe, workers: 2), configuration(.pipe, workers: 300)]
    try FileBudget.check(all, limit: 2 * 300 + 64)
    try FileBudget.check(all, limit: nil)
    let error = #expect(throws: ProfileError.self) {
      try FileBudget.check(all, limit: 2 * 300 + 63)
    }
    #expect(error?.status == .unavailable)
    let text = error?.description ?? ""
    #expect(text.contains("pipe of 300: needs 664 open files"))
    #expect(text.contains("ulimit"))
  }
}
