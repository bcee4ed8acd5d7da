/// How much an item of a survey goes along with an outcome, alone and among the other items.
package struct ItemWeight: Sendable, Equatable {
  /// Pearson's correlation over pairs with both answers.
  package var pearson: Double
  /// Standardised coefficient over complete cases.
  package var beta: Double
  /// Above 10 the item says nearly what others say.
  package var varianceInflation: Double
  /// Johnson's relative weight and LMG as shares of R²; LMG `nil` with more than 12 items.
  package var johnson: Double
  package var lmg: Double?
  /// LMG (with more than 12 items: Johnson's weight) as a part of R², 0…1.
  package var importance: Double
  /// Its range over resampled groups of customers; `nil` where there is one group only.
  package var importanceRange: Estimate?
  /// Share of resamples in which it is among the three most important.
  package var topThree: Double?

  /// - Parameters:
  ///   - pearson: the correlation, which needs no complete cases.
  ///   - driver: what the model of all items says of this one.
  ///   - rSquared: share of the outcome's variance that all of them go with.
  package init(pearson: Double, _ driver: DriverAnalysis.Driver, rSquared: Double) {
    self.pearson = pearson
    beta = driver.standardisedBeta
    varianceInflation = driver.varianceInflation
    johnson = driver.relativeWeight ?? 0
    lmg = driver.share
    importance = (driver.share ?? driver.relativeWeight ?? 0) / max(rSquared, 1e-12)
    importanceRange = driver.importance
    topThree = driver.inTopThree
  }
}
