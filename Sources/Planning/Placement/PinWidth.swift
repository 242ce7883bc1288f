import ProfileModel

/// What a pinned worker may use (`--pin-width`): its own CPU, or the allowed CPUs of the domain around it.
public enum PinWidth: String, Sendable, CaseIterable {
  case cpu
  case core
  case l3
  case node

  /// Reads one value of `--pin-width`.
  public static func parse(
    _ text: String, option: String = "--pin-width"
  ) throws(PlanRefusal) -> PinWidth {
    guard let width = PinWidth(rawValue: text) else {
      throw WordList.unknown(
        text, known: allCases.map(\.rawValue), option: option, noun: "width")
    }
    return width
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
