import Foundation
import Reading
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

private let isHere = Repository.sharedData != nil

private let sfoItems = [
  "Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7INFODOWN", "Q7INFOUP", "Q7WIFI", "Q7ROADS",
  "Q7PARK", "Q7AIRTRAIN", "Q7LTPARKING", "Q7RENTAL",
]

/// A survey among the public data, read and analysed from a project file of a few lines.
private func satisfaction(_ path: String, _ questions: [String], weight: String? = nil) throws -> SatisfactionResult {
  let folder = try #require(Repository.sharedData)
  let columns = weight.map { "columns: {weight: \($0)}\n    " } ?? ""
  let yaml = """
    client: T
    sources:
      - file: x
        kind: survey
        type: relational
        \(columns)questions:
          \(questions.map { "- {" + $0 + "}" }.joined(separator: "\n      "))
    """
  let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
  let file = InputFile(path: folder.appending(path: path).path, name: "survey")
  let loaded = try load(blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: [file])])
  return analyseSatisfaction(
    loaded.answers, log: loaded.log, blueprint: blueprint, analysis: nil, resamples: 200, dayOf: { $0 / Micros.day })
}

private func sfo(weight: String? = nil) throws -> SatisfactionResult {
  let rated = "metric: csat, missing: [0, 6, Blank]"
  return try satisfaction(
    "survey/sfo/2017_SFO_Customer_Survey.csv",
    sfoItems.map { "column: \($0), touchpoint: \($0), \(rated)" } + [
      "column: Q7ALL, of: overall, \(rated)", "column: NETPRO, metric: nps, missing: [11]",
      "column: Q14FIND, metric: ces, scale: 1..5, of: awareness, missing: [0, 6, Blank]",
    ], weight: weight)
}

private func truth(_ path: String) throws -> [String: Any] {
  let folder = try #require(Repository.sharedData)
  let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: folder.appending(path: path)))
  return try #require(object as? [String: Any])
}

private func near(_ a: Double?, _ b: Any?, _ tolerance: Double = 1e-9) -> Bool {
  guard let a, let b = b as? Double else { return false }
  return abs(a - b) <= tolerance * max(1, abs(b))
}

/// Numbers of pandas, scipy and statsmodels beside the public surveys.
@Suite(.enabled(if: isHere, "the shared data folder is not beside this checkout"))
struct SatisfactionTruthTests {
  private static let sfoTruth = "survey/sfo/2017_SFO_Customer_Survey.truth.json"

  @Test("NPS, CSAT of every touchpoint and the ease items of the airport survey equal the truth")
  func airport() throws {
    let expected = try truth(Self.sfoTruth)
    let result = try sfo()
    func question(_ column: String) throws -> QuestionScores {
      try #require(result.questions.first { $0.column == column })
    }
    let nps = try #require(expected["nps"] as? [String: Any])
    let found = try question("NETPRO").overall
    #expect(found.n == nps["n"] as? Int && near(found.value?.value, nps["nps"]) && near(found.mean?.value, nps["mean"]))
    let distribution = try #require(nps["distribution"] as? [String: Int])
    #expect(found.distribution == (0...10).map { distribution[String($0)] ?? 0 })
    let touchpoints = try #require(expected["touchpoint_csat"] as? [String: [String: Any]])
    for item in sfoItems {
      let score = try question(item).overall
      let own = try #require(touchpoints[item])
      let csat = try #require(own["csat"] as? Double)
      let range = try #require(own["wilson95"] as? [Double])
      #expect(
        score.n == own["n"] as? Int && near(score.value?.value, csat / 100) && near(score.mean?.value, own["mean"]))
      #expect(near(score.value?.low, range[0] / 100) && near(score.value?.high, range[1] / 100))
      #expect(!score.isWeighted && score.state == .solid)
      // The touchpoint's own score is the question's.
      #expect(result.touchpoints.first { $0.id == item }?.scores.first?.score == score)
    }
    let overall = try #require(expected["overall_csat"] as? [String: Any])
    #expect(try near(question("Q7ALL").overall.mean?.value, overall["mean"]))
    let ease = try #require(expected["ease_ces_style"] as? [String: [String: Any]])
    let find = try question("Q14FIND").overall
    let csat = try #require(ease["Q14FIND"]?["csat"] as? Double)
    #expect(find.n == ease["Q14FIND"]?["n"] as? Int && near(find.value?.value, csat / 100))
  }

  @Test("weights are used where they are declared, and the figures without them stand beside")
  func weighted() throws {
    let expected = try truth(Self.sfoTruth)
    let result = try sfo(weight: "WEIGHT")
    let nps = try #require(expected["nps"] as? [String: Any])
    let found = try #require(result.questions.first { $0.column == "NETPRO" }).overall
    #expect(near(found.value?.value, nps["weighted_nps"], 1e-6) && near(found.unweighted?.value, nps["nps"]))
    #expect(found.nEffective < Double(found.n))
    let touchpoints = try #require(expected["touchpoint_csat"] as? [String: [String: Any]])
    for item in sfoItems {
      let score = try #require(result.questions.first { $0.column == item }).overall
      let csat = try #require(touchpoints[item]?["weighted_csat"] as? Double)
      #expect(near(score.value?.value, csat / 100, 1e-6))
      #expect(near(score.mean?.value, touchpoints[item]?["weighted_mean"], 1e-6))
    }
  }

  @Test(
    "drivers of the airport's overall rating and of its NPS equal the truth in value and order",
    arguments: [("Q7ALL", "drivers_overall"), ("NETPRO", "drivers_nps")])
  func airportDrivers(outcome: String, key: String) throws {
    let expected = try #require(try truth(Self.sfoTruth)[key] as? [String: Any])
    // Without the ease item, which the truth does not use.
    let rated = "metric: csat, missing: [0, 6, Blank]"
    let last = outcome == "Q7ALL" ? "column: Q7ALL, of: overall, \(rated)" : "column: NETPRO, metric: nps"
    let result = try satisfaction(
      "survey/sfo/2017_SFO_Customer_Survey.csv",
      sfoItems.map { "column: \($0), touchpoint: \($0), \(rated)" } + [last])
    let driver = try #require(result.drivers.first { $0.outcome == outcome })
    #expect(driver.n == expected["n_listwise"] as? Int && near(driver.rSquared, expected["r_squared"]))
    #expect(!driver.isSmall)
    #expect(driver.leftOut == ["Q7PARK", "Q7AIRTRAIN", "Q7LTPARKING", "Q7RENTAL"].map { "survey/" + $0 })
    let truths = try #require(expected["drivers"] as? [String: [String: Any]])
    #expect(driver.drivers.count == truths.count)
    for own in driver.drivers {
      let item = try #require(truths[String(own.question.dropFirst(7))])
      #expect(near(own.weight.pearson, item["pearson"]) && near(own.weight.beta, item["std_beta"], 1e-8))
      #expect(near(own.weight.johnson, item["relative_weight_raw"], 1e-8))
    }
    let order = driver.drivers.sorted { $0.weight.johnson > $1.weight.johnson }.map { String($0.question.dropFirst(7)) }
    #expect(order == expected["rank_by_relative_weight"] as? [String])
    // LMG divides R² among the items.
    #expect(abs(driver.drivers.reduce(0) { $0 + ($1.weight.lmg ?? 0) } - driver.rSquared) < 1e-9)
    #expect(driver.drivers.allSatisfy { ($0.weight.importanceRange?.low ?? 1) <= $0.weight.importance })
  }

  @Test("on the airport's answers the mean decides and the lowest rating adds nothing")
  func airportChain() throws {
    let result = try sfo()
    let chain = try #require(result.chainTests.first { $0.outcome == .overall(column: "Q7ALL") })
    let expected = try #require(try truth(Self.sfoTruth)["weakest_overall"] as? [String: Any])
    #expect(chain.test.n == expected["n"] as? Int)
    #expect(chain.test.verdict == .average)
    // The share of satisfied by lowest rating, of those whose lowest is a whole answer.
    let byLowest = try #require(expected["by_min"] as? [String: [String: Any]])
    for row in chain.byLowest {
      #expect(row.share.n == byLowest[String(row.lowest)]?["n"] as? Int)
      #expect(near(row.share.value, byLowest[String(row.lowest)]?["satisfied_share"]))
    }
  }

  @Test("at the airport the average decides in both years, overall and for recommending, and the sizes are the truth's")
  func airportSizes() throws {
    // Least squares and the non-central F by scipy: points of R² and their range.
    for (year, outcome, n, size, high) in [
      ("2016", "Q7ALL", 2904, 0.0, 0.0), ("2017", "Q7ALL", 2661, 0.000052, 0.001056),
      ("2017", "NETPRO", 2695, 0.000971, 0.004038),
    ] {
      let rated = "metric: csat, missing: [0, 6, Blank, BLANK]"
      let last =
        outcome == "Q7ALL" ? "column: Q7ALL, of: overall, \(rated)" : "column: NETPRO, metric: nps, missing: [11]"
      let result = try satisfaction(
        "survey/sfo/\(year)_SFO_Customer_Survey.csv",
        sfoItems.map { "column: \($0), touchpoint: \($0), \(rated)" } + [last])
      let chain = try #require(result.chainTests.first { $0.outcome == .overall(column: outcome) })
      #expect(chain.test.n == n && chain.test.verdict == .average, "\(year) \(outcome): \(chain.test.verdict)")
      let found = try #require(chain.test.comparison?.size)
      #expect(abs(found.value - size) < 1e-6 && found.low == 0 && abs(found.high - high) < 1e-6, "\(found)")
      #expect((chain.test.comparison?.ordered?.lowestAddsP ?? 0) > 0.05)
    }
  }

  @Test("at the bank the lowest rating adds nothing to the average")
  func bankChain() throws {
    let items = ["imag", "qual"].flatMap { name in (1...5).map { "\(name)\($0)" } } + (1...4).map { "val\($0)" }
    let result = try satisfaction(
      "survey/bank/bank_satisfaction.csv",
      items.map { "column: \($0), touchpoint: \($0), metric: csat, scale: 0..10" }
        + ["column: sat1, metric: csat, scale: 0..10, of: overall"])
    let test = try #require(result.chainTests.first).test
    #expect(test.n == 250 && test.verdict == .average)
    // Least squares: 0.0 points, of which the F test says p .98, with the mean's own correlation from the truth.
    let size = try #require(test.comparison?.size)
    #expect(size.value < 0.000_001 && size.low == 0)
    let weakest = try #require(try truth("survey/bank/bank_satisfaction.truth.json")["weakest_sat1"] as? [String: Any])
    let correlation = try #require(weakest["pearson_mean"] as? Double)
    let f = size.value / (1 - correlation * correlation - size.value) * 247
    #expect(abs(fisherAbove(f, 1, 247) - 0.98280) < 1e-4)
    // Proportional odds over the eleven answers, which the verdict rests on: p .638 by scipy's maximum of the likelihood.
    #expect(abs((test.comparison?.ordered?.lowestAddsP ?? 0) - 0.63764) < 1e-4)
  }

  @Test("drivers of the bank's overall rating equal the truth, and few answers are called few")
  func bank() throws {
    let expected = try #require(try truth("survey/bank/bank_satisfaction.truth.json")["drivers_sat1"] as? [String: Any])
    let truths = try #require(expected["drivers"] as? [String: [String: Any]])
    let items = truths.keys.sorted()
    let result = try satisfaction(
      "survey/bank/bank_satisfaction.csv",
      items.map { "column: \($0), touchpoint: \($0), metric: csat, scale: 0..10" }
        + ["column: sat1, metric: csat, scale: 0..10, of: overall"])
    let driver = try #require(result.drivers.first)
    #expect(driver.n == 250 && driver.isSmall && near(driver.rSquared, expected["r_squared"]))
    for own in driver.drivers {
      let item = try #require(truths[String(own.question.dropFirst(7))])
      #expect(near(own.weight.pearson, item["pearson"]) && near(own.weight.beta, item["std_beta"], 1e-8))
      #expect(near(own.weight.johnson, item["relative_weight_raw"], 1e-8))
    }
    // 14 items are too many for the exact division; Johnson's weights order them.
    #expect(driver.drivers.map { String($0.question.dropFirst(7)) } == expected["rank_by_relative_weight"] as? [String])
  }
}
