import TestSupport
import Testing

@testable import Statistics

/// Simulated contracts whose customers leave with chances of their own: how often the printed range holds who stayed.
@Suite struct ContractStudy {
  @Test("ranges of the shifted beta-geometric forecast hold who stayed in nine of ten clients and more")
  func ranges() throws {
    let study = Study("Coming back: the range of contracts that stay holds them", runs: 400)
    var held = 0
    for run in 0..<study.runs {
      var random = SplitMix(seed: UInt64(run) &+ 77)
      func unit() -> Double { (Double(random.bits() >> 11) + 0.5) / 9_007_199_254_740_992 }
      func gamma(_ shape: Double) -> Double { gammaQuantile(unit(), shape: shape) }
      var left = [Int](repeating: 0, count: 7)
      var staying = left
      var stayed = 0
      for _ in 0..<400 {
        let (a, b) = (gamma(0.7), gamma(3))
        let chance = a / (a + b)
        // Watched for six periods, foretold for six.
        guard let last = (0..<12).first(where: { _ in unit() < chance }) else {
          staying[6] += 1
          stayed += 1
          continue
        }
        if last < 6 { left[last] += 1 } else { staying[6] += 1 }
      }
      let fit = try #require(ShiftedBetaGeometric(left: left, staying: staying))
      let forecast = fit.forecast(left: left, staying: staying, periods: 6, draws: 200)
      if forecast.low <= Double(stayed), Double(stayed) <= forecast.high { held += 1 }
    }
    study.report(held, bound: "at least 90 %")
    #expect(held * 10 >= study.runs * 9)
  }
}
