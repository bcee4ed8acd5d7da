/// What several things of one person come to, summed over persons: a share of them, or a mean.
///
/// Things of one person resemble one another, so the error is that of a ratio of sums over persons (linearisation; Cochran
/// 1977, 2.11): √Σ (part − r · whole)² / Σ whole, with r = Σ part / Σ whole. Integers, so that the order of adding is nothing.
package struct RatioSums: Sendable, Equatable {
  /// Σ part and Σ whole.
  package private(set) var part: Int128 = 0
  package private(set) var whole: Int128 = 0
  private var partSquares: Int128 = 0
  private var products: Int128 = 0
  private var wholeSquares: Int128 = 0

  /// A person's part beyond this is counted as this much: squares of more would not fit.
  private static let most: Int64 = 1_000_000_000_000_000

  package init() {}

  /// Sums of persons of whom each has one thing.
  package init(part: Int, whole: Int) {
    (self.part, self.whole) = (Int128(part), Int128(whole))
    (partSquares, products, wholeSquares) = (self.part, self.part, self.whole)
  }

  /// Counts one person.
  @inline(__always)
  package mutating func add(part: Int64, whole: Int64) {
    let (a, b) = (Int128(min(max(part, -Self.most), Self.most)), Int128(whole))
    self.part &+= a
    self.whole &+= b
    partSquares &+= a &* a
    products &+= a &* b
    wholeSquares &+= b &* b
  }

  /// The same parts of all that some persons have, of whom those counted here are those with a part.
  package func of(_ all: RatioSums) -> RatioSums {
    var sums = self
    (sums.whole, sums.wholeSquares) = (all.whole, all.wholeSquares)
    return sums
  }

  /// Takes in sums over other persons.
  package mutating func merge(_ other: RatioSums) {
    part &+= other.part
    whole &+= other.whole
    partSquares &+= other.partSquares
    products &+= other.products
    wholeSquares &+= other.wholeSquares
  }

  /// Σ part / Σ whole; `nil` of nothing.
  package var ratio: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// The ratio's squared error; `nil` of nothing.
  package var variance: Double? {
    guard let ratio else { return nil }
    let squares = Double(partSquares) - 2 * ratio * Double(products) + ratio * ratio * Double(wholeSquares)
    return max(0, squares) / (Double(whole) * Double(whole))
  }

  /// As many things of as many persons would say as much of a share; `nil` of nothing.
  package var effectiveN: Double? {
    guard let ratio, let variance else { return nil }
    let binomial = ratio * (1 - ratio)
    return binomial > 0 && variance > 0 ? binomial / variance : Double(whole)
  }
}

/// A difference of two figures, with what it takes to say whether it is one.
package struct RatioDifference: Sendable, Equatable {
  /// The later less the earlier, with its 95 % interval; `n` is the smaller base.
  package var estimate: Estimate
  package var pValue: Double
  /// The error it would have if there were none.
  package var standardError: Double

  package init(estimate: Estimate, pValue: Double, standardError: Double) {
    (self.estimate, self.pValue, self.standardError) = (estimate, pValue, standardError)
  }

  /// Of two shares: Newcombe's hybrid interval of Wilson's with the effective numbers, and the test of one common share.
  package init?(shareOf now: RatioSums, minus before: RatioSums) {
    guard let p = now.ratio, let q = before.ratio, let m = now.effectiveN, let n = before.effectiveN, m > 0, n > 0,
      let a = wilson(share: p, effectiveN: m, n: Int(clamping: now.whole)),
      let b = wilson(share: q, effectiveN: n, n: Int(clamping: before.whole))
    else { return nil }
    func square(_ x: Double) -> Double { x * x }
    let pooled = (p * m + q * n) / (m + n)
    standardError = (pooled * (1 - pooled) * (1 / m + 1 / n)).squareRoot()
    pValue = standardError > 0 ? normalTwoSided((p - q) / standardError) : 1
    estimate = Estimate(
      value: p - q, low: p - q - (square(p - a.low) + square(b.high - q)).squareRoot(),
      high: p - q + (square(a.high - p) + square(q - b.low)).squareRoot(), n: min(a.n, b.n))
  }

  /// Of two means.
  package init?(meanOf now: RatioSums, minus before: RatioSums) {
    guard let p = now.ratio, let q = before.ratio, let a = now.variance, let b = before.variance else { return nil }
    self.init(
      of: (p, a.squareRoot()), minus: (q, b.squareRoot()), n: Int(clamping: min(now.whole, before.whole)))
  }

  /// Of two figures with their errors; `n` is the smaller base.
  package init?(of now: (value: Double, error: Double), minus before: (value: Double, error: Double), n: Int) {
    standardError = (now.error * now.error + before.error * before.error).squareRoot()
    guard standardError > 0 else { return nil }
    let d = now.value - before.value
    pValue = normalTwoSided(d / standardError)
    estimate = Estimate(value: d, low: d - z95 * standardError, high: d + z95 * standardError, n: n)
  }

  /// How likely a true difference of some size would have been told, where p must be below a level.
  package func power(toFind size: Double, below level: Double) -> Double {
    guard standardError > 0, level > 0, level < 1 else { return 1 }
    return normalBelow(abs(size) / standardError - normalQuantile(1 - level / 2))
  }

  /// How many a side must have so that a true difference of some size is told with 80 % certainty, both sides alike.
  ///
  /// - Parameter bases: how many the sides have.
  package func needed(toFind size: Double, below level: Double, bases: (Int, Int)) -> Int? {
    guard size > 0, bases.0 > 0, bases.1 > 0, standardError > 0, level > 0, level < 1 else { return nil }
    let one = standardError * standardError / (1 / Double(bases.0) + 1 / Double(bases.1))
    let z = normalQuantile(1 - level / 2) + normalQuantile(0.8)
    let needed = (2 * one * z * z / (size * size)).rounded(.up)
    return needed < 1e15 ? Int(needed) : nil
  }
}
