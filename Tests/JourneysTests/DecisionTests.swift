import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Sheets of decisions: the workshop's sheet, filled in.
struct DecisionTests {
  private let events = """
    customer,time,touchpoint
    c1,2026-01-01,visit
    c1,2026-01-02,Call centre
    c2,2026-01-03,visit

    """
  private let project = """
    client: T
    touchpoints:
      - {id: visit, name: {he: ביקור בחנות, en: Shop visit}, aliases: [walk-in]}
      - {id: call, name: {he: מוקד, en: Call centre}}

    """

  private func loaded(
    _ sheet: String, _ settings: String = "", name: String = "sheet.csv", project: String? = nil
  ) throws -> LoadedLog {
    let folder = FileManager.default.temporaryDirectory.appending(path: "masa-decisions-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(events.utf8).write(to: folder.appending(path: "events.csv"))
    try Data(sheet.utf8).write(to: folder.appending(path: name))
    let yaml =
      (project ?? self.project) + "sources: [{file: events.csv}, {file: \(name), kind: decisions\(settings)}]\n"
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    let sources = blueprint.sources.map { source in
      ResolvedSource(
        declaration: source,
        files: source.files.map { InputFile(path: folder.appending(path: $0).path, name: $0) })
    }
    return try load(blueprint, sources)
  }

  private func decision(
    _ row: Int, _ touchpoint: String, _ owner: String?, _ due: String?, _ effort: String?, _ decision: String?
  ) -> Decision {
    Decision(
      file: "sheet.csv", row: row, touchpoint: touchpoint, owner: owner, due: due.flatMap { CivilDate($0) },
      effort: effort, decision: decision)
  }

  @Test("the headers of the Hebrew sheet; touchpoints by id, name in either language and alias; dates as dates")
  func hebrew() throws {
    let log = try loaded(
      """
      נקודת מגע,אחראי/ת,לביצוע עד,מאמץ,החלטה
      visit,דנה,31/12/2026,קטן,לקצר את התור
      ביקור בחנות,,2026-06-01,,
      Shop Visit,יואב,,,
      walk-in,,,גדול,
      מוקד,,,,לענות בתוך דקה

      """)
    #expect(
      log.decisions == [
        decision(2, "visit", "דנה", "2026-12-31", "קטן", "לקצר את התור"),
        decision(3, "visit", nil, "2026-06-01", nil, nil), decision(4, "visit", "יואב", nil, nil, nil),
        decision(5, "visit", nil, nil, "גדול", nil), decision(6, "call", nil, nil, nil, "לענות בתוך דקה"),
      ])
    #expect(log.quality.sources.map(\.kind) == [.events, .decisions])
    #expect(log.quality.sources[1].rowsRead == 5)
    #expect(log.quality.sources[1].issues.entries.isEmpty)
  }

  @Test("English headers in another order, and columns that the project declares")
  func english() throws {
    let log = try loaded("Decision,Due date,Hole,Owner,Effort,Notes\nAnswer at once,2026-05-01,call,Noa,3 days,x\n")
    #expect(log.decisions == [decision(2, "call", "Noa", "2026-05-01", "3 days", "Answer at once")])
    let declared = try loaded(
      "place,who,till,what\nwalk-in,Noa,5/1/2026,Open at eight\n",
      ", time-format: mdy, columns: {touchpoint: place, owner: who, due: till, decision: what}")
    #expect(declared.decisions == [decision(2, "visit", "Noa", "2026-05-01", nil, "Open at eight")])
    #expect(declared.quality.decisions[0].columns.map(\.column) == ["place", "who", "till", "what"])
  }

  @Test("unknown touchpoints, dates that cannot be read and rows without a touchpoint are issues with their places")
  func issues() throws {
    let log = try loaded(
      """
      touchpoint,owner,due,decision
      vist,Noa,2026-05-01,Open at eight
      visit,,next spring,
      ,Noa,,Something
      call,,,
      ,,,

      """)
    // Somebody wrote a date there, so the row is a decision; which date nobody can tell.
    #expect(log.decisions == [decision(3, "visit", nil, nil, nil, nil)])
    let quality = log.quality.sources[1]
    #expect(
      quality.issues.samples == [
        Issue(kind: .missingValue, row: 4, column: "touchpoint", value: ""),
        Issue(kind: .unreadableTime, row: 3, column: "due", value: "next spring"),
        Issue(kind: .unknownTouchpoint, row: 2, column: "touchpoint", value: "vist"),
      ])
    #expect(quality.rowsRejected == 2)
    #expect(log.quality.decisions[0].decisions == 1)
    #expect(log.quality.decisions[0].unfilled == 1)
    // The events have their own count.
    #expect(log.quality.rowsRejected == 0)
  }

  @Test(
    "the report's own sheet comes back in either language: by its id, else by the place, with how far each decision is",
    arguments: [
      (
        "id,place,owner,due,effort,cost,decision,status,done on", "planned", "Done", "dropped", "Call centre"
      ),
      ("מזהה,מקום,באחריות,עד מתי,מאמץ,עלות,החלטה,סטטוס,בוצע בתאריך", "מתוכנן", "בוצעה", "בוטל", "מוקד"),
    ])
  func ownSheet(_ header: String, _ planned: String, _ done: String, _ dropped: String, _ place: String) throws {
    let log = try loaded(
      """
      \(header)
      visit/leakBefore,Shop visit,Noa,2026-05-01,3 days,₪400,Open at eight,\(planned),
      call/waiting,,Dan,,,,Call back at once,\(done),2026-04-02
      no such/leakBefore,\(place),,,,,Hire,\(dropped),
      call/leakAfter,,,,,,,,2026-04-03

      """)
    var first = decision(2, "visit", "Noa", "2026-05-01", "3 days", "Open at eight")
    (first.kind, first.cost, first.status) = (.leakBefore, "₪400", .planned)
    var second = decision(3, "call", "Dan", nil, nil, "Call back at once")
    (second.kind, second.status, second.doneOn) = (.waiting, .done, CivilDate("2026-04-02"))
    var third = decision(4, "call", nil, nil, nil, "Hire")
    third.status = .dropped
    // Nobody wrote a status, but when it was done.
    var fourth = decision(5, "call", nil, nil, nil, nil)
    (fourth.kind, fourth.status, fourth.doneOn) = (.leakAfter, .done, CivilDate("2026-04-03"))
    #expect(log.decisions == [first, second, third, fourth])
    #expect(log.quality.sources[1].issues.entries.isEmpty)
  }

  @Test("an id nobody knows, a status that is none and a day that is none are issues with their rows")
  func ownSheetIssues() throws {
    let log = try loaded(
      """
      id,owner,decision,status,done on
      vist/leakBefore,Noa,Open at eight,done,
      visit/leakBefore,Noa,Open at nine,perhaps,
      visit/leakBefore,Noa,Open at ten,done,one day

      """)
    #expect(log.decisions.map(\.row) == [3, 4])
    #expect(log.decisions.map(\.status) == [nil, .done])
    let issues = log.quality.sources[1].issues
    #expect(
      issues.samples == [
        Issue(kind: .unreadableTime, row: 4, column: "done on", value: "one day"),
        Issue(kind: .unknownTouchpoint, row: 2, column: "id", value: "vist/leakBefore"),
        Issue(kind: .unknownStatus, row: 3, column: "status", value: "perhaps"),
      ])
    #expect(log.quality.sources[1].rowsRejected == 1)
  }

  @Test("a row in which only the department stands that the report proposed is not filled in; a person's name is")
  func proposedOwner() throws {
    let departments = """
      client: T
      departments: [{id: shops, name: {he: סניפים, en: Shops}}]
      touchpoints: [{id: visit, department: shops}]

      """
    let sheet = "id,place,owner,due,effort,cost,decision,status,done on\n"
    let log = try loaded(
      sheet
        + "visit/leakBefore,visit,Shops,,,,,,\nvisit/leakBefore,visit,סניפים,,,,,,\nvisit/waiting,visit,Noa,,,,,,\n",
      project: departments)
    #expect(log.decisions.map(\.row) == [4])
    #expect(log.quality.decisions[0].unfilled == 2)
  }

  @Test("an id is parted at its last stroke, since a touchpoint's own may hold one")
  func opportunityID() {
    #expect(OpportunityID("a/b/waiting") == OpportunityID(touchpoint: "a/b", kind: .waiting))
    #expect(OpportunityID("a/b") == nil)
    #expect(OpportunityID(touchpoint: "a/b", kind: .leakAfter).text == "a/b/leakAfter")
  }

  @Test("however many dates cannot be read, their rows are filled in")
  func manyUnreadableDates() throws {
    let log = try loaded("touchpoint,due\n" + String(repeating: "visit,soon\n", count: 30))
    #expect(log.decisions.count == 30)
    #expect(log.quality.sources[1].issues.count(of: .unreadableTime) == 30)
    #expect(log.quality.decisions[0].unfilled == 0)
  }

  @Test("a sheet without a column of touchpoints says which columns there are and what to declare")
  func noTouchpoint() throws {
    let error = #expect(throws: LoadingError.self) { try loaded("who,what\nNoa,Open at eight\n") }
    #expect(
      error.map { TestWords.said($0) } == "sheet.csv: no column found for the touchpoint; columns found: who, what. "
        + "Say which one it is: `columns: {touchpoint: NAME}`")
    #expect(throws: (any Error).self) { try loaded("touchpoint,who\nvisit,Noa\n", ", columns: {owner: whoo}") }
    #expect(throws: ProjectFileError.self) { try loaded("touchpoint,who\nvisit,Noa\n", ", columns: {ownr: who}") }
  }

  @Test("a deal's money is counted once, at the stage that the project declares as the purchase")
  func dealAmounts() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "masa-deals-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let deals = #"""
      Record ID,Amount,"Date entered ""Meeting""","Date entered ""Closed won""","Date entered ""Delivered"""
      71,100,2026-01-03 10:00,2026-01-09 16:30,2026-01-20 09:00
      72,50,2026-01-04 09:00,,

      """#
    let path = folder.appending(path: "deals.csv")
    try Data(deals.utf8).write(to: path)
    func amounts(_ yaml: String) throws -> [[Int64]] {
      let blueprint = try Blueprint(yaml: "client: T\n" + yaml + "sources: [{file: deals.csv}]\n", file: "p.yml")
      let log = try load(
        blueprint,
        [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: path.path, name: "deals.csv")])]
      ).log
      return log.parts.map { part in
        (0..<part.customerCount).flatMap { part.events(of: $0) }
          .map { part.amounts[$0] == .min ? -1 : part.amounts[$0] / 1_000_000 }
      }
    }
    // The declared purchase, by one of its names; the deal that is not won has brought nothing.
    #expect(
      try amounts("touchpoints: [{id: won, name: Won, kind: purchase, aliases: [Closed won]}]\n").flatMap { $0 }
        .sorted()
        == [-1, -1, -1, 100])
    #expect(try amounts("").flatMap { $0 }.sorted() == [-1, -1, 50, 100])
  }
}
