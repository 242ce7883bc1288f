import Analysis
import ProfileModel
import Text

/// The figures of a workload's measured configurations on a terminal: as many as the window has room for.
struct WorkloadTable {
  let workload: WorkloadFacts
  let style: TerminalStyle

  private typealias Field = (column: TerminalTable.Column, cell: (ConfigurationFacts) -> String)

  private static let barWidth = 10

  func write(to text: inout TerminalText) {
    let measured = workload.configurations.filter { !$0.measured.isEmpty }
    guard !measured.isEmpty else { return }
    let fields = fields(measured)
    let rows = measured.map { facts in
      let isChosen = facts.configuration.id == workload.verdict?.configuration
      return TerminalTable.Row(
        fields.map { $0.cell(facts) }, ink: isChosen ? .green : .plain, isMarked: isChosen)
    }
    TerminalTable(fields.map(\.column), rows: rows).write(to: &text)
  }

  private func fields(_ measured: [ConfigurationFacts]) -> [Field] {
    var fields: [Field] = [
      (.init(EvidenceSection.rowHeading(workload)), { OutsideText.line($0.label) }),
      (.init(workload.deciding.heading), { EvidenceSection.cell($0, $0.deciding) }),
    ]
    if workload.configurations.count > 1 { fields += comparison(measured) }
    fields += further.map { field($0.heading, $0, droppable: 3) }
    fields += [rate, field("peak PSS", .peakPSSBytes, droppable: 1)]
    return EvidenceSection.hasStartup(workload)
      ? fields + [field("start-up", .startupSeconds, droppable: 6)] : fields
  }

  private func field(_ title: String, _ quantity: Quantity, droppable: Int) -> Field {
    (.init(title, droppable: droppable), { EvidenceSection.cell($0, quantity) })
  }

  /// How each stands to the others and to the reference.
  private func comparison(_ measured: [ConfigurationFacts]) -> [Field] {
    let reference = workload.reference
    func decides(_ facts: ConfigurationFacts) -> Double { facts[facts.deciding]?.median ?? 0 }
    func isReference(_ facts: ConfigurationFacts) -> Bool {
      facts.configuration.id == reference?.configuration.id
    }
    func speedup(_ facts: ConfigurationFacts) -> Speedup? {
      isReference(facts) ? nil : facts.speedup(over: reference)
    }
    let longest = measured.map(decides).max() ?? 0
    let bar: Field = (
      .init("", droppable: 5, isRight: false),
      { longest > 0 ? Bar.text(decides($0) / longest, width: Self.barWidth) : "" }
    )
    let gain: Field = (
      .init(workload.deciding.degrees.gain),
      { facts in
        isReference(facts) && decides(facts) > 0
          ? "1×" : speedup(facts).map { NumberText.factor($0.value) } ?? NumberText.absent
      }
    )
    let interval: Field = (
      .init("95 % interval", droppable: 4),
      { facts in
        speedup(facts)?.interval.map {
          NumberText.range($0.lowerBound, $0.upperBound, unit: .factor)
        } ?? ""
      }
    )
    let hasIntervals = measured.dropFirst().allSatisfy {
      $0.speedup(over: reference)?.interval != nil
    }
    return (style.unicode ? [bar] : []) + [gain] + (hasIntervals ? [interval] : [])
  }

  /// Metrics beside the one that decides, as many as a window has room for.
  private var further: [Quantity] {
    let all = workload.reference?.configuration.metrics ?? []
    let own = all.filter { $0 != workload.deciding }
    return Array((own.filter { $0.words == "p99" } + own.filter { $0.words != "p99" }).prefix(2))
  }

  /// What a workload of its kind is looked at for.
  private var rate: Field {
    if workload.configurations.contains(where: { $0.service != nil }) {
      return (
        .init("limit", droppable: 2),
        { $0.service?.limit.words ?? EvidenceSection.cell($0, .coresBusy) }
      )
    }
    return workload.streamsMemory
      ? (.init("bandwidth", droppable: 2), EvidenceSection.bandwidth)
      : workload.readsFile
        ? field("reads", .readsPerSecond, droppable: 2)
        : field("cores busy", .coresBusy, droppable: 2)
  }
}
