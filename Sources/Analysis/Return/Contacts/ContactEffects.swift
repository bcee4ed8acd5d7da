import Statistics

/// What campaigns and offers go along with, beside customers alike who were not contacted, and what may be concluded.
package struct ContactEffects: Sendable {
  /// What may be said of a comparison, once all comparisons of the report are reckoned with.
  package enum Verdict: String, Sendable, CaseIterable {
    case more, fewer
    /// More, or less, by ``smallest`` of what others alike bought is excluded.
    case none
    case cannotBeTold
  }

  /// Customers, or purchases, on one side, and others alike.
  package struct Comparison: Sendable, Equatable {
    /// Those with others alike, and those of them who bought.
    package var compared = 0
    package var bought = 0
    /// Share less that of others alike (Mantel–Haenszel); `nil` where there are too few.
    package var difference: Estimate?
    /// How likely a difference as large is without one; 1 where nothing is compared.
    package var pValue = 1.0
    package var adjustedP = 1.0
    package var verdict = Verdict.cannotBeTold
  }

  package let tally: ContactTally
  /// By name, campaigns first, then offers: bought within the window after a contact.
  package private(set) var afterContact: [Comparison]
  /// Came back within the window after any contact while inactive.
  package private(set) var winBack: Comparison
  /// By offer: bought again within the horizon after a purchase with it.
  package private(set) var afterUse: [Comparison]

  /// On each side, for anything to be told.
  package static let fewest = 30
  /// The smallest difference worth saying, as a part of the share of others alike.
  package static let smallest = 0.1

  init(_ tally: ContactTally) {
    self.tally = tally
    let strata = tally.strata()
    var all = (strata + tally.useStrata()).map(Self.comparison)
    let tested = all.indices.filter { all[$0].difference != nil }
    for (place, p) in zip(tested, holm(tested.map { all[$0].pValue })) {
      all[place].adjustedP = p
      all[place].verdict = Self.verdict(all[place])
    }
    let names = tally.counts.count
    afterContact = Array(all[..<names])
    winBack = all[names]
    afterUse = Array(all[(names + 1)...])
  }

  private static func comparison(_ strata: [Stratum]) -> Comparison {
    let strata = strata.overlapping
    var own = Comparison()
    own.compared = strata.reduce(0) { $0 + $1.whole }
    own.bought = strata.reduce(0) { $0 + $1.part }
    guard own.compared >= fewest, strata.reduce(0, { $0 + $1.otherWhole }) >= fewest else { return own }
    own.difference = matchedDifference(strata)
    own.pValue = matchedChiSquare(strata).map { chiSquareAbove($0, degrees: 1) } ?? 1
    return own
  }

  private static func verdict(_ own: Comparison) -> Verdict {
    guard let difference = own.difference else { return .cannotBeTold }
    if own.adjustedP < 0.05, difference.low > 0 { return .more }
    if own.adjustedP < 0.05, difference.high < 0 { return .fewer }
    let others = Double(own.bought) / Double(max(1, own.compared)) - difference.value
    return max(difference.high, -difference.low) < smallest * others ? .none : .cannotBeTold
  }
}
