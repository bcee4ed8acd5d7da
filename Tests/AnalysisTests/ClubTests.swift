import Foundation
import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// What the club changes: counted by hand, the worked numbers of methods.md 6, and what may not be concluded.
@Suite struct ClubTests {
  /// Observed to day 364, a horizon of 90 days: joining counts up to day 274.
  private static let project = ClubShop.project

  private static func rows(_ customer: String, _ days: [Int]) -> [Row] {
    days.map { Row(customer, Double($0), "buy") }
  }

  @Test("members and others as they are, and who joined after a purchase and long enough ago")
  func raw() throws {
    let rows =
      Self.rows("early", [10, 100, 200]) + Self.rows("late", [10, 300]) + Self.rows("before", [50])
      + Self.rows("other", [5, 6]) + Self.rows("once", [7])
    // One joins between purchases, one too late to tell, one before any purchase.
    let effect = try clubEffect(Self.project, rows, joined: ["early": 120, "late": 300, "before": 20])
    #expect(effect.memberBuyers == ClubEffect.Side(customers: 3, returned: 2))
    #expect(effect.otherBuyers == ClubEffect.Side(customers: 2, returned: 1))
    #expect(effect.memberPurchases == 6 && effect.otherPurchases == 3)
    #expect(effect.members == 3 && effect.others == 2 && effect.dated == 3)
    #expect(effect.joiners == 1)
    #expect(effect.matched == nil && effect.verdict == .cannotBeTold)
  }

  /// The strata of one member who joined on a day, and whether the next purchase came in time.
  private static func joiner(_ days: [Int], joined: Int32) throws -> ClubTally.Outcome? {
    try clubEffect(project, rows("a", days), joined: ["a": joined]).tally.strata.first { $0.all[1] > 0 }
  }

  @Test(
    "the day of joining is no time in the club: its purchase is known before, the next one counts within the horizon")
  func fromJoining() throws {
    // Two purchases by day 100, the second on the day itself.
    let same = try #require(try Self.joiner([40, 100, 190], joined: 100))
    #expect(same.stratum == ClubTally.Stratum(band: 1, recency: 0, tenure: 1))
    #expect(same.returned == [0, 1])
    // A day later than the horizon.
    #expect(try Self.joiner([40, 100, 191], joined: 100)?.returned == [0, 0])
    // Joined twenty days after a purchase, the first of which lies 100 days back.
    let later = try #require(try Self.joiner([40, 60, 70, 120, 150], joined: 140))
    #expect(later.stratum == ClubTally.Stratum(band: 3, recency: 1, tenure: 2) && later.returned == [0, 1])
    #expect(try Self.joiner([40], joined: 275) == nil && Self.joiner([40], joined: 39) == nil)
  }

  @Test("over time everybody is outside until the day of joining has passed")
  func clock() throws {
    let rows =
      Self.rows("outside", [10, 20]) + Self.rows("joins", [10, 30]) + Self.rows("at once", [10, 25])
      + Self.rows("at the next", [10, 40]) + Self.rows("never back", [10])
    let joined: [String: Int32] = ["joins": 15, "at once": 10, "at the next": 40, "never back": 50]
    let tally = try clubEffect(Self.project, rows, joined: joined).tally
    let moments = tally.moments(0)
    // After 10 days one outside buys: of five, two have joined. After 15 one inside, after 20 another, after 30 one who joins
    // with that purchase, and is outside.
    #expect(moments.map(\.outside) == [1, 0, 0, 1] && moments.map(\.inside) == [0, 1, 1, 0])
    #expect(moments.map(\.atRiskOutside) == [3, 2, 2, 2] && moments.map(\.atRiskInside) == [2, 2, 1, 0])
    #expect((1..<ClubTally.bands).allSatisfy { tally.moments($0).isEmpty })
  }

  /// Heavy, middling and light buyers of methods.md 6: members and others, those who came back and all.
  private static let fixture: [(band: Int, members: (Int, Int), others: (Int, Int))] = [
    (4, (80, 100), (15, 20)), (2, (30, 60), (40, 90)), (0, (6, 30), (30, 170)),
  ]

  private static func tally(_ strata: [(band: Int, members: (Int, Int), others: (Int, Int))]) -> ClubTally {
    var tally = ClubTally()
    for (band, members, others) in strata {
      let stratum = ClubTally.Stratum(band: band, recency: 0, tenure: 0)
      for (isIn, (part, whole)) in [(true, members), (false, others)] {
        tally.add(stratum, isIn: isIn, returned: true, count: part)
        tally.add(stratum, isIn: isIn, returned: false, count: whole - part)
        tally.buyers[isIn ? 1 : 0] += whole
        tally.again[isIn ? 1 : 0] += part
      }
    }
    return tally
  }

  @Test("61 % against 30 % is nearly nothing like with like, and cannot be told")
  func fixture() throws {
    let effect = ClubEffect(Self.tally(Self.fixture), members: 190, dated: 190, others: 280)
    #expect(abs((effect.raw?.value ?? 0) - (0.6105263 - 0.3035714)) < 1e-6)
    #expect(abs((effect.matched?.value ?? 0) - 0.04392) < 5e-6)
    #expect((effect.matched?.low ?? 1) < 0 && (effect.matched?.high ?? 0) > 0.05)
    #expect(abs((effect.ratio?.value ?? 0) - 1.1040) < 5e-5)
    #expect(abs((effect.standardised?.value ?? 0) - 0.04757) < 1e-5)
    #expect(abs((effect.homogeneity ?? 0) - 0.984) < 5e-4)
    #expect(abs((effect.hiddenTrait ?? 0) - 1.443) < 5e-4 && effect.hiddenTraitOfEnd == 1)
    #expect(effect.compared == ClubEffect.Side(customers: 190, returned: 116))
    #expect(effect.verdict == .cannotBeTold)
  }

  private static func estimate(_ value: Double, _ low: Double, _ high: Double) -> Estimate {
    Estimate(value: value, low: low, high: high, n: 100)
  }

  @Test("the heart transplants cannot be told, whatever who ever had one seems to gain")
  func heart() {
    // methods.md 6: over time 1.136 (.629–2.049); of those alive on day 30, 22 of 35 with one died later, 30 of 43 without.
    let hazard = Self.estimate(1.136, 0.629, 2.049)
    let strata = [Stratum((22, 35), (30, 43))]
    let verdict = ClubEffect.verdict(
      matched: matchedDifference(strata), ratio: matchedRiskRatio(strata), rawRatio: 1 / 0.266, hazard: hazard)
    #expect(verdict == .cannotBeTold)
  }

  @Test("what helps is sure both ways and beyond hidden traits; what is surely small does not")
  func verdict() {
    let (sure, open) = (Self.estimate(1.9, 1.5, 2.4), Self.estimate(1.2, 0.9, 1.6))
    func said(_ matched: Estimate?, _ ratio: Estimate?, raw: Double = 1, _ hazard: Estimate?) -> ClubEffect.Verdict {
      ClubEffect.verdict(matched: matched, ratio: ratio, rawRatio: raw, hazard: hazard)
    }
    let much = Self.estimate(0.3, 0.2, 0.4)
    #expect(said(much, sure, sure) == .helps)
    #expect(said(much, sure, open) == .cannotBeTold && said(much, sure, nil) == .cannotBeTold)
    // A hidden trait that doubles joining and coming back explains ratios up to 4/3.
    #expect(said(much, Self.estimate(1.5, 1.3, 1.8), sure) == .cannotBeTold)
    // Known traits explained 2 of 4; as much again may be hidden.
    #expect(said(much, sure, raw: 4, sure) == .cannotBeTold)
    #expect(said(Self.estimate(0, -0.02, 0.02), Self.estimate(1.02, 0.95, 1.1), sure) == .doesNot)
    #expect(said(Self.estimate(0.01, -0.02, 0.04), Self.estimate(1.02, 0.95, 1.1), sure) == .cannotBeTold)
    #expect(said(Self.estimate(-0.2, -0.3, -0.1), Self.estimate(0.6, 0.5, 0.8), open) == .doesNot)
    #expect(said(Self.estimate(0.01, -0.04, 0.06), Self.estimate(1.02, 0.9, 1.2), sure) == .cannotBeTold)
    #expect(said(nil, nil, sure) == .cannotBeTold)
  }

  @Test("a club that doubles coming back, and that anybody may join, is found to help")
  func helps() throws {
    var random = Seeded(3)
    let shop = ClubShop(
      customers: 3_000, effect: 0.4, join: [0.3, 0.3, 0.3], again: [0.3, 0.3, 0.3], &random)
    let effect = try clubEffect(ClubShop.project, shop.rows, joined: shop.joined)
    #expect(effect.matched.map { $0.low < 0.4 && 0.4 < $0.high } == true, "\(String(describing: effect.matched))")
    #expect(effect.verdict == .helps)
    #expect((effect.hazard?.low ?? 0) > 1.5)
  }

  @Test("threads and the order of rows change nothing")
  func invariance() throws {
    var random = Seeded(4)
    let shop = ClubShop(customers: 400, effect: 0.1, &random)
    let one = try clubEffect(ClubShop.project, shop.rows, joined: shop.joined)
    #expect(try clubEffect(ClubShop.project, shop.rows, joined: shop.joined, threads: 3) == one)
    #expect(try clubEffect(ClubShop.project, shop.rows.reversed(), joined: shop.joined) == one)
  }

  @Test("channel and amount are matched on where enough are alike, and left out where they are not")
  func matching() throws {
    func tally(channels: Int) -> ClubTally {
      var tally = ClubTally()
      for i in 0..<120 {
        // Members and others of one channel each, or of channels of their own.
        let channel = channels == 1 ? 0 : i % 60
        let stratum = ClubTally.Stratum(band: 0, recency: 0, tenure: 0, channel: channel)
        let isIn = channels == 1 ? i % 2 == 0 : i % 60 < 30
        tally.add(stratum, isIn: isIn, returned: i % 3 == 0)
      }
      return tally
    }
    let alike = ClubEffect(tally(channels: 1), members: 60, dated: 60, others: 60)
    #expect(alike.matching == .all && alike.compared.customers == 60 && alike.alike.customers == 60)
    let apart = ClubEffect(tally(channels: 60), members: 60, dated: 60, others: 60)
    #expect(apart.matching == .withoutChannel && apart.compared.customers == 60)
  }
}
