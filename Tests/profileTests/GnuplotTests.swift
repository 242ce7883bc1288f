import Foundation
import LinuxSystem
import ProfileModel
import Reporting
import TestSupport
import Testing
import profile

@Suite("Gnuplot at the edge")
struct GnuplotTests {
  private let folder: TemporaryFolder
  private let plot: Plot

  init() throws {
    folder = try TemporaryFolder()
    let book = PictureBook(study: SampleStudy.long, findings: SampleStudy.longFindings)
    plot = try #require(book.plots.first)
    try folder.write(Data(plot.script.utf8), to: plot.scriptName)
    try folder.write(Data(plot.data.utf8), to: plot.dataName)
  }

  /// A program in gnuplot's place.
  private func fake(_ script: String, seconds: Double = 30) throws -> Gnuplot {
    try folder.write(Data("#!/bin/sh\n\(script)\n".utf8), to: "fake")
    try #require(chmod(folder.file("fake"), 0o755) == 0)
    return Gnuplot(path: folder.file("fake"), seconds: seconds)
  }

  private func failure(of gnuplot: Gnuplot) throws -> Gnuplot.Failure {
    // What was drawn before must not be taken for what was drawn now.
    try folder.write(Data("<svg>old</svg>".utf8), to: plot.imageName)
    let failure = try #require(throws: Gnuplot.Failure.self) {
      try gnuplot.draw(plot, in: folder.path)
    }
    #expect(!folder.contents.contains(plot.imageName))
    return failure
  }

  @Test("that draws leaves the whole picture")
  func draws() throws {
    let gnuplot = try fake(
      "test \"$*\" = '-d \(plot.scriptName)' && echo '<svg></svg>' > \(plot.imageName)")
    try gnuplot.draw(plot, in: folder.path)
    #expect(folder.contents.contains(plot.imageName))
  }

  @Test("that hangs is ended, with all that it started")
  func hangs() throws {
    let failure = try failure(of: fake("sleep 1000 & echo $! > child; wait", seconds: 0.5))
    #expect(failure.isHang)
    #expect(failure.description == "gnuplot did not end within 1 s")
    let child = try String(contentsOfFile: folder.file("child"), encoding: .utf8)
    let pid = try #require(Int32(child.split(separator: "\n").first ?? ""))
    let deadline = MonotonicClock.now() + 20_000_000_000
    while kill(pid, 0) == 0, isRunning(pid), MonotonicClock.now() < deadline { usleep(5000) }
    #expect(!isRunning(pid))
  }

  /// A zombie that nobody has reaped yet runs no more.
  private func isRunning(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
      return false
    }
    return !stat.contains(") Z ")
  }

  @Test(
    "that fails is told of in its own words",
    arguments: [
      ("echo '  ^' >&2; echo '\"x.gp\" line 3: undefined' >&2; exit 1", "line 3: undefined"),
      ("kill -SEGV $$", "SIGSEGV"), ("exit 0", "made no picture"),
      ("printf '<svg><path' > ledger-cpu.svg; printf '<svg' > distribution-cpu.svg", "no picture"),
    ])
  func fails(script: String, words: String) throws {
    let failure = try failure(of: fake(script))
    #expect(!failure.isHang)
    #expect(failure.description.contains(words), "\(failure)")
  }

  @Test("that cannot be started is told of")
  func missing() throws {
    let failure = try failure(of: Gnuplot(path: folder.file("none")))
    #expect(failure.description.contains("could not be started"))
  }
}
