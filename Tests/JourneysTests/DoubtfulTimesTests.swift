import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Times that are not to be believed, and columns that only `time-format` tells.
@Suite struct DoubtfulTimesTests {
  private func loaded(_ text: String, format: String = "auto") throws -> LoadedLog {
    let folder = try TemporaryFolder()
    _ = try folder.write("a.csv", text)
    let blueprint = try Blueprint(
      yaml: "client: x\nsources: [{file: a.csv, time-format: \"\(format)\"}]", file: "p.yml")
    let sources = blueprint.sources.map {
      ResolvedSource(declaration: $0, files: [InputFile(path: folder.path("a.csv"))])
    }
    return try load(blueprint, sources)
  }

  private func log(of name: String) throws -> LoadedLog {
    let path = try #require(Repository.sharedData).appending(path: "cases/" + name).path
    let blueprint = try Blueprint(yaml: "client: x\nsources: [{file: a.csv}]", file: "p.yml")
    return try load(
      blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: path)])])
  }

  @Test(
    "one date decades from the rest is an issue, and moves neither the period nor the end",
    .enabled(if: Repository.sharedData != nil, "the shared data are not here"),
    arguments: ["56a-9999.csv", "56c-2062.csv", "56d-1970.csv"])
  func far(name: String) throws {
    let loaded = try log(of: "21-far-dates/" + name)
    #expect(loaded.quality.sources[0].issues.count(of: .farTime) == 1)
    #expect(loaded.quality.sources[0].rowsRejected == 1)
    #expect(loaded.log.eventCount == 397)
    let times = loaded.log.parts.flatMap { part in
      (0..<part.customerCount).flatMap { part.journey(of: $0).map(\.time) }
    }
    func day(_ micros: Int64) -> String { CivilDate(daysSince1970: Int(micros / Micros.day)).iso }
    #expect(day(try #require(times.min())) == "2026-01-03")
    #expect(day(try #require(times.max())) == "2026-07-17")
    #expect(day(loaded.log.observedUntil) == "2026-07-17")
  }

  @Test("dates whose day and month a spreadsheet exchanged are named with their rows")
  func swapped() throws {
    let cells =
      (1...9).map { "2026-0\($0)-01 10:00" } + (13...28).map { "\($0)/01/2026 10:00" }
    let text = "customer,date,activity\n" + cells.enumerated().map { "c\($0 % 7),\($1),visit\n" }.joined()
    let loaded = try loaded(text)
    let issues = loaded.quality.sources[0].issues
    #expect(issues.count(of: .swappedDayMonth, column: "date") == 9)
    #expect(issues.samples.first { $0.kind == .swappedDayMonth }?.row == 2)
    let mended = try self.loaded(text, format: "excel-swapped")
    #expect(mended.quality.sources[0].issues.total == 0)
    #expect(CivilDate(daysSince1970: Int(mended.log.observedUntil / Micros.day)).iso == "2026-01-28")
  }

  @Test(
    "dates that can be read in two ways are named with their rows, and a pattern settles it",
    arguments: [
      (["26-01-05", "26-01-07", "26-02-11"], IssueKind.placeOfYear, "yy-MM-dd"),
      (["1012026140530", "1022026083015", "1032026083015"], .dateOrUnix, "unix-ms"),
    ])
  func twoWays(cells: [String], kind: IssueKind, format: String) throws {
    let text = "customer,date,activity\n" + cells.map { "c1,\($0),visit\n" }.joined()
    let issues = try loaded(text).quality.sources[0].issues
    #expect(issues.count(of: kind, column: "date") == 3)
    #expect(issues.samples.first { $0.kind == kind }?.row == 2)
    #expect(try loaded(text, format: format).quality.sources[0].issues.total == 0)
  }

  @Test("`time-format` alone tells which column is the time")
  func format() throws {
    let text =
      "customer,started,activity\n" + (1...9).map { "c\($0 % 3),2026|0\($0)|17,visit \($0 % 2)\n" }.joined()
    let loaded = try loaded(text, format: "yyyy'|'MM'|'dd")
    #expect(loaded.log.eventCount == 9)
  }

  @Test("letters that several zones share are refused with the question which is meant")
  func zones() throws {
    for (name, asked) in [("IST", "Asia/Jerusalem, Asia/Kolkata"), ("EST", "America/New_York, America/Panama")] {
      #expect {
        try Blueprint(yaml: "client: x\ntimezone: \(name)", file: "p.yml")
      } throws: { TestWords.said($0).contains("which is meant: " + asked) }
    }
  }
}
