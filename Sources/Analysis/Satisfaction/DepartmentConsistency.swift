import Journeys
import Statistics

extension RatingTable {
  /// One experience or several, between departments and between channels, for each measure rated in two or more.
  func consistency(_ tallies: [MeasureTally], _ ratings: [CustomerRatings]) -> [ConsistencyResult] {
    tallies.flatMap { tally -> [ConsistencyResult] in
      let own = ratings.first { $0.measure == tally.measure }
      return [
        consistency(
          .departments, tally, tally.byDepartment, answers.departments.map(\.id), own?.departmentGaps ?? []),
        consistency(.channels, tally, tally.byChannel, answers.channels.map(\.id), own?.channelGaps ?? []),
      ].compactMap { $0 }
    }
  }

  private func consistency(
    _ between: ConsistencyResult.Between, _ tally: MeasureTally, _ units: [ScoreTally], _ ids: [String],
    _ gaps: [Double]
  ) -> ConsistencyResult? {
    let enough = max(2, hiddenBelow)
    let shown = units.indices.filter { units[$0].n >= enough }
    guard units.count(where: { $0.n > 0 }) > 1 else { return nil }
    var result = ConsistencyResult(
      between: between, measure: tally.measure, units: tally.cuts(units, ids, self), index: nil, tau: nil, spread: nil,
      icc: nil,
      pValue: nil, lowest: nil, highest: nil, customersRatingTwo: 0, meanGap: nil, wideGapShare: nil)
    let refs = questions(of: tally.measure)
    result.units = result.units.map { unit in
      guard let code = ids.firstIndex(of: unit.id) else { return unit }
      var unit = unit
      unit.score = countingPeople(unit.score, refs) { ref, column, row in
        switch between {
        case .departments: column.department(row) == code
        case .channels: answers.surveys[ref.survey].channels[row] == code
        }
      }
      return unit
    }
    add(gaps, &result)
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
    result.spread = found.spread
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

  /// Gaps within customers who rated two units.
  private func add(_ gaps: [Double], _ result: inout ConsistencyResult) {
    result.customersRatingTwo = gaps.count
    guard gaps.count >= max(2, hiddenBelow) else { return }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let deviation = (gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count - 1)).squareRoot()
    result.meanGap = meanInterval(mean: mean, standardDeviation: deviation, n: gaps.count)
    result.wideGapShare = wilson(gaps.count { $0 >= 25 }, of: gaps.count)
  }
}
