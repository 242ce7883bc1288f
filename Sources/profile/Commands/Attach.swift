import ArgumentParser
import Execution
import ProfileModel

/// Looks at a program that is running already.
struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what binds a program that is running already; nothing of it is changed.",
    discussion: """
      Reads /proc for a while, of the processes that are named and of all that they have started and start: who uses the \
      CPUs, who waits for what, and what binds the whole. It sends no signal, sets no mask and traces nothing, and what an \
      ordinary user may not read stays out. What it is attached to goes on as if nobody looked.

      Examples:
        profile attach 812
        profile attach --name gunicorn --duration 1m --windows 6
        profile attach --cgroup /sys/fs/cgroup/system.slice/nginx.service
      """)

  @Argument(
    help: ArgumentHelp(
      "The processes to look at, each with all that it has started.", valueName: "pid"))
  var pids: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look at the one program of this name, with all that it has started; several are listed and refused.",
      valueName: "name"))
  var name: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look at all processes of this control group, such as a service unit's: its folder, or its path below /sys/fs/cgroup.",
      valueName: "path"), completion: .directory)
  var cgroup: String?

  @Flag(help: "Look at the named processes alone, and at nothing that they have started.")
  var noTree = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long to look, all windows together.", valueName: "time"))
  var duration: String = "30s"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "In how many equal parts: they show how far each figure moves, and what became different meanwhile.",
      valueName: "n"))
  var windows: String = "3"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Time between readings of /proc, such as 20ms. Of many threads it reads more seldom, so that looking takes little of a CPU.",
      valueName: "time"))
  var sampleInterval: String = "20ms"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When memory with its shared pages (PSS) is read, for which the kernel holds the program up for a moment: once (at the end), or never.",
      valueName: "when"))
  var pss: String = "once"

  @OptionGroup(title: "Output") var place: FolderOptions
  @OptionGroup(title: "Output") var form: FormOptions
  @OptionGroup(title: "Output") var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      let request = try AttachRequest(self)
      return try AttachMeasurement(request).run()
    }
  }
}
