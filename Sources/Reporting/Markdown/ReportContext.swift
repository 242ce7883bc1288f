/// Everything that a report's template may show: the documented contract for `--template`.
///
/// A plain value, read by name: `{{title}}`, `{{#workloads}}{{table.text}}{{/workloads}}`. All texts are
/// Markdown, escaped already and wrapped at 100 columns; templates add the headings and the fixed prose.
/// A part that does not exist is null or an empty list, so `{{#failures}}…{{/failures}}` leaves it out.
public struct ReportContext: Sendable {
  /// What was compared, and where.
  public var title: String
  /// When, on what, how many rounds, and why it stopped.
  public var introduction: String
  /// Block quotes: what the reader must know before trusting the numbers.
  public var warnings: [String]
  /// List items, one for each workload: the verdict.
  public var answers: [String]
  /// How to get more rounds, when too few were run; null otherwise.
  public var moreRounds: MoreRounds?
  public var workloads: [Workload]
  /// Which pictures are missing, and why; null when none is.
  public var pictureNote: String?
  /// Asked, obtained and observed CPUs.
  public var placement: Table?
  /// On which NUMA nodes the work's memory lies; null where the kernel was not asked.
  public var memoryPlacement: Table?
  public var price: Price
  public var machine: Machine
  /// List items: what could not be measured, and why; with the command that would enable it.
  public var gaps: [String]
  /// Trials that failed or gave a wrong answer.
  public var failures: Table?
  public var repetition: Repetition
  /// Markdown link definitions: the rows of `trials.csv` behind each table row; empty without that file.
  public var links: [String]

  /// A table and what it shows.
  public struct Table: Sendable {
    /// A GFM table, aligned in its source too.
    public var text: String
    /// Paragraphs in plain words, made from the numbers.
    public var notes: [String]
    /// The same as an image by relative path; null without pictures.
    public var picture: String?
  }

  public struct MoreRounds: Sendable {
    public var text: String
    /// A fenced block with a command.
    public var command: String
  }

  public struct Workload: Sendable {
    public var name: String
    /// What it does, with its parameters.
    public var description: String
    /// Times, speed-ups, switches, memory; null when no trial was completed.
    public var table: Table?
    /// Reads per second, throughput, latency; null for a workload that reads no file.
    public var reads: Table?
    /// Wall time split into states; null without a ledger.
    public var ledger: Table?
    /// Shares of the time with so many cores busy; null where no reading tells.
    public var concurrency: Table?
    /// One trial of each configuration by process or worker; null where there is one worker only.
    public var breakdown: Table?
    /// Speed-up against workers; null without a sweep.
    public var scaling: Table?
    /// List items: what binds each configuration.
    public var bounds: [String]
    /// Images by relative path that no table carries: the timeline; empty without pictures.
    public var pictures: [String]
  }

  public struct Price: Sendable {
    /// Start-up, skew and teardown of each configuration.
    public var overhead: Table?
    /// Resident memory by segment, a typical process of each configuration.
    public var memory: Table?
  }

  public struct Machine: Sendable {
    /// List items.
    public var facts: [String]
    /// A block of text: packages, caches, cores and CPUs.
    public var tree: String?
    /// What else the machine did during the trials.
    public var noise: Table?
    /// What the sampler achieved and cost.
    public var sampling: Table?
    /// List items: outliers, first-run effects, and what the trials noted.
    public var remarks: [String]
  }

  public struct Repetition: Sendable {
    /// A fenced block with the exact command, and the seed where it was not part of it.
    public var command: String
    public var seed: String
  }
}
