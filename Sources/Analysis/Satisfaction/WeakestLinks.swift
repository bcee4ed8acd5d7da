import Journeys
import Statistics

extension MeasureTally {
  /// Which touchpoint is weakest, of those with answers enough to be shown at all.
  ///
  /// - Parameter declared: ids of touchpoints that could have been rated.
  func weakestLink(_ table: RatingTable, declared: [String]) -> WeakestLinkResult {
    let ids = table.answers.touchpoints.map(\.id)
    // With privacy off the figures must still bear comparison: a touchpoint with one answer has no spread.
    let enough = max(2, table.hiddenBelow)
    let shown = byTouchpoint.indices.filter { byTouchpoint[$0].n >= enough }
    let thin = byTouchpoint.indices.filter { (1..<enough).contains(byTouchpoint[$0].n) }.map { ids[$0] }
    let rated = Set(byTouchpoint.indices.filter { byTouchpoint[$0].n > 0 }.map { ids[$0] })
    var result = WeakestLinkResult(
      measure: measure, touchpoints: [], thin: thin.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      unmeasured: declared.filter { !rated.contains($0) }, verdict: .tooFew, strength: .tooFew, furtherAnswers: nil)
    guard shown.count > 1, let links = links(shown) else {
      result.touchpoints = shown.map {
        let score = touchpointScores[$0]
        return RankedTouchpoint(
          id: ids[$0], score: score, shrunken: score.value ?? Estimate(value: 0, low: 0, high: 0, n: score.n),
          probability: 1 / Double(shown.count), probabilityStrongest: 1 / Double(shown.count))
      }
      if shown.count > 1 { (result.verdict, result.strength) = (.noDifference, .noDifference) }
      return result
    }
    func verdict(_ link: WeakestLink) -> WeakestLinkResult.Verdict {
      switch link.verdict {
      // Under 30 answers there is a direction and no rank.
      case .named(let i): byTouchpoint[shown[i]].n < 30 ? .contenders([ids[shown[i]]]) : .named(ids[shown[i]])
      case .contenders(let list): .contenders(list.map { ids[shown[$0]] })
      case .noDifference: .noDifference
      }
    }
    result.verdict = verdict(links.weakest)
    result.strength = verdict(links.strongest)
    result.furtherAnswers = links.weakest.furtherAnswers
    if case .named(let i) = links.weakest.verdict, byTouchpoint[shown[i]].n < 30 {
      result.furtherAnswers = 30 - byTouchpoint[shown[i]].n
    }
    result.touchpoints = shown.indices.map {
      RankedTouchpoint(
        id: ids[shown[$0]], score: touchpointScores[shown[$0]], shrunken: links.shrunken[$0],
        probability: links.weakest.probabilities[$0], probabilityStrongest: links.strongest.probabilities[$0])
    }.sorted {
      $0.probability != $1.probability
        ? $0.probability > $1.probability : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    return result
  }

  private func links(_ shown: [Int]) -> (weakest: WeakestLink, strongest: WeakestLink, shrunken: [Estimate])? {
    switch measure.metric {
    case .csat, .ces:
      // Weighted answers count for what they are worth in equal ones.
      let counts = shown.map { worth(byTouchpoint[$0]) }
      let reversed = counts.map { (part: $0.whole - $0.part, whole: $0.whole) }
      guard let weakest = WeakestLink(shares: counts), let strongest = WeakestLink(shares: reversed),
        let shrinkage = BetaBinomialShrinkage(counts)
      else { return nil }
      let shrunken = zip(shrinkage.posteriors, shown).map { $0.estimate(n: byTouchpoint[$1].n) }
      return (weakest, strongest, shrunken)
    case .nps:
      let means = shown.compactMap { place -> (mean: Double, standardDeviation: Double, n: Int)? in
        let tally = byTouchpoint[place]
        let counts = ScoreCounts(lowest: Int(tally.scale.lowerBound), counts: tally.worth)
        guard let mean = counts.mean, let deviation = counts.standardDeviation else { return nil }
        return (mean * 10, deviation * 10, counts.n)
      }
      guard means.count == shown.count, let weakest = WeakestLink(means: means),
        let strongest = WeakestLink(means: means.map { (-$0.mean, $0.standardDeviation, $0.n) })
      else { return nil }
      let errors = means.map {
        (mean: $0.mean, standardError: max(1e-6, $0.standardDeviation) / Double($0.n).squareRoot())
      }
      guard let shrinkage = NormalShrinkage(errors) else { return nil }
      return (weakest, strongest, zip(shrinkage.posteriors, shown).map { $0.estimate(n: byTouchpoint[$1].n) })
    case .text, .choice: return nil
    }
  }

  /// Successes and answers; weighted ones as Kish's number of equal answers, rounded.
  private func worth(_ tally: ScoreTally) -> (part: Int, whole: Int) {
    guard isWeighted else { return tally.top(measure.metric) }
    let score = tally.score(measure.metric, isWeighted: true, hiddenBelow: 0)
    let whole = max(1, Int(score.nEffective.rounded()))
    return (Int(((score.value?.value ?? 0) * Double(whole)).rounded()), whole)
  }
}
