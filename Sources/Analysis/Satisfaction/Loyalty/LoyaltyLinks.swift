import Journeys
import Statistics

extension RatingTable {
  /// The chain claim: for each measure against buying again, and against the overall question on the same sheet.
  func chainTests(_ ratings: [CustomerRatings]) -> [ChainResult] {
    var results: [ChainResult] = []
    for own in ratings {
      if let result = repurchaseChain(own) { results.append(result) }
      let refs = questions(of: own.measure)
      for s in answers.surveys.indices {
        let items = refs.filter { $0.survey == s && question($0).touchpoint != nil }
        guard items.count > 1 else { continue }
        for outcome in questions where outcome.survey == s && isOutcome(outcome) {
          results.append(overallChain(own.measure, items, outcome))
        }
      }
    }
    return results
  }

  private func repurchaseChain(_ own: CustomerRatings) -> ChainResult? {
    guard own.chain.count > 0 else { return nil }
    return ChainResult(
      measure: own.measure, outcome: .repurchase, test: ChainTest(own.chain),
      byLowest: byLowest(own.returnsByLowest, own.measure.scale))
  }

  private func overallChain(_ measure: Measure, _ refs: [QuestionRef], _ outcome: QuestionRef) -> ChainResult {
    let overall = question(outcome).scores
    let box = topBox(question(outcome).declaration.metric, question(outcome).scale)
    let inPeriod = isInPeriod[outcome.survey]
    let touchpoints = refs.map { question($0).touchpoint ?? -1 }
    // Question behind question, so that a row's answers stand a survey apart.
    var scores: [Int32] = []
    scores.reserveCapacity(refs.count * overall.count)
    for ref in refs { scores += question(ref).scores }
    var own = UnitSums(codes: answers.touchpoints.count)
    var sample = ChainTest.Sample()
    var byLowest = [(part: Int, whole: Int)](repeating: (0, 0), count: measure.scale.count)
    for row in overall.indices where overall[row] != SurveyAnswers.none && inPeriod[row] {
      own.clear()
      for item in touchpoints.indices {
        let score = scores[item * overall.count + row]
        if score != SurveyAnswers.none { own.add(score, to: touchpoints[item]) }
      }
      guard own.count > 1 else { continue }
      let means = own.means
      let returned = overall[row] >= box
      sample.add(
        ChainTest.Customer(
          lowest: means.lowest, mean: means.mean, rated: own.count, returned: returned, answer: Int(overall[row])))
      let place = Int(Int32(means.lowest) - measure.scale.lowerBound)
      byLowest[place].whole += 1
      if returned { byLowest[place].part += 1 }
    }
    return ChainResult(
      measure: measure, outcome: .overall(column: question(outcome).declaration.column), test: ChainTest(sample),
      byLowest: self.byLowest(byLowest, measure.scale))
  }

  private func byLowest(_ counts: [(part: Int, whole: Int)], _ scale: ClosedRange<Int32>) -> [(
    lowest: Int32, share: Estimate
  )] {
    zip(scale, counts).compactMap { value, own in
      guard own.whole >= max(1, hiddenBelow), let share = wilson(own.part, of: own.whole) else { return nil }
      return (value, share)
    }
  }

  /// Whether those who rated high bought again more often: each customer once, by the last rating whose H has passed.
  func repurchaseLink(_ ratings: [CustomerRatings], _ outcomes: CustomerOutcomes) -> RepurchaseLink {
    RepurchaseLink(rows: ratings.compactMap { row($0.measure, $0.returnsByLast) }, horizon: outcomes.horizon)
  }

  private func row(_ measure: Measure, _ returns: ReturnsByScore) -> RepurchaseLink.Row? {
    let top = topBox(measure.metric, measure.scale)
    let bottom = bottomBox(measure.metric, measure.scale)
    let width = Double(measure.scale.upperBound - measure.scale.lowerBound)
    let high = returns.strata { $0 >= top }
    let low = returns.strata { $0 < top && $0 <= bottom }
    var rows = CountedRows(variables: 2)
    for score in measure.scale {
      for stratum in 0..<ReturnsByScore.strata {
        let own = returns.sum(score, stratum: stratum)
        rows.add(
          [10 * Double(score - measure.scale.lowerBound) / width, Double(stratum)], trials: own.whole, events: own.part)
      }
    }
    guard rows.count > 0 else { return nil }
    func sum(_ strata: [(part: Int, whole: Int)]) -> (part: Int, whole: Int) {
      strata.reduce((part: 0, whole: 0)) { (part: $0.part + $1.part, whole: $0.whole + $1.whole) }
    }
    let (all, none) = (sum(high), sum(low))
    let enough = min(all.whole, none.whole) >= max(1, hiddenBelow)
    let rarer = min(rows.events, rows.count - rows.events)
    var effect: Estimate?
    if rarer >= 30, let fit = LogisticFit(rows), !fit.isPenalised {
      // The effect follows the coefficient, and so does its range.
      let (b, se) = (fit.coefficients[1], fit.standardErrors[1])
      let perUnit = b == 0 ? 0 : fit.averageMarginalEffects[0] / b
      effect = Estimate(
        value: fit.averageMarginalEffects[0], low: perUnit * (b - z95 * se), high: perUnit * (b + z95 * se),
        n: rows.count)
    }
    return RepurchaseLink.Row(
      measure: measure, customers: rows.count, high: enough ? wilson(all.part, of: all.whole) : nil,
      low: enough ? wilson(none.part, of: none.whole) : nil, difference: enough ? newcombe(all, minus: none) : nil,
      matched: enough ? matchedDifference(zip(high, low).map { Stratum($0, $1) }) : nil, effectPer10: effect,
      thirds: measure.metric == .ces ? thirds(measure.scale, returns) : nil)
  }

  /// High is easy: the easiest have the least effort.
  private func thirds(_ scale: ClosedRange<Int32>, _ returns: ReturnsByScore) -> Thirds {
    Thirds(
      scale.reversed().map { score in
        (0..<ReturnsByScore.strata).map { stratum in
          let own = returns.sum(score, stratum: stratum)
          return GroupOutcomes.Count(all: own.whole, bought: own.part)
        }
      })
  }
}
