import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// What is bought, and when.
@Suite struct ProductTests {
  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d}
    touchpoints: [{id: visit}, {id: buy, kind: purchase}]
    sources: [{file: e.csv, columns: {customer: id, time: t, touchpoint: what, product: sku}}]
    """

  private func bought(_ rows: String, _ project: String = project) throws -> Products? {
    try behaviour(project, ["e.csv": "id,t,what,sku\n" + rows]).bought
  }

  @Test("what follows what, the day of the week and the hour, each customer once by the first purchase day")
  func worked() throws {
    var rows = ""
    // Forty who buy bread on a Sunday morning and milk next; thirty who buy milk on a Tuesday evening and never come back.
    for i in 0..<40 {
      rows += "a\(i),2021-01-03 08:00,buy,bread\na\(i),2021-02-03 09:00,buy,milk\na\(i),2021-03-03 09:00,buy,bread\n"
    }
    for i in 0..<30 { rows += "b\(i),2021-01-05 20:00,buy,milk\n" }
    // Thirty who buy both on one day, and eggs next.
    for i in 0..<30 {
      rows += "c\(i),2021-01-05 13:00,buy,bread\nc\(i),2021-01-05 13:05,buy,milk\nc\(i),2021-01-09 13:00,buy,eggs\n"
    }
    let own = try #require(try bought(rows))
    // Products are numbered by their bytes: bread, eggs, milk; several are the fourth.
    #expect(own.several == 3 && own.next.groups.map(\.value) == [0, 2, 3])
    #expect(own.next.groups.map(\.customers) == [40, 30, 30])
    #expect(own.next.first.places == [2, 1] && own.next.first.counts.prefix(3) == [[40, 0], [0, 0], [0, 30]])
    #expect(own.next.first.outside == [0, 30, 0, 0] && own.next.first.differs)
    // 2021-01-03 was a Sunday, 2021-01-05 a Tuesday.
    #expect(own.next.second.places == [2, 0] && own.next.second.counts.prefix(3) == [[0, 40], [30, 0], [30, 0]])
    #expect(
      own.when.first.places == [1, 2, 3] && own.when.first.counts.prefix(3) == [[40, 0, 0], [0, 0, 30], [0, 30, 0]])
    #expect(!own.hasSeasons)
    let numbers = own.numbers.rows.map { [Int($0.place), $0.first, $0.second, $0.later] }
    #expect(numbers.contains([0, 40, 0, 40]) && numbers.contains([2, 30, 40, 0]) && numbers.contains([3, 30, 0, 0]))
    #expect(own.numbers.rows.first { $0.place == 2 }?.isMore == true && own.numbers.compared == 70)
    #expect(own.baskets.all == 100 && own.baskets.products == [0, 2] && own.baskets.days == [70, 60])
    #expect(own.baskets.pairs.map(\.together) == [30])
    #expect(abs(try #require(own.baskets.pairs[0].lift).value - 30.0 * 100 / (70 * 60)) < 1e-12)
    // Fewer than by chance: two of three bread and six of ten milk would make 42.
    #expect(own.baskets.pairs[0].isMore == false)
  }

  @Test("seasons are told from two years on; without the role nothing is counted")
  func edges() throws {
    let rows = "a,2021-01-03 08:00,buy,bread\nb,2023-01-03 08:00,buy,milk\nc,2021-07-01 08:00,buy,milk\n"
    let own = try #require(try bought(rows))
    #expect(own.hasSeasons)
    #expect(try bought(rows, Self.project.replacing(", product: sku", with: "")) == nil)
  }

  @Test("months of civil days", arguments: [(0, 1), (-1, 12), (59, 3), (58, 2), (11_016, 2), (11_017, 3), (19_723, 1)])
  func months(day: Int64, month expected: Int) { #expect(month(ofDay: day) == expected) }
}

/// Baskets drawn at random, and ones in which two products go together.
@Suite struct BasketStudy {
  /// Days of six products, each bought or not; the first two together as often as `both` says.
  private func tally(_ n: Int, both: Double, _ random: inout Seeded) -> (
    together: Int, a: Int, b: Int, isAnyMarked: Bool, n: Int
  ) {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 6), count: 6)
    var days = 0
    for _ in 0..<n {
      var bought = (0..<6).map { _ in Double.random(in: 0..<1, using: &random) < 0.3 }
      // P(second | first) = both; the second's own share stays 0.3.
      let other = (0.3 - 0.3 * both) / 0.7
      bought[1] = Double.random(in: 0..<1, using: &random) < (bought[0] ? both : other)
      days += 1
      for a in 0..<6 where bought[a] { for b in a..<6 where bought[b] { counts[a][b] += 1 } }
    }
    var p: [Double] = []
    for a in 0..<6 {
      for b in 0..<6 where a < b {
        let (x, y, z) = (counts[a][b], counts[a][a], counts[b][b])
        p.append(FourfoldTable(a: x, b: z - x, c: y - x, d: days - y - z + x).pValue)
      }
    }
    return (counts[0][1], counts[0][0], counts[1][1], holm(p).contains { $0 < 0.05 }, days)
  }

  @Test("products that have nothing to do with each other: any pair marked in at most 7 % of runs")
  func none() {
    let study = Study("Baskets of products drawn apart: any two said to go together", runs: 400)
    var random = Seeded(31)
    var marked = 0
    for _ in 0..<study.runs where tally(600, both: 0.3, &random).isAnyMarked { marked += 1 }
    study.report(marked, bound: "at most 28 of 400")
    #expect(marked * 400 <= 28 * study.runs, "\(marked) of \(study.runs)")
  }

  @Test("two products bought together twice as often as by chance: the interval holds it in 93 to 97 % of runs")
  func planted() throws {
    let study = Study("Baskets with a lift of 2 planted: it lies within the interval", runs: 1000)
    var random = Seeded(32)
    var held = 0
    for _ in 0..<study.runs {
      let own = tally(600, both: 0.6, &random)
      let found = try #require(lift(own.together, own.a, own.b, of: own.n))
      if found.low <= 2, 2 <= found.high { held += 1 }
    }
    study.report(held, bound: "93 to 97 %")
    // A tenth of the runs tells less.
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }
}
