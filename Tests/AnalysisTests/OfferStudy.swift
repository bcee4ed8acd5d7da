import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis

/// Many invented offers: without effect nothing is claimed, and the range of a true effect holds it.
@Suite struct OfferStudy {
  /// How often something is said of an offer that changes nothing.
  private func claims(_ runs: Int, _ comparison: (UInt64) throws -> ContactEffects.Comparison) throws -> Int {
    try (0..<runs).count { try comparison(UInt64(20_000 + $0)).verdict != .cannotBeTold }
  }

  /// How often the range of the difference holds the truth.
  private func held(
    _ runs: Int, _ truth: Double, _ comparison: (UInt64) throws -> ContactEffects.Comparison
  ) throws -> Int {
    try (0..<runs).count { run in
      let difference = try #require(try comparison(UInt64(40_000 + run)).difference)
      return difference.low <= truth && truth <= difference.high
    }
  }

  private func made(_ effect: Double, _ seed: UInt64) throws -> ContactEffects.Comparison {
    try contactEffects(ContactShop(customers: 800, effect: effect, seed: seed).rows, isOffer: true).afterContact[0]
  }

  private func taken(_ effect: Double, _ seed: UInt64) throws -> ContactEffects.Comparison {
    try contactEffects(CouponShop(customers: 1_200, effect: effect, seed: seed).rows, isOffer: true).afterUse[0]
  }

  private func bound(_ study: Study, _ held: Int) {
    study.report(held, bound: "93 to 97 %")
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }

  @Test("an offer made without effect, heavy buyers get it more: nothing is said of it")
  func madeNone() throws {
    let study = Study("An offer made without effect, heavy buyers get it more: something is said of it", runs: 200)
    let claims = try claims(study.runs) { try made(0, $0) }
    study.report(claims, bound: "at most 18 of 200")
    // Of a tenth of the runs chance claims more than its share now and then.
    #expect(claims * 200 <= (study.runs < 200 ? 40 : 18) * study.runs, "\(claims)")
  }

  @Test("an offer made adds ten points within a week: the range holds what was added")
  func madeTenPoints() throws {
    let study = Study("An offer made adds ten points: the range like with like holds them", runs: 400)
    // Who buys by the offer does not buy by itself in that week: a tenth of some two in a hundred is lost.
    bound(study, try held(study.runs, 0.1 * (1 - 0.022)) { try made(0.1, $0) })
  }

  @Test("an offer taken without effect, heavy buyers get it more: nothing is said of it")
  func takenNone() throws {
    let study = Study("An offer taken without effect, heavy buyers get it more: something is said of it", runs: 200)
    let claims = try claims(study.runs) { try taken(0, $0) }
    study.report(claims, bound: "at most 18 of 200")
    // Of a tenth of the runs chance claims more than its share now and then.
    #expect(claims * 200 <= (study.runs < 200 ? 40 : 18) * study.runs, "\(claims)")
  }

  @Test("an offer taken adds ten points to coming back: the range holds what was added")
  func takenTenPoints() throws {
    let study = Study("An offer taken adds ten points: the range like with like holds them", runs: 400)
    bound(study, try held(study.runs, 0.1) { try taken(0.1, $0) })
  }
}

/// Customers who come back with chances of their own, and get a coupon at a purchase the oftener the more they have bought.
private struct CouponShop {
  var rows: [Row] = []

  /// - Parameter effect: what a coupon at a purchase adds to the chance of another within the horizon of 60 days.
  init(customers: Int, effect: Double, seed: UInt64) {
    var random = Seeded(seed)
    func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }
    for i in 0..<customers {
      let (id, isHeavy) = ("c\(i)", happens(0.3))
      var day = Double.random(in: 0..<200, using: &random)
      for bought in 0... {
        let hasCoupon = happens([0.1, 0.2, 0.3, 0.4][min(bought, 3)])
        rows.append(named(id, day, "buy", hasCoupon ? "coupon" : nil))
        guard happens((isHeavy ? 0.6 : 0.25) + (hasCoupon ? effect : 0)) else { break }
        day += Double.random(in: 1..<55, using: &random)
        guard day < 360 else { break }
      }
    }
  }
}
