import Testing

@testable import Findings

/// Hiding of small groups: what is hidden stays hidden, whatever is added up or subtracted.
struct SuppressionTests {
  /// Rows of counts with their sums on both sides.
  private struct Square {
    var suppression: Suppression
    var cells: [[Int]]
    var rows: [Int]
    var columns: [Int]
    var total: Int

    init(_ values: [[Int]], threshold: Int) {
      var family = Suppression(threshold: threshold)
      let width = values.first?.count ?? 0
      let cells = values.map { row in row.map { family.add($0) } }
      let rows = values.map { family.add($0.reduce(0, +)) }
      let columns = (0..<width).map { column in family.add(values.reduce(0) { $0 + $1[column] }) }
      let total = family.add(values.joined().reduce(0, +))
      for row in rows.indices { family.relate(parts: cells[row], total: rows[row]) }
      for column in columns.indices { family.relate(parts: cells.map { $0[column] }, total: columns[column]) }
      family.relate(parts: rows, total: total)
      family.relate(parts: columns, total: total)
      family.settle()
      suppression = family
      self.cells = cells
      self.rows = rows
      self.columns = columns
      self.total = total
    }

    /// Every cell: the total was added last.
    var all: Range<Int> { 0..<(total + 1) }

    /// Every sum that is stated, as indices of its parts and of its total.
    var relations: [(parts: [Int], total: Int)] {
      zip(cells, rows).map { ($0, $1) } + columns.indices.map { c in (cells.map { $0[c] }, columns[c]) }
        + [(rows, total), (columns, total)]
    }
  }

  @Test("the published example: the smallest cell goes, and the three that would give it back")
  func goldenExample() {
    // methods.md, section 10: young Spain 5, Iceland 2, Portugal 0; old 6, 3, 4. There the zero is small too; Masa shows
    // zeros, so it stands as 1 with a threshold of 2. Hidden there: Portugal and Iceland, young and old, which leaves the 1 to
    // be 1 or 2, narrower than the threshold: here more cells go with them. Row sums and the total are shown.
    let square = Square([[5, 2, 1], [6, 3, 4]], threshold: 2)
    let hidden = square.cells.map { $0.map { square.suppression[$0].isHidden } }
    #expect(hidden[0][1] && hidden[0][2] && hidden[1][1] && hidden[1][2])
    #expect(square.rows.map { square.suppression[$0] }.map(\.shown) == [8, 13])
    #expect(square.suppression[square.total].shown == 21)
  }

  @Test("nothing is hidden with a threshold of 0 or 1", arguments: [0, 1])
  func off(_ threshold: Int) {
    let square = Square([[1, 2], [0, 1]], threshold: threshold)
    #expect(square.all.allSatisfy { !square.suppression[$0].isHidden })
  }

  @Test("zeros stay in sight")
  func zeros() {
    var suppression = Suppression(threshold: 5)
    let zero = suppression.add(0)
    #expect(suppression[zero].shown == 0)
  }

  @Test("a single small part hides a second one, so that the total does not give it back")
  func complement() {
    var suppression = Suppression(threshold: 5)
    let parts = [2, 40, 90].map { suppression.add($0) }
    let total = suppression.add(132)
    suppression.relate(parts: parts, total: total)
    suppression.settle()
    #expect(parts.map { suppression[$0] }.map(\.shown) == [nil, nil, 90])
    #expect(suppression[total].shown == 132)
    // Two and forty: whatever the small one is from one to six, the other is what is left of 42.
    #expect(suppression.range(parts[0]).map { [$0.low, $0.high] } == [1, 6])
    #expect(suppression.range(parts[1]).map { [$0.low, $0.high] } == [36, 41])
  }

  @Test("small parts that leave a small remainder take a larger one with them")
  func remainder() {
    var suppression = Suppression(threshold: 5)
    let parts = [1, 2, 60, 50].map { suppression.add($0) }
    let total = suppression.add(113)
    suppression.relate(parts: parts, total: total)
    suppression.settle()
    #expect(parts.map { suppression[$0] }.map(\.shown) == [nil, nil, 60, nil])
  }

  @Test("in random tables no hidden number follows from what is shown", arguments: 0..<60)
  func randomTables(_ seed: Int) {
    var random = Xorshift(seed: UInt64(seed))
    let threshold = [3, 5, 10][seed % 3]
    let height = 2 + Int(random.next() % 6)
    let width = 2 + Int(random.next() % 6)
    let values = (0..<height).map { _ in
      (0..<width).map { _ in [0, 0, 1, 2, 4, 6, 9, 15, 40, 300][Int(random.next() % 10)] }
    }
    let square = Square(values, threshold: threshold)
    let suppression = square.suppression
    let isHidden = square.all.map { suppression[$0].isHidden }
    let counts = square.all.map { suppression.value($0) }
    for (cell, value) in counts.enumerated() where value > 0 && value < threshold {
      #expect(isHidden[cell], "\(value) of \(values)")
    }
    for relation in square.relations where !isHidden[relation.total] {
      let hidden = relation.parts.filter { isHidden[$0] }
      #expect(hidden.isEmpty || hidden.count >= 2, "\(values)")
    }
    let determined = Elimination.determined(
      hidden: isHidden, values: counts, relations: square.relations)
    #expect(determined.isEmpty, "\(determined.map { counts[$0] }) in \(values)")
  }
}

/// A seeded stream of numbers.
private struct Xorshift: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    for _ in 0..<8 { _ = next() }
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D >> 8
  }
}

/// Solves the published sums for the hidden cells with exact fractions: slow, obvious, and not Masa's own.
private enum Elimination {
  struct Fraction: Equatable {
    var over: Int
    var under: Int

    init(_ over: Int, _ under: Int = 1) {
      var (a, b) = (abs(over), abs(under))
      while b != 0 { (a, b) = (b, a % b) }
      let sign = under < 0 ? -1 : 1
      self.over = sign * over / max(a, 1)
      self.under = sign * under / max(a, 1)
    }

    static func - (a: Self, b: Self) -> Self { Self(a.over * b.under - b.over * a.under, a.under * b.under) }
    static func * (a: Self, b: Self) -> Self { Self(a.over * b.over, a.under * b.under) }
    static func / (a: Self, b: Self) -> Self { Self(a.over * b.under, a.under * b.over) }
    var isZero: Bool { over == 0 }
  }

  /// Hidden cells that have one value only.
  static func determined(hidden: [Bool], values: [Int], relations: [(parts: [Int], total: Int)]) -> [Int] {
    let unknown = hidden.indices.filter { hidden[$0] }
    var rows = relations.map { relation in
      unknown.map { cell in
        Fraction((relation.parts.contains(cell) ? 1 : 0) - (relation.total == cell ? 1 : 0))
      }
    }
    var pivot = 0
    for column in unknown.indices {
      guard let found = (pivot..<rows.count).first(where: { !rows[$0][column].isZero }) else { continue }
      rows.swapAt(pivot, found)
      let scale = rows[pivot][column]
      rows[pivot] = rows[pivot].map { $0 / scale }
      for row in rows.indices where row != pivot && !rows[row][column].isZero {
        let factor = rows[row][column]
        rows[row] = zip(rows[row], rows[pivot]).map { $0 - factor * $1 }
      }
      pivot += 1
      if pivot == rows.count { break }
    }
    return rows.compactMap { row in
      let entries = row.indices.filter { !row[$0].isZero }
      return entries.count == 1 ? unknown[entries[0]] : nil
    }
  }
}
