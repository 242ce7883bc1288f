import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// The program over folders of studies.
  @Suite struct FleetCommandTests {
    /// Folders of nodes with studies of known times.
    private func written(_ factors: [Double], moreRounds: Int = 0) throws -> TemporaryFolder {
      let folder = try TemporaryFolder()
      for (index, factor) in factors.enumerated() {
        var study = SampleStudy.long
        study.machine.hostname = "n\(index + 1)"
        study.machine.bootID = "boot \(index)"
        for place in study.trials.indices { study.trials[place].wallSeconds? *= factor }
        try write(study, to: "results/n\(index + 1)", of: folder)
      }
      return folder
    }

    private func write(_ study: Study, to name: String, of folder: TemporaryFolder) throws {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
      try folder.write(study.encoded(), to: "\(name)/study.json")
    }

    private static let alike = [1, 1.004, 0.997, 1.002, 0.999, 1.001]

    @Test func `a folder of studies is one page, and the ill node fails the gate`() throws {
      let folder = try written(Self.alike + [1.3])
      let ending = try Program.run(["fleet", "results"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.hasPrefix("# 7 nodes of 1 kind\n"))
      #expect(ending.output.contains("n7 is "))
      let gated = try Program.run(
        ["fleet", "results", "--fail-if-outlier", "5%"], in: folder.path)
      #expect(gated.status == 2, "\(gated)")
    }

    @Test func `a missing node and a truncated study leave the gate undecided, and are named`()
      throws
    {
      let folder = try written(Self.alike)
      let arguments = ["fleet", "results", "--fail-if-outlier", "50%"]
      #expect(try Program.run(arguments, in: folder.path).status == 0)
      let missing = try Program.run(arguments + ["--expect", "n[1-7]"], in: folder.path)
      #expect(missing.status == 3, "\(missing)")
      #expect(missing.output.contains("no study of n7"))
      let whole = try Data(contentsOf: URL(filePath: folder.file("results/n6/study.json")))
      try folder.write(whole.prefix(whole.count / 2), to: "results/n6/study.json")
      let truncated = try Program.run(arguments, in: folder.path)
      #expect(truncated.status == 3, "\(truncated)")
      #expect(truncated.output.contains("results/n6/study.json is left out"))
      #expect(truncated.output.hasPrefix("# 5 nodes"))
    }

    @Test func `it writes what is asked for, and nothing else`() throws {
      let folder = try written(Self.alike)
      let ending = try Program.run(
        ["fleet", "results", "--output", "out", "--format", "md,json,csv,html"], in: folder.path)
      #expect(ending.status == 0 && ending.output.isEmpty, "\(ending)")
      for name in ["fleet.md", "fleet.json", "fleet.csv", "fleet.html"] {
        #expect(!(try folder.text("out/\(name)")).isEmpty, "\(name)")
      }
      #expect(folder.everything.contains("out/pictures/fleet-cpu.gp"))
      let json = try Program.run(["fleet", "results", "--format", "json"], in: folder.path)
      #expect(json.output == (try folder.text("out/fleet.json")))
      #expect(!folder.everything.contains("results/n1/report.md"))
    }

    @Test func `links are not followed, so a study counts once`() throws {
      let folder = try written(Self.alike)
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("results/latest"), withDestinationPath: "n1")
      let ending = try Program.run(["fleet", "results"], in: folder.path)
      #expect(ending.output.hasPrefix("# 6 nodes"), "\(ending)")
      #expect(!ending.output.contains("2 studies"))
    }

    @Test func `bad input is refused with what to do`() throws {
      let folder = try written(Self.alike)
      try FileManager.default.createDirectory(
        atPath: folder.file("empty"), withIntermediateDirectories: true)
      var other = SampleStudy.long
      other.configurations[0].parameters["limit"] = .integer(7)
      try write(other, to: "other/n9", of: folder)
      try folder.write(Data("{".utf8), to: "broken.json")
      for refused in [
        Refused(66, "fleet empty", "no study.json", "--output DIR/{node}"),
        Refused(66, "fleet nowhere", "does not exist"),
        Refused(65, "fleet broken.json", "none of 1 studies"),
        Refused(65, "fleet results other", "is not of the plan of", "limit"),
        Refused(64, "fleet results --expect n[1", "no list of nodes"),
        Refused(64, "fleet results --fail-if-outlier 5", "5%"),
        Refused(64, "fleet results --format md,json", "one form"),
        Refused(64, "fleet results --format pdf", "no such format"),
      ] { try refused.expect(in: folder) }
    }
  }
}
