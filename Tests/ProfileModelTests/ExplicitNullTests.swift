import Foundation
import ProfileModel
import TestSupport
import Testing

/// Every key of the study format stands in the file, and what could not be measured stands there as null.
@Suite struct ExplicitNullTests {
  /// A study of one trial in which everything that may be absent is.
  private static func bare() throws -> JSONTree {
    var machine = SampleStudy.machine
    machine = MachineDescription(
      hostname: "h", kernel: "6",
      cpus: [
        .init(
          id: 0, core: nil, die: nil, package: nil, node: nil, kind: nil, online: true,
          allowed: true, isolated: false, siblings: [0])
      ],
      nodes: [.init(id: 0, cpus: [0], memoryBytes: nil, freeBytes: nil, distances: [])],
      caches: [.init(level: 1, type: "Data", sizeBytes: nil, cpus: [0])])
    machine.frequency = .init()
    var study = Study(
      createdAt: "2025-03-14T15:09:26Z", toolVersion: "0", commandLine: ["profile"], seed: 1,
      machine: machine,
      design: StudyDesign(trials: nil, warmupRounds: 0, sampleIntervalSeconds: nil),
      configurations: [SampleStudy.configurations[0]])
    var trial = Trial(configuration: study.configurations[0].id, round: 1, position: 1)
    trial.check = Check(expected: "1", actual: nil)
    trial.workers = [
      WorkerRecord(index: 0, pid: 1, tid: 1, requestedCPUs: [0], obtainedCPUs: [0])
    ]
    trial.sampling = SamplingRecord(requestedIntervalSeconds: nil)
    trial.processes = [ProcessRecord(pid: 1)]
    trial.waits = [
      WaitRecord(
        kind: .lock, process: nil, address: nil, mapping: nil, samples: 1, maxWaiters: 1)
    ]
    study.trials = [trial, Trial(configuration: trial.configuration, round: 2, position: 1)]
    return try JSONTree(study.encoded())
  }

  private static let counters = [
    "userSeconds", "systemSeconds", "runQueueSeconds", "diskWaitSeconds", "sleepSeconds",
    "voluntaryContextSwitches", "involuntaryContextSwitches", "migrations", "minorFaults",
    "majorFaults", "requestedReadBytes", "storageReadBytes",
  ]

  /// Object → its keys that always have a value, and those that may be null (design: the study file).
  private static let contract: [(place: String, always: [String], nullable: [String])] = [
    (
      "",
      [
        "format", "version", "createdAt", "toolVersion", "commandLine", "seed", "machine",
        "configurations", "trials", "design", "warnings", "unavailable",
      ], []
    ),
    (
      "machine",
      ["hostname", "kernel", "cpus", "nodes", "caches", "summary", "settings", "unavailable"],
      ["cpuModel", "cpuQuotaCores", "memoryLimitBytes", "virtualization", "cpuset"]
    ),
    (
      "machine.cpus[0]", ["id", "online", "allowed", "isolated", "siblings"],
      ["core", "die", "package", "node", "kind"]
    ),
    ("machine.nodes[0]", ["id", "cpus", "distances"], ["memoryBytes", "freeBytes"]),
    ("machine.caches[0]", ["level", "type", "cpus"], ["sizeBytes"]),
    (
      "machine.summary",
      ["packages", "dies", "cores", "cpus", "onlineCPUs", "allowedCPUs", "nodes"], []
    ),
    (
      "machine.frequency", [],
      ["driver", "governor", "minimumHertz", "maximumHertz", "boost"]
    ),
    (
      "machine.settings", [],
      ["taskDelayAccounting", "perfEventParanoid", "pidMax", "threadsMax", "openFilesMax"]
    ),
    (
      "design", ["warmupRounds", "margin"],
      [
        "trials", "sampleIntervalSeconds", "precision", "timeBudgetSeconds",
        "extendedBudgetSeconds", "maxRounds",
        "stoppedBy", "storage",
      ]
    ),
    (
      "configurations[0]",
      [
        "id", "workload", "strategy", "processes", "threadsPerProcess", "workers", "pin",
        "workerCPUs", "memoryPolicy", "parameters",
      ], []
    ),
    (
      "trials[0]",
      [
        "configuration", "round", "position", "warmup", "twin", "outcome", "check", "workers",
        "sampling", "environment", "processes", "waits", "totalsTier", "offlinedCPUs",
        "pagesPerNode", "disturbed", "unavailable",
      ],
      [
        "failure", "wallSeconds", "startupSeconds", "teardownSeconds", "startSkewSeconds",
        "workDone", "workUnit", "peakRSSBytes", "peakPSSBytes", "readLatency",
        "throttledSeconds", "sampleCoverage", "held", "exitStatus", "retryOf",
        "cachedBytesBefore",
      ] + counters
    ),
    ("trials[1]", [], ["check", "sampling"]),
    ("trials[0].check", ["expected", "correct"], ["actual"]),
    (
      "trials[0].workers[0]",
      [
        "index", "pid", "tid", "requestedCPUs", "obtainedCPUs", "observedCPUs", "states",
        "stateSeconds",
        "unavailable",
      ], ["finalCPUs", "wallSeconds", "startOffsetSeconds", "workDone"] + counters
    ),
    (
      "trials[0].sampling", ["samples", "late", "pssSamples"],
      [
        "requestedIntervalSeconds", "achievedIntervalSeconds", "samplerCPUSeconds", "pssBudget",
      ]
    ),
    (
      "trials[0].environment", ["unavailable"],
      ["stealSeconds", "otherCPUSeconds", "loadAverage1", "frequencyHertz"]
    ),
    (
      "trials[0].processes[0]", ["pid", "unavailable"],
      ["peakRSSBytes", "peakPSSBytes", "segments", "startupSeconds"]
    ),
    (
      "trials[0].waits[0]", ["kind", "samples", "maxWaiters"], ["process", "address", "mapping"]
    ),
  ]

  @Test(arguments: contract.indices)
  func `every key of the format is written, absent values as null`(index: Int) throws {
    let (place, always, nullable) = Self.contract[index]
    let tree = try Self.bare()
    let prefix = place.isEmpty ? "" : "\(place)."
    for key in always {
      let value = tree[prefix + key]
      #expect(value != nil && !(value is NSNull), "\(prefix)\(key)")
    }
    for key in nullable {
      #expect(tree[prefix + key] is NSNull, "\(prefix)\(key)")
    }
  }

  @Test func `names of segments and latencies carry their unit`() throws {
    var study = SampleStudy.study
    study.trials[0].processes[0].segments = Segments()
    study.trials[0].readLatency = ReadLatency(
      p50Seconds: 1, p90Seconds: 1, p99Seconds: 1, p999Seconds: 1, maxSeconds: 1, reads: 1)
    let tree = try JSONTree(study.encoded())
    let segments = [
      "codeBytes", "dataBytes", "bssBytes", "heapBytes", "stackBytes", "sharedBytes",
      "privateBytes",
    ]
    #expect(tree.keys(at: "trials[0].processes[0].segments").isSuperset(of: segments))
    let latency = ["p50Seconds", "p90Seconds", "p99Seconds", "p999Seconds", "maxSeconds"]
    #expect(tree.keys(at: "trials[0].readLatency").isSuperset(of: latency))
  }

  @Test(arguments: contract.indices)
  func `a missing key reads as null`(index: Int) throws {
    let (place, _, nullable) = Self.contract[index]
    let tree = try Self.bare()
    let prefix = place.isEmpty ? "" : "\(place)."
    let whole = try Study(decoding: tree.data())
    for key in nullable {
      let without = tree.setting(prefix + key, to: nil)
      #expect(without[prefix + key] == nil, "\(prefix)\(key) is still there")
      #expect(try Study(decoding: without.data()) == whole, "\(prefix)\(key)")
    }
  }
}
