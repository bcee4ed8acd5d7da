import Journeys
import Statistics

/// One customer's ratings of touchpoints by one measure.
private struct Ratings {
  /// Sum and number of answers by touchpoint code, in order of first answer.
  var touchpoints: [(code: Int32, sum: Int, count: Int)] = []
  var last = Int64.min

  mutating func add(_ score: Int32, _ touchpoint: Int32, _ time: Int64) {
    last = max(last, time)
    if let place = touchpoints.firstIndex(where: { $0.code == touchpoint }) {
      touchpoints[place].sum += Int(score)
      touchpoints[place].count += 1
    } else {
      touchpoints.append((touchpoint, Int(score), 1))
    }
  }

  private var means: [Double] { touchpoints.map { Double($0.sum) / Double($0.count) } }
  var lowest: Double { means.min() ?? 0 }
  var mean: Double { means.reduce(0, +) / Double(max(1, touchpoints.count)) }
}

extension RatingTable {
  /// The chain claim: for each measure against buying again, and against the overall question on the same sheet.
  func chainTests(_ outcomes: CustomerOutcomes?) -> [ChainResult] {
    var results: [ChainResult] = []
    for measure in measures {
      let refs = questions.filter { self.measure($0) == measure && rates($0) }
      if let outcomes, let result = repurchaseChain(measure, refs, outcomes) { results.append(result) }
      for s in answers.surveys.indices {
        let own = refs.filter { $0.survey == s && question($0).touchpoint != nil }
        guard own.count > 1 else { continue }
        for outcome in questions where outcome.survey == s && isOutcome(outcome) {
          results.append(overallChain(measure, own, outcome))
        }
      }
    }
    return results
  }

  private func repurchaseChain(_ measure: Measure, _ refs: [QuestionRef], _ outcomes: CustomerOutcomes) -> ChainResult? {
    var ratings = [Ratings](repeating: Ratings(), count: answers.respondentCount)
    for ref in refs {
      let survey = survey(ref)
      forEachAnswer(ref) { row, score, touchpoint, _ in
        let respondent = Int(survey.respondents[row])
        guard respondent >= 0, touchpoint >= 0, survey.times[row] != .min else { return }
        ratings[respondent].add(score, touchpoint, survey.times[row])
      }
    }
    var customers: [ChainTest.Customer] = []
    for (respondent, own) in ratings.enumerated() where own.touchpoints.count > 1 && answers.places[respondent] != nil {
      guard let returned = outcomes.bought(respondent, after: own.last) else { continue }
      // What is known of loyalty beforehand: how often the customer had bought, three and more alike.
      let before = min(3, outcomes.purchases(respondent, before: own.last))
      customers.append(
        ChainTest.Customer(
          lowest: own.lowest, mean: own.mean, rated: own.touchpoints.count, returned: returned, others: [Double(before)]))
    }
    guard !customers.isEmpty else { return nil }
    return ChainResult(
      measure: measure, outcome: .repurchase, test: ChainTest(customers), byLowest: byLowest(customers, measure.scale))
  }

  private func overallChain(_ measure: Measure, _ refs: [QuestionRef], _ outcome: QuestionRef) -> ChainResult {
    let overall = question(outcome)
    let box = topBox(overall.declaration.metric, overall.scale)
    let columns = refs.map { (question($0).scores, question($0).touchpoint ?? -1) }
    var customers: [ChainTest.Customer] = []
    for row in overall.scores.indices where overall.scores[row] != SurveyAnswers.none && isInPeriod[outcome.survey][row] {
      var own = Ratings()
      for (scores, touchpoint) in columns where scores[row] != SurveyAnswers.none { own.add(scores[row], touchpoint, 0) }
      guard own.touchpoints.count > 1 else { continue }
      customers.append(
        ChainTest.Customer(
          lowest: own.lowest, mean: own.mean, rated: own.touchpoints.count, returned: overall.scores[row] >= box))
    }
    return ChainResult(
      measure: measure, outcome: .overall(column: overall.declaration.column), test: ChainTest(customers),
      byLowest: byLowest(customers, measure.scale))
  }

  private func byLowest(_ customers: [ChainTest.Customer], _ scale: ClosedRange<Int32>) -> [(lowest: Int32, share: Estimate)] {
    scale.compactMap { value in
      let own = customers.filter { Int32($0.lowest) == value }
      guard own.count >= max(1, hiddenBelow), let share = wilson(own.count(where: \.returned), of: own.count) else {
        return nil
      }
      return (value, share)
    }
  }

  /// Whether those who rated high bought again more often: each customer once, by the last rating whose H has passed.
  func repurchaseLink(_ outcomes: CustomerOutcomes) -> RepurchaseLink {
    let rows = measures.compactMap { measure -> RepurchaseLink.Row? in
      var latest = [(time: Int64, score: Int32)?](repeating: nil, count: answers.respondentCount)
      for ref in questions where self.measure(ref) == measure && rates(ref) {
        let survey = survey(ref)
        forEachAnswer(ref) { row, score, _, _ in
          let respondent = Int(survey.respondents[row])
          let time = survey.times[row]
          guard respondent >= 0, time != .min, answers.places[respondent] != nil,
            outcomes.observedUntil - time >= outcomes.horizon, time > latest[respondent]?.time ?? .min
          else { return }
          latest[respondent] = (time, score)
        }
      }
      return row(measure, latest, outcomes)
    }
    return RepurchaseLink(rows: rows, horizon: outcomes.horizon)
  }

  private func row(
    _ measure: Measure, _ latest: [(time: Int64, score: Int32)?], _ outcomes: CustomerOutcomes
  ) -> RepurchaseLink.Row? {
    let top = topBox(measure.metric, measure.scale)
    let bottom = bottomBox(measure.metric, measure.scale)
    let width = Double(measure.scale.upperBound - measure.scale.lowerBound)
    // Customers alike before the rating: without a purchase, with one, with more.
    var high = [(part: Int, whole: Int)](repeating: (0, 0), count: 3)
    var low = high
    var values: [[Double]] = []
    var bought: [Bool] = []
    for (respondent, rating) in latest.enumerated() {
      guard let rating, let again = outcomes.bought(respondent, after: rating.time) else { continue }
      let stratum = min(2, outcomes.purchases(respondent, before: rating.time))
      values.append([10 * Double(rating.score - measure.scale.lowerBound) / width, Double(stratum)])
      bought.append(again)
      if rating.score >= top {
        high[stratum].whole += 1
        if again { high[stratum].part += 1 }
      } else if rating.score <= bottom {
        low[stratum].whole += 1
        if again { low[stratum].part += 1 }
      }
    }
    guard !bought.isEmpty else { return nil }
    func sum(_ strata: [(part: Int, whole: Int)]) -> (part: Int, whole: Int) {
      strata.reduce((part: 0, whole: 0)) { (part: $0.part + $1.part, whole: $0.whole + $1.whole) }
    }
    let (all, none) = (sum(high), sum(low))
    let enough = min(all.whole, none.whole) >= max(1, hiddenBelow)
    let rarer = min(bought.count { $0 }, bought.count { !$0 })
    var effect: Estimate?
    if rarer >= 30, let fit = LogisticFit(rows: values, outcomes: bought), !fit.isPenalised {
      // The effect follows the coefficient, and so does its range.
      let (b, se) = (fit.coefficients[1], fit.standardErrors[1])
      let perUnit = b == 0 ? 0 : fit.averageMarginalEffects[0] / b
      effect = Estimate(
        value: fit.averageMarginalEffects[0], low: perUnit * (b - z95 * se), high: perUnit * (b + z95 * se),
        n: bought.count)
    }
    return RepurchaseLink.Row(
      measure: measure, customers: bought.count, high: enough ? wilson(all.part, of: all.whole) : nil,
      low: enough ? wilson(none.part, of: none.whole) : nil, difference: enough ? newcombe(all, minus: none) : nil,
      matched: enough ? matchedDifference(zip(high, low).map { Stratum($0, $1) }) : nil, effectPer10: effect)
  }
}
