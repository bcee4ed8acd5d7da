/// Counts by a pair of codes, in an open-addressing table: nothing is allocated per event.
package struct PairCounts: Sendable, Equatable {
  private var keys: [UInt64]
  private var values: [Int]
  private var used = 0
  /// Count of the one pair whose key marks an empty slot: no code and no code.
  private var ofNone = 0
  private static let empty = UInt64.max

  /// How many pairs there are, that of no code and no code aside.
  package var count: Int { used }

  package init() {
    keys = [UInt64](repeating: Self.empty, count: 1024)
    values = [Int](repeating: 0, count: 1024)
  }

  /// Both codes reach the product's high bits; of its lower half the first code reaches none, hence the fold.
  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    let product = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 36) & mask
  }

  /// Adds to the pair's count.
  package mutating func add(_ a: UInt32, _ b: UInt32, _ count: Int = 1) {
    let key = UInt64(a) << 32 | UInt64(b)
    guard key != Self.empty else {
      ofNone += count
      return
    }
    let mask = keys.count - 1
    var i = Self.slot(key, mask)
    while true {
      if keys[i] == key {
        values[i] += count
        return
      }
      if keys[i] == Self.empty { break }
      i = (i + 1) & mask
    }
    keys[i] = key
    values[i] = count
    used += 1
    if used * 2 > keys.count { grow() }
  }

  private mutating func grow() {
    let old = self
    keys = [UInt64](repeating: Self.empty, count: old.keys.count * 2)
    values = [Int](repeating: 0, count: old.keys.count * 2)
    let mask = keys.count - 1
    for (i, key) in old.keys.enumerated() where key != Self.empty {
      var j = Self.slot(key, mask)
      while keys[j] != Self.empty { j = (j + 1) & mask }
      keys[j] = key
      values[j] = old.values[i]
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: PairCounts) {
    ofNone += other.ofNone
    for (i, key) in other.keys.enumerated() where key != Self.empty {
      add(UInt32(truncatingIfNeeded: key >> 32), UInt32(truncatingIfNeeded: key), other.values[i])
    }
  }

  /// Every pair and its count, by the pair's codes.
  package var sorted: [(a: UInt32, b: UInt32, count: Int)] {
    var pairs = keys.indices.filter { keys[$0] != Self.empty }
      .map {
        (a: UInt32(truncatingIfNeeded: keys[$0] >> 32), b: UInt32(truncatingIfNeeded: keys[$0]), count: values[$0])
      }
      .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    if ofNone > 0 { pairs.append((a: .max, b: .max, count: ofNone)) }
    return pairs
  }

  /// The same counts by other codes, those that become one together.
  package func mapped(_ a: (UInt32) -> UInt32, _ b: (UInt32) -> UInt32) -> PairCounts {
    var result = PairCounts()
    for entry in sorted { result.add(a(entry.a), b(entry.b), entry.count) }
    return result
  }

  package static func == (x: PairCounts, y: PairCounts) -> Bool {
    x.sorted.elementsEqual(y.sorted) { $0 == $1 }
  }
}
