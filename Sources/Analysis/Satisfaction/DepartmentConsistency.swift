import Journeys
import Statistics

extension RatingTable {
  /// One experience or several, between departments and between channels, for each measure rated in two or more.
  func consistency(_ tallies: [MeasureTally]) -> [ConsistencyResult] {
    tallies.flatMap { tally in
      [
        consistency(.departments, tally, tally.byDepartment, answers.departments.map(\.id)),
        consistency(.channels, tally, tally.byChannel, answers.channels.map(\.id)),
      ].compactMap { $0 }
    }
  }

  private func consistency(
    _ between: ConsistencyResult.Between, _ tally: MeasureTally, _ units: [ScoreTally], _ ids: [String]
  ) -> ConsistencyResult? {
    let enough = max(2, hiddenBelow)
    let shown = units.indices.filter { units[$0].n >= enough }
    guard units.count(where: { $0.n > 0 }) > 1 else { return nil }
    var result = ConsistencyResult(
      between: between, measure: tally.measure, units: tally.cuts(units, ids, self), index: nil, tau: nil, icc: nil,
      pValue: nil, lowest: nil, highest: nil, customersRatingTwo: 0, meanGap: nil, wideGapShare: nil)
    addGaps(between, tally.measure, &result)
    let low = Double(tally.measure.scale.lowerBound)
    let width = Double(tally.measure.scale.upperBound) - low
    let groups = shown.map { unit -> Consistency.Group in
      var group = Consistency.Group()
      for (place, count) in units[unit].counts.enumerated() where count > 0 {
        let value = 100 * Double(place) / width
        group.n += count
        group.sum += Double(count) * value
        group.squares += Double(count) * value * value
      }
      return group
    }
    guard shown.count > 1, let found = Consistency(groups) else { return result }
    result.index = found.index
    result.tau = found.variance.squareRoot()
    result.icc = found.intraclass
    result.pValue = found.pValue
    let errors = groups.map { group in
      (mean: group.sum / Double(group.n), standardError: (found.within / Double(group.n)).squareRoot())
    }
    if let shrunken = NormalShrinkage(errors) {
      let means = shown.indices.map { (id: ids[shown[$0]], mean: shrunken.posteriors[$0].mean) }
        .sorted { $0.mean != $1.mean ? $0.mean < $1.mean : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      result.lowest = means.first
      result.highest = means.last
    }
    return result
  }

  /// Gaps within customers who rated two units: the largest less the smallest of their means on 0–100.
  private func addGaps(_ between: ConsistencyResult.Between, _ measure: Measure, _ result: inout ConsistencyResult) {
    // Respondent and unit in one key; sorted, so that one pass sees each respondent's units together.
    var ratings: [(key: Int64, score: Int32)] = []
    for ref in questions where self.measure(ref) == measure && rates(ref) {
      let survey = survey(ref)
      let question = question(ref)
      forEachAnswer(ref) { row, score, touchpoint, _ in
        let unit = between == .departments ? department(question, touchpoint) : survey.channels[row]
        let respondent = survey.respondents[row]
        // Rows without an id are one respondent each.
        let who = respondent >= 0 ? Int64(respondent) : Int64(answers.respondentCount + ref.survey << 28 + row)
        if unit >= 0 { ratings.append((who << 20 | Int64(unit), score)) }
      }
    }
    ratings.sort { $0.key != $1.key ? $0.key < $1.key : $0.score < $1.score }
    let width = Double(measure.scale.upperBound - measure.scale.lowerBound)
    var gaps: [Double] = []
    var place = 0
    while place < ratings.count {
      let who = ratings[place].key >> 20
      var means: [Double] = []
      while place < ratings.count, ratings[place].key >> 20 == who {
        let key = ratings[place].key
        var sum = 0
        var count = 0
        while place < ratings.count, ratings[place].key == key {
          sum += Int(ratings[place].score)
          count += 1
          place += 1
        }
        means.append(Double(sum) / Double(count))
      }
      if means.count > 1, let low = means.min(), let high = means.max() { gaps.append(100 * (high - low) / width) }
    }
    result.customersRatingTwo = gaps.count
    guard gaps.count >= max(2, hiddenBelow) else { return }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let deviation = (gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count - 1)).squareRoot()
    result.meanGap = meanInterval(mean: mean, standardDeviation: deviation, n: gaps.count)
    result.wideGapShare = wilson(gaps.count { $0 >= 25 }, of: gaps.count)
  }
}
