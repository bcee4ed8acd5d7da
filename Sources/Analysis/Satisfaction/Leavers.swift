import Journeys
import Statistics

extension RatingTable {
  /// Ratings of touches after which the customer left, beside those after which they went on.
  func leavers(_ tallies: [MeasureTally], _ outcomes: CustomerOutcomes, _ sieve: SieveTally, _ catalog: Catalog) -> [LeaverComparison] {
    var result: [LeaverComparison] = []
    for tally in tallies {
      let empty = ScoreTally(tally.measure.scale)
      var left = [ScoreTally](repeating: empty, count: answers.catalogTouchpoints)
      var stayed = left
      var leaksRated = [Set<Int64>](repeating: [], count: answers.catalogTouchpoints)
      var passesRated = leaksRated
      for ref in questions where measure(ref) == tally.measure && rates(ref) {
        let survey = survey(ref)
        let events = question(ref).events
        forEachAnswer(ref) { row, score, touchpoint, weight in
          guard touchpoint >= 0, touchpoint < Int32(answers.catalogTouchpoints), events[row] >= 0 else { return }
          let respondent = Int(survey.respondents[row])
          // One touch may be rated twice; it is one touch.
          let touch = Int64(respondent) << 32 | Int64(events[row])
          switch outcomes.outcome(respondent, event: events[row]) {
          case .leak:
            left[Int(touchpoint)].add(score, weight: weight)
            leaksRated[Int(touchpoint)].insert(touch)
          case .next, .purchase:
            stayed[Int(touchpoint)].add(score, weight: weight)
            passesRated[Int(touchpoint)].insert(touch)
          case .some(.none), .rest, .well, .open, .end, nil: break
          }
        }
      }
      for code in journeyOrder(catalog) where code < answers.catalogTouchpoints && left[code].n + stayed[code].n > 0 {
        let row = sieve.rows[code]
        result.append(
          LeaverComparison(
            touchpoint: answers.touchpoints[code].id, measure: tally.measure,
            left: left[code].n > 0 ? tally.score(left[code], self) : nil,
            stayed: stayed[code].n > 0 ? tally.score(stayed[code], self) : nil,
            difference: min(left[code].n, stayed[code].n) >= 10 ? indexDifference(left[code], minus: stayed[code]) : nil,
            leaks: row.leak, leaksRated: leaksRated[code].count,
            passes: row.on + row.back + row.lateral + row.repeats + row.purchase, passesRated: passesRated[code].count))
      }
    }
    return result
  }

  /// Difference of two means on 0–100 with Welch's interval.
  func indexDifference(_ a: ScoreTally, minus b: ScoreTally) -> Estimate? {
    guard let x = a.unweighted.mean, let y = b.unweighted.mean, let sx = a.unweighted.standardDeviation,
      let sy = b.unweighted.standardDeviation
    else { return nil }
    let width = Double(a.scale.upperBound - a.scale.lowerBound) / 100
    let va = sx * sx / Double(a.n)
    let vb = sy * sy / Double(b.n)
    let difference = (x - y) / width
    guard va + vb > 0 else { return Estimate(value: difference, low: difference, high: difference, n: min(a.n, b.n)) }
    let degrees = (va + vb) * (va + vb) / (va * va / Double(a.n - 1) + vb * vb / Double(b.n - 1))
    let half = studentQuantile(0.975, degrees: degrees) * (va + vb).squareRoot() / width
    return Estimate(value: difference, low: difference - half, high: difference + half, n: min(a.n, b.n))
  }
}
