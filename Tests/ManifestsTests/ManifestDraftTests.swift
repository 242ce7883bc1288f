import Manifests
import ProfileModel
import Testing

/// Manifests that are drafted from a server that was found running.
@Suite struct ManifestDraftTests {
  private func draft(
    _ commandLine: [String], executable: String? = nil, directory: String? = "/srv/shop",
    port: Int = 8000, isProcesses: Bool = true
  ) throws -> String {
    try #require(
      ManifestDraft(
        name: "gunicorn", commandLine: commandLine, executable: executable, directory: directory,
        port: port, isProcesses: isProcesses)
    ).text
  }

  private func command(_ text: String, _ layout: Layout = .processes(3)) throws -> CommandSpec {
    let manifest = try parse(text)
    return try manifest.command(
      for: layout, cpus: Array(repeating: [0], count: layout.workers),
      parameters: try manifest.resolveParameters([:]), scratch: "/scratch")
  }

  @Test func `it is a manifest, with the port and the number of workers as placeholders`() throws {
    let text = try draft([
      "/usr/bin/python3", "/usr/bin/gunicorn", "-w", "4", "-b", "127.0.0.1:8000", "shop:app",
    ])
    let spec = try command(text)
    #expect(
      spec.commands == [
        ["/usr/bin/python3", "/usr/bin/gunicorn", "-w", "3", "-b", "127.0.0.1:{port}", "shop:app"]
      ])
    #expect(spec.directory == "/srv/shop")
    #expect(spec.service?.load.command.last == "http://127.0.0.1:{port}/")
  }

  @Test func `threads are a service of threads, and an option may hold its number`() throws {
    let text = try draft(["server", "--threads=8", "--port=8000"], isProcesses: false)
    #expect(
      try command(text, .threads(5)).commands == [["server", "--threads=5", "--port={port}"]])
  }

  @Test func `a number that only holds the port stays`() throws {
    let text = try draft(["server", "18000", "80001", "8000"])
    #expect(try command(text).commands == [["server", "18000", "80001", "{port}"]])
  }

  @Test func `quotes, braces and control characters come through`() throws {
    let odd = ["server", "a \"b\" \\ c", "{not a name}", "tab\there", "# no comment", "ü\u{7}"]
    #expect(try command(try draft(odd, directory: nil)).commands == [odd])
  }

  @Test func `of a program that shows a title the file stands there, and a word about it`() throws {
    let text = try draft(["nginx: master process nginx"], executable: "/usr/sbin/nginx")
    #expect(try command(text).commands == [["/usr/sbin/nginx"]])
    #expect(text.contains("shows a title"))
    #expect(
      ManifestDraft(
        name: "n", commandLine: ["a title"], executable: nil, directory: nil, port: 1,
        isProcesses: true) == nil)
  }
}
