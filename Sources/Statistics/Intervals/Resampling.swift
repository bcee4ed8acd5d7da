import CBytes

/// Counts kept by group, to be drawn with replacement and summed: a bootstrap over groups of customers, so that what one
/// customer did stays together (Davison & Hinkley 1997, 3.8). Cells that are 0 in every group take no time.
package struct GroupedCounts: Sendable {
  /// Groups, and cells of each as given.
  package let groups: Int
  package let cells: Int
  /// Which cells are kept, ascending.
  private let kept: [Int]
  /// Group after group, the kept cells and zeros behind them, sixteen side by side, which the processor adds several at
  /// a time.
  private let counts: [SIMD16<UInt32>]
  private let stride: Int

  /// - Parameter counts: group after group, `cells` of each, which are a multiple of sixteen.
  package init(_ counts: UnsafeBufferPointer<UInt32>, groups: Int, cells: Int) {
    (self.groups, self.cells) = (groups, cells)
    precondition(cells % 16 == 0 && counts.count == groups * cells)
    let width = cells / 16
    var all = [SIMD16<UInt32>](repeating: .zero, count: width)
    let raw = UnsafeRawBufferPointer(counts)
    for place in 0..<(groups * width) {
      all[place % width] &+= raw.loadUnaligned(fromByteOffset: place * 64, as: SIMD16<UInt32>.self)
    }
    kept = (0..<cells).filter { all[$0 / 16][$0 % 16] > 0 }
    stride = (kept.count + 15) / 16
    var own = [SIMD16<UInt32>](repeating: .zero, count: groups * stride)
    for group in 0..<groups {
      for (place, cell) in kept.enumerated() where counts[group * cells + cell] > 0 {
        own[group * stride + place / 16][place % 16] = counts[group * cells + cell]
      }
    }
    self.counts = own
  }

  /// The sums over all groups.
  package var total: [Double] { sums(of: Array(0..<groups)) }

  /// The sums over groups, each as often as it is named.
  package func sums(of drawn: [Int]) -> [Double] {
    let sums = keptSums(of: drawn)
    var result = [Double](repeating: 0, count: cells)
    for (place, cell) in kept.enumerated() { result[cell] = Double(sums[place / 16][place % 16]) }
    return result
  }

  /// The same, put into one place of the vectors that stand for the cells; cells that are 0 in every group are left as
  /// they are.
  package func putSums(of drawn: [Int], to result: inout [SIMD8<Double>], place: Int) {
    let sums = keptSums(of: drawn)
    precondition(result.count >= cells && place >= 0 && place < 8)
    sums.withUnsafeBytes { sums in
      result.withUnsafeMutableBytes { result in
        // Safe: kept cells are below `cells`, each of eight numbers side by side; sums has one for each of them.
        let (sums, result) = (sums.bindMemory(to: UInt32.self), result.bindMemory(to: Double.self))
        kept.withUnsafeBufferPointer { kept in
          for i in kept.indices { result[kept[i] &* 8 &+ place] = Double(sums[i]) }
        }
      }
    }
  }

  private func keptSums(of drawn: [Int]) -> [SIMD16<UInt32>] {
    var sums = [SIMD16<UInt32>](repeating: .zero, count: stride)
    precondition(drawn.allSatisfy { $0 >= 0 && $0 < groups } && counts.count * 16 <= Int(Int32.max))
    let rows = drawn.map { UInt32($0 * stride * 16) }
    counts.withUnsafeBytes { counts in
      sums.withUnsafeMutableBytes { sums in
        masa_sum_rows(
          counts.bindMemory(to: UInt32.self).baseAddress, rows, UInt32(rows.count), UInt32(stride * 16),
          sums.bindMemory(to: UInt32.self).baseAddress)
      }
    }
    return sums
  }

  /// Which groups the n-th resample draws: the same for the same number, whoever asks.
  package static func draw(_ number: Int, of groups: Int) -> [Int] {
    var random = SplitMix(seed: 0x5EED_0F_A5EED &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03)
    return (0..<groups).map { _ in random.below(groups) }
  }
}

/// The sums of rows of vectors, each row as often as it is named, in that order.
///
/// - Parameters:
///   - table: row behind row, `width` vectors of each, an even number.
///   - sums: room for as many.
package func sumRows(
  _ table: [SIMD8<Double>], _ drawn: [Int], width: Int, to sums: UnsafeMutableBufferPointer<SIMD8<Double>>
) {
  let rows = table.count / max(1, width)
  precondition(width % 2 == 0 && sums.count >= width && table.count * 8 <= Int(Int32.max))
  precondition(drawn.allSatisfy { $0 >= 0 && $0 < rows })
  let begins = drawn.map { UInt32($0 * width * 8) }
  table.withUnsafeBytes { table in
    // Safe: all rows named are inside the table, and sums has room for one.
    masa_sum_amounts(
      table.bindMemory(to: Double.self).baseAddress, begins, UInt32(begins.count), UInt32(width * 8),
      UnsafeMutableRawBufferPointer(sums).bindMemory(to: Double.self).baseAddress)
  }
}

extension SplitMix {
  /// The deviates of the n-th resample: the same for the same number, and apart from what it draws.
  package static func deviates(_ number: Int) -> SplitMix {
    SplitMix(seed: 0xDE51_A7E5_0F_A11 &+ UInt64(number) &* 0x9FB2_1C65_1E98_DF25)
  }

  /// A standard normal deviate as nearly as the ones among 128 random bits give it: mean 64, variance 32.
  package mutating func deviate() -> Double {
    Double(bits().nonzeroBitCount + bits().nonzeroBitCount - 64) / 5.656854249492381
  }
}

/// How many of n would do what so many are expected to, with the chance that is in it: expected + √(expected (1 −
/// expected ÷ n)) z, at least none and at most all.
package func withChance(_ expected: Double, of n: Double, _ z: Double) -> Double {
  guard expected > 0, n > 0 else { return max(0, expected) }
  let found = expected + (expected * max(0, 1 - expected / n)).squareRoot() * z
  return min(max(0, found), max(n, expected))
}

/// The same of eight at once; no number stays none.
package func withChance(_ expected: SIMD8<Double>, of n: SIMD8<Double>, _ z: SIMD8<Double>) -> SIMD8<Double> {
  let none = SIMD8<Double>.zero
  let spread = (expected * pointwiseMax(none, 1 - expected / n)).squareRoot()
  var found = pointwiseMin(pointwiseMax(none, expected + spread * z), pointwiseMax(n, expected))
  found.replace(with: 0, where: (expected .<= 0) .| (n .<= 0))
  found.replace(with: .nan, where: .!(expected .== expected))
  return found
}

/// Quantiles (type 7) of values in any order, none of them below 0; those that are no numbers are left out, and where
/// more than a tenth of them are, nothing is said.
package func percentiles(_ values: [Double], _ shares: [Double]) -> [Double]? {
  // The bits of numbers not below 0 stand in the numbers' order.
  withUnsafeTemporaryAllocation(of: Int64.self, capacity: values.count) { room in
    var count = 0
    for value in values where !value.isNaN {
      room[count] = Int64(bitPattern: max(0, value).bitPattern)
      count &+= 1
    }
    guard count > 0, count * 10 >= values.count * 9 else { return nil }
    let own = UnsafeMutableBufferPointer(rebasing: room[..<count])
    return shares.map { share in
      let position = share * Double(own.count - 1)
      let lower = min(Int(position), own.count - 1)
      select(own, lower)
      let value = Double(bitPattern: UInt64(bitPattern: own[lower]))
      guard position > Double(lower), lower + 1 < own.count else { return value }
      let next = Double(bitPattern: UInt64(bitPattern: own[(lower + 1)...].min() ?? own[lower]))
      return value + (position - Double(lower)) * (next - value)
    }
  }
}
