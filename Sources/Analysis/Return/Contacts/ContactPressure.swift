import Statistics

/// What goes along with being contacted often: who comes and who asks for no more, by bands of contacts in 30 days.
package struct ContactPressure: Sendable {
  /// A band beside the lowest, customers alike.
  package struct Comparison: Sendable, Equatable {
    /// Customers of the band with somebody alike in the lowest.
    package var compared = 0
    /// Share of the band less that of the lowest (Mantel–Haenszel); `nil` where there are too few.
    package var difference: Estimate?
    /// How likely a difference as large is without one, and the same corrected for all comparisons of pressure (Holm).
    package var pValue = 1.0
    package var adjustedP = 1.0
    /// Whether fewer come, or more ask for no more, whatever chance may do. That pressure does no harm is never said: whom
    /// the company likes to write to are those who come anyway.
    package var isWorse = false
  }

  package let tally: PressureTally
  /// Days within which something may follow.
  package var window: Int64 { tally.window }
  /// By band but the lowest.
  package private(set) var came, left: [Comparison]
  /// Whether anybody's side of the club is known.
  package let hasClub: Bool

  /// `nil` where nobody was contacted.
  init?(_ tally: PressureTally) {
    guard tally.counts().contains(where: { $0.customers > 0 }) else { return nil }
    self.tally = tally
    hasClub = tally.counts(.member).contains { $0.customers > 0 }
    let count = PressureTally.bands.count - 1
    let strata = tally.strata(left: false) + (tally.hasOptOut ? tally.strata(left: true) : [])
    var all = strata.map(Self.comparison)
    let tested = all.indices.filter { all[$0].difference != nil }
    for (place, p) in zip(tested, holm(tested.map { all[$0].pValue })) {
      all[place].adjustedP = p
      guard p < 0.05, let difference = all[place].difference else { continue }
      all[place].isWorse = place < count ? difference.high < 0 : difference.low > 0
    }
    came = Array(all[..<count])
    left = Array(all[count...])
  }

  private static func comparison(_ strata: [Stratum]) -> Comparison {
    let strata = strata.overlapping
    var own = Comparison()
    own.compared = strata.reduce(0) { $0 + $1.whole }
    guard own.compared >= ContactEffects.fewest,
      strata.reduce(0, { $0 + $1.otherWhole }) >= ContactEffects.fewest
    else { return own }
    own.difference = matchedDifference(strata)
    own.pValue = matchedChiSquare(strata).map { chiSquareAbove($0, degrees: 1) } ?? 1
    return own
  }
}
