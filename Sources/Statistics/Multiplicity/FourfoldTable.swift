import Foundation

/// Two groups, each parted by whether something holds: a, b with it, c, d without.
///
///              first  second
///     with       a      b
///     without    c      d
package struct FourfoldTable: Sendable, Equatable {
  /// Of the first and of the second group, those with it.
  package var a, b: Int
  /// Of the first and of the second group, those without it.
  package var c, d: Int

  package init(a: Int, b: Int, c: Int, d: Int) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// How many there are in all.
  package var n: Int { a + b + c + d }

  /// The odds of the first group with it against those without it, with the interval of its logarithm; `nil` where a margin
  /// is empty.
  package var oddsRatio: Estimate? {
    logOddsRatio.map { Estimate(value: exp($0.value), low: exp($0.low), high: exp($0.high), n: $0.n) }
  }

  /// The natural logarithm of the same.
  ///
  /// Half a case more in every cell (Haldane 1956; Gart 1966): ln ψ = ln((a + ½)(d + ½) / ((b + ½)(c + ½))), with standard
  /// error √(1/(a + ½) + 1/(b + ½) + 1/(c + ½) + 1/(d + ½)). Bias and coverage are then good down to empty cells (Agresti
  /// 1999).
  package var logOddsRatio: Estimate? {
    guard a + b > 0, c + d > 0, a + c > 0, b + d > 0 else { return nil }
    let cells = [a, b, c, d].map { Double($0) + 0.5 }
    let value = log(cells[0] * cells[3] / (cells[1] * cells[2]))
    let error = cells.reduce(0) { $0 + 1 / $1 }.squareRoot()
    return Estimate(value: value, low: value - z95 * error, high: value + z95 * error, n: n)
  }

  /// How likely so great a difference is by chance, both ways: Fisher's exact test where a count of less than five is
  /// expected somewhere (Cochran 1954), else Pearson's χ².
  package var pValue: Double {
    let least = Double(min(a + b, c + d)) * Double(min(a + c, b + d)) / Double(max(1, n))
    return least < 5 ? fisher : Homogeneity([(a, b), (c, d)])?.pValue ?? 1
  }

  /// Fisher's exact test: the probability of all tables of these margins that are no likelier than this one.
  package var fisher: Double {
    let (row, column) = (a + b, a + c)
    let (low, high) = (max(0, row + column - n), min(row, column))
    guard low < high else { return 1 }
    // Probabilities relative to this table's, from the ratio of neighbours: nothing under- or overflows that matters.
    func ratio(_ x: Int) -> Double {
      Double(row - x) * Double(column - x) / (Double(x + 1) * Double(n - row - column + x + 1))
    }
    var (sum, tail) = (1.0, 1.0)
    /// Adds what lies on one side, from this table outwards.
    func add(_ next: (Int) -> (place: Int, factor: Double)?) {
      var (x, p) = (a, 1.0)
      while let (place, factor) = next(x) {
        (x, p) = (place, p * factor)
        sum += p
        // As in R's fisher.test: tables that are as likely but for rounding count.
        if p <= 1 + 1e-7 { tail += p }
        if p < 1e-18 { break }
      }
    }
    add { $0 < high ? ($0 + 1, ratio($0)) : nil }
    add { $0 > low ? ($0 - 1, 1 / ratio($0 - 1)) : nil }
    return min(1, tail / sum)
  }
}

/// Pearson's test of whether two groups are parted alike among several kinds (χ² of a table of k rows and two columns).
package struct Homogeneity: Sendable, Equatable {
  /// Σ (observed − expected)² / expected.
  package let statistic: Double
  /// k − 1.
  package let degrees: Int

  /// - Parameter rows: of each kind, those of the first and of the second group; `nil` where there are not two of each.
  package init?(_ rows: [(first: Int, second: Int)]) {
    let rows = rows.filter { $0.first + $0.second > 0 }
    let (first, second) = rows.reduce((0, 0)) { ($0.0 + $1.first, $0.1 + $1.second) }
    guard rows.count > 1, first > 0, second > 0 else { return nil }
    let share = Double(first) / Double(first + second)
    // With two columns both terms of a row have one numerator.
    statistic = rows.reduce(0) { sum, row in
      let n = Double(row.first + row.second)
      let off = Double(row.first) - n * share
      return sum + off * off / (n * share * (1 - share))
    }
    degrees = rows.count - 1
  }

  /// How likely so great a difference is by chance.
  package var pValue: Double { chiSquareAbove(statistic, degrees: Double(degrees)) }
}
