import Basics
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// What campaigns and offers go along with, of rows whose `kind` names one.
func contactEffects(_ rows: [Row], isOffer: Bool = false, threads: Int = 1) throws -> ContactEffects {
  var log = try assembled(ContactTests.project, rows).log
  for place in log.catalog.attributes.indices {
    log.catalog.attributes[place].isCampaign = !isOffer
    log.catalog.attributes[place].isOffer = isOffer
  }
  let blueprint = try Blueprint(yaml: ContactTests.project, file: "project.yml")
  return try #require(try analyse(log, blueprint, threads: threads, resamples: 60) { $0 / Micros.day }.contacts)
}

func named(_ customer: String, _ days: Double, _ touchpoint: String, _ name: String?) -> Row {
  var row = Row(customer, days, touchpoint)
  row.attribute = name
  return row
}

/// Campaigns and offers, counted by hand and against an obvious version.
struct ContactTests {
  static let project = """
    client: T
    touchpoints: [{id: buy, kind: purchase}, {id: visit}, {id: mail, initiated-by: company}]
    windows: {inactivity: 30d, repurchase: 60d, response: 7d}
    observed-until: 1970-12-31
    """

  @Test("who was reached, who answered, and who was looked at with whom alike")
  func byHand() throws {
    // On day 100 a and b are written to, c and d are not; all visited on day 10 and never bought before.
    var rows = ["a", "b", "c", "d"].map { Row($0, 10, "visit") }
    rows += [named("a", 100.5, "mail", "spring"), named("b", 100.5, "mail", "spring")]
    rows += [Row("a", 103, "buy"), Row("d", 106, "buy"), named("b", 102, "visit", "spring")]
    // e had been written to five days before, and is on neither side.
    rows += [Row("e", 10, "visit"), named("e", 95, "mail", "winter"), named("e", 100.5, "mail", "spring")]
    // f came for the first time after it was written to.
    rows += [named("f", 100.5, "mail", "spring"), Row("f", 101, "visit")]
    let effects = try contactEffects(rows)
    let names = effects.tally.campaigns.sources.map { effects.tally.counts[$0.value] }
    #expect(names.map(\.reached) == [4, 1] && names.map(\.answered) == [1, 0])
    let strata = effects.tally.strata()
    #expect(strata[0] == [Stratum((1, 2), (1, 2))], "\(strata)")
    // On day 95 five others were there, and nobody bought within seven days.
    #expect(strata[1] == [Stratum((0, 1), (0, 4))], "\(strata)")
  }

  @Test(
    "one or two threads and another order of customers say the same as a slow and obvious version",
    arguments: [1, 2, 3])
  func obvious(seed: UInt64) throws {
    var random = Seeded(seed)
    var rows: [Row] = []
    for i in 0..<60 {
      let id = "c\(i)"
      rows.append(Row(id, Double(Int.random(in: 0..<40, using: &random)), "visit"))
      for _ in 0..<Int.random(in: 0..<4, using: &random) {
        rows.append(Row(id, Double(Int.random(in: 40..<360, using: &random)) + 0.6, "buy"))
      }
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let day = Double(Int.random(in: 40..<360, using: &random) / 5 * 5) + 0.3
        rows.append(named(id, day, "mail", Bool.random(using: &random) ? "x" : "y"))
      }
    }
    let effects = try contactEffects(rows)
    let slow = Self.slow(rows)
    for name in [0, 1] {
      let strata = effects.tally.strata()[name].filter { $0.whole > 0 }
      func sum(_ all: [Stratum]) -> [Int] {
        [\Stratum.part, \.whole, \.otherPart, \.otherWhole].map { path in all.reduce(0) { $0 + $1[keyPath: path] } }
      }
      #expect(sum(strata) == sum(slow[name]), "\(name)")
      let (own, other) = (matchedDifference(strata)?.value ?? 2, matchedDifference(slow[name])?.value ?? -2)
      #expect(abs(own - other) < 1e-12)
    }
  }

  /// Each customer on each day a customer was written to.
  private static func slow(_ rows: [Row]) -> [[Stratum]] {
    let day = Micros.day
    let customers = Dictionary(grouping: rows) { $0.customer }.sorted { $0.key < $1.key }.map(\.value)
    struct Key: Hashable, Comparable {
      var day: Int64
      var state: Int
      static func < (a: Key, b: Key) -> Bool { (a.state, a.day) < (b.state, b.day) }
    }
    var strata = [[Key: Stratum]](repeating: [:], count: 2)
    for date in 0...Int64(364 - 7) {
      var sides: [(state: Int, names: Set<Int>, customer: Int, isBought: Bool)] = []
      for (number, own) in customers.enumerated() {
        let mails = own.filter { $0.touchpoint == "mail" }.sorted { $0.time < $1.time }
        let first = own.filter { $0.touchpoint != "mail" }.map { $0.time / day }.min() ?? .max
        guard first < date, !mails.contains(where: { (date - 7..<date).contains($0.time / day) }) else { continue }
        let today = mails.filter { $0.time / day == date }
        let bought = own.filter { $0.touchpoint == "buy" }
        let before = Set(bought.map { $0.time / day }.filter { $0 < date })
        let since = date - (before.max() ?? first)
        let state = min(3, before.count) * 4 + (since <= 30 ? 0 : since <= 60 ? 1 : 3)
        let from = today.first?.time ?? date * day
        let isBought =
          today.isEmpty
          ? bought.contains { (date..<date + 7).contains($0.time / day) }
          : bought.contains { $0.time > from && $0.time - from <= 7 * day }
        sides.append((state, Set(today.map { $0.attribute == "x" ? 0 : 1 }), number, isBought))
      }
      for name in [0, 1] {
        for side in sides where side.names.contains(name) && Self.isFirst(name, side.customer, date, customers) {
          strata[name][Key(day: date, state: side.state), default: Stratum((0, 0), (0, 0))].whole += 1
          if side.isBought {
            strata[name][Key(day: date, state: side.state), default: Stratum((0, 0), (0, 0))].part += 1
          }
        }
        for side in sides where side.names.isEmpty {
          let key = Key(day: date, state: side.state)
          guard strata[name][key] != nil else { continue }
          strata[name][key]?.otherWhole += 1
          if side.isBought { strata[name][key]?.otherPart += 1 }
        }
      }
    }
    return strata.map { $0.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// Whether no earlier day of the same name had no mail in the week before, and a touch before it.
  private static func isFirst(_ name: Int, _ customer: Int, _ date: Int64, _ customers: [[Row]]) -> Bool {
    let own = customers[customer]
    let mails = own.filter { $0.touchpoint == "mail" }
    let first = own.filter { $0.touchpoint != "mail" }.map { $0.time / Micros.day }.min() ?? .max
    return !mails.contains { mail in
      let day = mail.time / Micros.day
      return day < date && day > first && (mail.attribute == "x" ? 0 : 1) == name
        && !mails.contains { (day - 7..<day).contains($0.time / Micros.day) }
    }
  }

  @Test("of purchases with an offer and alike ones without, those followed by another; each customer's first counts")
  func uses() throws {
    var rows: [Row] = []
    // Ten with the coupon, of whom four come back; twenty without, of whom five do.
    for i in 0..<10 {
      rows.append(named("a\(i)", 5, "buy", "coupon"))
      if i < 4 { rows.append(named("a\(i)", 40, "buy", "coupon")) }
    }
    for i in 0..<20 {
      rows.append(Row("b\(i)", 6, "buy"))
      if i < 5 { rows.append(Row("b\(i)", 40, "buy")) }
    }
    let effects = try contactEffects(rows, isOffer: true)
    #expect(effects.tally.counts.map(\.used) == [10] && effects.tally.counts.map(\.redeemed) == [0])
    #expect(effects.tally.useStrata()[0].filter { $0.whole > 0 } == [Stratum((4, 10), (5, 20))])
  }

  @Test("in two threads nothing differs")
  func threads() throws {
    let shop = ContactShop(customers: 400, effect: 0.1, seed: 5)
    let (one, two) = (try contactEffects(shop.rows), try contactEffects(shop.rows, threads: 2))
    #expect(one.afterContact == two.afterContact && one.winBack == two.winBack)
  }
}

/// Customers who buy at rates of their own, of whom those who buy more are written to more often.
struct ContactShop {
  var rows: [Row] = []

  /// - Parameter effect: what a mail adds to the chance to buy within a week.
  init(customers: Int, effect: Double, seed: UInt64) {
    var random = Seeded(seed)
    for i in 0..<customers {
      let id = "c\(i)"
      let isHeavy = Double.random(in: 0..<1, using: &random) < 0.3
      rows.append(Row(id, Double.random(in: 0..<60, using: &random), "visit"))
      var bought = false
      for week in 9..<52 {
        let day = Double(week * 7)
        // Whom to write to is chosen by who has bought, which the strata know.
        if week % 8 == 1, Double.random(in: 0..<1, using: &random) < (bought ? 0.5 : 0.15) {
          rows.append(named(id, day + 0.4, "mail", "news"))
          if Double.random(in: 0..<1, using: &random) < effect {
            rows.append(Row(id, day + Double.random(in: 0.5..<7, using: &random), "buy"))
            bought = true
            continue
          }
        }
        if Double.random(in: 0..<1, using: &random) < (isHeavy ? 0.05 : 0.01) {
          rows.append(Row(id, day + Double.random(in: 0.5..<7, using: &random), "buy"))
          bought = true
        }
      }
    }
  }
}
