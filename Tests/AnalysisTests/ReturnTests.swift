import Foundation
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

private let shop = """
  client: T
  touchpoints: [{id: ad, channel: web}, {id: friend, kind: referral, channel: street}, {id: buy, kind: purchase}]
  windows: {inactivity: 30d, repurchase: 100d}
  observed-until: 1971-01-01
  """

/// Who comes back, counted by hand: days are those of 1970, the last observed is day 365.
@Suite struct ReturnTests {
  /// Six customers. The horizon of 100 days has passed for purchases up to day 265.
  private static let rows: [Row] = [
    // Four purchases: gaps 50, 40, 110; the last is 165 days ago: inactive.
    Row("a", 0, "ad"), Row("a", 0, "buy", amount: 10_000_000), Row("a", 50, "buy", amount: 20_000_000),
    Row("a", 90, "buy", amount: 30_000_000), Row("a", 200, "buy", amount: 40_000_000),
    // Two on one day are one purchase: one purchase, inactive.
    Row("b", 10, "ad"), Row("b", 12, "buy", amount: 5_000_000), Row("b", 12, "buy", amount: 5_000_000),
    // Three purchases with gaps of 20 and 30, silent for 15: active.
    Row("c", 300, "buy"), Row("c", 320, "buy"), Row("c", 350, "buy"),
    // The same gaps, silent for 55, more than twice 25: slowing.
    Row("d", 260, "buy"), Row("d", 280, "buy"), Row("d", 310, "buy"),
    // Back after 170 days: returned.
    Row("e", 160, "buy"), Row("e", 330, "buy"),
    // One purchase, 5 days ago, by referral.
    Row("f", 340, "friend"), Row("f", 360, "buy"),
  ]

  private func result() throws -> ReturnResult { try analysed(shop, Self.rows).returns }

  @Test("the ladder: purchases by number, those whose horizon has passed, and those followed within it")
  func ladder() throws {
    let ladder = try result().tally.repeats.ladder
    #expect(ladder.map(\.reached) == [6, 4, 3, 1, 0, 0])
    // First: a, b, d, e; second: a's on day 50; third: a's on day 90; fourth: a's on day 200.
    #expect(ladder.map(\.mature) == [4, 1, 1, 1, 0, 0])
    #expect(ladder.map(\.followed) == [2, 1, 0, 0, 0, 0])
  }

  @Test("a first purchase counts in a window that has passed, and only there")
  func windows() throws {
    let repeats = try result().tally.repeats
    // Silence left after the first purchase: a 365, b 353, c 65, d 105, e 205, f 5.
    #expect(repeats.windowMature == [5, 5, 4, 3, 1])
    // Second purchase after: a 50, c 20, d 20, e 170.
    #expect(repeats.windowFollowed == [2, 3, 2, 2, 1])
  }

  @Test("what 7 mature purchases brought within the horizon, and the multiplier")
  func reproduction() throws {
    let result = try result()
    let number = try #require(result.reproduction)
    #expect(number.value.n == 7)
    #expect(abs(number.value.value - 3.0 / 7) < 1e-12)
    #expect(abs((number.multiplier?.value ?? 0) - 1.75) < 1e-12)
    #expect(result.tally.repeats.referred == 0)
  }

  @Test("states: silence against twice the median gap, the horizon, and what was before")
  func states() throws {
    let states = try result().tally.states.states
    #expect(states == [1, 1, 1, 2, 1])
  }

  @Test("gaps by number of the purchase; what is open is open at the end")
  func gaps() throws {
    let repeats = try result().tally.repeats
    func found(_ counts: [Int]) -> [Int] { counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) } }
    #expect(found(repeats.closed[0]) == [20, 20, 50, 170])
    #expect(found(repeats.open[0]) == [5, 353])
    #expect(found(repeats.closed[1]) == [30, 30, 40])
    #expect(found(repeats.open[1]) == [35])
    #expect(found(repeats.closed[2]) == [110])
    #expect(found(repeats.open[2]) == [15, 55, 165])
  }

  @Test("rings: what the journey to the first purchase was like, and to the second")
  func rings() throws {
    let rings = try result().tally.rings.rings
    // b bought twice on one day: two journeys. Firsts: a 2 touches, b 2, f 2, the others 1.
    #expect(rings.map(\.journeys) == [6, 5, 3, 1, 0, 0])
    #expect(rings.map(\.touches) == [9, 5, 3, 1, 0, 0])
    #expect(Int64(rings[0].micros) == 22 * Micros.day)
  }

  @Test("cohorts by rolling periods of 30 days: people and money, blank where not all were watched to the end")
  func cohorts() throws {
    let result = try result()
    let cells = result.tally.cohorts.cells
    // a and b began in January 1970, twelve months before the month of the last day.
    #expect(cells[12][0].customers == 2)
    #expect(Int64(cells[12][0].amount) == 20_000_000)
    #expect(cells[12][0].most == Int64(10_000_000))
    // a again on day 50 (period 1), 90 (period 3), 200 (period 6).
    #expect((1...6).map { cells[12][$0].customers } == [1, 0, 1, 0, 0, 1])
    #expect(Int64(cells[12][6].amount) == 40_000_000)
    #expect(result.tally.cohorts.cells.reduce(0) { $0 + $1[0].customers } == 6)
    // Of January, the last began on the 31st at the latest: period 10 ends 330 days later, on 27 December, the next in 1971.
    let calendar = result.tally.calendar
    #expect(CohortTally.isComplete(cohort: 12, period: 10, calendar))
    #expect(!CohortTally.isComplete(cohort: 12, period: 11, calendar))
  }

  @Test("the journeys that begin, by month and channel, and days to the first purchase")
  func beginnings() throws {
    let beginnings = try result().tally.beginnings
    #expect(beginnings.referred.reduce(0, +) == 1 && beginnings.referred[11] == 1)
    #expect(beginnings.journeys.reduce(0, +) == 5)
    let days = BeginningTally.days + 1
    let found = beginnings.bought.indices.filter { beginnings.bought[$0] > 0 }
    // Days to the first purchase: a 0, b 2, f 20; the others begin with it.
    #expect(found.map { $0 % days }.sorted() == [0, 0, 2, 20])
    #expect(beginnings.bought.reduce(0, +) == 6)
  }

  @Test("fifths keep equal values together, by their mean rank")
  func fifths() {
    // Ranks 1–5, 6, 7–8, 9, 10 of ten: middles at .25, .55, .7, .85, .95.
    #expect(RecencyFrequency.fifths([5, 1, 2, 1, 1]) == [0...0, 1...1, 2...2, 3...4])
    #expect(RecencyFrequency.fifths([0, 3, 0]) == [1...1])
    #expect(RecencyFrequency.fifths([]).isEmpty)
    #expect(RecencyFrequency.fifths([1, 1, 1, 1, 1]) == [0...0, 1...1, 2...2, 3...3, 4...4])
  }

  @Test("the table of recency and frequency holds every buyer once")
  func table() throws {
    let result = try result()
    let table = RecencyFrequency(result.tally.states)
    #expect(table.cells.joined().reduce(0) { $0 + $1.customers } == 6)
    #expect(table.cells.joined().reduce(0) { $0 + Int64($1.amount) } == 110_000_000)
    // The most faithful bought four times: a.
    #expect(table.frequency.last?.low == 4)
  }

  @Test("coarser bins come of how many kinds there are, not of the order they come in")
  func coarsening() {
    var all = HistoryCounts()
    var parts = [HistoryCounts(), HistoryCounts(), HistoryCounts()]
    var random = Seeded(3)
    for i in 0..<60_000 {
      let observed = Int64.random(in: 0..<700, using: &random)
      let recency = Int64.random(in: 0...observed, using: &random)
      let repeats = Int.random(in: 0..<6, using: &random)
      all.add(repeats: repeats, recency: recency, observed: observed, later: i % 3)
      parts[i % 3].add(repeats: repeats, recency: recency, observed: observed, later: i % 3)
    }
    var merged = parts[2]
    merged.merge(parts[0])
    merged.merge(parts[1])
    #expect(merged == all && all.shift > 0)
    let few = all.histories(most: 500)
    #expect(few.count <= 500)
    #expect(few.reduce(0) { $0 + $1.history.customers } == 60_000)
    #expect(few.reduce(0) { $0 + $1.later } == 60_000)
    #expect(few.allSatisfy { $0.history.recency <= $0.history.observed })
  }

  @Test("a slow, obvious count over each customer's days agrees", arguments: 1...4)
  func reference(seed: UInt64) throws {
    let (log, blueprint) = try (
      assembled(shopProject, randomShop(customers: 300, seed: seed)).log, Blueprint(yaml: shopProject, file: "p.yml")
    )
    let result = try analyse(log, blueprint, threads: 1) { $0 / Micros.day }
    var cutter = CycleCutter(result.rules, log.catalog)
    let last = log.observedUntil / Micros.day
    var (mature, followed, reached) = (0, 0, 0)
    var again = [Int](repeating: 0, count: RepeatTally.windows.count)
    var states = [0, 0, 0, 0, 0]
    var cohort: [Int: Set<Int>] = [:]
    for customer in 0..<log.customerCount {
      cutter.cut(log, customer: customer)
      let times = cutter.purchases.filter { !$0.isCancelled }.map { log[$0.event].time / Micros.day }
      let days = Array(Set(times)).sorted()
      guard let first = days.first, let latest = days.last else { continue }
      reached += min(days.count, RepeatTally.steps)
      let old = days.filter { last - $0 >= 90 }
      mature += old.count
      followed += old.count { day in days.contains { $0 > day && $0 - day <= 90 } }
      if cutter.cycles[0].origin == .referral, last - first >= 90 { followed += 1 }
      for (w, window) in RepeatTally.windows.enumerated()
      where last - first >= window && days.contains(where: { $0 > first && $0 - first <= window }) {
        again[w] += 1
      }
      let gaps = zip(days.dropFirst(), days).map { $0 - $1 }
      let silence = last - latest
      let sorted = gaps.sorted()
      let median = sorted.isEmpty ? 0 : Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
      if silence > 90 {
        states[3] += 1
      } else if days.count == 1 {
        states[0] += 1
      } else if gaps[gaps.count - 1] > 90 {
        states[4] += 1
      } else {
        states[Double(silence) < 2 * median ? 1 : 2] += 1
      }
      for day in days where (day - first) / 30 == 3 {
        cohort[Int(RetentionUnit.month.index(ofDay: first)), default: []].insert(customer)
        _ = day
      }
    }
    let repeats = result.returns.tally.repeats
    #expect(repeats.ladder.reduce(0) { $0 + $1.reached } == reached)
    #expect(repeats.brought.whole == mature && repeats.brought.part == followed)
    #expect(repeats.windowFollowed == again)
    #expect(result.returns.tally.states.states == states)
    let end = RetentionUnit.month.index(ofDay: last)
    for (month, customers) in cohort {
      #expect(result.returns.tally.cohorts.cells[end - month][3].customers == customers.count)
    }
    #expect(result.loop.mature == mature)
  }
}

/// The purchases of CDNOW's sample through the log, the walk and the results.
@Suite(.enabled(if: PurchaseLog.cdnow != nil, "the shared data folder is not beside this checkout"))
struct ReturnTruthTests {
  private static let result: ReturnResult? = {
    guard let purchases = PurchaseLog.cdnow else { return nil }
    var rows: [Row] = []
    for (i, days) in purchases.customers.enumerated() {
      for day in days { rows.append(Row("c\(i)", Double(day.day), "buy", amount: Int64(day.cents) * 10_000)) }
    }
    let yaml = """
      client: T
      touchpoints: [{id: buy, kind: purchase}]
      windows: {repurchase: 180d}
      retention: {periods: calendar, unit: month}
      """
    return try? analysed(yaml, rows, threads: 2).returns
  }()

  @Test("repeat rate, repurchase within 180 days, and 3,220 of 5,551 purchases that brought the next")
  func repeats() throws {
    let repeats = try #require(Self.result).tally.repeats
    #expect(repeats.ladder[0].reached == 2_357 && repeats.ladder[1].reached == 1_139)
    #expect(repeats.windowMature[3] == 2_357)
    #expect(abs(Double(repeats.windowFollowed[3]) / 2_357 - 0.37632583792957147) < 1e-12)
    #expect(repeats.brought.whole == 5_551 && repeats.brought.part == 3_220)
    // All gaps between purchase days: 4,339, half of them 34 days at most.
    let gaps = (0...RepeatTally.days).map { day in repeats.closed.reduce(0) { $0 + $1[day] } }
    #expect(gaps.reduce(0, +) == 4_339)
    #expect(gaps[...33].reduce(0, +) < 2_170 && gaps[...34].reduce(0, +) >= 2_170)
  }

  @Test("time to the second purchase: survival and restricted mean are R's")
  func curve() throws {
    let curve = try #require(Self.result).curves[0]
    for (day, truth) in [(30, 0.826), (90, 0.709), (180, 0.624), (365, 0.544)] {
      #expect(abs(curve.survival[day] - truth) < 5e-4)
    }
    let mean = try #require(curve.restrictedMean(to: 365))
    #expect(abs(mean.value - 239.104370) < 1e-6 && abs(mean.standardError - 3.117403) < 1e-6)
  }

  @Test("monthly cohorts are those of pandas")
  func cohorts() throws {
    let folder = try #require(Repository.sharedData)
    let data = try Data(contentsOf: folder.appending(path: "transactions/CDNOW_sample.truth.json"))
    let truth = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let monthly = try #require((truth["monthly_cohorts"] as? [String: Any])?["cohorts"] as? [String: [String: Any]])
    let tally = try #require(Self.result).tally
    for (place, month) in ["1997-01", "1997-02", "1997-03"].enumerated() {
      let active = try #require(monthly[month]?["active"] as? [Any]).map { $0 as? Int }
      let cohort = 17 - place
      for period in 0...CohortTally.periods {
        #expect(tally.cohorts.cells[cohort][period].customers == active[period], "\(month) + \(period)")
        #expect(CohortTally.isComplete(cohort: cohort, period: period, tally.calendar))
      }
    }
    #expect(!CohortTally.isComplete(cohort: 15, period: 16, tally.calendar))
    #expect(CohortTally.isComplete(cohort: 15, period: 15, tally.calendar))
  }

  @Test("the back-test: 1,882 came; the same rate says 2,930, MBG/NBD 1,577, Pareto/NBD 1,666, which comes closest")
  func backTest() throws {
    let forecast = try #require(Self.result?.forecast)
    #expect(forecast.days == 273 && forecast.cameInAll == 1_882)
    #expect(forecast.customersBefore.reduce(0, +) == 2_357)
    for (trial, expected) in zip(forecast.trials, [2_930.0, 1_577, 1_666]) {
      #expect(abs(trial.expected - expected) < 1, "\(trial.expected)")
    }
    #expect(forecast.trials.dropFirst().compactMap(\.model) == [.mbgNBD, .paretoNBD])
    #expect(forecast.best == 2)
    // As wide as the worse of the two models erred: (1,882 − 1,577) / 1,577 = 19 %.
    let all = try #require(forecast.all)
    #expect(all.forecast.low <= all.forecast.value * 0.807 && all.forecast.high >= all.forecast.value * 1.193)
    #expect(forecast.groups.map(\.customers).reduce(0, +) == 2_357)
  }
}
