import Testing

@testable import Statistics

/// Units side by side, like with like.
@Suite struct LeagueTableTests {
  private func cells(_ counts: [[(Int, Int)]]) -> [[LeagueTable.Cell]] {
    counts.map { $0.map { LeagueTable.Cell($0.0, of: $0.1) } }
  }

  @Test("means, what was expected, ranges and probabilities equal numpy's and scipy's")
  func worked() throws {
    let table = try #require(
      LeagueTable(
        cells([[(40, 50), (30, 60)], [(45, 60), (20, 50)], [(70, 90), (2, 10)], [(20, 60), (10, 40)]]), fewest: 5))
    #expect(abs(table.mean - 56.42857142857143) < 1e-10 && abs(table.strataSpread - (67.3076923077 - 38.75)) < 1e-8)
    #expect(abs(table.pValue / 3.794455682256132e-09 - 1) < 1e-6)
    let expected: [(n: Int, observed: Double, expected: Double, value: Double, low: Double, high: Double)] = [
      (110, 63.63636363636363, 51.730769230769226, 68.33416583416583, 59.65543757930178, 77.01289408902988),
      (110, 59.09090909090909, 54.32692307692308, 61.192557442557444, 52.44897865548149, 69.9361362296334),
      (100, 72, 64.45192307692308, 63.97664835164835, 55.51034677698248, 72.44294992631421),
      (100, 30, 55.88461538461539, 30.543956043956044, 21.240655043992206, 39.84725704391988),
    ]
    for (row, own) in zip(table.rows, expected) {
      #expect(row.n == own.n && abs(row.observed - own.observed) < 1e-10 && abs(row.expected - own.expected) < 1e-10)
      #expect(abs(row.standardised.value - own.value) < 1e-10)
      #expect(abs(row.standardised.low - own.low) < 1e-6 && abs(row.standardised.high - own.high) < 1e-6)
    }
    let (last, best) = (table.rows.map(\.probabilityOfLast), table.rows.map(\.probabilityOfBest))
    for (found, own) in zip(best, [0.6933637694107515, 0.08880924263991936, 0.21782698793181904, 1.75e-11]) {
      #expect(abs(found - own) < 1e-8)
    }
    for (found, own) in zip(last, [7.404579e-09, 2.4856333e-06, 2.05456e-07, 0.9999973015060827]) {
      #expect(abs(found - own) < 1e-8)
    }
    #expect(table.last == 3 && table.best == nil)
  }

  @Test("a unit that only has the harder cases is as good as the others")
  func harderCases() throws {
    // Of easy cases four in five go well everywhere, of hard ones one in five.
    let table = try #require(LeagueTable(cells([[(80, 100), (20, 100)], [(0, 0), (40, 200)]]), fewest: 2))
    #expect(table.rows.map { $0.observed.rounded() } == [50, 20])
    #expect(table.rows.allSatisfy { abs($0.standardised.value - table.mean) < 1e-9 } && table.pValue > 0.99)
  }

  @Test("few cases count towards what is expected and have no row; one unit, or none, is no table")
  func few() throws {
    let table = try #require(LeagueTable(cells([[(3, 4)], [(30, 60)], [(20, 60)]]), fewest: 5))
    #expect(table.rows.map(\.unit) == [1, 2] && abs(table.mean - 100 * 53.0 / 124) < 1e-9)
    #expect(LeagueTable(cells([[(3, 4)], [(30, 60)]]), fewest: 5) == nil)
    #expect(LeagueTable([], fewest: 5) == nil && LeagueTable(cells([[(0, 0)], [(0, 0)]]), fewest: 2) == nil)
    // All the same everywhere: there is no spread to judge by.
    #expect(LeagueTable(cells([[(60, 60)], [(60, 60)]]), fewest: 5) == nil)
  }

  @Test("below thirty cases nobody is called the last")
  func directional() throws {
    let table = try #require(LeagueTable(cells([[(1, 29)], [(80, 100)], [(79, 100)]]), fewest: 5))
    #expect(table.rows[0].probabilityOfLast > 0.99 && table.last == nil)
  }
}
