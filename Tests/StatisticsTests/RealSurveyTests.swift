import Foundation
import TestSupport
import Testing

@testable import Statistics

/// A survey's answers by column name, and what independent tools make of them.
private struct Survey: Sendable {
  var header: [String]
  var rows: [[String]]
  private var truthFile: Data

  /// The truth file's members.
  var truth: [String: Any] { ((try? JSONSerialization.jsonObject(with: truthFile)) as? [String: Any]) ?? [:] }

  init?(_ path: String) {
    guard let folder = Repository.sharedData else { return nil }
    let file = folder.appending(path: "survey/\(path)")
    guard let text = try? String(contentsOf: file.appendingPathExtension("csv"), encoding: .utf8),
      let data = try? Data(contentsOf: file.appendingPathExtension("truth.json"))
    else { return nil }
    let lines = text.split(whereSeparator: \.isNewline).map(Self.fields)
    header = lines[0]
    rows = Array(lines.dropFirst())
    truthFile = data
  }

  /// Commas between quotes do not part fields.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for c in line.unicodeScalars {
      if c == "\"" {
        quoted.toggle()
      } else if c == ",", !quoted {
        fields.append("")
      } else {
        fields[fields.count - 1].unicodeScalars.append(c)
      }
    }
    return fields
  }

  /// A column's valid answers, `nil` where there is none.
  func column(_ name: String, _ valid: ClosedRange<Double>) throws -> [Double?] {
    let i = try #require(header.firstIndex(of: name))
    return rows.map { $0.count > i ? Double($0[i]).flatMap { valid.contains($0) ? $0 : nil } : nil }
  }
}

private let bank = Survey("bank/bank_satisfaction")
private let airport = Survey("sfo/2017_SFO_Customer_Survey")

/// Numbers of pandas, scipy, statsmodels and two makers of relative weights on real answers.
@Suite struct RealSurveyTests {
  private func check(_ survey: Survey?, _ key: String, _ drivers: ClosedRange<Double>, _ outcomes: ClosedRange<Double>)
    throws
  {
    let survey = try #require(survey)
    let truth = try #require(survey.truth[key] as? [String: Any])
    let expected = try #require(truth["drivers"] as? [String: [String: Double]])
    let outcome = try #require(truth["outcome"] as? String)
    let names = survey.header.filter { expected[$0] != nil }
    let columns = try names.map { try survey.column($0, drivers) } + [survey.column(outcome, outcomes)]
    var data = CrossProducts(variables: columns.count)
    for i in survey.rows.indices {
      let row = columns.compactMap { $0[i] }
      if row.count == columns.count { data.add(row) }
    }
    #expect(data.rows == truth["n_listwise"] as? Int)
    let fit = try #require(LinearFit(data))
    #expect(near(fit.rSquared, try #require(truth["r_squared"] as? Double), within: 1e-10))
    #expect(near(fit.adjustedRSquared, try #require(truth["adj_r_squared"] as? Double), within: 1e-10))
    #expect(near(fit.intercept, try #require(truth["intercept"] as? Double), within: 1e-9))
    let johnson = try #require(johnsonWeights(data.correlations))
    for (j, name) in names.enumerated() {
      let e = try #require(expected[name])
      #expect(near(fit.coefficients[j], try #require(e["ols_b"]), within: 1e-9))
      #expect(near(fit.standardErrors?[j], try #require(e["ols_se"]), within: 1e-9))
      #expect(near(fit.pValues?[j], try #require(e["ols_p"]), within: 1e-9))
      #expect(near(fit.standardised[j], try #require(e["std_beta"]), within: 1e-10))
      #expect(near(johnson[j], try #require(e["relative_weight_raw"]), within: 1e-9))
      #expect(near(data.means[j], try #require(e["mean_listwise"]), within: 1e-12))
      // Pairwise correlations are those of complete rows only where nothing is missing.
      if e["n_pairwise"] == Double(data.rows) {
        #expect(near(data.correlations[j, names.count], try #require(e["pearson"]), within: 1e-10))
      }
    }
    let order = names.indices.sorted { johnson[$0] > johnson[$1] }.map { names[$0] }
    #expect(order == truth["rank_by_relative_weight"] as? [String])
    guard var importance = RelativeImportance(drivers: names.count) else {
      #expect(names.count > RelativeImportance.mostDrivers)
      return
    }
    let shares = importance.shares(data.correlations)
    #expect(near(shares.reduce(0, +), fit.rSquared, within: 1e-12))
    // The two ways of dividing agree closely on who matters, though not on every place.
    for j in names.indices { #expect(near(shares[j] / fit.rSquared, johnson[j] / fit.rSquared, within: 0.03)) }
  }

  @Test(
    "drivers of a bank's 250 answers",
    .enabled(if: bank != nil, "the shared data folder is not beside this checkout"),
    arguments: ["drivers_sat1", "drivers_loy3_recommend"])
  func bankDrivers(key: String) throws { try check(bank, key, 0...10, 0...10) }

  @Test(
    "drivers of an airport's answers, where many are missing",
    .enabled(if: airport != nil, "the shared data folder is not beside this checkout"),
    arguments: [("drivers_overall", 1.0...5.0), ("drivers_nps", 0.0...10.0)])
  func airportDrivers(key: String, outcomes: ClosedRange<Double>) throws { try check(airport, key, 1...5, outcomes) }

  @Test(
    "an airport's score, with and without weights",
    .enabled(if: airport != nil, "the shared data folder is not beside this checkout"))
  func airportScore() throws {
    let survey = try #require(airport)
    let truth = try #require(survey.truth["nps"] as? [String: Any])
    let answers = try survey.column("NETPRO", 0...10)
    let weights = try survey.column("WEIGHT", 0...1e6)
    var counts = [Int](repeating: 0, count: 11)
    var weighted = WeightedPromoters()
    for (answer, weight) in zip(answers, weights) {
      guard let answer, let weight else { continue }
      counts[Int(answer)] += 1
      weighted.add(answer: Int(answer), weight: weight)
    }
    let plain = PromoterCounts(answers: counts)
    #expect(plain.promoters == truth["promoters"] as? Int && plain.detractors == truth["detractors"] as? Int)
    let score = try #require(netPromoterScore(plain))
    #expect(near(score.value, try #require(truth["nps"] as? Double), within: 1e-10))
    // The peer's interval is the plain one; the adjusted differs by hundredths at this size.
    let interval = try #require(truth["ci95"] as? [Double])
    #expect(near(score.low, interval[0], within: 0.08) && near(score.high, interval[1], within: 0.08))
    #expect(near(weighted.score?.value, try #require(truth["weighted_nps"] as? Double), within: 1e-9))
    #expect(near(weighted.all.sum, try #require(truth["weighted_n"] as? Double), within: 1e-8))
    #expect(near(ScoreCounts(lowest: 0, counts: counts).mean, try #require(truth["mean"] as? Double), within: 1e-12))
  }

  @Test(
    "an airport's touchpoints: shares, means and spreads, and the one that is the weakest",
    .enabled(if: airport != nil, "the shared data folder is not beside this checkout"))
  func airportTouchpoints() throws {
    let survey = try #require(airport)
    let truth = try #require(survey.truth["touchpoint_csat"] as? [String: [String: Any]])
    var shares: [(part: Int, whole: Int)] = []
    let names = survey.header.filter { truth[$0] != nil }
    #expect(names.count == 14)
    for name in names {
      let expected = try #require(truth[name])
      var counts = ScoreCounts(1...5)
      for answer in try survey.column(name, 1...5) { if let answer { counts.add(Int(answer)) } }
      #expect(counts.n == expected["n"] as? Int && counts.atLeast(4) == expected["top2"] as? Int)
      #expect(near(counts.mean, try #require(expected["mean"] as? Double), within: 1e-12))
      #expect(near(counts.standardDeviation, try #require(expected["sd_sample"] as? Double), within: 1e-12))
      let interval = try #require(expected["wilson95"] as? [Double])
      let share = try #require(counts.share(atLeast: 4))
      #expect(near([100 * share.low, 100 * share.high], interval, within: 1e-10))
      shares.append((counts.atLeast(4), counts.n))
    }
    // Food (.5572) and shops (.5598) are far below all others and next to each other.
    let link = try #require(WeakestLink(shares: shares))
    #expect(link.verdict == .contenders([1, 2]))
    #expect(names[1] == "Q7FOOD" && names[2] == "Q7STORE")
    #expect(abs(link.probabilities.reduce(0, +) - 1) < 1e-10)
  }

  @Test(
    "at an airport the lowest rating says nothing beyond the mean",
    .enabled(if: airport != nil, "the shared data folder is not beside this checkout"))
  func airportMeanAndLowest() throws {
    let survey = try #require(airport)
    let truth = try #require(
      (survey.truth["weakest_overall"] as? [String: Any])?["ols_overall_on_mean_and_min"] as? [String: Any])
    let names = try #require(survey.truth["touchpoint_csat"] as? [String: Any]).keys.sorted()
    let columns = try names.map { try survey.column($0, 1...5) }
    let overall = try survey.column("Q7ALL", 1...5)
    var data = CrossProducts(variables: 3)
    for i in survey.rows.indices {
      let answers = columns.compactMap { $0[i] }
      guard answers.count >= 2, let outcome = overall[i], let lowest = answers.min() else { continue }
      data.add([answers.reduce(0, +) / Double(answers.count), lowest, outcome])
    }
    let fit = try #require(LinearFit(data))
    #expect(data.rows == truth["n"] as? Int)
    #expect(near(fit.rSquared, try #require(truth["r2_mean_plus_min"] as? Double), within: 1e-9))
    #expect(near(fit.coefficients[0], try #require(truth["b_mean"] as? Double), within: 1e-9))
    #expect(near(fit.coefficients[1], try #require(truth["b_min"] as? Double), within: 1e-9))
    #expect(near(fit.pValues?[1], try #require(truth["p_min"] as? Double), within: 1e-8))
  }
}
