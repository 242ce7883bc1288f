import Analysis
import ProfileModel
import Text

/// What is told of a program that was running already: the sentence, what changed, who does what.
enum AttachSection {
  private static let mostGroups = 24

  /// The answer; empty for a study of another kind.
  static func answer(_ facts: StudyFacts) -> [Block] {
    facts.findings.attachments.flatMap { finding in
      [.paragraph([.lead("\(finding.sentence).", finding.isIdle ? .plain : .bold)])]
        + help(finding) + news(finding)
    }
  }

  /// The answer under its heading, for a page.
  static func page(_ facts: StudyFacts) -> [Block] {
    let answer = answer(facts)
    return [.heading(level: 2, "The answer")]
      + (answer.isEmpty ? [.paragraph(["Nothing was measured."])] : answer)
      + (cost(facts).map { [.paragraph([.text("\(ListText.sentence($0)).")])] } ?? [])
  }

  private static func help(_ finding: AttachFinding) -> [Block] {
    finding.lever.isEmpty
      ? [] : [.paragraph([.lead("What would help:", .bold), .text(" \(finding.lever).")])]
  }

  /// What changed, and who came and went.
  private static func news(_ finding: AttachFinding) -> [Block] {
    let items = (finding.changes + finding.turnover).map {
      [Inline.text("\(ListText.sentence($0)).")]
    }
    return items.isEmpty ? [] : [.items(items)]
  }

  /// Who does what, by role and name.
  static func groups(_ finding: AttachFinding) -> [Block] {
    let hidden = finding.groups.count - mostGroups
    let more = hidden > 0 ? " \(ListText.counted(hidden, "group")) more in findings.json." : ""
    return table(finding) + [.paragraph([.text(groupsNote(finding) + more)])]
  }

  static func table(_ finding: AttachFinding) -> [Block] {
    let hasRoles = Set(finding.groups.map(\.role)).count > 1
    let table = Table(
      finding.groups.prefix(mostGroups),
      [
        .left("who") { name($0, hasRoles: hasRoles) },
        .right("threads") { $0.threads > 0 ? count($0.threads) : nil },
        .right("CPU") { figure($0.coresBusy) },
        .right("run queue") { group in
          group.parts[.runQueue].map { NumberText.percent($0 + (group.parts[.throttled] ?? 0)) }
        },
        .left("waits for", waits),
        .right("switches") { $0.switchesPerSecond.map(NumberText.rate) },
        .right("faults") { $0.faultsPerSecond.map(NumberText.rate) },
      ])
    return [.table(table)]
  }

  /// A mean: whole from ten on, and where it is whole.
  private static func count(_ mean: Double) -> String {
    let isWhole = mean >= 10 || abs(mean - mean.rounded()) < 0.05 && mean >= 0.95
    return isWhole
      ? NumberText.count(Int(clamping: mean.rounded())) : DecimalText.significant(mean, digits: 2)
  }

  /// `gunicorn: worker ×4`, or `gunicorn: worker ×4: python3`; a thread that bears its process's name needs no second one.
  private static func name(_ group: AttachFinding.Group, hasRoles: Bool) -> String {
    let count = Int(clamping: group.processes.rounded())
    let role = count > 1 ? "\(group.role) ×\(count)" : group.role
    let isSame = group.role.hasPrefix(group.name)
    guard hasRoles else { return count > 1 ? "\(group.name) ×\(count)" : group.name }
    return isSame ? role : "\(role): \(group.name)"
  }

  /// Of an idle group that it is idle, first.
  private static func waits(_ group: AttachFinding.Group) -> String? {
    guard let kind = group.waitsFor, let share = group.parts[.wait(kind)] else {
      return group.isIdle ? "idle" : nil
    }
    let words = LedgerPart.wait(kind).words
    return group.isIdle ? "idle (\(words))" : "\(words) \(NumberText.percent(share))"
  }

  /// In CPUs: the mean, and the windows' ends where they differ.
  private static func figure(_ figure: AttachFinding.Figure) -> String {
    let ends = [figure.low, figure.high].map(cpus)
    return ends[0] == ends[1]
      ? cpus(figure.mean) : "\(cpus(figure.mean)) [\(ends[0]), \(ends[1])]"
  }

  private static func cpus(_ count: Double) -> String {
    count > 0 && count < 0.005 ? "< 0.01" : DecimalText.fixed(count, decimals: 2)
  }

  private static func groupsNote(_ finding: AttachFinding) -> String {
    let covered = finding.coverage.map {
      " \(NumberText.percent($0)) of the CPU time of all of it is told apart so, by thread or by who started what ended; the rest was used by what came and went between two readings."
    }
    return
      "Threads of one name, digits aside, in processes of one kind. CPU is in CPUs: the mean over the windows and, in brackets, the lowest and the highest; run queue and waits are shares of the threads' time; who is idle has no vote in what binds the program."
      + (covered ?? "")
  }

  /// The windows one by one, where there are several.
  static func windows(_ finding: AttachFinding) -> [Block] {
    guard finding.windows.count > 1 else { return [] }
    let table = Table(
      finding.windows,
      [
        .right("window") { "\($0.round)" },
        .left("from") { UTCClock.text($0.openedUnixSeconds) },
        .right("length") { NumberText.duration($0.seconds) },
        .right("CPUs busy") { NumberText.number($0.coresBusy) },
        .left("bound by") { finding.isIdle ? "idle" : $0.bound?.words },
      ])
    return [.table(table)]
  }

  /// What looking cost, as a share of one CPU.
  static func cost(_ facts: StudyFacts) -> String? {
    let shares = facts.configurations.flatMap(\.measured).compactMap { trial in
      trial.perSecond(trial.sampling?.samplerCPUSeconds)
    }
    return Summary(shares).map {
      "looking took \(NumberText.percent($0.median)) of one CPU"
    }
  }
}
