import TestSupport
import Testing

@testable import Analysis

/// Which share of each group stops.
@Suite struct GroupStopTests {
  private func stops(_ rows: [(stopped: Int, decided: Int)], isChosen: Bool = false) -> GroupStops {
    var own = GroupComparison(trait: 0, first: [], second: [], named: nil, fewest: 5)
    own.stops = GroupStops(rows.map { .init(stopped: $0.stopped, decided: $0.decided) }, isChosen: isChosen)
    return GroupComparison.corrected([own])[0].stops ?? GroupStops([], isChosen: false)
  }

  @Test("three groups by hand: χ² and p as scipy has them, and those that are off by Holm over the groups")
  func worked() throws {
    let found = stops([(30, 100), (60, 100), (26, 80)])
    #expect(abs(try #require(found.table).chiSquare - 22.224558452481077) < 1e-9)
    #expect(abs(found.adjustedP - 1.4927890841171765e-05) < 1e-12 && found.differs)
    // Adjusted residuals −2.89, 4.70 and −1.92.
    #expect(found.rows.map(\.isMore) == [false, true, nil])
  }

  @Test("of two groups either is off as both are; groups alike are not, nor one in which nobody is decided")
  func few() {
    #expect(stops([(30, 100), (45, 100)]).rows.map(\.isMore) == [false, true])
    #expect(stops([(30, 100), (31, 100), (45, 150)]).rows.allSatisfy { $0.isMore == nil })
    #expect(stops([(0, 0), (45, 100)]).table == nil)
  }

  @Test("a persona that is chosen by how journeys end is not tested")
  func chosen() {
    let found = stops([(0, 100), (60, 100)], isChosen: true)
    #expect(found.table == nil && !found.differs && found.isChosen)
  }
}
