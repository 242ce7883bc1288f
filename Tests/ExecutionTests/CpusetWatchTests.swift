import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// What is said when another program takes CPUs away in mid-trial.
@Suite struct CpusetWatchTests {
  private let watch = CpusetWatch([
    .init(folder: "/cg/own", lists: [[0, 1], [0]]), .init(folder: "/cg/still", lists: [[1]]),
  ])

  @Test func `a change from outside is told with both lists`() {
    #expect(
      watch.words == [
        "the cpuset /cg/own was changed from outside during the trial: it allowed CPUs 0-1, then CPU 0"
      ])
    #expect(watch.allowed == [0])
  }

  @Test func `a mask that the change gave is not the command's doing`() {
    #expect(watch.cause(of: [0])?.folder == "/cg/own")
    #expect(watch.cause(of: [1]) == nil, "no change gave it")
    #expect(watch.cause(of: [0, 1]) == nil, "that was before")
  }

  @Test func `workers whose CPUs were taken say so`() {
    let configuration = Configuration(
      id: "cpu/thread-2/1", workload: "cpu", layout: Layout.threads(2), pin: "1",
      workerCPUs: [[0], [1]], parameters: [:])
    var watches = Watches()
    watches.cpusets = watch
    let fault = CPUChanges(watches, configuration, SampleStudy.machine)
      .explained(.workerFailed(worker: 1, message: "EINVAL"))
    #expect(fault == .cpusTaken([1], of: "worker 1", cpuset: "/cg/own"))
    #expect("\(fault)".hasPrefix("CPU 1 was taken out of the cpuset /cg/own after the study began"))
  }
}
