import Exports
import ProfileModel
import TestSupport
import Testing
import Text

@Suite("trials.csv")
struct TrialsCSVTests {
  @Test("is as agreed on", arguments: [StudyCase.short, .hostile, .empty, .allNull])
  func golden(sample: StudyCase) throws {
    try GoldenFile.expect(
      TrialsCSV.text(of: sample.study), equals: "trials-\(sample.rawValue).csv")
  }

  @Test("has a row for each trial, and each row all columns", arguments: StudyCase.allCases)
  func shape(sample: StudyCase) {
    let lines = TrialsCSV.text(of: sample.study).split(separator: "\n").map { fields(String($0)) }
    #expect(lines.count == sample.study.trials.count + 1)
    #expect(Set(lines.map(\.count)).count == 1)
  }

  @Test("is one line for each trial even where names hold line breaks")
  func hostileNames() {
    let study = SampleStudy.hostile
    let lines = TrialsCSV.text(of: study).split(separator: "\n").map { fields(String($0)) }
    let ids = study.configurations.flatMap { configuration in
      study.trials.filter { $0.configuration == configuration.id }.map(\.configuration)
    }
    #expect(lines.dropFirst().map { $0[1] } == ids.map(OutsideText.line))
  }

  @Test(
    "cells are quoted where they must be, and are no formulas",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("=1+1", "'=1+1"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("+x,y", "\"'+x,y\""),
      ("a\nb", "a⟨U+000A⟩b"), ("", ""), (" x", "\" x\""), ("\t=1", "⟨U+0009⟩=1"),
    ])
  func cells(text: String, cell: String) {
    #expect(CSVText.cell(text) == cell)
  }

  @Test("null is an empty cell, and zero is not")
  func nulls() {
    #expect(CSVText.cell(Double?.none) == "")
    #expect(CSVText.cell(0.0) == "0.0")
    #expect(CSVText.cell(Double.nan) == "")
    #expect(CSVText.cell(Int?.none) == "")
    #expect(CSVText.cell(false) == "false")
  }

  /// RFC 4180, by itself, so that a mistake in the writer is not repeated.
  private func fields(_ line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    var previous: Character = ","
    for character in line {
      switch character {
      case "\"":
        if isQuoted || previous == "," {
          isQuoted.toggle()
        } else if previous == "\"" {
          fields[fields.count - 1].append("\"")
          isQuoted = true
        }
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
      previous = character
    }
    return fields
  }
}
