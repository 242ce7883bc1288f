import CFuzzer
import FuzzParsers
import Glibc

/// What libFuzzer calls back has no context of its own.
nonisolated(unsafe) private var parse: @Sendable (UnsafeRawBufferPointer) -> Void = { _ in }

/// Runs libFuzzer on one parser: `fuzz PARSER [libFuzzer's options] [folders and files]`.
@main
enum Driver {
  static func main() {
    let names = FuzzedParser.all.map(\.name)
    guard CommandLine.argc > 1,
      let parser = FuzzedParser.all.first(where: { $0.name == CommandLine.arguments[1] })
    else {
      print(names.joined(separator: "\n"))
      exit(CommandLine.argc > 1 ? 64 : 0)
    }
    parse = parser.parse
    let arguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
    var count = Int32(arguments.count)
    var pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(
      capacity: arguments.count + 1)
    for (index, argument) in arguments.enumerated() { pointers?[index] = strdup(argument) }
    pointers?[arguments.count] = nil
    exit(
      LLVMFuzzerRunDriver(&count, &pointers) { bytes, size in
        parse(UnsafeRawBufferPointer(start: bytes, count: size))
        return 0
      })
  }
}
