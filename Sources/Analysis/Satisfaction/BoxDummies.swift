import Statistics

/// How often answers in the bottom and top boxes of several items come together, and with what outcome: the sums of a
/// regression on two dummies for each item.
///
/// A dummy is a bit for each case, so that a product of two is summed 64 cases at a time.
struct BoxDummies {
  private let cases: Int
  private let words: Int
  /// Low and high of the first item, of the second, and so on.
  private var bits: [UInt64] = []
  /// Sum of the outcome where a dummy holds.
  private var outcomes: [Int] = []

  init(cases: Int) {
    self.cases = cases
    words = (cases + 63) / 64
  }

  /// Adds an item's two dummies.
  ///
  /// - Parameters:
  ///   - scores: the item's answers, one for each case.
  ///   - outcome: the overall answers likewise.
  mutating func add(_ scores: [Int32], low: Int32, high: Int32, outcome: [Int32]) {
    let start = bits.count
    bits += [UInt64](repeating: 0, count: 2 * words)
    var sums = (low: 0, high: 0)
    for i in scores.indices {
      let bit = UInt64(1) << UInt64(i & 63)
      if scores[i] <= low {
        bits[start + (i >> 6)] |= bit
        sums.low += Int(outcome[i])
      }
      if scores[i] >= high {
        bits[start + words + (i >> 6)] |= bit
        sums.high += Int(outcome[i])
      }
    }
    outcomes += [sums.low, sums.high]
  }

  /// Sums of products of all dummies and, last, the outcome.
  func products(outcome: [Int32]) -> CrossProducts? {
    let dummies = outcomes.count
    var sums = [cases]
    for a in 0..<dummies {
      sums.append(together(a, a))
      for b in 0...a { sums.append(together(a, b)) }
    }
    sums.append(outcome.reduce(0) { $0 + Int($1) })
    sums += outcomes
    sums.append(outcome.reduce(0) { $0 + Int($1) * Int($1) })
    return CrossProducts(variables: dummies + 1, rows: cases, sums: sums)
  }

  private func together(_ a: Int, _ b: Int) -> Int {
    var count = 0
    for word in 0..<words { count += (bits[a * words + word] & bits[b * words + word]).nonzeroBitCount }
    return count
  }
}
