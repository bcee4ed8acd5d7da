import Foundation
import TestSupport
import Testing

/// Who is who in the files that clients send: the right values are those of each case's README.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientIdentityTests {
  private func path(_ name: String) throws -> String {
    try #require(Repository.sharedData).appending(path: "cases/" + name).path
  }

  private func report(_ arguments: [String]) throws -> (outcome: MasaProgram.Outcome, output: Output) {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report"] + arguments + ["--output", folder.path("out"), "--language", "en"])
    return (outcome, try Output(folder.url.appending(path: "out")))
  }

  @Test("words for nobody are no customer", arguments: ["16a-notset.csv", "16b-many.csv"])
  func placeholders(_ name: String) throws {
    let (outcome, output) = try report([try path("13-placeholder-customers/" + name)])
    let report = try output.report()
    // 133 of 397 rows are nobody's: one more than 1 %, which is said and gives exit code 1.
    #expect(outcome.exit == 1)
    #expect(report["rows"]["rejected"].int == 133)
    let share = try #require(report["identity"].list.first?["events"].double)
    #expect(abs(share - 0.665) < 0.0005)
    #expect(output.page("data-quality").contains("66.5%"))
    #expect(outcome.errors.contains("133 rows have (not set) or another word for nobody"))
  }

  @Test("numbers a spreadsheet has rounded are nobody's, and it is said")
  func rounded() throws {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(
      ["report", try path("14-rounded-ids/13-sci-ids.csv"), "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit != 0)
    #expect(outcome.errors.contains("9.72540E+11"))
    #expect(outcome.errors.contains("rounded"))
  }

  @Test("marks nobody sees are no part of an id", arguments: ["06b-lrm-id.csv", "67-id-bom.csv", "67-id-rle-pdf.csv"])
  func invisible(_ name: String) throws {
    #expect(try report([try path("15-direction-marks-in-ids/" + name)]).output.report()["customers"].int == 80)
  }

  @Test(
    "answers find their customer however a spreadsheet wrote the id",
    arguments: [
      ("J-ev-base.csv", "J-sv-base.csv"), ("J-ev-float.csv", "J-sv-base.csv"), ("J-ev-base.csv", "J-sv-formula.csv"),
      ("J-ev-base.csv", "J-sv-lead0.csv"), ("J-ev-float.csv", "J-sv-lead0.csv"),
    ])
  func joins(_ events: String, _ answers: String) throws {
    let folder = try TemporaryFolder()
    for name in [events, answers] {
      try FileManager.default.copyItem(atPath: try path("17-ids-that-do-not-join/" + name), toPath: folder.path(name))
    }
    try folder.write(
      "project.yml",
      """
      client: J
      languages: [en]
      touchpoints: [{id: Order, kind: purchase}]
      sources:
        - {file: \(events)}
        - {file: \(answers), kind: survey, questions: [{column: nps, metric: nps}]}
      """)
    let check = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect(check.output.contains("answers of customers with interactions: 100.0% (1088 / 1088)"))
    #expect(!check.output.contains("no customer in common"))
  }

  @Test("answers that find no customer are a loud issue, on standard error and on the pages")
  func joinsNot() throws {
    let folder = try TemporaryFolder()
    for name in ["J-ev-base.csv", "J-sv-hash.csv"] {
      try FileManager.default.copyItem(atPath: try path("17-ids-that-do-not-join/" + name), toPath: folder.path(name))
    }
    try folder.write(
      "project.yml",
      """
      client: J
      languages: [en]
      touchpoints: [{id: Order, kind: purchase}]
      sources:
        - {file: J-ev-base.csv}
        - {file: J-sv-hash.csv, kind: survey, questions: [{column: nps, metric: nps}]}
      """)
    let (outcome, output) = try report([folder.path("project.yml")])
    #expect(outcome.errors.contains("J-ev-base.csv and J-sv-hash.csv have no customer in common"))
    for page in ["index", "data-quality"] { #expect(output.page(page).contains("no customer in common")) }
  }

  @Test("where nothing tells visitors from customers, recognised: only leaves nobody out", arguments: ["all", "only"])
  func onlyRecognised(_ choice: String) throws {
    let folder = try TemporaryFolder()
    func rows(_ ids: String) -> String { (0..<9).map { "\(ids)\($0),2026-01-0\($0 + 1) 10:00,visit\n" }.joined() }
    try folder.write("web.csv", "anonymous_id,time,touchpoint\n" + rows("d"))
    try folder.write("shop.csv", "customer,time,touchpoint\n" + rows("c"))
    try folder.write("project.yml", "client: T\nrecognised: \(choice)\nsources: [{file: web.csv}, {file: shop.csv}]\n")
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let report = try Output(folder.url.appending(path: "out")).report()
    #expect(report["people"].int == 18)
    #expect(report["identity"].list.map { $0["events"].double } == [1, 1])
  }
}
