extension Quantity {
  /// What else the machine did.
  public static let noise = [
    stealSeconds, otherCPUSeconds, loadAverage1, cpuPressureSeconds, ioPressureSeconds,
    memoryPressureSeconds, frequencyHertz,
  ]

  public static let stealSeconds = Quantity(
    "stealSeconds", .seconds, "steal", in: [.noise: 1],
    topic: Topic(
      "steal", aliases: ["stealSeconds"], "CPU time that the hypervisor gave to others."),
    value: { $0.environment.stealSeconds })

  public static let otherCPUSeconds = Quantity(
    "otherCPUSeconds", .seconds, "CPU time of others", heading: "other CPU", in: [.noise: 2],
    topic: Topic("other CPU", aliases: ["otherCPUSeconds"], "CPU time that other processes used."),
    value: { $0.environment.otherCPUSeconds })

  public static let loadAverage1 = Quantity(
    "loadAverage1", .count, "load average", heading: "load", isEstimated: false, in: [.noise: 7],
    topic: Topic(
      "load", aliases: ["loadAverage1"], "the kernel's load average over the last minute."),
    value: { $0.environment.loadAverage1 })

  public static let cpuPressureSeconds = Quantity(
    "cpuPressureSeconds", .seconds, "CPU pressure", isEstimated: false, in: [.noise: 3],
    topic: Topic(
      "pressure", aliases: ["CPU pressure", "I/O pressure", "memory pressure"],
      "share of the time in which some task of the machine waited for this resource (PSI)."),
    value: { $0.environment.cpuPressureSeconds })

  public static let ioPressureSeconds = Quantity(
    "ioPressureSeconds", .seconds, "storage pressure", heading: "I/O pressure",
    isEstimated: false, in: [.noise: 4], value: { $0.environment.ioPressureSeconds })

  public static let memoryPressureSeconds = Quantity(
    "memoryPressureSeconds", .seconds, "memory pressure", isEstimated: false, in: [.noise: 5],
    value: { $0.environment.memoryPressureSeconds })

  public static let frequencyHertz = Quantity(
    "frequencyHertz", .hertz, "CPU frequency", isEstimated: false,
    topic: Topic(
      "CPU frequency", aliases: ["frequency", "frequencyHertz"],
      "how fast the CPUs were clocked while the work ran, where the kernel tells it.",
      "A range and a governor are what the machine may choose from; in most virtual machines none of it is to be seen."
    ),
    value: { $0.environment.frequencyHertz })

  /// What the sampler achieved and cost.
  public static let sampling = [samples, lateSamples, samplerCPUSeconds]

  public static let samples = Quantity(
    "samples", .count, "samples", from: ["sampling"], isEstimated: false,
    count: { $0.sampling.flatMap { UInt64(exactly: $0.samples) } })

  public static let lateSamples = Quantity(
    "lateSamples", .count, "late samples", heading: "late", from: ["sampling"], isEstimated: false,
    topic: Topic("late", "samples that were taken late, because the machine was busy."),
    count: { $0.sampling.flatMap { UInt64(exactly: $0.late) } })

  public static let samplerCPUSeconds = Quantity(
    "samplerCPUSeconds", .seconds, "sampler CPU", from: ["sampling"], isEstimated: false,
    topic: Topic(
      "sampler CPU", aliases: ["samplerCPUSeconds"],
      "what the sampler itself cost, as a share of one CPU; it is in no other number."),
    value: { $0.sampling?.samplerCPUSeconds })
}
