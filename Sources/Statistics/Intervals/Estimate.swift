/// A number with its 95 % interval and its base.
package struct Estimate: Sendable, Equatable {
  /// In the unit of what is estimated; the ends hold it.
  package var value: Double
  package var low: Double
  package var high: Double
  /// What it is a share or mean of.
  package var n: Int

  package init(value: Double, low: Double, high: Double, n: Int) {
    self.value = value
    self.low = low
    self.high = high
    self.n = n
  }
}

/// 97.5 % quantile of the standard normal distribution.
package let z95 = 1.959963984540054
