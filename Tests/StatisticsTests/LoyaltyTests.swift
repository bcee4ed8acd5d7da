import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Worked numbers of methods.md, section 6, and published fits.
@Suite struct LoyaltyTests {
  @Test(
    "the shifted beta-geometric fits of Fader and Hardie's two cohorts",
    arguments: [
      ([1_000, 869, 743, 653, 593, 551, 517, 491], 0.668088, 3.806095, -1_611.158, 0.3780),
      ([1_000, 631, 468, 382, 326, 289, 262, 241], 0.704077, 1.182043, -1_680.265, 0.1700),
    ])
  func contracts(remaining: [Int], alpha: Double, beta: Double, logLikelihood: Double, after12: Double) throws {
    let fit = try #require(ShiftedBetaGeometric(remaining: remaining))
    #expect(near([fit.alpha, fit.beta], [alpha, beta], within: 2e-6))
    #expect(near(fit.logLikelihood, logLikelihood, within: 5e-4))
    #expect(near(fit.survival(after: 12), after12, within: 5e-5))
  }

  @Test("of 491 who renewed seven times 379.6 are expected after five more, with a range that holds it")
  func staying() throws {
    let fit = try #require(ShiftedBetaGeometric(remaining: [1_000, 869, 743, 653, 593, 551, 517, 491]))
    let left = [131, 126, 90, 60, 42, 34, 26, 0]
    let staying = [0, 0, 0, 0, 0, 0, 0, 491]
    // 491 · S(12) / S(7), computed in Python.
    #expect(near(fit.expected(staying, staying: 5).mean, 379.618, within: 1e-2))
    let forecast = fit.forecast(left: left, staying: staying, periods: 5, draws: 200)
    #expect(forecast.low < 365 && forecast.low > 330 && forecast.high > 395 && forecast.high < 430)
    // Twice as many of each are as much evidence for the same chances.
    let half = try #require(
      ShiftedBetaGeometric(left: left.map { 2 * $0 }, staying: staying.map { 2 * $0 }))
    #expect(near([half.alpha, half.beta], [fit.alpha, fit.beta], within: 2e-6))
  }

  @Test("200 purchases that brought 66 repeats and 12 by referral: R .39, multiplier 1.639")
  func reproduction() throws {
    let number = try #require(ReproductionNumber(brought: 78, of: 200))
    #expect(near([number.value.value, number.value.low, number.value.high], [0.39, 0.3105, 0.4840], within: 5e-5))
    let multiplier = try #require(number.multiplier)
    #expect(near([multiplier.value, multiplier.low, multiplier.high], [1.639, 1.450, 1.938], within: 5e-4))
  }

  @Test("purchases that sustain themselves have no multiplier, and none have no number")
  func sustained() {
    #expect(ReproductionNumber(brought: 12, of: 10)?.multiplier == nil)
    #expect(ReproductionNumber(brought: 0, of: 0) == nil)
    #expect(ReproductionNumber(ClusterSums()) == nil)
  }

  @Test("the range is wider where a few customers bring most, and as wide as a mean of customers has it")
  func clusters() throws {
    var even = ClusterSums()
    var uneven = ClusterSums()
    for i in 0..<200 {
      even.add(part: 3 + i % 3, whole: 10)
      uneven.add(part: i % 5 == 0 ? 20 : 0, whole: 10)
    }
    let a = try #require(ReproductionNumber(even)?.value)
    let b = try #require(ReproductionNumber(uneven)?.value)
    // Of 200 customers 67 bring 3, 67 bring 4 and 66 bring 5: 799 of 2,000.
    #expect(near([a.value, b.value], [0.3995, 0.4], within: 1e-9))
    // A fifth of 200 customers bring 2 for each purchase: standard error .8 / √199 = .0567.
    #expect(near(uneven.variance?.squareRoot(), 0.0567, within: 5e-5))
    #expect(near(b.high - b.low, 2 * 1.96 * 0.0567, within: 0.01))
    // 3, 4 or 5 of ten: standard error √(2/3) / 10 / √199 = .00579.
    #expect(near(a.high - a.low, 2 * 1.96 * 0.00579, within: 0.001))
  }

  @Test(
    "where both scales of Pareto/NBD are alike or far apart, the likelihood is that of summing over lifetimes",
    arguments: [
      [0.6, 10.0, 0.6, 10.0], [0.6, 40.0, 0.7, 0.5], [0.6, 0.3, 0.7, 60.0], [2.0, 5.0, 3.0, 20.0],
      // Where the recurrence begins between the first and the last repeats, and where it only goes up.
      [0.3, 2.0, 1.5, 90.0], [0.3, 2.0, 40.0, 900.0], [1.5, 0.2, 0.1, 400.0],
    ])
  func lifetimes(parameters: [Double]) {
    let (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3])
    let rows = [
      PurchaseHistory(repeats: 0, recency: 0, observed: 30), PurchaseHistory(repeats: 3, recency: 12, observed: 38),
      PurchaseHistory(repeats: 7, recency: 38, observed: 38), PurchaseHistory(repeats: 0, recency: 0, observed: 38),
      PurchaseHistory(repeats: 1, recency: 12, observed: 38), PurchaseHistory(repeats: 60, recency: 30, observed: 38),
    ]
    var sum = 0.0
    for row in rows {
      // Stopped at τ after the last purchase, or still buying: by Simpson's rule over τ.
      let x = Double(row.repeats)
      func stopped(_ tau: Double) -> Double { s / (beta + tau) * pow(beta / (beta + tau), s) / pow(alpha + tau, r + x) }
      let steps = 20_000
      let width = (row.observed - row.recency) / Double(steps)
      var integral = 0.0
      for i in 0...steps {
        let weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0
        integral += weight * stopped(row.recency + Double(i) * width) * width / 3
      }
      let still = pow(beta / (beta + row.observed), s) / pow(alpha + row.observed, r + x)
      let likelihood = exp(lgamma(r + x) - lgamma(r)) * pow(alpha, r) * (integral + still)
      #expect(near(PurchaseModel.paretoNBD.logLikelihood(parameters, [row]), log(likelihood), within: 1e-8))
      sum += log(likelihood)
    }
    // Together they share times, and what is worked out for most repeats leads to that of fewer.
    #expect(near(PurchaseModel.paretoNBD.logLikelihood(parameters, rows), sum, within: 6e-8))
  }

  @Test("the formulas for derivatives are those of the likelihood", arguments: [PurchaseModel.mbgNBD, .bgNBD])
  func slopes(model: PurchaseModel) throws {
    let table = PurchaseTable([
      PurchaseHistory(repeats: 0, recency: 0, observed: 30, customers: 40),
      PurchaseHistory(repeats: 1, recency: 12, observed: 30, customers: 9),
      PurchaseHistory(repeats: 3, recency: 12, observed: 38, customers: 7),
      PurchaseHistory(repeats: 7, recency: 38, observed: 38, customers: 2),
    ])
    let formulas = try #require(model.slopes(table))
    for logs in [[-0.7, 1.5, -0.1, 0.5], [1.2, 3.0, -2.0, 2.5]] {
      for (axis, slope) in formulas(logs).enumerated() {
        func misfit(_ by: Double) -> Double {
          var place = logs
          place[axis] += by
          return -model.logLikelihood(place.map { exp($0) }, table)
        }
        #expect(near(slope, (misfit(1e-5) - misfit(-1e-5)) / 2e-5, within: 1e-6), "axis \(axis)")
      }
    }
  }

  @Test("a model needs somebody who bought again")
  func nothing() {
    let rows = [PurchaseHistory(repeats: 0, recency: 0, observed: 30, customers: 100)]
    for model in PurchaseModel.allCases { #expect(model.fit(rows) == nil) }
    #expect(GammaGamma([]) == nil)
    #expect(ShiftedBetaGeometric(remaining: [10, 10]) == nil)
  }
}

/// The fits of CDNOW's first 39 weeks by methods.md, held against the 39 that followed.
@Suite(.enabled(if: PurchaseLog.cdnow != nil, "the shared data folder is not beside this checkout"))
struct LoyaltyTruthTests {
  private struct Split {
    /// Histories in weeks, alike ones counted, and for each how many purchases its customers made later.
    var rows: [PurchaseHistory] = []
    var later: [Int] = []
    /// Purchases after the first and their mean, in money.
    var amounts: [GammaGamma.Row] = []
    /// Customer 1: the first id of the file.
    var first = PurchaseHistory(repeats: 0, recency: 0, observed: 0)
  }

  private func split() throws -> Split {
    struct Key: Hashable { var repeats, recency, observed: Int }
    var split = Split()
    var places: [Key: Int] = [:]
    for (i, days) in try #require(PurchaseLog.cdnow).customers.enumerated() {
      let before = days.filter { $0.day <= PurchaseLog.half }
      let start = days[0].day
      let recency = before[before.count - 1].day - start
      let row = PurchaseHistory(
        repeats: before.count - 1, recency: Double(recency) / 7, observed: Double(PurchaseLog.half - start) / 7)
      if i == 0 { split.first = row }
      let key = Key(repeats: row.repeats, recency: recency, observed: start)
      if let place = places[key] {
        split.rows[place].customers += 1
        split.later[place] += days.count - before.count
      } else {
        places[key] = split.rows.count
        split.rows.append(row)
        split.later.append(days.count - before.count)
      }
      if row.repeats > 0 {
        let cents = before.dropFirst().reduce(0) { $0 + $1.cents }
        split.amounts.append(.init(purchases: row.repeats, mean: Double(cents) / 100 / Double(row.repeats)))
      }
    }
    return split
  }

  @Test(
    "the three models: parameters, likelihood, customer 1, and the sum of the next 39 weeks",
    arguments: [
      (PurchaseModel.bgNBD, [0.242595, 4.413602, 0.792922, 2.425907], -9_582.429207, 1.2260, 1_653.0),
      (PurchaseModel.paretoNBD, [0.55327705, 10.57768321, 0.60623996, 11.66873391], -9_594.97618, 1.4552, 1_666.0),
      (PurchaseModel.mbgNBD, [0.52484, 6.18309, 0.89136, 1.61400], -9_582.13572, 1.2628, 1_577.0),
    ])
  func models(
    model: PurchaseModel, parameters: [Double], logLikelihood: Double, ofFirst: Double, sum: Double
  ) throws {
    let split = try split()
    let fit = try #require(model.fit(split.rows))
    for (a, b) in zip(fit, parameters) { #expect(near(a / b, 1, within: 1e-4), "\(a), not \(b)") }
    #expect(near(model.logLikelihood(fit, split.rows), logLikelihood, within: 2e-4))
    #expect(near(model.expected(fit, [split.first], within: 39).mean, ofFirst, within: 1e-4))
    #expect(near(model.expected(fit, split.rows, within: 39).mean, sum, within: 1))
  }

  @Test(
    "by repeats in the first half, what each model expected and what came, on average",
    arguments: [
      (PurchaseModel.bgNBD, [0.225, 0.523, 1.044, 1.520, 6.157]),
      (PurchaseModel.paretoNBD, [0.138, 0.599, 1.196, 1.714, 6.403]),
      (PurchaseModel.mbgNBD, [0.185, 0.551, 1.049, 1.493, 5.849]),
    ])
  func byRepeats(model: PurchaseModel, expected: [Double]) throws {
    let split = try split()
    let fit = try #require(model.fit(split.rows))
    #expect(split.later.reduce(0, +) == 1_882)
    let actual = [0.237, 0.697, 1.393, 1.560, 6.359]
    for (i, range) in [0...0, 1...1, 2...2, 3...3, 7...1_000].enumerated() {
      let places = split.rows.indices.filter { range.contains(split.rows[$0].repeats) }
      let rows = places.map { split.rows[$0] }
      let n = Double(rows.reduce(0) { $0 + $1.customers })
      #expect(near(model.expected(fit, rows, within: 39).mean / n, expected[i], within: 1e-3), "\(range)")
      #expect(near(Double(places.reduce(0) { $0 + split.later[$1] }) / n, actual[i], within: 5e-4), "\(range)")
    }
  }

  @Test("BG/NBD thinks that customer 1 still buys with .72662, and every customer of one purchase with 1")
  func alive() throws {
    let split = try split()
    let fit = try #require(PurchaseModel.bgNBD.fit(split.rows))
    #expect(near(PurchaseModel.bgNBD.aliveShare(fit, split.first), 0.72662, within: 2e-5))
    let once = split.rows.filter { $0.repeats == 0 }
    #expect(once.reduce(0) { $0 + $1.customers } == 1_411)
    #expect(once.allSatisfy { PurchaseModel.bgNBD.aliveShare(fit, $0) == 1 })
  }

  @Test("the gamma-gamma model of 946 repeaters is CLVTools'")
  func gammaGamma() throws {
    let amounts = try split().amounts
    #expect(amounts.count == 946)
    let fit = try #require(GammaGamma(amounts))
    #expect(near(fit.p / 6.24957, 1, within: 1e-4))
    #expect(near(fit.q / 3.74422, 1, within: 1e-4))
    #expect(near(fit.gamma / 15.44352, 1, within: 1e-4))
    #expect(near(fit.logLikelihood, -4_055.91769, within: 2e-4))
  }

  @Test("a forecast's range holds its value, is the same each time, and is as wide as the back-test erred")
  func ranges() throws {
    let rows = try split().rows
    for model in [PurchaseModel.paretoNBD, .mbgNBD] {
      let fitted = try #require(FittedPurchases(model, rows))
      let forecast = fitted.forecast(rows, within: 39)
      #expect(forecast.low < forecast.value && forecast.value < forecast.high)
      #expect(forecast == FittedPurchases(model, rows)?.forecast(rows, within: 39))
      // Chance alone, were all of them Poisson, is 2 √1,600 to each side; with the parameters unknown it must be more.
      #expect(forecast.high - forecast.low > 160)
      #expect(forecast.high - forecast.low < 700)
      let wide = forecast.widened(to: 0.2)
      #expect(near(wide.low, forecast.value * 0.8, within: 1e-9) && near(wide.high, forecast.value * 1.2, within: 1e-9))
      #expect(forecast.widened(to: 0.001) == forecast)
    }
  }
}
