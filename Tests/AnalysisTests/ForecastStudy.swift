import Foundation
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Simulated clients of two years whose customers buy at rates of their own and stop unseen, more in one season than in
/// another, which no model knows: how often the printed range holds what came.
@Suite struct ForecastStudy {
  private struct Draws {
    var random: Seeded

    mutating func unit() -> Double { (Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992 }

    /// Gamma with this shape and mean 1.
    mutating func gamma(_ shape: Double) -> Double { gammaQuantile(unit(), shape: shape) / shape }
  }

  /// Purchase days of one customer, who begins in the first half year.
  private static func days(_ draws: inout Draws) -> [Int] {
    let start = draws.unit() * 180
    let rate = draws.gamma(0.7) / 50
    let end = start - log(draws.unit()) / (draws.gamma(0.8) / 300)
    var days = [Int(start)]
    var time = start
    while time < 730, rate > 1e-6 {
      time -= log(draws.unit()) / (rate * 1.05)
      // Fewer in summer: thinned by the time of the year.
      guard draws.unit() < (1 + 0.05 * sin(2 * .pi * time / 365)) / 1.05 else { continue }
      guard time < min(end, 730) else { break }
      if days[days.count - 1] != Int(time) { days.append(Int(time)) }
    }
    return days
  }

  @Test("forecast ranges hold what came in at least 36 of 40: 20 clients, each at two origins")
  func ranges() throws {
    let study = Study("Forecasts of purchases: the range holds what came", runs: 40)
    var held = 0
    var made = 0
    var missed: [String] = []
    for run in 0..<study.runs {
      var draws = Draws(random: Seeded(UInt64(1_000 + run / 2)))
      let customers = (0..<800).map { _ in Self.days(&draws) }
      let origin = run % 2 == 0 ? 365 : 480
      var rows: [Row] = []
      for (c, days) in customers.enumerated() {
        for day in days where day <= origin { rows.append(Row("c\(c)", Double(day), "buy")) }
      }
      rows.append(Row("c0", Double(origin), "look"))
      let yaml = "client: T\ntouchpoints: [look, {id: buy, kind: purchase}]"
      guard let forecast = try analysed(yaml, rows).returns.forecast, let all = forecast.all else { continue }
      made += 1
      let end = origin + Int(forecast.days)
      let came = customers.filter { $0[0] <= origin }.joined().count { $0 > origin && $0 <= end }
      if all.forecast.low <= Double(came), Double(came) <= all.forecast.high {
        held += 1
      } else {
        let tried = forecast.trials.map { "\($0.model.map { "\($0)" } ?? "same") \(Int($0.expected))" }
        missed.append("\(all.forecast), \(came) came; in the test \(tried), \(forecast.cameInAll) came")
      }
    }
    study.report(held, bound: "at least 90 %")
    #expect(made * 10 >= study.runs * 8, "made \(made)")
    #expect(held * 10 >= made * 9, "held \(held) of \(made): \(missed)")
  }
}
