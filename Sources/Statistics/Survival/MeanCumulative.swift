/// How many events a case has had on average by the end of each period, where cases are observed for different times: the
/// mean cumulative function by Nelson and Aalen's estimator (Nelson 1995).
package struct MeanCumulative: Sendable, Equatable {
  /// `value[d]`: events per case by the end of period d.
  package let value: [Double]

  /// - Parameters:
  ///   - events: by period, 0-based; one case may have many.
  ///   - ends: cases whose observation ends in a period; they are still observed in it.
  package init(events: [Int], ends: [Int]) {
    var observed = ends.reduce(0, +)
    var sum = 0.0
    var value: [Double] = []
    for (d, count) in events.enumerated() {
      if observed > 0 { sum += Double(count) / Double(observed) }
      value.append(sum)
      observed -= ends[d]
    }
    self.value = value
  }
}
