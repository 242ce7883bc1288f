import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// The same causes in programs of several runtimes: what binds them is in their text.
  @Suite struct RuntimeTests {
    /// A program text, and what binds it.
    struct Case: Sendable, CustomTestStringConvertible {
      let name: String
      /// The interpreter with the option before the text.
      let interpreter: [String]
      let text: String
      let bounds: [BoundKind]

      init(_ name: String, _ interpreter: String, _ text: String, _ bounds: BoundKind...) {
        self.name = name
        self.interpreter = interpreter.split(separator: " ").map(String.init)
        self.text = text
        self.bounds = bounds
      }

      var testDescription: String { "\(interpreter[0]): \(name)" }
    }

    private static let cases: [Case] = [
      .init(
        "a loop", "perl -e", "my $x = 0; for (my $i = 0; $i < 15_000_000; $i++) { $x += $i }",
        .cpuUser),
      .init("naps by select", "perl -e", "select undef, undef, undef, 0.3 for 1..4", .timer),
      .init(
        "reads that the kernel fills", "perl -e",
        "open F, '<', '/dev/zero'; sysread F, my $b, 1 << 20 for 1..9000", .cpuKernel),
      .init(
        "two children that compute", "perl -e",
        "for (1..2) { unless (fork) { my $x; $x += $_ for 1..12_000_000; exit } } 1 while wait != -1",
        .cpuUser),
      .init(
        "three processes at one file's lock", "perl -e",
        """
        use Fcntl ':flock';
        for (1..3) {
          unless (fork) {
            open my $f, '>', 'lock';
            for (1..10) { flock $f, LOCK_EX; my $x = 0; $x += $_ for 1..900_000; flock $f, LOCK_UN }
            exit
          }
        }
        1 while wait != -1
        """, .lock),
      .init(
        "flushes", "perl -e",
        "use IO::Handle; open my $f, '>', 'data'; for (1..800) { print $f 'x' x 4096; $f->flush; $f->sync }",
        .storage),
      .init("a loop", "awk", "BEGIN { for (i = 0; i < 12000000; i++) s += i }", .cpuUser),
      .init(
        "500 programs", "awk", "BEGIN { while (i++ < 500) system(\"/bin/true\") }", .cpuKernel,
        .cpuUser),
      .init("a loop", "bash -c", "for ((i = 0; i < 400000; i++)); do :; done", .cpuUser),
      .init(
        "a read that nobody answers", "bash -c",
        "exec 3<> <(:); for i in 1 2 3; do read -t 0.4 -u 3 || true; done", .timer),
      .init(
        "50 coroutines that sleep", "python3 -c",
        """
        import asyncio
        async def nap():
            for _ in range(20): await asyncio.sleep(0.05)
        async def main(): await asyncio.gather(*[nap() for _ in range(50)])
        asyncio.run(main())
        """, .timer),
      .init(
        "three processes that take turns at a multiprocessing.Lock", "python3 -c",
        """
        import multiprocessing, time
        fork = multiprocessing.get_context("fork")
        lock = fork.Lock()
        def turns():
            for _ in range(25):
                with lock: time.sleep(0.02)
        workers = [fork.Process(target=turns) for _ in range(3)]
        for worker in workers: worker.start()
        for worker in workers: worker.join()
        """, .lock),
      .init(
        "a multiprocessing.Pool that gets work by and by", "python3 -c",
        """
        import multiprocessing, time
        with multiprocessing.get_context("fork").Pool(4) as pool:
            for _ in range(60):
                pool.apply(abs, (1,))
                time.sleep(0.02)
        """, .timer),
      .init("a timer of the event loop", "tclsh", "after 1500 set x 1; vwait x", .timer),
      .init(
        "a loop", "tclsh",
        "proc f {} { set x 0; for {set i 0} {$i < 8000000} {incr i} { incr x $i } }; f", .cpuUser),
      .init(
        "four threads under the VM's lock", "ruby -e",
        "4.times.map { Thread.new { x = 0; 8_000_000.times { x += 1 } } }.each(&:join)", .lock),
      .init(
        "30 sleepers", "ruby -e",
        "30.times.map { Thread.new { 3.times { sleep 0.5 } } }.each(&:join)",
        .timer),
      .init(
        "an idle pool that gets work by and by", "ruby -e",
        "q = Queue.new; w = 8.times.map { Thread.new { while q.pop != :end; end } }; 12.times { q << 1; sleep 0.1 }; 8.times { q << :end }; w.each(&:join)",
        .timer),
    ]

    @Test(arguments: cases)
    func `is bound by what its text says`(program: Case) throws {
      guard Tool.exists(program.interpreter[0]) else {
        try Test.cancel("\(program.interpreter[0]) is not installed")
      }
      let folder = try TemporaryFolder()
      let command: [String]
      if program.interpreter.count > 1 || program.interpreter == ["awk"] {
        command = program.interpreter + [program.text]
      } else {
        try folder.write(Data(program.text.utf8), to: "text")
        command = program.interpreter + [folder.file("text")]
      }
      let run = try CommandRun.quiet(command)
      #expect(run.ending.status == 0, "\(run.ending)")
      let kinds = program.bounds + (try run.isQuiet ? [] : [.starved, .mixed])
      let bound = try run.bound
      #expect(kinds.contains(bound.kind), "\(bound)")
    }

    @Test func `a reader of what comes from outside waits for a peer`() throws {
      let folder = try TemporaryFolder()
      let fifo = folder.file("fifo")
      try #require(mkfifo(fifo, 0o600) == 0)
      let writer = try RunningTarget([
        "bash", "-c", "exec 3<>\(fifo); for i in $(seq 60); do sleep 0.1; echo $i >&3; done",
      ])
      defer { withExtendedLifetime(writer) {} }
      let run = try CommandRun([
        "perl", "-e", "open F, '<', '\(fifo)'; for (1..12) { my $line = <F> }",
      ])
      #expect(run.ending.status == 0, "\(run.ending)")
      try run.expectKind(.peer)
    }
  }
}
