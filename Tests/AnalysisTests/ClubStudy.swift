import TestSupport
import Testing

@testable import Analysis

/// Many invented clubs: without effect nothing is claimed, and the range of a true effect holds it.
@Suite struct ClubStudy {
  @Test("no effect, heavy buyers join: members buy far more, and nothing is credited to the club")
  func none() throws {
    var random = Seeded(22)
    let claims = Study("A club without effect, heavy buyers join: it is said to help", runs: 200)
    let matched = Study("The same: the range like with like lies above zero", runs: 200)
    let crude = Study("The same: members and others as they are differ", runs: 200)
    var (helps, above, raw) = (0, 0, 0)
    for _ in 0..<claims.runs {
      let shop = ClubShop(customers: 1_500, effect: 0, hasKinds: true, &random)
      let effect = try clubEffect(ClubShop.project, shop.rows, joined: shop.joined)
      if effect.verdict == .helps { helps += 1 }
      if (try #require(effect.matched)).low > 0 { above += 1 }
      if (effect.raw?.low ?? 0) > 0.1 { raw += 1 }
    }
    claims.report(helps, bound: "at most 18 of 200")
    matched.report(above, bound: "at most 18 of 200")
    crude.report(raw, bound: "above 90 %")
    #expect(helps * 200 <= 18 * claims.runs && above * 200 <= 18 * claims.runs, "\(helps), \(above)")
    #expect(raw * 10 > 9 * crude.runs)
  }

  @Test("ten points more in the club: the range like with like holds them")
  func tenPoints() throws {
    var random = Seeded(23)
    let study = Study("A club that adds ten points: the range like with like holds them", runs: 400)
    var held = 0
    for _ in 0..<study.runs {
      let shop = ClubShop(customers: 1_500, effect: 0.1, &random)
      let matched = try #require(try clubEffect(ClubShop.project, shop.rows, joined: shop.joined).matched)
      if matched.low <= 0.1, 0.1 <= matched.high { held += 1 }
    }
    study.report(held, bound: "93 to 97 %")
    // A tenth of the runs tells less.
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }
}
