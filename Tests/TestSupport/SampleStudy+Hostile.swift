public import ProfileModel

extension SampleStudy {
  /// Text that would break a table, open a tag, start a heading, move the cursor or turn the line around.
  public static let hostileText =
    "a|b`c``d<script>alert(1)</script>\n# no heading\r\u{1B}[31mred\u{202E}drow\u{7F} 한국어 *x* [y](z)"

  /// Names, paths and reasons as an enemy would choose them.
  public static let hostile: Study = {
    var study = make(rounds: 2, failing: true)
    study.machine.hostname = hostileText
    study.machine.cpuModel = "CPU | `model` <b>"
    study.machine.kernel = "6.1\n---\n"
    study.commandLine = ["profile", "--output", "it's $HOME `here`\n", "", hostileText]
    study.warnings = [hostileText]
    study.unavailable["\(hostileText)Seconds"] = hostileText
    let renames = Dictionary(
      uniqueKeysWithValues: study.configurations.map { ($0.id, "\($0.id);\(hostileText)") })
    for index in study.configurations.indices {
      let id = study.configurations[index].id
      study.configurations[index].id = renames[id] ?? id
      study.configurations[index].parameters["na|me"] = .text(hostileText)
      if study.configurations[index].workload == "io" {
        study.configurations[index].workload = "i|o <script>"
      }
    }
    for index in study.trials.indices {
      let id = study.trials[index].configuration
      study.trials[index].configuration = renames[id] ?? id
      study.trials[index].notes = [hostileText]
      if study.trials[index].failure != nil { study.trials[index].failure = hostileText }
    }
    return study
  }()
}
