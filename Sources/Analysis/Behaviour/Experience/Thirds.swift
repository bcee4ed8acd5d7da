import Statistics

/// Those with the least of something against those with the most, a third each as near as equal values allow: by how much
/// more of the first bought again, among those alike beforehand (Mantel–Haenszel, Sato's interval).
package struct Thirds: Sendable, Equatable {
  /// With the least, and with the most.
  package var least, most: GroupOutcomes.Count
  /// Share that bought again, least less most; `nil` where either is too few or nobody can be compared.
  package var difference: Estimate?

  /// - Parameter values: in ascending order, each with its counts by stratum.
  init(_ values: [[GroupOutcomes.Count]]) {
    let sizes = values.map { $0.reduce(0) { $0 + $1.all } }
    let all = sizes.reduce(0, +)
    let strata = values.first?.count ?? 0
    var groups = [[GroupOutcomes.Count]](repeating: [GroupOutcomes.Count](repeating: .init(), count: strata), count: 3)
    var below = 0
    for (own, size) in zip(values, sizes) where size > 0 {
      // The third in which the mean rank of equal values lies; doubled, to stay with whole numbers.
      let third = min(2, 3 * (2 * below + size) / (2 * all))
      below += size
      for stratum in own.indices {
        groups[third][stratum].all += own[stratum].all
        groups[third][stratum].bought += own[stratum].bought
      }
    }
    func sum(_ counts: [GroupOutcomes.Count]) -> GroupOutcomes.Count {
      counts.reduce(into: .init()) { sum, own in
        sum.all += own.all
        sum.bought += own.bought
      }
    }
    (least, most) = (sum(groups[0]), sum(groups[2]))
    let bought = least.bought + most.bought
    guard min(least.all, most.all) >= ExperienceGap.fewest,
      min(bought, least.all + most.all - bought) >= ExperienceGap.fewestOutcomes
    else { return }
    difference = matchedDifference(
      zip(groups[0], groups[2]).map { easy, hard in
        Stratum((part: easy.bought, whole: easy.all), (part: hard.bought, whole: hard.all))
      })
  }
}
