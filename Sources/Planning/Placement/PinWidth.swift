import ProfileModel
public import Text

/// What a pinned worker may use (`--pin-width`): its own CPU, or the allowed CPUs of the domain around it.
public enum PinWidth: String, Sendable, CaseIterable {
  case cpu
  case core
  case l3
  case node

  private static let option = "--pin-width"

  /// Reads one value of `--pin-width`.
  public static func parse(_ text: String) throws(Refusal) -> PinWidth {
    try WordList.choice(text, option: option, noun: "width", standard: .cpu)
  }

  /// Reads a `--pin-width` that may have been repeated; `cpu` without one.
  public static func parse(_ texts: [String]) throws(Refusal) -> PinWidth {
    let widths: [PinWidth] = try texts.map(parse)
    guard widths.unique.count <= 1 else {
      throw .usage(
        widths.map { naming(option, $0.rawValue) }.joined(separator: " "),
        why: "all placements of a study are equally wide",
        remedy: "Give one width; compare widths by studies of their own")
    }
    return widths.first ?? .cpu
  }

  /// The domain that a worker's set spans; nil for a single CPU.
  var domain: MachineDescription.DomainKind? {
    switch self {
    case .cpu: nil
    case .core: .core
    case .l3: .l3
    case .node: .node
    }
  }
}
