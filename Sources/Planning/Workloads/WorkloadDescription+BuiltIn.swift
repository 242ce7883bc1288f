public import ProfileModel

extension WorkloadDescription {
  /// The workloads that need no manifest, in the order of the manual.
  public static let builtIn: [WorkloadDescription] = [cpu, io, memory]

  private static let cpu = WorkloadDescription(
    name: CPUParameters.workload,
    summary: "Sum the integers 1 to a limit, each exactly once: waits for nothing.",
    strategies: Strategy.allCases,
    parameters: [
      Parameter(
        name: "limit", option: "--limit N", summary: "The last integer of the sum.",
        defaultValue: "\(CPUParameters.defaultLimit)"),
      Parameter(
        name: "repeats", option: "--repeats N", summary: "How many times the sum is done.",
        defaultValue: "1"),
    ])

  private static let io = WorkloadDescription(
    name: IOParameters.workload,
    summary: "Read every block of a file once, and verify each: waits for storage.",
    strategies: Strategy.allCases,
    parameters: [
      Parameter(
        name: "size", option: "--size SIZE", summary: "Size of the file.",
        defaultValue: "\(IOParameters.defaultSize)"),
      Parameter(
        name: "block-size", option: "--block-size SIZE", summary: "Bytes per read.",
        defaultValue: "\(IOParameters.defaultBlockSize)"),
      Parameter(
        name: "access", option: "--access ORDER", summary: "The order of the blocks.",
        defaultValue: IOParameters.Access.random.rawValue,
        choices: IOParameters.Access.allCases.map(\.rawValue)),
      Parameter(
        name: "cache", option: "--cache STATE",
        summary: "Past the page cache, dropped from it first, or read into it first.",
        defaultValue: IOParameters.Cache.direct.rawValue,
        choices: IOParameters.Cache.allCases.map(\.rawValue)),
      Parameter(
        name: "directory", option: "--directory DIR",
        summary: "Where the file is laid out and kept for the next run.",
        defaultValue: "$TMPDIR or /var/tmp"),
    ])

  private static let memory = WorkloadDescription(
    name: MemoryParameters.workload,
    summary: "Read a buffer larger than the caches, several times: waits for memory.",
    strategies: Strategy.allCases,
    parameters: [
      Parameter(
        name: "size", option: "--size SIZE",
        summary: "Size of the buffer, all workers' parts together.",
        defaultValue: "past every cache, at least 256MiB"),
      Parameter(
        name: "repeats", option: "--repeats N", summary: "How many times the buffer is read.",
        defaultValue: "as many as read about 8 GiB"),
    ])
}
