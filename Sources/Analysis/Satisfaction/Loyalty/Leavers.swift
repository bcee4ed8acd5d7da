import Journeys
import Statistics

extension RatingTable {
  /// Ratings of touches after which the customer left, beside those after which they went on.
  func leavers(_ tallies: [MeasureTally], _ outcomes: CustomerOutcomes, _ sieve: SieveTally) -> [LeaverComparison] {
    var result: [LeaverComparison] = []
    for tally in tallies {
      let refs = questions(of: tally.measure)
      func grid() -> TallyGrid {
        TallyGrid(tally.measure.scale, parts: answers.catalogTouchpoints, isWeighted: tally.isWeighted)
      }
      var (leftGrid, stayedGrid) = (grid(), grid())
      var leaksRated = [Int](repeating: 0, count: answers.catalogTouchpoints)
      var passesRated = leaksRated
      // One touch may be rated twice; it is one touch.
      var isRated = [Bool](repeating: false, count: outcomes.eventCount)
      for ref in refs where survey(ref).type != .relational {
        let column = column(ref)
        let touches = ratedTouches(ref, column, outcomes)
        leftGrid.add(column) { touches[$0].isLeft ? touches[$0].touchpoint : -1 }
        stayedGrid.add(column) { touches[$0].isLeft ? -1 : touches[$0].touchpoint }
        for touch in touches where touch.touchpoint >= 0 && !isRated[touch.event] {
          isRated[touch.event] = true
          if touch.isLeft {
            leaksRated[Int(touch.touchpoint)] += 1
          } else {
            passesRated[Int(touch.touchpoint)] += 1
          }
        }
      }
      let (left, stayed) = (leftGrid.tallies, stayedGrid.tallies)
      for code in journeyOrder where code < answers.catalogTouchpoints && left[code].n + stayed[code].n > 0 {
        let row = sieve.rows[code]
        result.append(
          LeaverComparison(
            touchpoint: answers.touchpoints[code].id, measure: tally.measure,
            left: left[code].n > 0 ? tally.score(left[code], self) : nil,
            stayed: stayed[code].n > 0 ? tally.score(stayed[code], self) : nil,
            difference: min(left[code].n, stayed[code].n) >= 10
              ? indexDifference(left[code], minus: stayed[code]) : nil,
            leaks: row.leak, leaksRated: leaksRated[code],
            passes: row.on + row.back + row.lateral + row.repeats + row.purchase, passesRated: passesRated[code]))
      }
    }
    return result
  }

  /// What became of the touch a row rates: its touchpoint, whether the customer left after it, and its number among the
  /// events of all respondents.
  private struct RatedTouch: BitwiseCopyable {
    var touchpoint: Int32
    var isLeft: Bool
    var event: Int
    /// A row that rates no touch after which a customer left or went on.
    static let none = RatedTouch(touchpoint: -1, isLeft: false, event: 0)
  }

  private func ratedTouches(_ ref: QuestionRef, _ column: AnswerColumn, _ outcomes: CustomerOutcomes) -> [RatedTouch] {
    let events = question(ref).events
    let respondents = survey(ref).respondents
    var touches = [RatedTouch](repeating: .none, count: column.scores.count)
    column.forEach { row, _ in
      let touchpoint = column.touchpoint(row)
      guard touchpoint >= 0, touchpoint < Int32(answers.catalogTouchpoints), events[row] >= 0,
        let event = outcomes.place(Int(respondents[row]), event: events[row])
      else { return }
      switch outcomes.outcome(at: event) {
      case .leak: touches[row] = RatedTouch(touchpoint: touchpoint, isLeft: true, event: event)
      case .next, .purchase: touches[row] = RatedTouch(touchpoint: touchpoint, isLeft: false, event: event)
      case .some(.none), .rest, .well, .open, .end, nil: break
      }
    }
    return touches
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
