public import ArgumentParser
public import Help
import ProfileModel

/// Prints what a file holds, for programs that read it.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of study.json, findings.json or fleet.json.",
    discussion: """
      Keys may be added in later versions; none is renamed, and a value that is absent is an explicit null.

      Examples:
        profile schema findings > findings.schema.json
        profile report --format json | check-jsonschema --schemafile findings.schema.json -
      """)

  @Argument(help: "Which file: study, findings or fleet.")
  var file: FileSchema

  func run() throws {
    try ProfileError.reporting {
      try Results.print(file.text)
      return .done
    }
  }
}

extension FileSchema: ExpressibleByArgument {}
