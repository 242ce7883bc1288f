import Analysis
import ProfileModel
import Reporting
import Testing
import Text

/// The screen that is shown while a program is looked at.
@Suite struct LiveScreenTests {
  private func thread(
    _ name: String, role: String = "shop", pid: Int = 1, cpu: Double = 0,
    waits: [WaitKind: Int] = [:]
  ) -> AttachSnapshot.Thread {
    .init(
      pid: pid, role: role, name: name, cpuSeconds: cpu, runQueueSeconds: 0, waits: waits)
  }

  private func lines(
    _ threads: [AttachSnapshot.Thread], width: Int = 80, height: Int = 24
  ) -> [String] {
    let snapshot = AttachSnapshot(seconds: 1, secondsLeft: 11.2, threads: threads)
    return LiveScreen(LiveGroups(snapshot), title: "shop", secondsLeft: snapshot.secondsLeft)
      .lines(TerminalStyle(width: width), height: height)
  }

  @Test func `threads of a name stand together, the busiest first, and idle ones are named so`() {
    let shown = lines([
      thread("gc-1", waits: [.peer: 9]), thread("gc-2", waits: [.peer: 9]),
      thread("run-1", cpu: 0.7, waits: [.lock: 3]), thread("run-2", cpu: 0.5),
    ])
    #expect(shown[0].hasPrefix("shop: 1.20 CPUs busy, 1 process, 4 threads; 12 s left"))
    #expect(shown[3].hasPrefix("shop: run-*") && shown[3].hasSuffix("lock"))
    #expect(shown[3].contains("1.20") && shown[4].hasSuffix("idle (peer)"))
    #expect(shown.count == 5)
  }

  @Test(arguments: [(80, 24), (200, 50), (20, 5), (40, 1)])
  func `it fits the window, whatever the names are`(width: Int, height: Int) {
    let threads = (0..<100).map { index in
      thread(
        String(repeating: "name\u{1B}[31m界", count: 5)
          + String(Unicode.Scalar(UInt8(97 + index % 26))),
        role: "role \(index)", pid: index, cpu: 0.01)
    }
    let shown = lines(threads, width: width, height: height)
    #expect(shown.count <= height)
    for line in shown {
      #expect(DisplayWidth.columns(line) < width)
      #expect(!line.contains("\u{1B}"))
    }
  }
}
