import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Branches and teams in events and in answers.
@Suite struct UnitTests {
  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d}
    observed-until: 2021-12-31
    organisation: {team: desk}
    rename: [{column: branch, from: N., to: north}]
    touchpoints: [{id: visit}, {id: ask}, {id: buy, kind: purchase}, {id: back, kind: refund}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, branch: where, order: order}}
    """

  private func tables(_ events: String, project: String = project) throws -> [UnitTables] {
    try behaviour(project, ["e.csv": "id,t,what,where,desk,order\n" + events]).units
  }

  @Test("purchases and what was given back are counted by the branch of the purchase, stops by that of the last touch")
  func counts() throws {
    var events = ""
    for i in 0..<60 {
      let branch = i % 3 == 0 ? (i % 2 == 0 ? "N." : "north") : "south"
      events += "c\(i),2021-01-02,visit,\(branch),,\n"
      // Every fourth leaves; of the others those of the north give back every other purchase, at the other branch.
      guard i % 4 != 0 else { continue }
      events += "c\(i),2021-01-03,buy,\(branch),,o\(i)\n"
      if i % 3 == 0, i % 2 == 1 { events += "c\(i),2021-01-05,back,south,,o\(i)\n" }
    }
    let found = try tables(events)
    #expect(found.map(\.tally.unit) == [.branch, .team] && found[1].kept == nil)
    let tally = found[0].tally
    // c0, c3 … c57 are the north's twenty, of which c0, c12 … c48 leave; of the south's forty ten leave.
    #expect(tally.total(.sold) == [15, 30] && tally.people(.sold) == [15, 30])
    #expect(tally.total(.returned) == [10, 0] && tally.mosts(.returned) == [1, 0])
    #expect(tally.total(.touched) == [20, 40] && tally.total(.stopped) == [5, 10])
    let kept = try #require(found[0].kept)
    #expect(abs(kept.rows[0].observed - 100.0 / 3) < 1e-9 && kept.rows[1].observed == 100)
    #expect(abs(kept.mean - 100 * 35.0 / 45) < 1e-9 && kept.last == nil)
    let stayed = try #require(found[0].stayed)
    #expect(stayed.rows.allSatisfy { abs($0.standardised.value - 75) < 1e-9 })
  }

  @Test("a touchpoint where many leave everywhere is no fault of the branch that has most of it")
  func likeWithLike() throws {
    var events = ""
    // At the desk "ask" half of all leave, at "visit" one in ten; the south is mostly asked.
    for i in 0..<400 {
      let south = i % 2 == 0
      let isAsked = south ? i % 8 != 0 : i % 8 == 1
      let leaves = isAsked ? i / 8 % 2 == 0 : i / 8 % 10 == 0
      events += "c\(i),2021-01-02,\(isAsked ? "ask" : "visit"),\(south ? "south" : "north"),,\n"
      if !leaves { events += "c\(i),2021-01-03,buy,,,o\(i)\n" }
    }
    let found = try tables(events)
    let stayed = try #require(found[0].stayed)
    #expect(stayed.rows.map { $0.observed < 65 } == [false, true])
    #expect(stayed.pValue > 0.05 && stayed.rows.allSatisfy { abs($0.standardised.value - stayed.mean) < 4 })
  }

  @Test("teams are told by the column the project names; a column that no file has is refused")
  func teams() throws {
    var events = ""
    for i in 0..<40 {
      events += "c\(i),2021-01-02,visit,,\(i % 2 == 0 ? "red" : "blue"),\n"
      if i % 4 < 2 { events += "c\(i),2021-01-03,buy,,\(i % 2 == 0 ? "red" : "blue"),\n" }
    }
    let found = try tables(events)
    #expect(found.map(\.tally.unit) == [.branch, .team] && found[0].kept == nil)
    let team = try #require(found.last)
    #expect(team.tally.total(.sold).reduce(0, +) == 20 && team.tally.total(.stopped) == [10, 10])
    #expect(throws: ProjectFileError.self) {
      try tables(events, project: Self.project.replacing("{team: desk}", with: "{team: desks}"))
    }
  }
}
