import Basics
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Contact pressure: counted by hand, against an obvious version, and found where it was planted and only there.
struct PressureTests {
  static let project = """
    client: T
    touchpoints: [{id: buy, kind: purchase}, {id: visit}, {id: mail, initiated-by: company}, {id: stop, opt-out: yes}]
    windows: {inactivity: 30d, repurchase: 60d, response: 7d}
    observed-until: 1970-12-31
    """

  private func pressure(_ rows: [Row], joined: [String: Int32]? = nil, threads: Int = 1) throws -> ContactPressure? {
    let blueprint = try Blueprint(yaml: Self.project, file: "project.yml")
    let log =
      try joined.map { try clubLog(Self.project, rows, joined: $0) }
      ?? JourneyLog(try assembled(Self.project, rows).log)
    return try analyse(log, blueprint, threads: threads, resamples: 60) { $0 / Micros.day }.pressure
  }

  @Test("bands are of contacts within 30 days, each with its first contact, what followed it and on which side it was")
  func byHand() throws {
    // a: one contact, came three days later. b: three in a week, the second of them is 2–3: stopped a day after the third.
    var rows = [Row("a", 10, "visit"), Row("a", 100, "mail"), Row("a", 103, "visit")]
    rows += [Row("b", 10, "visit")] + [100, 103, 106].map { Row("b", $0, "mail") } + [Row("b", 107, "stop")]
    // b was written to again, and it no longer counts; c had never come by itself.
    rows += [Row("b", 109, "mail"), Row("b", 200, "mail"), Row("c", 100, "mail"), Row("c", 101, "visit")]
    // d: 31 days apart is one each time; the first counts. Too late to tell: e.
    rows += [Row("d", 10, "visit"), Row("d", 100, "mail"), Row("d", 131, "mail"), Row("d", 132, "buy")]
    rows += [Row("e", 10, "visit"), Row("e", 363, "mail")]
    let found = try #require(try pressure(rows, joined: ["a": 101, "b": 101, "d": 120]))
    let none = PressureTally.Counts()
    #expect(
      found.tally.counts() == [.init(customers: 3, came: 1, left: 1), .init(customers: 1, left: 1), none, none])
    // b joined between its first and its second contact; a a day after its only one, d after its first.
    #expect(
      found.tally.counts(.member) == [.init(customers: 1, came: 1), .init(customers: 1, left: 1), none, none])
    #expect(found.tally.counts(.other)[0] == .init(customers: 3, came: 1, left: 1))
    #expect(found.came.allSatisfy { $0.difference == nil })
  }

  @Test("in two threads, and against a slow and obvious version, the counts are the same", arguments: [1, 2, 3])
  func obvious(seed: UInt64) throws {
    var random = Seeded(seed)
    var rows: [Row] = []
    for i in 0..<80 {
      let id = "c\(i)"
      for (touchpoint, most) in [("visit", 8), ("buy", 4), ("mail", 30), ("stop", 1)] {
        for _ in 0..<Int.random(in: 0...most, using: &random) {
          rows.append(
            Row(id, Double(Int.random(in: 0..<3_600, using: &random)) / 10 + Double(rows.count) * 1e-6, touchpoint))
        }
      }
    }
    let found = try #require(try pressure(rows))
    #expect(found.tally.counts() == Self.slow(rows))
    let two = try #require(try pressure(rows, threads: 2))
    #expect(two.tally.counts() == found.tally.counts() && two.came == found.came && two.left == found.left)
  }

  private static func slow(_ rows: [Row]) -> [PressureTally.Counts] {
    let day = Micros.day
    var counts = [PressureTally.Counts](repeating: .init(), count: 4)
    for own in Dictionary(grouping: rows, by: \.customer).values {
      func times(_ names: String...) -> [Int64] { own.filter { names.contains($0.touchpoint) }.map(\.time).sorted() }
      let (mails, touches, stops) = (times("mail"), times("visit", "buy"), times("stop"))
      for (band, range) in [1...1, 2...3, 4...7, 8...1_000].enumerated() {
        let first = mails.first { time in
          range.contains(mails.count { time - 30 * day < $0 && $0 <= time }) && touches.contains { $0 < time }
            && !stops.contains { $0 < time } && time <= 364 * day - 7 * day
        }
        guard let first else { continue }
        counts[band].customers += 1
        if touches.contains(where: { first < $0 && $0 - first <= 7 * day }) { counts[band].came += 1 }
        if stops.contains(where: { first < $0 && $0 - first <= 7 * day }) { counts[band].left += 1 }
      }
    }
    return counts
  }

  /// Customers who come at rates of their own, of whom those who come more are written to more.
  ///
  /// - Parameters:
  ///   - weary: what the chance to come within a week falls to, of a contact that is the fourth in a month or a later one.
  ///   - stops: chance to ask for no more after such a contact, beyond one in two hundred after any.
  private static func shop(weary: Double, stops: Double, seed: UInt64) -> [Row] {
    var random = Seeded(seed)
    var rows: [Row] = []
    func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }
    for i in 0..<1_500 {
      let id = "c\(i)"
      let isHeavy = happens(0.3)
      rows.append(Row(id, Double.random(in: 0..<60, using: &random), "visit"))
      var sent: [Int] = []
      var isGone = false
      // Months with a mail a week and more, and months with one: more of the former for those who come often.
      for month in 2..<12 {
        let days = happens(isHeavy ? 0.6 : 0.3) ? [0, 5, 10, 15, 20, 25] : [12]
        for day in days.map({ month * 30 + $0 }) where !isGone {
          sent.append(day)
          let isMany = sent.count { day - $0 < 30 } > 3
          rows.append(Row(id, Double(day) + 0.4, "mail"))
          let chance = (isHeavy ? 0.25 : 0.12) * (isMany ? weary : 1)
          if happens(chance) {
            rows.append(
              Row(id, Double(day) + 0.5 + Double.random(in: 0..<4, using: &random), happens(0.2) ? "buy" : "visit"))
          }
          if happens(0.005 + (isMany ? stops : 0)) {
            rows.append(Row(id, Double(day) + 0.45, "stop"))
            isGone = true
          }
        }
      }
    }
    return rows
  }

  @Test("where many contacts put customers off, fewer come and more ask for no more")
  func planted() throws {
    let found = try #require(try pressure(Self.shop(weary: 0.4, stops: 0.05, seed: 7)))
    #expect(found.came[1].isWorse && (found.came[1].difference?.high ?? 0) < 0, "\(found.came)")
    #expect(found.left[1].isWorse && (found.left[1].difference?.low ?? 0) > 0, "\(found.left)")
  }

  @Test("where they do not, nothing is claimed, though those who come often are written to often")
  func absent() throws {
    var claims = 0
    for seed in 0..<12 {
      let found = try #require(try pressure(Self.shop(weary: 1, stops: 0, seed: UInt64(100 + seed))))
      if (found.came + found.left).contains(where: \.isWorse) { claims += 1 }
    }
    #expect(claims <= 2, "\(claims)")
  }

  @Test("without names of contacts and a place to ask for no more nothing is counted")
  func undeclared() throws {
    let yaml = Self.project.replacing(", {id: stop, opt-out: yes}", with: "")
    let rows = [Row("a", 10, "visit"), Row("a", 100, "mail"), Row("a", 103, "visit")]
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let analysis = try analyse(try assembled(yaml, rows).log, blueprint, threads: 1, resamples: 60) { $0 / Micros.day }
    #expect(analysis.pressure == nil && analysis.contacts == nil)
  }
}
