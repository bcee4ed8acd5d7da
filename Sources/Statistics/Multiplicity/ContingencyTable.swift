import Foundation

/// Counts of people by group (rows) and by kind (columns), each person once; Pearson's test of whether groups are parted
/// alike, and how much they differ.
package struct ContingencyTable: Sendable, Equatable {
  /// As given: `counts[row][column]`.
  package let counts: [[Int]]
  package let rowTotals, columnTotals: [Int]
  /// All of them.
  package let n: Int
  /// Σ (observed − expected)² / expected.
  package let chiSquare: Double
  /// (rows − 1)(columns − 1), those of nobody left out.
  package let degrees: Int
  /// The lesser of rows and columns, less one.
  package let dimension: Int

  /// - Parameter counts: rows of one length; `nil` where there are not two rows and two columns of anybody.
  package init?(_ counts: [[Int]]) {
    self.counts = counts
    let width = counts.first?.count ?? 0
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = (0..<width).map { c in counts.reduce(0) { $0 + $1[c] } }
    n = rowTotals.reduce(0, +)
    let (rows, columns) = (rowTotals.count { $0 > 0 }, columnTotals.count { $0 > 0 })
    guard rows > 1, columns > 1 else { return nil }
    degrees = (rows - 1) * (columns - 1)
    dimension = min(rows, columns) - 1
    chiSquare = Self.chiSquare(counts, rowTotals, columnTotals, n)
  }

  private static func chiSquare(_ counts: [[Int]], _ rows: [Int], _ columns: [Int], _ n: Int) -> Double {
    var sum = 0.0
    for (r, row) in counts.enumerated() where rows[r] > 0 {
      for (c, count) in row.enumerated() where columns[c] > 0 {
        let expected = Double(rows[r]) * Double(columns[c]) / Double(n)
        sum += (Double(count) - expected) * (Double(count) - expected) / expected
      }
    }
    return sum
  }

  /// The least count to be expected anywhere were all groups alike.
  package var leastExpected: Double {
    let least = (rowTotals.filter { $0 > 0 }.min() ?? 0, columnTotals.filter { $0 > 0 }.min() ?? 0)
    return Double(least.0) * Double(least.1) / Double(n)
  }

  /// Below this many expected the distribution of χ² is not trusted (Cochran 1954).
  private static let fewestExpected = 5.0
  /// Tables drawn for a p by permutation.
  private static let permutations = 9_999

  /// How likely groups that are alike differ as much: by χ², or where few are expected somewhere by tables drawn at random
  /// with the same margins, as by people who change groups among each other.
  package var pValue: Double {
    leastExpected < Self.fewestExpected ? permutedP : chiSquareAbove(chiSquare, degrees: Double(degrees))
  }

  /// The share of tables with the same margins that differ as much; the same for the same counts.
  package var permutedP: Double {
    var random = SplitMix(seed: 0x6772_6F75_7073)
    var drawn = counts
    var atLeast = 1
    for _ in 0..<Self.permutations {
      var left = columnTotals
      var people = n
      for (r, total) in rowTotals.enumerated() {
        var (open, rest) = (total, people)
        for c in left.indices {
          let count = random.hypergeometric(of: rest, marked: left[c], drawn: open)
          drawn[r][c] = count
          rest -= left[c]
          open -= count
          left[c] -= count
        }
        people -= total
      }
      // Tables that are as far off but for rounding count.
      if Self.chiSquare(drawn, rowTotals, columnTotals, n) >= chiSquare * (1 - 1e-9) { atLeast += 1 }
    }
    return Double(atLeast) / Double(Self.permutations + 1)
  }

  /// Cramér's V, √(χ² / n ÷ (the lesser of rows and columns − 1)): 0 where all groups are alike, 1 where the group says all.
  package var cramersV: Double { (chiSquare / (Double(n) * Double(dimension))).squareRoot() }

  /// V without what chance alone brings (Bergsma 2013), with the 95 % range that the non-central χ² leaves.
  ///
  /// Groups more alike than chance makes them are no proof that they are: the upper end is at least that of as much as chance
  /// brings on average. φ² less (r − 1)(c − 1)/(n − 1), over the lesser of r − (r − 1)²/(n − 1) and c − (c − 1)²/(n − 1), less one.
  package var correctedV: Estimate {
    let (r, c) = (Double(rowTotals.count { $0 > 0 }), Double(columnTotals.count { $0 > 0 }))
    let people = Double(n)
    let effect = max(0, chiSquare / people - (r - 1) * (c - 1) / (people - 1))
    let width = min(r - (r - 1) * (r - 1) / (people - 1), c - (c - 1) * (c - 1) / (people - 1)) - 1
    let value = width > 0 ? min(1, (effect / width).squareRoot()) : 0
    let low = chiSquareNoncentrality(chiSquare, degrees: degrees).low
    let high = chiSquareNoncentrality(max(chiSquare, Double(degrees)), degrees: degrees).high
    func v(_ lambda: Double) -> Double { min(1, (lambda / (people * Double(dimension))).squareRoot()) }
    return Estimate(value: value, low: min(value, v(low)), high: max(value, v(high)), n: n)
  }

  /// Each count against the one to be expected, in its standard errors: (O − E) / √(E (1 − r)(1 − c)); 0 in a row or column
  /// of nobody or of everybody.
  package var adjustedResiduals: [[Double]] {
    counts.enumerated().map { r, row in
      row.enumerated().map { c, count in
        let (a, b) = (Double(rowTotals[r]) / Double(n), Double(columnTotals[c]) / Double(n))
        let variance = Double(n) * a * b * (1 - a) * (1 - b)
        return variance > 0 ? (Double(count) - Double(n) * a * b) / variance.squareRoot() : 0
      }
    }
  }
}

/// The 95 % range of the non-centrality that a χ² leaves, 2.5 % on either side.
func chiSquareNoncentrality(_ chiSquare: Double, degrees: Int) -> (low: Double, high: Double) {
  noncentralityRange(from: chiSquare) { noncentralChiSquareBelow(chiSquare, degrees: degrees, lambda: $0) }
}

/// The share of the non-central χ² distribution below x: a Poisson mixture of central ones, summed outwards from its largest
/// term.
package func noncentralChiSquareBelow(_ x: Double, degrees: Int, lambda: Double) -> Double {
  guard x > 0 else { return 0 }
  let (half, shape) = (lambda / 2, Double(degrees) / 2)
  /// What the share below falls by from one shape to the next: (x/2)^a e^(−x/2) / Γ(a + 1).
  func step(_ a: Double) -> Double { exp(a * log(x / 2) - x / 2 - logGamma(a + 1)) }
  let mode = half.rounded(.down)
  let most = half > 0 ? exp(mode * log(half) - half - logGamma(mode + 1)) : 1
  let atMode = 1 - incompleteGammaComplement(shape + mode, x / 2)
  var (sum, weight, below) = (0.0, most, atMode)
  for j in stride(from: mode, through: .infinity, by: 1) {
    sum += weight * below
    below = max(0, below - step(shape + j))
    weight *= half / (j + 1)
    if weight < 1e-18 || below == 0 { break }
  }
  (weight, below) = (most, atMode)
  for j in stride(from: mode, to: 0, by: -1) {
    weight *= j / half
    below = min(1, below + step(shape + j - 1))
    if weight < 1e-18 { break }
    sum += weight * below
  }
  return min(1, max(0, sum))
}

extension SplitMix {
  /// How many of the marked are among those drawn without return.
  mutating func hypergeometric(of all: Int, marked: Int, drawn: Int) -> Int {
    let (low, high) = (max(0, drawn + marked - all), min(marked, drawn))
    guard low < high else { return low }
    let (n, k, m) = (Double(all), Double(marked), Double(drawn))
    func logChoose(_ a: Double, _ b: Double) -> Double { logGamma(a + 1) - logGamma(b + 1) - logGamma(a - b + 1) }
    let mode = min(high, max(low, Int((m + 1) * (k + 1) / (n + 2))))
    let likeliest = exp(logChoose(k, Double(mode)) + logChoose(n - k, m - Double(mode)) - logChoose(n, m))
    var left = Double(bits() >> 11) * 0x1p-53 - likeliest
    var (up, down) = (mode, mode)
    var (above, below) = (likeliest, likeliest)
    while left > 0, up < high || down > low {
      if up < high {
        let x = Double(up)
        above *= (k - x) * (m - x) / ((x + 1) * (n - k - m + x + 1))
        up += 1
        left -= above
        if left <= 0 { return up }
      }
      if down > low {
        let x = Double(down)
        below *= x * (n - k - m + x) / ((k - x + 1) * (m - x + 1))
        down -= 1
        left -= below
        if left <= 0 { return down }
      }
    }
    return mode
  }
}
