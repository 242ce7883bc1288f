import Analysis
import Builtin
import ProfileModel

/// How to read the report, and what it cannot tell.
enum ReadingSection {
  static func blocks(_ study: Study) -> [Block] {
    [
      .folded(
        title: "How to read this, and what it cannot tell",
        [.items(times + counts + limits(study))])
    ]
  }

  private static let times: [[Inline]] = [
    [
      .strong("Wall time"),
      " runs from the first worker's first statement of the work to the last worker's last; start-up and teardown are listed apart. A command's runs from just before its start to its end, and is all of it. The ",
      .strong("median"), " is the middle trial; a ", .strong("range"),
      " is the smallest and the largest, and is no error bar. A ", .strong("95 % interval"),
      .text(
        " of a median needs at least \(Confidence.minimumCount) rounds, one of a ratio \(Confidence.minimumPairs)."
      ),
    ],
    [
      .strong("Speed-up"),
      " is how many times as fast as the reference of the same workload: above 1 is faster.",
    ],
    [
      .strong("Cores busy"),
      " is CPU time over wall time: 2 workers that compute all the time keep 2 cores busy.",
    ],
  ]

  private static let counts: [[Inline]] = [
    [
      "A ", .strong("voluntary"), " context switch is a worker that waits for something; an ",
      .strong("involuntary"), " one is a worker that was pushed off its CPU. ",
      .strong("Run-queue wait"),
      " is the time per worker in which it could have run but had no CPU.",
    ],
    [
      .strong("RSS"),
      " is resident memory and counts a page that several processes share once for each of them. ",
      .strong("PSS"),
      " divides shared pages among those who share them, so it is the honest sum.",
    ],
  ]

  private static func limits(_ study: Study) -> [[Inline]] {
    let shuffled =
      "The order of the configurations is shuffled in every round, so that drift of the machine does not favour one of them. A difference smaller than the machine's own noise is not claimed."
    let unknown =
      "It cannot tell what another machine would do, nor another size of the work, nor whether code that shares data between its workers would stay correct or fast"
    let workloads = Set(study.configurations.map(\.workload)).map { Builtin(rawValue: $0) }
    let isUnshared = workloads.allSatisfy { $0?.workload.sharesNothing == true }
    return [
      processes(study), [.text(shuffled)],
      [.text(unknown + (isUnshared ? ": the workers measured here share none." : "."))],
    ]
  }

  /// Who makes the processes of a trial, and how.
  private static func processes(_ study: Study) -> [Inline] {
    let builtin = study.configurations.filter { $0.command == nil }
    let starts = Set(builtin.map(\.processStart))
    var words: [Inline] = ["Every trial runs in processes of its own."]
    if starts == [.spawn] {
      words += [
        " Those of the built-in workloads are ", .strong("spawned and executed, not forked"),
        ": servers that fork their workers after loading share more memory and start faster.",
      ]
    } else if !starts.isEmpty {
      words.append(
        " Those of the built-in workloads are forked from one that has set itself up, where it says fork."
      )
    }
    if builtin.count < study.configurations.count {
      words.append(
        " A command makes its threads and processes in its own way (Python's multiprocessing may fork)."
      )
    }
    return words
  }
}
