import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

/// A command line that must be refused: its exit status, and words that its message must have.
struct Refused: Sendable, CustomTestStringConvertible {
  let status: Int32
  let arguments: [String]
  let words: [String]

  init(_ status: Int32, _ arguments: String, _ words: String...) {
    self.status = status
    self.arguments = arguments.split(separator: " ").map { $0 == "''" ? "" : String($0) }
    self.words = words
  }

  var testDescription: String { arguments.joined(separator: " ") }

  /// Runs it in a folder; nothing but the message may come of it.
  func expect(
    in folder: TemporaryFolder, launcher: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = folder.everything
    let ending = try Program.run(arguments, in: folder.path, launcher: launcher)
    #expect(ending.status == status, "\(ending)", sourceLocation: sourceLocation)
    #expect(ending.output.isEmpty, "\(ending)", sourceLocation: sourceLocation)
    for word in words {
      #expect(
        ending.errors.contains(word), "\(word) is not in: \(ending.errors)",
        sourceLocation: sourceLocation)
    }
    #expect(
      folder.everything == before, "something was left behind", sourceLocation: sourceLocation)
  }
}

extension EndToEnd {
  /// What makes no sense, or what this machine lacks: refused before any trial, in words, leaving nothing.
  @Suite struct BadInputTests {
    static let usage: [Refused] = [
      .init(64, "--perturbation --sample-interval off", "--perturbation", "no readings"),
      .init(64, "--at-most p99=50ms", "--at-most p99=50ms", "no metric p99", "manifest"),
      .init(64, "--workers 0", "--workers 0", "without a worker there is no work", "1 on"),
      .init(64, "--workers -1", "--workers -1", "negative", "1 on"),
      .init(64, "--workers 10000000", "--workers 10000000", "4,194,304", "Ask for fewer"),
      .init(64, "--workers 1.5", "--workers 1.5", "1 on"),
      .init(64, "--workers ''", "--workers", "number of workers"),
      .init(64, "--workers 2,,3", "--workers 2,,3"),
      .init(64, "--pin 3-1", "--pin 3-1", "3-1 runs backwards", "Write 1-3"),
      .init(64, "--pin 0,,1", "--pin 0,,1", "between two commas", "such as 0-3,8"),
      .init(64, "--pin 0x1", "--pin 0x1", "such as 0-3,8"),
      .init(64, "--pin ''", "--pin", "empty"),
      .init(64, "--pin 0-", "--pin 0-", "lacks an end"),
      .init(64, "--pin nowhere", "--pin nowhere"),
      .init(
        64, "--limit 4294967296", "--limit 4294967296", "does not fit 64 bits", "4,294,967,295",
        "--repeats"),
      .init(64, "--limit 0", "--limit 0", "nothing to sum"),
      .init(64, "--limit -5", "--limit -5"),
      .init(64, "--limit 99999999999999999999999", "does not fit 64 bits"),
      .init(64, "--repeats 0", "--repeats 0", "nothing to do"),
      .init(64, "--limit 4294967295 --repeats 9223372036854775807", "more than 2^64", "at most"),
      .init(64, "--trials 0", "--trials 0", "nothing to measure"),
      .init(64, "--trials many", "--trials many", "1 to 100,000"),
      .init(64, "--size 0", "--size 0"),
      .init(64, "--size 4097", "--size 4097", "not a whole number of blocks of 4KiB"),
      .init(64, "--size 4QiB", "--size 4QiB"),
      .init(64, "--block-size 100", "--block-size 100", "not a multiple of 512"),
      .init(64, "--block-size 128MiB", "smaller than one block of 128MiB"),
      .init(64, "--access upside-down", "--access upside-down", "random", "sequential"),
      .init(64, "--cache luke", "--cache luke", "direct", "cold", "warm"),
      .init(64, "--directory ''", "--directory", "empty"),
      .init(64, "topology --root ''", "--root \"\"", "copies of /sys and /proc"),
      .init(64, "doctor --directory ''", "--directory \"\"", "leave --directory out"),
      .init(64, "--pin-width core --pin-width l3", "--pin-width l3", "Give one width"),
      .init(64, "--memory preferred:0-9223372036854775807", "only one node can be preferred"),
      .init(64, "--sample-interval 10", "--sample-interval 10", "10ms"),
      .init(64, "--sample-interval 1us", "--sample-interval 1us", "100us or more"),
      .init(64, "--sample-interval never", "--sample-interval never"),
      .init(64, "--seed -1", "-1 is negative", "from 0 to 18446744073709551615"),
      .init(64, "--seed 18446744073709551616", "too large", "from 0 to 18446744073709551615"),
      .init(64, "--seed many", "many is not a whole number"),
      .init(64, "--workload dance", "--workload dance", "cpu", "io"),
      .init(64, "--strategy fibres", "--strategy fibres", "sequential", "thread", "process"),
      .init(64, "--strategy hybrid:0x2", "--strategy hybrid:0x2"),
      .init(64, "--strategy hybrid:2", "--strategy hybrid:2"),
      .init(64, "--frobnicate", "frobnicate"),
      .init(64, "--workload cpu --output ''", "--output", "empty"),
      .init(66, "report", "reports/latest"), .init(66, "show", "reports/latest"),
      .init(64, "run cpu", "profile run --workload cpu"),
      .init(64, "cpu", "profile run --workload cpu"),
      .init(64, "python3 x.py", "profile exec -- python3 x.py"),
      .init(64, "exec python3 x.py", "profile exec -- python3 x.py"),
      .init(64, "--threads 4", "--strategy thread --workers 4"),
      .init(64, "--runs 5", "--trials 5"), .init(64, "-n 5", "--trials 5"),
      .init(64, "--json", "--format json"),
      .init(64, "exec --command ./a", "no name before a ="),
      .init(64, "exec --command a=ls --command a=true", "the name of another one"),
      .init(64, "exec --command a='ls", "a ' is not closed"),
      .init(64, "exec --command a=ls -- true", "behind -- and others in --command"),
      .init(66, "exec --command a=/nonexistent/x", "/nonexistent/x"),
      .init(64, "reprot", "profile report"), .init(64, "help nosuch", "no such command"),
      .init(64, "report reports/latest --format xml", "--format xml", "md", "json"),
    ]

    @Test(arguments: usage)
    func `what makes no sense on any machine is 64`(refused: Refused) throws {
      try refused.expect(in: TemporaryFolder())
    }

    @Test func `a CPU that does not exist is 69, with the ones that do`() throws {
      let allowed = try Affinity.get()
      let last = try #require(allowed.last)
      for pin in ["99999", "0,99999", "0-99999"] {
        try Refused(
          69, "--workload cpu --pin \(pin)", "--pin \(pin)", "does not exist",
          "this machine has CPUs",
          "Choose from the allowed CPUs", "\(last)"
        ).expect(in: TemporaryFolder())
      }
    }

    private static let offline = Kernel.text("/sys/devices/system/cpu/offline")?
      .split { !$0.isNumber }.first.map(String.init)

    @Test(.enabled(if: offline != nil, "every CPU of this machine is online"))
    func `a CPU that is offline is 69, with the way to bring it back`() throws {
      let cpu = try #require(Self.offline)
      try Refused(
        69, "--workload cpu --pin \(cpu)", "CPU \(cpu) is offline", "Choose from the allowed CPUs",
        "cpu\(cpu)/online"
      ).expect(in: TemporaryFolder())
    }

    @Test(
      .enabled(if: Tool.exists("taskset"), "taskset (util-linux) is not installed"),
      .enabled(if: (try? Affinity.get().count) ?? 0 > 1, "there is one CPU only"))
    func `a CPU outside the affinity mask is 69`() throws {
      let allowed = try Affinity.get()
      try Refused(
        69, "--workload cpu --pin \(allowed[1])",
        "CPU \(allowed[1]) is online but outside this process's",
        "affinity mask", "Choose the only allowed CPU, \(allowed[0]), or start", "taskset -c"
      ).expect(in: TemporaryFolder(), launcher: ["taskset", "-c", "\(allowed[0])"])
    }

    @Test(.enabled(if: CPUSet.canMake, "no cpuset can be made here: not root, or no controller"))
    func `a CPU outside the cpuset is 69`() throws {
      let allowed = try Affinity.get()
      let cpuset = try CPUSet(cpus: [allowed[0]])
      try Refused(
        69, "--workload cpu --pin \(allowed[1])",
        "CPU \(allowed[1]) is online but outside this process's",
        "cpuset", cpuset.name, "Choose the only allowed CPU, \(allowed[0])."
      ).expect(in: TemporaryFolder(), launcher: cpuset.launcher)
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "3000000", "--trials", "1"], in: folder.path,
        launcher: cpuset.launcher)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      #expect(study.machine.summary.allowedCPUs == 1)
      #expect(study.trials.allSatisfy { $0.workers.allSatisfy { $0.obtainedCPUs == [allowed[0]] } })
    }

    @Test func `more workers than this user's or this kernel's limits is 69`() throws {
      try Refused(
        69, "--workload cpu --strategy thread --workers 4194304", "4,194,304 workers",
        "Ask for fewer"
      )
      .expect(in: TemporaryFolder())
      try Refused(69, "--workload cpu --strategy process --workers 4194304", "Ask for fewer")
        .expect(in: TemporaryFolder())
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        script:
          "ulimit -n 100; exec \"$0\" --workload switch --channel pipe --strategy thread --workers 64",
        in: folder.path)
      #expect(ending.status == 69, "\(ending)")
      #expect(ending.errors.contains("open files"))
      #expect(folder.everything.isEmpty)
    }
  }
}
