/// What can be known of a workload before it is run: what `profile workloads` tells.
public struct WorkloadDescription: Codable, Sendable, Equatable {
  public var name: String
  /// One line.
  public var summary: String
  /// The manifest's path; null for a built-in one.
  @ExplicitNull public var file: String?
  /// Those that it can be run under.
  public var strategies: [Strategy]
  public var parameters: [Parameter]

  /// A value that the user may replace.
  public struct Parameter: Codable, Sendable, Equatable {
    public var name: String
    /// How it is set, such as `--limit N` or `--parameter limit=N`.
    public var option: String
    public var summary: String
    /// As it would be written.
    public var defaultValue: String
    /// The values that are possible; empty: any.
    public var choices: [String]

    public init(
      name: String, option: String, summary: String, defaultValue: String, choices: [String] = []
    ) {
      self.name = name
      self.option = option
      self.summary = summary
      self.defaultValue = defaultValue
      self.choices = choices
    }
  }

  public init(
    name: String, summary: String, file: String? = nil, strategies: [Strategy],
    parameters: [Parameter]
  ) {
    self.name = name
    self.summary = summary
    self.strategies = strategies
    self.parameters = parameters
    self.file = file
  }
}
