/// What binds a program that was running already, and who in it does what.
public struct AttachFinding: Codable, Sendable, Equatable {
  /// The mean over the windows, and the smallest and largest of them.
  public struct Figure: Codable, Sendable, Equatable {
    public var mean: Double
    public var low: Double
    public var high: Double

    /// Nil without a value.
    public init?(_ values: [Double]) {
      guard let low = values.min(), let high = values.max() else { return nil }
      mean = values.reduce(0, +) / Double(values.count)
      self.low = low
      self.high = high
    }
  }

  /// One window.
  public struct Window: Codable, Sendable, Equatable {
    public var round: Int
    public var openedUnixSeconds: Double
    public var seconds: Double
    public var coresBusy: Double
    /// What binds it in this window alone; null where that cannot be told.
    @ExplicitNull public var bound: BoundKind?

    public init(round: Int, openedUnixSeconds: Double, seconds: Double, coresBusy: Double) {
      self.round = round
      self.openedUnixSeconds = openedUnixSeconds
      self.seconds = seconds
      self.coresBusy = coresBusy
    }
  }

  /// Threads of one name in processes of one role.
  public struct Group: Codable, Sendable, Equatable {
    /// What their processes do among the others.
    public var role: String
    /// The threads' name with each run of digits as `*`.
    public var name: String
    /// As many at a time, in the mean over the windows.
    public var processes: Double
    public var threads: Double
    public var coresBusy: Figure
    /// Shares of the threads' time, by the ledger's keys; a part that could not be measured is missing.
    public var parts: [LedgerPart: Double]
    /// A second, of all of them together; null where they could not be read.
    @ExplicitNull public var switchesPerSecond: Double?
    @ExplicitNull public var faultsPerSecond: Double?
    /// It hardly ran, and has no vote in what binds the program.
    public var isIdle = false
    /// What it waited for most of the time that it did not run.
    @ExplicitNull public var waitsFor: WaitKind?

    public init(
      role: String, name: String, processes: Double, threads: Double, coresBusy: Figure,
      parts: [LedgerPart: Double]
    ) {
      self.role = role
      self.name = name
      self.processes = processes
      self.threads = threads
      self.coresBusy = coresBusy
      self.parts = parts
    }
  }

  public var configuration: String
  /// The answer in one sentence.
  public var sentence: String
  /// What would help.
  public var lever: String
  public var coresBusy: Figure
  /// CPUs that the threads which ran may use.
  public var cpus: Int
  /// Hardly anything ran: what is waited for is no limit.
  public var isIdle: Bool
  /// What became different from one window to the next, in words.
  public var changes: [String] = []
  /// Who came and who went, in words.
  public var turnover: [String] = []
  /// The share of the tree's CPU time that is told apart by thread; null without an account to compare with.
  @ExplicitNull public var coverage: Double?
  public var windows: [Window] = []
  /// The most CPU time first.
  public var groups: [Group] = []

  public init(
    configuration: String, sentence: String, lever: String, coresBusy: Figure, cpus: Int,
    isIdle: Bool
  ) {
    self.configuration = configuration
    self.sentence = sentence
    self.lever = lever
    self.coresBusy = coresBusy
    self.cpus = cpus
    self.isIdle = isIdle
  }
}
