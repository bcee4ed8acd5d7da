import Statistics

/// How many of those with a contract are expected to stay, told only where the same model, fitted to the first part of the
/// data, came closer to what followed than "the same rate as before".
package struct ContractForecast: Sendable, Equatable {
  /// Periods that the test and the forecast are about.
  package var periods: Int
  /// Customers there at the split, and those of them who stayed to the end.
  package var before: Int
  package var kept: Int
  /// What the same rate as before, and the model, expected to stay.
  package var sameRate: Double
  package var model: Double
  /// Customers there at the end, and those expected to stay; `nil` where the model did not beat the same rate.
  package var now: Int
  package var forecast: PurchaseForecast?

  /// Customers who must have been there, and who must have left, before the split.
  static let leastStaying = 100
  static let leastLeft = 30

  /// How far the model was off in the test, as a part of what it expected.
  package var error: Double { model > 0 ? abs(Double(kept) - model) / model : .infinity }

  /// `nil` where nothing is a contract, or too little is known before the split.
  init?(_ tally: ContractTally) {
    let earlier = tally.before
    (before, kept) = (earlier.staying.reduce(0, +), tally.kept.reduce(0, +))
    let left = earlier.left.reduce(0, +)
    guard tally.span > 0, before >= Self.leastStaying, left >= Self.leastLeft,
      let fit = ShiftedBetaGeometric(left: earlier.left, staying: earlier.staying)
    else { return nil }
    periods = tally.span
    let renewed = earlier.left.indices.reduce(0) { $0 + $1 * (earlier.left[$1] + earlier.staying[$1]) }
    var rate = 1.0
    for _ in 0..<periods { rate *= Double(renewed) / Double(renewed + left) }
    sameRate = Double(before) * rate
    model = fit.expected(earlier.staying, staying: periods).mean
    now = tally.whole.staying.reduce(0, +)
    guard abs(model - Double(kept)) < abs(sameRate - Double(kept)),
      let whole = ShiftedBetaGeometric(left: tally.whole.left, staying: tally.whole.staying)
    else { return }
    let range = whole.forecast(
      left: tally.whole.left, staying: tally.whole.staying, periods: periods, draws: 200)
    // Nobody can stay twice.
    var widened = range.widened(to: error)
    widened.high = min(widened.high, Double(now))
    forecast = widened
  }
}
