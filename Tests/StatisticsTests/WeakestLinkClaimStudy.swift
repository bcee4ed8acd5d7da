import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Six hundred respondents who rate five touchpoints on 1–5 and answer an overall question on 0–10: how often the claim that
/// the weakest link decides is made where it is so, and where it is not.
@Suite struct WeakestLinkClaimStudy {
  private struct Draws {
    var state: UInt64 = 4711

    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / 9_007_199_254_740_992
    }

    mutating func normal() -> Double { (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit()) }

    /// Five ratings of one respondent: a mood they share, and what each touchpoint adds.
    mutating func ratings() -> (lowest: Double, mean: Double) {
      let mood = normal()
      let all = (0..<5).map { _ in min(5, max(1, (3.6 + 0.6 * mood + 0.9 * normal()).rounded())) }
      return (all.min() ?? 0, all.reduce(0, +) / 5)
    }
  }

  /// Means and spreads of the mean rating, and of what the lowest is beyond it, over many respondents.
  private struct Population {
    var meanOf = (lowest: 0.0, mean: 0.0)
    var slope = 0.0
    var spread = (mean: 0.0, beyond: 0.0)

    init(_ draws: inout Draws) {
      let many = (0..<20_000).map { _ in draws.ratings() }
      let n = Double(many.count)
      meanOf = (many.reduce(0) { $0 + $1.lowest } / n, many.reduce(0) { $0 + $1.mean } / n)
      let vm = many.reduce(0) { $0 + pow($1.mean - meanOf.mean, 2) } / n
      slope = many.reduce(0) { $0 + ($1.mean - meanOf.mean) * ($1.lowest - meanOf.lowest) } / n / vm
      let vb = many.reduce(0) { $0 + pow($1.lowest - meanOf.lowest - slope * ($1.mean - meanOf.mean), 2) } / n
      spread = (vm.squareRoot(), vb.squareRoot())
    }
  }

  /// In how many runs the claim is made where the lowest adds such a share of the variation beyond the mean, which goes
  /// with 38 % of it.
  private func claims(adding share: Double, runs: Int) -> Int {
    var draws = Draws()
    let population = Population(&draws)
    var claims = 0
    for _ in 0..<runs {
      let customers = (0..<600).map { _ -> ChainTest.Customer in
        let (lowest, mean) = draws.ratings()
        let beyond = lowest - population.meanOf.lowest - population.slope * (mean - population.meanOf.mean)
        let liking =
          (0.38).squareRoot() * (mean - population.meanOf.mean) / population.spread.mean
          + share.squareRoot() * beyond / population.spread.beyond + (0.62 - share).squareRoot() * draws.normal()
        let answer = Int(min(10, max(0, (6.5 + 2 * liking).rounded())))
        return .init(lowest: lowest, mean: mean, rated: 5, returned: answer >= 9, answer: answer)
      }
      switch ChainTest(customers).verdict {
      case .chain, .both: claims += 1
      case .average, .inconclusive, .notRun: break
      }
    }
    return claims
  }

  @Test("where the lowest rating adds two points of the variation, the claim is made in at least 340 of 400 clients")
  func power() {
    let study = Study("The lowest rating adds two points: the weakest link is said to decide", runs: 400)
    let found = claims(adding: 0.02, runs: study.runs)
    study.report(found, bound: "at least 85 %")
    #expect(found * 400 >= 340 * study.runs, "found in \(found) of \(study.runs)")
  }

  @Test("where it adds nothing, the claim is made in at most 28 of 400 clients")
  func falseAlarms() {
    let study = Study("The lowest rating adds nothing: the weakest link is said to decide", runs: 400)
    let found = claims(adding: 0, runs: study.runs)
    study.report(found, bound: "at most 7 %")
    #expect(found * 400 <= 28 * study.runs, "claimed in \(found) of \(study.runs)")
  }
}
