import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// What people see, in a real terminal: tmux draws it, and says what stands there.
  @Suite(.enabled(if: Tool.exists("tmux"), "tmux is not installed"))
  struct TerminalTests {
    /// The screen after `profile` has ended in a window of this width.
    ///
    /// - Parameter command: of the study in the folder.
    private func screen(
      _ folder: TemporaryFolder, columns: Int, variables: String, escapes: Bool = false,
      command: String = "show"
    ) throws -> String {
      let socket = folder.file("tmux.\(UUID().uuidString.prefix(8))")
      let program = try #require(Binary.profile)
      func tmux(_ arguments: String...) throws -> (succeeded: Bool, text: String) {
        try Tool.run("tmux", ["-S", socket, "-f", "/dev/null"] + arguments)
      }
      defer { _ = try? tmux("kill-server") }
      let shown = "env -u NO_COLOR \(variables) \(program) \(command) \(folder.path)/study.json"
      let started = try tmux(
        "new-session", "-d", "-x", "\(columns)", "-y", "100",
        "\(shown); echo done > \(folder.path)/ended; exec sleep 600")
      #expect(started.succeeded, "\(started.text)")
      #expect(eventually { FileManager.default.fileExists(atPath: folder.file("ended")) })
      try FileManager.default.removeItem(atPath: folder.file("ended"))
      var text = ""
      // The program has written everything; tmux may still be reading it.
      _ = eventually(seconds: 5) {
        let before = text
        text =
          (try? tmux("capture-pane", "-p", escapes ? "-e" : "-N", "-t", "0").text) ?? ""
        return !text.isEmpty && text == before
      }
      return Self.trimmed(text)
    }

    private static func trimmed(_ text: String) -> String {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines.joined(separator: "\n")
    }

    private func saved() throws -> TemporaryFolder {
      let folder = try TemporaryFolder(in: "/tmp")
      try folder.write(try SampleStudy.long.encoded(), to: "study.json")
      return folder
    }

    private func piped(_ folder: TemporaryFolder, _ variables: String...) throws -> String {
      let ending = try Program.run(
        ["show", "study.json"], in: folder.path, launcher: ["/usr/bin/env"] + variables)
      #expect(ending.status == 0, "\(ending)")
      return Self.trimmed(ending.output)
    }

    private static let utf8 = "LC_ALL=C.UTF-8"

    @Test func `a page for browsers is not poured over a terminal`() throws {
      let folder = try saved()
      let shown = try screen(
        folder, columns: 200, variables: Self.utf8, command: "report --format html")
      #expect(!shown.contains("<html"), "\(shown)")
      #expect(shown.contains("--output"), "what to do: \(shown)")
    }

    @Test(arguments: [40, 80])
    func `a window shows what a pipe of its width gets`(columns: Int) throws {
      let folder = try saved()
      let seen = try screen(folder, columns: columns, variables: Self.utf8)
      #expect(try seen == piped(folder, Self.utf8, "COLUMNS=\(columns)"))
      #expect(seen.contains("cpu   USE 2 THREADS") && seen.contains("▅"))
    }

    @Test func `NO_COLOR and a dumb terminal take the colours away, and nothing else`() throws {
      let folder = try saved()
      let plain = try screen(folder, columns: 80, variables: Self.utf8)
      let colored = try screen(folder, columns: 80, variables: Self.utf8, escapes: true)
      #expect(colored.contains("\u{1B}[32m"))
      for variable in ["NO_COLOR=1", "TERM=dumb"] {
        let seen = try screen(
          folder, columns: 80, variables: "\(Self.utf8) \(variable)", escapes: true)
        #expect(seen == plain, "\(variable)")
      }
    }

    @Test func `without UTF-8 it is ASCII`() throws {
      let folder = try saved()
      let seen = try screen(folder, columns: 80, variables: "LC_ALL=C")
      let foreign = seen.unicodeScalars.filter { !$0.isASCII }
      #expect(foreign.isEmpty)
      #expect(seen.contains("cpu   USE 2 THREADS"))
    }
  }
}
