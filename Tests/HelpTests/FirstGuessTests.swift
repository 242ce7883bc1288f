import Help
import Testing

@Suite("First guesses")
struct FirstGuessTests {
  private static let commands = ["run", "exec", "report", "show", "help"]

  @Test(
    "are answered with the command line that was meant",
    arguments: [
      ("run cpu", "Unexpected argument 'cpu'", "profile run --workload cpu"),
      ("cpu", "Unexpected argument 'cpu'", "profile run --workload cpu"),
      ("python3 x.py", "2 unexpected arguments: 'python3', 'x.py'", "profile exec -- python3 x.py"),
      ("python3 -c 1", "Unknown option '-c'", "profile exec -- python3 -c 1"),
      ("exec --trials 3 ls -l", "Unexpected argument 'ls'", "profile exec --trials 3 -- ls -l"),
      (
        "exec python3 x.py --jobs 2", "Unknown option '--jobs'",
        "profile exec -- python3 x.py --jobs 2"
      ),
      ("--threads 4", "Unknown option '--threads'", "--strategy thread --workers 4?"),
      ("--threads=4", "Unknown option '--threads=4'", "--strategy thread --workers 4?"),
      ("run --runs", "Unknown option '--runs'", "--trials N?"),
      ("-n 5", "Unknown option '-n'", "--trials 5?"),
      ("--json", "Unknown option '--json'", "--format json?"),
      ("reprot", "Unexpected argument 'reprot'", "Did you mean profile report?"),
    ])
  func hints(line: String, complaint: String, meant: String) {
    let words = line.split(separator: " ").map(String.init)
    let hint = FirstGuess.hint(words, complaint: complaint, commands: Self.commands)
    #expect(hint?.contains(meant) == true, "\(hint ?? "nothing")")
  }

  @Test(
    "that are none are left to the parser",
    arguments: [
      ("--trails 3", "Unknown option '--trails'. Did you mean '--trials'?"),
      ("run --trials", "Missing value for '--trials <n>'"),
      ("report a b", "Unexpected argument 'b'"),
    ])
  func silence(line: String, complaint: String) {
    let words = line.split(separator: " ").map(String.init)
    #expect(FirstGuess.hint(words, complaint: complaint, commands: Self.commands) == nil)
  }
}
