/// A server that is measured under load: what a trial does beside starting ``CommandSpec/commands``, which is the server.
///
/// `{port}` in the texts stands for the port that each trial chooses.
public struct ServiceSpec: Codable, Sendable, Equatable {
  /// OS ids that the server's tree, and the load's, may use; the same where they share them.
  public var serverCPUs: [Int] = []
  public var loadCPUs: [Int] = []
  public var ready: Ready
  public var stop: Stop
  public var load: Load

  /// How it is seen that the server can be asked.
  public struct Ready: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// An answer to a GET of ``target`` with ``status``.
      case http
      /// A connection to ``target``, `address:port`.
      case tcp
      /// A line of its output that holds ``target``.
      case line
      /// A command that ends with status 0.
      case command
    }

    public var kind: Kind
    public var target: String
    public var command: [String] = []
    /// Of the answer; null but for `http`.
    @ExplicitNull public var status: Int?
    public var withinSeconds: Double

    public init(kind: Kind, target: String, withinSeconds: Double) {
      self.kind = kind
      self.target = target
      self.withinSeconds = withinSeconds
      status = kind == .http ? 200 : nil
    }
  }

  /// How it is asked to end.
  public struct Stop: Codable, Sendable, Equatable {
    /// `TERM`, `INT`, `QUIT`, `WINCH`, …, sent to its first process.
    public var signal: String
    /// After so long it is killed.
    public var withinSeconds: Double

    /// Those that ask a program to end, in the usual words.
    public static let signals = ["TERM", "INT", "QUIT", "HUP", "WINCH", "USR1", "USR2"]

    public init(signal: String, withinSeconds: Double) {
      self.signal = signal
      self.withinSeconds = withinSeconds
    }
  }

  /// Who asks the server.
  public struct Load: Codable, Sendable, Equatable {
    /// Whether a request waits for the answer to the one before.
    public enum Model: String, Codable, Sendable, CaseIterable {
      /// As many users as connections, each of whom waits for the answer.
      case closed
      /// Requests at a rate, whatever becomes of those before.
      case open
    }

    public var command: [String]
    /// The command that warms up before; null where ``command`` does so by itself.
    @ExplicitNull public var warmUpCommand: [String]?
    public var warmUpSeconds: Double
    /// How long the window is open; null where the load ends by itself.
    @ExplicitNull public var durationSeconds: Double?
    public var model: Model
    /// Requests that are open at a time; null where the manifest does not tell.
    @ExplicitNull public var connections: Int?
    /// Requests a second that an open loop offers.
    @ExplicitNull public var rate: Double?

    public init(command: [String], warmUpSeconds: Double, model: Model) {
      self.command = command
      self.warmUpSeconds = warmUpSeconds
      self.model = model
    }
  }

  public init(ready: Ready, stop: Stop, load: Load) {
    self.ready = ready
    self.stop = stop
    self.load = load
  }

  /// Whether server and load may use the same CPUs.
  public var sharesCPUs: Bool { !Set(serverCPUs).isDisjoint(with: loadCPUs) }
}
