import TestSupport
import Testing

@testable import Findings

/// What is hidden stays as wide as the threshold for whoever adds up and subtracts, and no more is hidden than that takes.
struct ProtectionTests {
  /// Small tables and the fewest cells, margins among them, that can be hidden so that each is known no better than to five:
  /// by trying all sets of cells, smallest first, with a linear program for each end (scipy, HiGHS).
  private static let tables: [(table: [[Int]], optimum: Int)] = [
    ([[36, 26, 0, 7], [5, 16, 29, 0], [0, 35, 4, 26]], 4),
    ([[0, 8, 5], [4, 0, 3], [3, 2, 0]], 8),
    ([[9, 3, 13, 14], [0, 0, 35, 1], [0, 59, 6, 35]], 6),
    ([[2, 19, 35], [16, 8, 35], [28, 0, 0], [0, 3, 39]], 6),
    ([[13, 0, 0], [6, 27, 11], [0, 0, 3]], 4),
    ([[26, 0, 10, 0], [0, 29, 0, 7], [2, 2, 3, 0]], 8),
    ([[3, 0, 39, 0, 7], [43, 0, 10, 14, 0]], 4),
    ([[8, 8, 0, 0, 1], [0, 15, 9, 6, 5]], 4),
    ([[9, 9, 18], [0, 0, 0], [0, 11, 0], [4, 0, 0]], 4),
    ([[20, 16, 49], [1, 1, 23], [17, 1, 19]], 7),
    ([[2, 0, 11, 0], [0, 7, 0, 5], [0, 0, 1, 0]], 6),
    ([[3, 2, 2], [2, 8, 0], [7, 0, 0], [1, 0, 12]], 10),
    ([[26, 0, 13, 10, 8], [0, 0, 1, 12, 0]], 4),
    ([[0, 0, 2], [8, 11, 12], [0, 4, 54]], 6),
    ([[9, 18, 0, 1], [22, 0, 2, 0], [0, 3, 5, 2]], 9),
    ([[9, 7, 3, 0], [14, 15, 4, 3], [0, 0, 1, 6]], 7),
    ([[0, 14, 0, 0], [4, 0, 10, 0], [13, 0, 3, 12]], 4),
    ([[0, 0, 0], [0, 5, 0], [0, 3, 10], [0, 14, 1]], 4),
    ([[0, 13, 0, 28], [26, 0, 19, 7], [15, 52, 57, 4]], 4),
    ([[1, 1, 0, 0, 9], [0, 34, 3, 0, 0]], 8),
  ]

  /// A table's cells, row sums, column sums and total, and which of them add up.
  private func layout(_ table: [[Int]]) -> (counts: [Int], sums: [[Int]]) {
    let (height, width) = (table.count, table[0].count)
    let columns = (0..<width).map { column in table.reduce(0) { $0 + $1[column] } }
    let counts = table.flatMap { $0 } + table.map { $0.reduce(0, +) } + columns + [columns.reduce(0, +)]
    let (rowSums, columnSums) = (height * width, height * width + height)
    let total = columnSums + width
    var sums = (0..<height).map { row in (0..<width).map { row * width + $0 } + [rowSums + row] }
    sums += (0..<width).map { column in (0..<height).map { $0 * width + column } + [columnSums + column] }
    sums.append((0..<height).map { rowSums + $0 } + [total])
    sums.append((0..<width).map { columnSums + $0 } + [total])
    return (counts, sums)
  }

  private func settled(_ layout: (counts: [Int], sums: [[Int]]), threshold: Int = 5) -> Suppression {
    var family = Suppression(threshold: threshold)
    for count in layout.counts { _ = family.add(count) }
    for sum in layout.sums { family.relate(parts: Array(sum.dropLast()), total: sum[sum.count - 1]) }
    family.settle()
    return family
  }

  @Test("on twenty small tables at most 1.3 times as many cells are hidden as must be")
  func fewest() {
    var (hidden, optimum) = (0, 0)
    for (table, fewest) in Self.tables {
      let layout = layout(table)
      let family = settled(layout)
      hidden += layout.counts.indices.count { family.isHidden($0) }
      optimum += fewest
    }
    #expect(Double(hidden) <= 1.3 * Double(optimum), "\(hidden) hidden, \(optimum) needed")
  }

  /// Expects what a reader can work out to be as wide as the threshold, and the truth to lie in every range.
  private func expectWide(_ layout: (counts: [Int], sums: [[Int]]), threshold: Int) {
    let family = settled(layout, threshold: threshold)
    var attacker = Attacker()
    for (cell, count) in layout.counts.enumerated() {
      let range = family.range(cell)
      if let range { #expect(range.low <= count && count <= range.high, "\(count) of \(layout.counts)") }
      _ =
        family.isHidden(cell)
        ? attacker.add(range?.low ?? 1, range?.high ?? 100_000) : attacker.add(count, count)
    }
    for sum in layout.sums { attacker.relate(Array(sum.dropLast()), sum[sum.count - 1]) }
    let hidden = layout.counts.indices.filter { family.isHidden($0) }
    for (cell, known) in zip(hidden, attacker.attack(hidden)) {
      #expect(
        known.high - known.low >= threshold, "\(layout.counts[cell]) is \(known.low)–\(known.high) in \(layout.counts)")
    }
    for (cell, count) in layout.counts.enumerated() where count > 0 && count < threshold {
      #expect(family.isHidden(cell), "\(count) of \(layout.counts)")
    }
  }

  @Test("what a reader can work out of a hidden cell is as wide as the threshold", arguments: 0..<20)
  func wideInSmall(_ place: Int) { expectWide(layout(Self.tables[place].table), threshold: 5) }

  @Test("and in random tables", arguments: 1...60)
  func wide(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ n: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(n))
    }
    let (height, width) = (2 + next(4), 2 + next(4))
    let table = (0..<height).map { _ in
      (0..<width).map { _ in [0, 0, 1, 2, 3, 4, 6, 9, 15, 40, 300][next(11)] }
    }
    expectWide(layout(table), threshold: [3, 5, 10][seed % 3])
  }

  @Test("a total of three is hidden with all of its parts, and nothing says how large it may be at most")
  func smallTotal() {
    let layout = layout([[1, 0], [0, 2]])
    let family = settled(layout)
    for (cell, count) in layout.counts.enumerated() where count > 0 {
      #expect(family.isHidden(cell))
      let range = family.range(cell)
      #expect(range.map { $0.high - $0.low >= 5 } ?? true)
    }
  }

  @Test("those of a whole who are not the part are people too: 296 of 300 are a range")
  func complement() throws {
    var family = Suppression(threshold: 5)
    let all = family.add(300, worth: 3)
    let part = family.add(296)
    family.nest(part, in: all)
    family.settle()
    #expect(family[all].shown == 300)
    let range = try #require(family.range(part))
    #expect(range.low <= 295 && range.high >= 296 && range.high - range.low >= 5)
  }
}
