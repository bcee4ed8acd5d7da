import Basics
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Customers who bring customers, counted by hand and against an obvious version.
struct FriendTests {
  private static let yaml = """
    client: x
    windows: {inactivity: 30d, repurchase: 60d}
    period: 1970-01-01..1970-12-31
    observed-until: 1970-12-31
    touchpoints: [{id: buy, kind: purchase}, {id: visit}, {id: friend, kind: referral}]
    sources: [{file: a.csv}]
    """

  /// - Parameter by: who brought whom, by names; a name that is no customer's is outside.
  private func friends(_ rows: [Row], by: [String: String], threads: Int = 1) throws -> Friends? {
    let ids = Array(Set(rows.map(\.customer))).sorted()
    var log = try clubLog(
      Self.yaml, rows, joined: Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, Int32($0)) }))
    // Days of joining that are numbers of the ids here: where each customer lies.
    let places = (log.club?.joined ?? []).map { ids[Int($0)] }
    log.club = nil
    log.friends = FriendLinks(
      broughtBy: places.map { id in
        by[id].map { name in places.firstIndex(of: name).map { Int32($0) } ?? FriendLinks.outside }
          ?? FriendLinks.nobody
      })
    return try analyse(log, Blueprint(yaml: Self.yaml, file: "p.yml"), threads: threads, resamples: 60) {
      $0 / Micros.day
    }.friends
  }

  @Test("a chain of three, one who brings two, one brought from outside, and one who came by a friend nobody names")
  func byHand() throws {
    let unit: Int64 = 1_000_000
    let rows = [
      Row("a", 0, "buy", amount: 10 * unit), Row("b", 1, "buy", amount: 20 * unit), Row("c", 2, "visit"),
      Row("c", 70, "buy", amount: 40 * unit), Row("d", 40, "visit"), Row("e", 41, "visit"),
      Row("e", 60, "buy", amount: 5 * unit),
      Row("f", 42, "friend"), Row("g", 360, "buy", amount: unit),
    ]
    let found = try #require(try friends(rows, by: ["b": "a", "c": "b", "d": "a", "e": "nobody here", "g": "c"]))
    #expect(found.known == 4 && found.generation == [2, 1, 1, 0, 0])
    #expect(found.bringers == 3 && found.several == 1 && found.most == 2)
    let months = found.tally.months
    #expect(months.map(\.all) == [3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    // f's journey begins by a friend, whom no column names.
    #expect(months.map(\.brought) == [2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    // Of January a stands against b and c; c bought after the horizon. Nobody else came in February.
    #expect(found.brought.customers == 2 && found.brought.bought == 1 && found.brought.money.part == Int128(20 * unit))
    #expect(found.others.customers == 1 && found.others.bought == 1 && found.others.most == 10 * unit)
    #expect(found.difference == nil && found.moneyDifference == nil)
  }

  @Test("whoever would stand before itself was brought by nobody, and those behind are told all the same")
  func circle() throws {
    let rows = ["a", "b", "c", "d"].map { Row($0, 1, "visit") } + [Row("a", 2, "buy")]
    let found = try #require(try friends(rows, by: ["a": "b", "b": "a", "c": "a", "d": "c"]))
    #expect(found.known == 2 && found.generation == [1, 1, 0, 0, 0] && found.bringers == 2)
    #expect(found.tally.months[0].brought == 4)
  }

  @Test(
    "one or two threads and another order of rows say the same as following everybody's chain", arguments: [1, 2, 3])
  func obvious(seed: UInt64) throws {
    var random = Seeded(seed)
    var (rows, by): ([Row], [String: String]) = ([], [:])
    for i in 0..<80 {
      rows.append(Row("c\(i)", Double(Int.random(in: 0..<300, using: &random)), "visit"))
      if i > 0, Int.random(in: 0..<3, using: &random) > 0 {
        by["c\(i)"] = "c\(Int.random(in: 0..<i, using: &random))"
      }
    }
    rows.append(Row("c0", 301, "buy"))
    let found = try #require(try friends(rows, by: by))
    #expect(try friends(rows.reversed(), by: by, threads: 2) == found)
    func depth(_ id: String) -> Int { by[id].map { 1 + depth($0) } ?? 0 }
    let depths = by.keys.map { min(5, depth($0)) }
    #expect(found.known == by.count && found.generation == (1...5).map { own in depths.count { $0 == own } })
    let counts = Dictionary(grouping: by.values) { $0 }.values.map(\.count)
    #expect(found.bringers == counts.count && found.several == counts.count { $0 > 1 } && found.most == counts.max())
  }

  @Test("the difference of means by month, against numbers worked out with numpy")
  func means() throws {
    func sums(_ values: [Int64]) -> RatioSums {
      var sums = RatioSums()
      for value in values { sums.add(part: value, whole: 1) }
      return sums
    }
    let found = try #require(
      matchedMeanDifference([
        (sums([3, 5, 9]), sums([1, 2, 2, 6])), (sums([10, 14]), sums([8, 9])), (sums([100]), sums([1, 1])),
      ]))
    #expect(abs(found.value - 3.131578947368421) < 1e-9 && abs(found.low - 0.15387064901338166) < 1e-6 && found.n == 11)
  }

  @Test("what brings more is found, and what does not is not")
  func bothWays() throws {
    func verdict(_ extra: Int64, _ seed: UInt64) throws -> Estimate? {
      var random = Seeded(seed)
      var (rows, by): ([Row], [String: String]) = ([], [:])
      for i in 0..<400 {
        let day = Double(Int.random(in: 0..<200, using: &random))
        if i % 4 == 0, i > 0 { by["c\(i)"] = "c\(i / 8)" }
        let amount = Int64(Int.random(in: 50...150, using: &random)) + (i % 4 == 0 ? extra : 0)
        rows.append(Row("c\(i)", day, "buy", amount: amount * 1_000_000))
      }
      return try friends(rows, by: by)?.moneyDifference
    }
    let more = try #require(try verdict(30, 1))
    #expect(more.low > 0 && more.low < 30 && more.high > 30)
    let none = try #require(try verdict(0, 3))
    #expect(none.low < 0 && none.high > 0)
  }

  @Test("the range of a difference of means by month holds the true one")
  func coverage() throws {
    let study = Study("Friends worth as much as others of their month: the range holds no difference", runs: 400)
    var random = Seeded(11)
    var held = 0
    for _ in 0..<study.runs {
      var months: [(RatioSums, RatioSums)] = []
      for month in 0..<6 {
        var sides = [RatioSums(), RatioSums()]
        for side in 0..<2 {
          // Later months spend more, and more of them are brought.
          for _ in 0..<(side == 0 ? 8 + 4 * month : 40) {
            let spent =
              Bool.random(using: &random) ? Int64(Int.random(in: 0..<200, using: &random)) + 20 * Int64(month) : 0
            sides[side].add(part: spent, whole: 1)
          }
        }
        months.append((sides[0], sides[1]))
      }
      let found = try #require(matchedMeanDifference(months))
      if found.low <= 0, found.high >= 0 { held += 1 }
    }
    study.report(held, bound: "93 to 97 %")
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }
}
