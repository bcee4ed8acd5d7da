import Journeys

/// Which customers two sources have in common, as shares of each: whether a journey can go through both.
package struct SharedCustomers: Sendable, Equatable {
  /// Names of the sources.
  package var first: String
  package var second: String
  /// Share of the first source's customers that are in the second, in whole percents, and the other way round.
  ///
  /// Counts stay out: with them, and the number of all customers, one could work out the few that are in one source only.
  package var ofFirst: Published<Double>
  package var ofSecond: Published<Double>
  /// Whether not one is, although some should be.
  package var isNone: Bool
  /// Whether one of the two is answers.
  package var hasAnswers: Bool

  init(_ pair: CustomerJoins.Pair, _ hiding: Hiding) {
    first = pair.first
    second = pair.second
    hasAnswers = pair.hasAnswers
    isNone = pair.isNone
    func share(of whole: Int) -> Published<Double> {
      let (common, rest) = (hiding.count(pair.common), hiding.count(whole - pair.common))
      if rest.isHidden || common.isHidden { return .hidden }
      return Hiding.number(
        whole > 0 ? (Double(pair.common) / Double(whole) * 100).rounded() / 100 : nil, with: common)
    }
    ofFirst = share(of: pair.inFirst)
    ofSecond = share(of: pair.inSecond)
  }
}
