import TestSupport
import Testing

@testable import Analysis

/// Many invented campaigns: without effect nothing is claimed, and the range of a true effect holds it.
@Suite struct ContactStudy {
  @Test("no effect, those who bought are written to more: no campaign is said to bring buyers")
  func none() throws {
    let study = Study("A campaign without effect, buyers are written to more: it is said to bring buyers", runs: 200)
    var claims = 0
    for run in 0..<study.runs {
      let shop = ContactShop(customers: 800, effect: 0, seed: UInt64(1_000 + run))
      if try contactEffects(shop.rows).afterContact[0].verdict != .cannotBeTold { claims += 1 }
    }
    study.report(claims, bound: "at most 18 of 200")
    #expect(claims * 200 <= 18 * study.runs, "\(claims)")
  }

  @Test("ten points more within a week: the range holds what was added")
  func tenPoints() throws {
    let study = Study("A campaign that adds ten points: the range like with like holds them", runs: 400)
    var held = 0
    for run in 0..<study.runs {
      let shop = ContactShop(customers: 800, effect: 0.1, seed: UInt64(5_000 + run))
      let difference = try #require(try contactEffects(shop.rows).afterContact[0].difference)
      // Who buys by the mail does not buy by itself in that week: a tenth of some two in a hundred is lost.
      let truth = 0.1 * (1 - 0.022)
      if difference.low <= truth, truth <= difference.high { held += 1 }
    }
    study.report(held, bound: "93 to 97 %")
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }
}
