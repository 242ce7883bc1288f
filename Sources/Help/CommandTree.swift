/// The commands of a program with their options, as swift-argument-parser describes them.
///
/// Decodes what `--experimental-dump-help` prints (`ToolInfoV0` of ArgumentParserToolInfo); only what a manual page shows.
public struct CommandTree: Decodable, Sendable {
  public var command: Command

  public struct Command: Decodable, Sendable {
    public var commandName: String
    public var abstract: String?
    public var discussion: String?
    public var shouldDisplay: Bool
    public var subcommands: [Command]?
    public var arguments: [Argument]?
  }

  public struct Argument: Decodable, Sendable {
    public enum Kind: String, Decodable, Sendable {
      case positional
      case option
      case flag
    }

    public struct Name: Decodable, Sendable {
      public enum Kind: String, Decodable, Sendable {
        case long
        case short
        case longWithSingleDash
      }

      public var kind: Kind
      public var name: String
    }

    public var kind: Kind
    public var shouldDisplay: Bool
    public var isOptional: Bool
    public var isRepeating: Bool
    public var sectionTitle: String?
    public var names: [Name]?
    public var valueName: String?
    public var defaultValue: String?
    public var abstract: String?
  }
}

extension CommandTree.Argument.Name {
  /// As it is typed.
  var typed: String { (kind == .long ? "--" : "-") + name }
}
