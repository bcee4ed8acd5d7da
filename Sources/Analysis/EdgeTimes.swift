/// Every transition between two touchpoints with its time, and how often each pair occurs: nothing is allocated per event
/// but its place in two columns.
package struct EdgeTimes: Sendable {
  /// Pairs in order of first sight; a transition names its pair by the index here.
  package private(set) var pairs: [(from: UInt32, to: UInt32)] = []
  package private(set) var counts: [Int] = []
  /// Transitions as one walk saw them, and what its pairs are called here; walks that met are kept side by side, not copied.
  private struct Piece: Sendable {
    var edges: [UInt32] = []
    var micros: [Int64] = []
    /// Index here of each of the walk's pairs.
    var names: [UInt32] = []
  }
  private var edges: [UInt32] = []
  private var micros: [Int64] = []
  private var others: [Piece] = []
  private var keys: [UInt64]
  private var indices: [UInt32]
  private static let empty = UInt64.max

  /// Index of each pair by its two codes, plus one, where touchpoints are few; empty where they are many.
  private var table: [UInt32]
  private let width: Int

  /// - Parameter touchpoints: how many codes there are.
  package init(touchpoints: Int) {
    keys = [UInt64](repeating: Self.empty, count: 4096)
    indices = [UInt32](repeating: 0, count: 4096)
    width = touchpoints
    table = touchpoints <= 256 ? [UInt32](repeating: 0, count: touchpoints * touchpoints) : []
  }

  /// Room for so many transitions; memory that is never used costs nothing.
  package mutating func reserve(_ transitions: Int) {
    edges.reserveCapacity(transitions)
    micros.reserveCapacity(transitions)
  }

  @inline(__always)
  package mutating func add(_ from: UInt32, _ to: UInt32, micros time: Int64) {
    let edge = index(from, to)
    counts[Int(edge)] += 1
    edges.append(edge)
    micros.append(time)
  }

  @inline(__always)
  private mutating func index(_ from: UInt32, _ to: UInt32) -> UInt32 {
    guard !table.isEmpty else { return searched(from, to) }
    let place = Int(from) * width + Int(to)
    let known = table[place]
    if known != 0 { return known - 1 }
    let new = searched(from, to)
    table[place] = new + 1
    return new
  }

  @inline(__always)
  private mutating func searched(_ from: UInt32, _ to: UInt32) -> UInt32 {
    let key = UInt64(from) << 32 | UInt64(to)
    let mask = keys.count - 1
    var slot = Self.slot(key, mask)
    while true {
      if keys[slot] == key { return indices[slot] }
      if keys[slot] == Self.empty { return insert(key, slot) }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29) & mask
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, _ slot: Int) -> UInt32 {
    let index = UInt32(pairs.count)
    pairs.append((UInt32(truncatingIfNeeded: key >> 32), UInt32(truncatingIfNeeded: key)))
    counts.append(0)
    keys[slot] = key
    indices[slot] = index
    if pairs.count * 2 > keys.count {
      let old = (keys, indices)
      keys = [UInt64](repeating: Self.empty, count: old.0.count * 2)
      indices = [UInt32](repeating: 0, count: keys.count)
      let mask = keys.count - 1
      for (i, key) in old.0.enumerated() where key != Self.empty {
        var slot = Self.slot(key, mask)
        while keys[slot] != Self.empty { slot = (slot + 1) & mask }
        keys[slot] = key
        indices[slot] = old.1[i]
      }
    }
    return index
  }

  package mutating func merge(_ other: EdgeTimes) {
    let own = other.pairs.map { index($0.from, $0.to) }
    for (i, count) in other.counts.enumerated() { counts[Int(own[i])] += count }
    others.append(Piece(edges: other.edges, micros: other.micros, names: own))
    for piece in other.others {
      others.append(Piece(edges: piece.edges, micros: piece.micros, names: piece.names.map { own[Int($0)] }))
    }
  }

  /// Calls back once for each pair with its times, in any order, in memory that may be reordered.
  package func forEachPair(_ body: (_ from: UInt32, _ to: UInt32, UnsafeMutableBufferPointer<Int64>) -> Void) {
    var starts = [Int](repeating: 0, count: pairs.count + 1)
    for i in pairs.indices { starts[i + 1] = starts[i] + counts[i] }
    var next = starts
    let all = starts[pairs.count]
    var sorted = [Int64](unsafeUninitializedCapacity: all) { target, count in
      for (i, edge) in edges.enumerated() {
        let place = next[Int(edge)]
        (target.baseAddress.unsafelyUnwrapped + place).initialize(to: micros[i])
        next[Int(edge)] = place + 1
      }
      for piece in others {
        for (i, edge) in piece.edges.enumerated() {
          let name = Int(piece.names[Int(edge)])
          (target.baseAddress.unsafelyUnwrapped + next[name]).initialize(to: piece.micros[i])
          next[name] += 1
        }
      }
      count = all
    }
    sorted.withUnsafeMutableBufferPointer { times in
      for i in pairs.indices {
        body(pairs[i].from, pairs[i].to, UnsafeMutableBufferPointer(rebasing: times[starts[i]..<starts[i + 1]]))
      }
    }
  }
}
