import Foundation

/// Where the level of a series changes most: from one unit of time on, or for a spell within it; and how likely as large a
/// change is where there is none.
///
/// The search is least squares over all places (Page 1955; Sen & Srivastava 1975), and over all spells that end within the
/// series (the "epidemic" alternative of Levin & Kline 1985). The error is what the series itself scatters, and never less
/// than chance alone; neighbours that resemble each other widen it by their first autocorrelation. For a step p is that of a
/// maximally selected statistic (Miller & Siegmund 1982; Lausen & Schumacher 1992); for a spell Bonferroni's over all spells
/// looked at; both are doubled, since both were looked for. A series that a straight line fits better than a step grows, and
/// has no change of level.
package struct LevelChange: Sendable, Equatable {
  /// Units with the other level, by place; it reaches the end of the series where the change lasts.
  package let units: Range<Int>
  /// Whether the series goes back to its level.
  package let isSpell: Bool
  /// Not yet corrected for other series.
  package let pValue: Double
  /// The change in standard errors, as one of a normal distribution.
  package let z: Double

  /// Fewer units than these make no level of their own.
  package static let shortest = 3
  /// A step and a spell are looked for in at least so many units.
  package static let fewest = 10

  /// Of events that happen so often in units of such lengths; `nil` where units are too few or nothing ever happens.
  ///
  /// Counts enter as 2√((y + 3/8) / e), whose variance by chance alone is 1/e (Anscombe 1948).
  ///
  /// - Parameter exposures: days counted in each unit, or whatever events are counted against; 0 leaves a unit out.
  package init?(counts: [Int], exposures: [Double]) {
    guard counts.count == exposures.count, counts.contains(where: { $0 > 0 }) else { return nil }
    let values = zip(counts, exposures).map { count, exposure in
      exposure > 0 ? 2 * ((Double(count) + 0.375) / exposure).squareRoot() : 0
    }
    self.init(values: values, weights: exposures, leastVariance: 1)
  }

  /// Of a share: so many of so many in each unit; `nil` where units are too few, or it is always none or all.
  package init?(parts: [Int], wholes: [Int]) {
    let (part, whole) = (parts.reduce(0, +), wholes.reduce(0, +))
    guard parts.count == wholes.count, part > 0, part < whole else { return nil }
    let share = Double(part) / Double(whole)
    self.init(
      values: zip(parts, wholes).map { $1 > 0 ? Double($0) / Double($1) : 0 }, weights: wholes.map(Double.init),
      leastVariance: share * (1 - share))
  }

  /// Of means of so many values each.
  ///
  /// - Parameters:
  ///   - weights: values in each unit; 0 leaves it out.
  ///   - leastVariance: of a single value, by chance alone.
  package init?(values: [Double], weights: [Double], leastVariance: Double) {
    let kept = weights.indices.filter { weights[$0] > 0 }
    guard kept.count >= Self.fewest, leastVariance > 0 else { return nil }
    let sums = Sums(kept.map { values[$0] }, kept.map { weights[$0] })
    let found = [sums.step(), sums.spell()].compactMap { candidate in
      candidate.map { sums.judged($0, leastVariance) }
    }
    guard let best = found.min(by: { $0.p < $1.p }) else { return nil }
    guard best.rest < sums.restOfLine else { return nil }
    let upper = best.units.upperBound < kept.count ? kept[best.units.upperBound] : values.count
    units = kept[best.units.lowerBound]..<upper
    isSpell = best.units.upperBound < kept.count
    pValue = min(1, 2 * best.p)
    z = best.z
  }
}

/// How often a maximum of |Z| over all places between two shares of the series is so large where nothing changes.
///
/// φ(b)(b − 1/b) ln(ε₂(1 − ε₁) / ((1 − ε₂) ε₁)) + 4φ(b)/b, by Miller & Siegmund (1982); 1 below b = 1.
package func maximallySelectedP(_ b: Double, from low: Double, to high: Double) -> Double {
  guard b >= 1, low > 0, high < 1, low < high else { return 1 }
  let density = normalDensity(b)
  let places = log(high * (1 - low) / ((1 - high) * low))
  return min(1, max(0, 4 * density / b + density * (b - 1 / b) * places))
}

/// Sums over the first units of a weighted series, so that every stretch is a difference of two.
private struct Sums {
  let values: [Double]
  let weights: [Double]
  private var weight = [0.0]
  private var sum = [0.0]
  private var squares = 0.0

  /// A stretch, and how much of the squares it explains.
  struct Candidate {
    var units: Range<Int>
    var explained: Double
    /// Stretches that were looked at.
    var looked: Int
  }

  init(_ values: [Double], _ weights: [Double]) {
    (self.values, self.weights) = (values, weights)
    for (value, own) in zip(values, weights) {
      weight.append(weight[weight.count - 1] + own)
      sum.append(sum[sum.count - 1] + own * value)
      squares += own * value * value
    }
  }

  private var all: Double { weight[values.count] }
  private var total: Double { squares - sum[values.count] * sum[values.count] / all }

  private func means(_ units: Range<Int>) -> (inside: Double, outside: Double) {
    let own = weight[units.upperBound] - weight[units.lowerBound]
    let inside = sum[units.upperBound] - sum[units.lowerBound]
    return (inside / own, (sum[values.count] - inside) / (all - own))
  }

  private func explained(_ units: Range<Int>) -> Double {
    let own = weight[units.upperBound] - weight[units.lowerBound]
    let (inside, outside) = means(units)
    return (inside - outside) * (inside - outside) * own * (all - own) / all
  }

  private func best(_ candidates: some Sequence<Range<Int>>) -> Candidate? {
    var best: Candidate?
    var looked = 0
    for units in candidates {
      looked += 1
      let own = explained(units)
      if best.map({ own > $0.explained }) ?? true { best = Candidate(units: units, explained: own, looked: 0) }
    }
    best?.looked = looked
    return best
  }

  /// The best stretch that lasts to the end.
  func step() -> Candidate? {
    let (n, least) = (values.count, LevelChange.shortest)
    return best((least...(n - least)).lazy.map { $0..<n })
  }

  /// The best stretch with enough units after it that show its end, at most half as long as the series.
  func spell() -> Candidate? {
    let (n, least) = (values.count, LevelChange.shortest)
    return best(
      (1..<(n - least)).lazy.flatMap { start in
        stride(from: start + least, through: min(n - least, start + n / 2), by: 1).lazy.map { start..<$0 }
      })
  }

  /// What a straight line leaves of the squares.
  var restOfLine: Double {
    let middle = weights.indices.reduce(0) { $0 + weights[$1] * Double($1) } / all
    var (spread, product) = (0.0, 0.0)
    for (place, own) in weights.enumerated() {
      let distance = Double(place) - middle
      spread += own * distance * distance
      product += own * distance * values[place]
    }
    return spread > 0 ? total - product * product / spread : total
  }

  /// A stretch with its p, and what it leaves of the squares.
  func judged(_ own: Candidate, _ leastVariance: Double) -> (units: Range<Int>, p: Double, z: Double, rest: Double) {
    let n = Double(values.count)
    let rest = max(0, total - own.explained)
    let degrees = n - 2
    let variance = max(rest / degrees, leastVariance) * inflation(own.units)
    // A t of so many degrees as a normal deviate (Wallace 1959).
    let z =
      (8 * degrees + 1) / (8 * degrees + 3)
      * (degrees * log(1 + own.explained / variance / degrees)).squareRoot()
    let share = Double(LevelChange.shortest) / n
    let p =
      own.units.upperBound == values.count
      ? maximallySelectedP(z, from: share, to: 1 - share) : min(1, normalTwoSided(z) * Double(own.looked))
    return (own.units, p, z, rest)
  }

  private func inflation(_ units: Range<Int>) -> Double {
    let (inside, outside) = means(units)
    return autocorrelationInflation(
      values.indices.map { (values[$0] - (units.contains($0) ? inside : outside)) * weights[$0].squareRoot() })
  }
}

/// How likely none of so many who each come with a chance comes at all.
package func chanceOfNone(_ chance: Double, of people: Int) -> Double { pow(1 - chance, Double(people)) }
