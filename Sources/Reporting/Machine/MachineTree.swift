public import ProfileModel
public import Text

/// The machine as a tree for people: packages, dies, nodes, shared caches, cores and their CPUs.
///
/// A pure function. Numbers of cores, caches and dies are those of ``MachineDescription/domains(_:)``, which
/// placement expressions use; CPUs, nodes and packages carry the kernel's ids.
public struct MachineTree: Sendable {
  private let machine: MachineDescription

  public init(_ machine: MachineDescription) {
    self.machine = machine
  }

  /// The whole description for a terminal, with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    text.paragraph("", lead: (OutsideText.line(title), .bold))
    text.paragraph(MachineSection.counts(machine.summary))
    text.space()
    for line in treeLines(unicode: style.unicode) {
      // What does not fit continues under the words, not under the branches.
      let branches = line.prefix { "├└│─ |`-".contains($0) }.count
      text.paragraph(
        String(line.dropFirst(branches)), hanging: max(2, branches),
        prefix: String(line.prefix(branches)))
    }
    distances(&text)
    for (name, lines) in sections {
      text.space()
      text.paragraph("", lead: (name, .bold))
      for line in lines { text.paragraph(OutsideText.line(line), indent: 2, hanging: 4) }
    }
    return text.text
  }

  /// A matrix where it fits, else a line for each node.
  private func distances(_ text: inout TerminalText) {
    let matrix = MachineLists.distanceMatrix(machine)
    guard !matrix.isEmpty else { return }
    text.space()
    text.paragraph("", lead: ("distances between nodes", .bold))
    if matrix.allSatisfy({ DisplayWidth.columns($0) + 2 <= text.style.width }) {
      for line in matrix { text.line(("  \(line)", .plain)) }
    } else {
      for line in MachineLists.distances(machine) {
        text.paragraph(line, indent: 2, hanging: 4)
      }
    }
  }

  private var title: String {
    [
      machine.hostname, machine.cpuModel ?? "", "Linux \(machine.kernel)",
      machine.virtualization ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The tree alone, a line each, for a terminal or a block of text.
  package func treeLines(unicode: Bool) -> [String] {
    TreeBuilder(machine).roots.flatMap { $0.lines(unicode: unicode) }
  }

  /// What the tree does not show.
  private enum Part: String {
    case caches, memory, limits, kernel
    case gaps = "could not be told"
  }

  private var sections: [(String, [String])] {
    [
      (Part.caches, MachineLists.caches(machine)),
      (.memory, [MachineLists.memory(machine)] + MachineLists.nodes(machine)),
      (.limits, MachineLists.limits(machine).map { "\($0.name): \($0.value)" }),
      (.kernel, MachineLists.kernel(machine)),
      (.gaps, MachineLists.gaps(machine)),
    ].filter { !$0.1.isEmpty }.map { ($0.rawValue, $1) }
  }
}

/// A line of the tree and what hangs below it.
struct TreeBranch {
  var text: String
  var children: [TreeBranch] = []

  func lines(unicode: Bool) -> [String] {
    [text]
      + children.enumerated().flatMap { index, child in
        let isLast = index == children.count - 1
        let fork = unicode ? (isLast ? "└─ " : "├─ ") : (isLast ? "`- " : "|- ")
        let trunk = isLast ? "   " : (unicode ? "│  " : "|  ")
        return child.lines(unicode: unicode).enumerated().map { line, text in
          (line == 0 ? fork : trunk) + text
        }
      }
  }
}
