import Foundation
import TestSupport
import Testing

extension EndToEnd {
  /// What shells offer at a word, by the script that the program prints for them.
  @Suite struct CompletionTests {
    @Test(
      .enabled(if: Tool.exists("bash"), "bash is not installed"),
      arguments: [
        ("report --format", "h", "html hyperfine"), ("run --format", "tr", "trace"),
        ("run --color", "", "auto always never"), ("compare --format", "", "md json"),
        ("sweep --strategy", "p", "process"), ("run --cache", "c", "cold"),
        ("explain", "spe", "speed-up"), ("", "top", "topology"), ("", "--wor", "--workload"),
        ("--cache", "d", "direct"), ("--format", "md,h", "md,html md,hyperfine"),
        ("--workload", "s", "switch share spawn"), ("--workload", "cpu,python", "cpu,python-sum"),
        ("--pin", "s", "spread socket"), ("help", "sw", "sweep"),
      ])
    func `bash completes words and values`(before: String, word: String, offered: String) throws {
      let folder = try TemporaryFolder()
      let script = """
        "$0" --generate-completion-script bash > profile.bash
        . ./profile.bash
        COMP_WORDS=("$0" \(before) '\(word)')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        _profile "$0" '\(word)' "${COMP_WORDS[COMP_CWORD-1]}"
        echo "${COMPREPLY[*]}"
        """
      let ending = try Program(
        ["-c", script, Binary.profile ?? "profile"], in: folder.path,
        executable: Tool.path("bash")
      ).wait()
      #expect(ending.status == 0, "\(ending)")
      let words = ending.output.split { $0 == " " || $0 == "\n" }
      for each in offered.split(separator: " ") { #expect(words.contains(each), "\(ending)") }
      #expect(words.allSatisfy { $0.hasPrefix(word) }, "\(ending)")
    }

    /// How each shell is started without its user's settings, and made to complete.
    private static let shells = [
      ("bash", "bash --norc --noprofile", ". ./script"),
      ("zsh", "zsh -f", "autoload -U compinit && compinit -u && . ./script"),
      ("fish", "fish --no-config", "source ./script"),
    ]

    @Test(
      .enabled(if: Tool.exists("tmux"), "tmux is not installed"),
      arguments: shells.filter { Tool.exists($0.0) })
    func `key strokes complete a command line`(shell: String, start: String, load: String) throws {
      let folder = try TemporaryFolder()
      let program = try #require(Binary.profile)
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("profile"), withDestinationPath: program)
      let script = try Program.run(["--generate-completion-script", shell], in: folder.path)
      try folder.write(Data(script.output.utf8), to: "script")
      let terminal = try Terminal(
        in: folder.path, running: "env PATH=\(folder.path):/usr/bin:/bin TERM=screen \(start)")
      defer { terminal.end() }
      try terminal.type("\(load); clear", enters: true)
      for (typed, shown) in [
        ("profile --worklo", "profile --workload"), ("profile swe", "profile sweep"),
        ("profile --cache col", "profile --cache cold"),
        ("profile report --format md,tr", "profile report --format md,trace"),
      ] {
        try terminal.type(typed, enters: false)
        try terminal.press("Tab")
        let isShown = eventually(seconds: 10) {
          pause(milliseconds: 100)
          return (try? terminal.screen().contains(shown)) == true
        }
        #expect(isShown, "\(shell): \(typed): \((try? terminal.screen()) ?? "")")
        try terminal.press("C-c")
        try terminal.type("clear", enters: true)
      }
    }
  }

  /// A terminal that tests type in.
  private struct Terminal {
    private let socket = "profile-test-\(UUID().uuidString.prefix(8))"
    private let folder: String

    init(in folder: String, running command: String) throws {
      self.folder = folder
      try tmux("new-session", "-d", "-x", "100", "-y", "30", command)
    }

    func type(_ text: String, enters: Bool) throws {
      try tmux("send-keys", "-l", text)
      if enters { try press("Enter") }
    }

    /// - Returns: the screen a moment later.
    @discardableResult
    func press(_ key: String) throws -> String {
      try tmux("send-keys", key)
      Thread.sleep(forTimeInterval: 0.3)
      return try screen()
    }

    func screen() throws -> String { try tmux("capture-pane", "-p") }

    func end() { _ = try? tmux("kill-server") }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
      try Program(
        ["-L", socket, "-f", "/dev/null"] + arguments, in: folder, executable: Tool.path("tmux")
      ).wait().output
    }
  }
}
