import Reading
import TestSupport
import Testing

@testable import Journeys

/// Who is in the club, and since when, from files of customers.
struct ClubReadingTests {
  private static let events =
    "customer,time,touchpoint\n"
    + ["a", "b", "c", "d", "x"].map { "\($0),2025-03-01 10:00,buy\n" }
    .joined()

  private func loaded(_ customers: String, club: String) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", Self.events)
    try folder.write("customers.csv", customers)
    let yaml = """
      client: x
      timezone: Asia/Jerusalem
      touchpoints: [{id: buy, kind: purchase}]
      club: \(club)
      sources: [{file: events.csv}, {file: customers.csv, kind: customers}]
      """
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    return try load(
      blueprint,
      blueprint.sources.enumerated().map {
        ResolvedSource(
          declaration: $1, files: [InputFile(path: folder.path($0 == 0 ? "events.csv" : "customers.csv"))])
      })
  }

  @Test("a date is the day in the project's zone; a no beats a date; of two rows the earlier one counts")
  func dates() throws {
    let log = try loaded(
      "id,member,since\na,yes,2025-01-02\nb,no,2025-01-02\nc,gold,\nd,,\na,yes,2025-02-02\ne,כן,2025-01-05\n",
      club: "{member: member, joined: since}")
    let club = try #require(log.log.club)
    // 2 January 2025 is day 20,090.
    #expect(
      club.joined.sorted()
        == [ClubMembers.unknown, 20_090, ClubMembers.undated, ClubMembers.never, ClubMembers.never])
    // e is on the list and never seen; x is on none.
    #expect(club.members == 3 && club.dated == 2 && club.others == 2)
    #expect(log.quality.idleKeys.isEmpty)
  }

  @Test("without a column of members a date makes one; without dates nobody knows since when")
  func oneColumn() throws {
    let dated = try #require(try loaded("id,since\na,2025-01-02\nb,\n", club: "{joined: since}").log.club)
    #expect(dated.members == 1 && dated.others == 1 && dated.dated == 1)
    let undated = try #require(try loaded("id,club\na,1\nb,0\nc,לא\nd,\n", club: "{member: club}").log.club)
    #expect(undated.members == 1 && undated.others == 3 && undated.dated == 0)
  }

  @Test("what means a member and what does not", arguments: ["yes", "כן", "1", "gold", "Member"])
  func means(word: String) {
    #expect(ClubReading.meansMember(word))
    for no in ["", "no", "No ", "0", "FALSE", "לא", "none", "n/a"] { #expect(!ClubReading.meansMember(no), "\(no)") }
  }

  @Test("a column that no file has is refused with the nearest one")
  func unknownColumn() throws {
    let error = #expect(throws: ProjectFileError.self) {
      try self.loaded("id,since\na,2025-01-02\n", club: "{joined: sinse}")
    }
    #expect("\(String(describing: error))".contains("no-club-column"))
  }

  @Test("a column that only events have changes nothing, and that is said")
  func idle() throws {
    let log = try loaded("id\na\nb\n", club: "{member: touchpoint}")
    #expect(log.log.club == nil && log.quality.idleKeys == [IdleKey(name: "club", lines: [4])])
  }
}
