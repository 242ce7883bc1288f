/// A parser of ours as a fuzzer meets it: any bytes in, and out an answer or a refusal.
///
/// Its seeds lie in `Fuzz/Corpus`, what once crashed it in `Fuzz/Crashes`, in a folder of its name.
public struct FuzzedParser: Sendable {
  public let name: String
  public let parse: @Sendable (UnsafeRawBufferPointer) -> Void

  public static let all: [FuzzedParser] = [
    FuzzedParser(name: "kernel", parse: KernelTexts.parse),
    FuzzedParser(name: "symbols", parse: KernelTexts.parseSymbols),
    FuzzedParser(name: "cpus", parse: OptionTexts.parseCPUs),
    FuzzedParser(name: "units", parse: OptionTexts.parseUnits),
    FuzzedParser(name: "expressions", parse: DocumentTexts.parseExpression),
    FuzzedParser(name: "manifests", parse: DocumentTexts.parseManifest),
    FuzzedParser(name: "studies", parse: DocumentTexts.parseStudy),
    FuzzedParser(name: "hosts", parse: HostTexts.parse),
    FuzzedParser(name: "metrics", parse: MetricTexts.parse),
  ]
}

extension UnsafeRawBufferPointer {
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The first byte, which chooses among several readers, and what is behind it.
  var chosen: (index: Int, rest: UnsafeRawBufferPointer)? {
    guard let first else { return nil }
    return (Int(first &- UInt8(ascii: "A")), UnsafeRawBufferPointer(rebasing: dropFirst()))
  }
}
