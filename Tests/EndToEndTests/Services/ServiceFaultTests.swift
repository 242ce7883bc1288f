import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Whatever a server or its load does, the trial ends, tells, and leaves nothing behind.
  @Suite(.enabled(if: ServiceRun.isPossible, "there is no python3 here"))
  struct ServiceFaultTests {
    private static let options =
      ServiceRun.once
      + (((try? Affinity.get())?.count ?? 1) > 1 ? [] : ["--load-cpus", "shared"])

    private func failure(
      _ manifest: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let run = try ServiceRun(manifest, options: Self.options)
      #expect(run.ending.status == 1, "\(run.ending)", sourceLocation: sourceLocation)
      let trial = try run.trial
      #expect(trial.outcome == .failed, sourceLocation: sourceLocation)
      for text in expected {
        #expect(
          trial.failure?.contains(text) == true, "\(trial.failure ?? "no reason")",
          sourceLocation: sourceLocation)
      }
      run.expectNothingLeft(sourceLocation: sourceLocation)
    }

    private let soon = "{http: \"http://127.0.0.1:{port}/\", within: 600ms}"

    @Test func `a server that never gets ready`() throws {
      try failure(
        ServiceScript.manifest(server: "never", ready: soon), "was not ready within 0.6 s",
        "Connection refused")
    }

    @Test func `a server that exits at once`() throws {
      try failure(
        ServiceScript.manifest(server: "exits"), "exited with status 1 before it was ready",
        "last words of the server")
    }

    @Test func `a server that exits under load`() throws {
      let manifest = ServiceScript.manifest(server: "dies").replacing(
        "length: 600ms", with: "length: 4s")
      try failure(manifest, "the server exited with status 7 under load")
    }

    @Test func `a server that goes into the background`() throws {
      try failure(ServiceScript.manifest(server: "daemon"), "daemonised", "foreground")
    }

    @Test func `a server that listens elsewhere`() throws {
      try failure(
        ServiceScript.manifest(server: "elsewhere", ready: soon), "it listens at", "{port}")
    }

    @Test func `a server that answers with errors only`() throws {
      try failure(
        ServiceScript.manifest(server: "bad", ready: "{tcp: \"127.0.0.1:{port}\"}"),
        "answers that are errors are no throughput", "502")
      try failure(
        ServiceScript.manifest(server: "bad", ready: soon), "answers with status 502 instead of 200"
      )
    }

    @Test func `a server that closes each connection`() throws {
      try failure(
        ServiceScript.manifest(server: "closing", ready: soon),
        "closes the connection without an answer")
    }

    @Test func `a server that heeds no SIGTERM is killed, and that is said`() throws {
      let run = try ServiceRun(
        ServiceScript.manifest(server: "stubborn"), options: Self.options)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(trial.service?.wasKilled == true)
      #expect(trial.notes.contains { $0.contains("did not end within 1.0 s of SIGTERM") })
      run.expectNothingLeft()
    }

    @Test func `a server that prints gigabytes`() throws {
      let run = try ServiceRun(ServiceScript.manifest(server: "flood"), options: Self.options)
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.notes.contains { $0.contains("between its first 16 MiB and its end") })
      run.expectNothingLeft()
    }

    @Test func `a load that fails, hangs, ends early or prints nothing`() throws {
      try failure(
        ServiceScript.manifest(load: "fails"), "the load: it exited with status 1",
        "last words of the load")
      try failure(ServiceScript.manifest(load: "early"), "the load ended early")
      let printed = "  rate: {regex: 'rate: (.+)', unit: requests/s, primary: true}"
      try failure(
        ServiceScript.manifest(load: "silent", metrics: printed), "the metric rate: no line of")
    }

    @Test func `a taken port`() throws {
      let port = try LocalPort.free()
      let manifest = ServiceScript.manifest(
        ready: "{tcp: \"127.0.0.1:\(port)\"}"
      ).replacing("\"{port}\"", with: "\"\(port)\"")
      let holder = try Program(
        ["-c", Self.listener, "\(port)"], in: "/", executable: Tool.path("python3"))
      defer {
        holder.send(SIGKILL)
        _ = try? holder.wait()
      }
      #expect(eventually { LocalPort.refusal(port: port) == nil })
      let run = try ServiceRun(manifest, options: Self.options)
      #expect(run.ending.status == 1, "\(run.ending)")
      #expect(
        try run.trial.failure?.contains("port \(port) is taken") == true, "\(run.ending)")
    }

    private static let listener = """
      import socket, sys, time
      listener = socket.socket()
      listener.bind(("127.0.0.1", int(sys.argv[1])))
      listener.listen(5)
      time.sleep(60)
      """

    @Test func `one CPU is not split unless that is asked for`() throws {
      let cpu = try #require(try Affinity.get().first)
      let launcher = ["taskset", "-c", "\(cpu)"]
      let run = try ServiceRun(options: ServiceRun.once, launcher: launcher)
      #expect(run.ending.status == 69, "\(run.ending)")
      #expect(run.ending.errors.contains("--load-cpus shared"), "\(run.ending)")
      let shared = try ServiceRun(
        options: ServiceRun.once + ["--load-cpus", "shared"], launcher: launcher)
      #expect(shared.ending.status == 0, "\(shared.ending)")
    }

    @Test func `an interrupt under load saves what was measured`() throws {
      let manifest = ServiceScript.manifest().replacing("length: 600ms", with: "length: 20s")
      let run = try ServiceRun(manifest, options: Self.options) { program in
        _ = eventually {
          program.descendants().contains {
            Kernel.text("/proc/\($0)/cmdline")?.contains("\0load\0") == true
          }
        }
        pause(milliseconds: 800)
        program.send(SIGINT)
      }
      #expect(run.ending.status == 130, "\(run.ending)")
      let trial = try run.trial
      #expect(trial.outcome == .interrupted)
      #expect(trial.service?.load != nil)
      #expect((trial.wallSeconds ?? 0) > 0.2)
      run.expectNothingLeft()
    }

    @Test func `programs that are missing are named with their packages`() throws {
      let manifest =
        ServiceScript.manifest().replacing(
          "[python3, \"{folder}/service.py\", load", with: "[no-such-load, a")
        + "packages: {no-such-load: some-package}\n"
      let run = try ServiceRun(manifest, options: Self.options)
      #expect(run.ending.status == 66, "\(run.ending)")
      #expect(
        run.ending.errors.contains(
          "no-such-load is not found in PATH; on Debian: apt-get install some-package"),
        "\(run.ending)")
    }

    @Test func `the load's CPUs are refused without a server`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["run", "--workload", "cpu", "--load-cpus", "0", "--dry-run"], in: folder.path)
      #expect(ending.status == 64, "\(ending)")
      #expect(ending.errors.contains("no workload of this study is a service"), "\(ending)")
    }
  }
}
