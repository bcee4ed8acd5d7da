import CBytes
import Testing

@testable import Statistics

/// Drawing groups of customers anew, against the slow way.
@Suite struct ResamplingTests {
  @Test("sums over drawn groups are those of adding cell by cell, whatever cells are empty", arguments: 0..<20)
  func sums(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let (groups, cells) = (1 + random.below(40), 16 * (1 + random.below(5)))
    let share = 1 + random.below(10)
    let counts = (0..<(groups * cells)).map { _ in UInt32(random.below(10) < share ? random.below(1000) : 0) }
    let grouped = counts.withUnsafeBufferPointer { GroupedCounts($0, groups: groups, cells: cells) }
    let drawn = GroupedCounts.draw(Int(seed), of: groups)
    #expect(drawn.count == groups && drawn.allSatisfy { (0..<groups).contains($0) })
    #expect(drawn == GroupedCounts.draw(Int(seed), of: groups))
    let naive = (0..<cells).map { cell in drawn.reduce(0.0) { $0 + Double(counts[$1 * cells + cell]) } }
    #expect(grouped.sums(of: drawn) == naive)
    let all = (0..<cells).map { cell in (0..<groups).reduce(0.0) { $0 + Double(counts[$1 * cells + cell]) } }
    #expect(grouped.total == all)
  }

  @Test("rows are summed alike with and without wide registers", arguments: [16, 32, 48, 80, 160])
  func rowSums(width: Int) {
    var random = SplitMix(seed: UInt64(width))
    let counts = (0..<(9 * width)).map { _ in UInt32(random.below(1 << 20)) }
    let rows = (0..<30).map { _ in UInt32(random.below(9) * width) }
    let naive = (0..<width).map { cell in rows.reduce(UInt32(0)) { $0 + counts[Int($1) + cell] } }
    for sum in [masa_sum_rows_plain, masa_sum_rows] {
      var sums = [UInt32](repeating: 7, count: width)
      sum(counts, rows, UInt32(rows.count), UInt32(width), &sums)
      #expect(sums == naive)
    }
  }

  @Test("amounts are summed in the order they are named in, to the last digit", arguments: [2, 4, 8, 10])
  func amountSums(width: Int) {
    var random = SplitMix(seed: UInt64(width))
    let table = (0..<(9 * width)).map { _ in
      (0..<8).reduce(into: SIMD8<Double>.zero) { $0[$1] = Double(random.below(1 << 40)) / 7 }
    }
    let drawn = (0..<30).map { _ in random.below(9) }
    let naive = (0..<width).map { cell in drawn.reduce(SIMD8<Double>.zero) { $0 + table[$1 * width + cell] } }
    var sums = [SIMD8<Double>](repeating: SIMD8(repeating: 7), count: width)
    sums.withUnsafeMutableBufferPointer { sumRows(table, drawn, width: width, to: $0) }
    #expect(sums == naive)
    let (rows, cells) = (drawn.map { UInt32($0 * width * 8) }, table.flatMap { row in (0..<8).map { row[$0] } })
    var plain = [Double](repeating: 7, count: width * 8)
    masa_sum_amounts_plain(cells, rows, UInt32(rows.count), UInt32(width * 8), &plain)
    #expect(plain == naive.flatMap { row in (0..<8).map { row[$0] } })
  }

  @Test("each resample draws other groups, and each group about as often as any other")
  func draws() {
    var times = [Int](repeating: 0, count: 256)
    for number in 0..<2000 {
      for group in GroupedCounts.draw(number, of: 256) { times[group] += 1 }
    }
    #expect(GroupedCounts.draw(0, of: 256) != GroupedCounts.draw(1, of: 256))
    // 2,000 times on average, give or take 45.
    #expect(times.allSatisfy { abs($0 - 2000) < 250 })
  }

  @Test("percentiles are those of sorted values; what is no number is left out, and too much of it says nothing")
  func quantiles() throws {
    var random = SplitMix(seed: 8)
    let values = (0..<2000).map { _ in Double(random.below(1_000_000)) / 7 }
    let found = try #require(percentiles(values, [0.025, 0.5, 0.975, 0, 1]))
    let sorted = values.sorted()
    for (one, share) in zip(found, [0.025, 0.5, 0.975, 0, 1]) {
      #expect(near(quantile(ofSorted: sorted, share), one, within: 1e-9))
    }
    #expect(percentiles([3, .nan, 1, 2, 5, 4, 6, 7, 8, 9, 10], [0.5]) == [5.5])
    #expect(percentiles([1, .nan, 2], [0.5]) == nil)
    #expect(percentiles([], [0.5]) == nil)
  }

  @Test("deviates have mean 0 and variance 1, and of a few hundred expected so many do it as a binomial says")
  func chance() {
    var random = SplitMix.deviates(3)
    let deviates = (0..<20_000).map { _ in random.deviate() }
    let mean = deviates.reduce(0, +) / 20_000
    let variance = deviates.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
    let counts = deviates.map { withChance(60, of: 200, $0) }
    let spread = counts.reduce(0) { $0 + ($1 - 60) * ($1 - 60) } / 20_000
    // 200 · .3 · .7
    #expect(abs(spread - 42) < 2)
    #expect(withChance(1, of: 200, -5) == 0)
    #expect(withChance(0, of: 200, 2) == 0)
  }
}
