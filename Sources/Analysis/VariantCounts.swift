import Journeys
import Statistics

/// How many customers took each distinct sequence of touchpoints.
package struct VariantCounts: Sendable {
  private struct Entry {
    var hash: UInt64
    var offset: Int
    var length: Int
    var count: Int
  }
  private var entries: [Entry] = []
  private var codes: [UInt32] = []
  private var table = [Int32](repeating: 0, count: 1024)

  package init() {}

  package var count: Int { entries.count }

  package mutating func add(_ sequence: ArraySlice<UInt32>, _ count: Int = 1) {
    sequence.withUnsafeBufferPointer { add($0, count) }
  }

  private mutating func add(_ sequence: UnsafeBufferPointer<UInt32>, _ count: Int) {
    var hash: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(sequence.count)
    for code in sequence {
      let product = (hash ^ UInt64(code)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    let mask = table.count - 1
    let bytes = sequence.count * MemoryLayout<UInt32>.stride
    var i = Int(truncatingIfNeeded: hash >> 17) & mask
    let found = table.withUnsafeBufferPointer { table in
      entries.withUnsafeBufferPointer { entries in
        codes.withUnsafeBufferPointer { codes -> Int in
          while table[i] != 0 {
            let e = Int(table[i]) - 1
            if entries[e].hash == hash, entries[e].length == sequence.count, let own = codes.baseAddress,
              let other = sequence.baseAddress, isEqual(own + entries[e].offset, other, bytes)
            {
              return e
            }
            i = (i + 1) & mask
          }
          return -1
        }
      }
    }
    if found >= 0 {
      entries[found].count += count
      return
    }
    entries.append(Entry(hash: hash, offset: codes.count, length: sequence.count, count: count))
    codes.append(contentsOf: sequence)
    table[i] = Int32(entries.count)
    if entries.count * 2 > table.count { grow() }
  }

  @inline(__always)
  private func isEqual(_ a: UnsafePointer<UInt32>, _ b: UnsafePointer<UInt32>, _ bytes: Int) -> Bool {
    var i = 0
    while i < bytes / MemoryLayout<UInt32>.stride {
      if a[i] != b[i] { return false }
      i += 1
    }
    return true
  }

  private mutating func grow() {
    table = [Int32](repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    for (e, entry) in entries.enumerated() {
      var i = Int(truncatingIfNeeded: entry.hash >> 17) & mask
      while table[i] != 0 { i = (i + 1) & mask }
      table[i] = Int32(e + 1)
    }
  }

  package mutating func merge(_ other: VariantCounts) {
    for entry in other.entries {
      add(other.codes[entry.offset..<(entry.offset + entry.length)], entry.count)
    }
  }

  /// The most frequent ones, by count, then by the touchpoints' codes (which follow declarations and names).
  package func top(_ n: Int) -> [(touchpoints: [UInt32], count: Int)] {
    top(n) {
      codes[$0.offset..<($0.offset + $0.length)].lexicographicallyPrecedes(codes[$1.offset..<($1.offset + $1.length)])
    }
  }

  /// The most frequent ones, by count, then by the bytes of the touchpoints' ids, as report.json lists them.
  package func top(_ n: Int, _ catalog: Catalog) -> [(touchpoints: [UInt32], count: Int)] {
    let rank = catalog.idRanks
    return top(n) { x, y in
      codes[x.offset..<(x.offset + x.length)].lexicographicallyPrecedes(codes[y.offset..<(y.offset + y.length)]) {
        rank[Int($0)] < rank[Int($1)]
      }
    }
  }

  private func top(_ n: Int, _ precedes: (Entry, Entry) -> Bool) -> [(touchpoints: [UInt32], count: Int)] {
    // Only entries that can be among them are sorted.
    var counts = entries.map { Int64($0.count) }
    var least = 0
    if counts.count > n, n > 0 {
      counts.withUnsafeMutableBufferPointer { select($0, $0.count - n) }
      least = Int(counts[counts.count - n])
    }
    return entries.filter { $0.count >= least }.sorted { x, y in
      x.count != y.count ? x.count > y.count : precedes(x, y)
    }.prefix(n).map { (Array(codes[$0.offset..<($0.offset + $0.length)]), $0.count) }
  }

  /// Variants taken by exactly one customer.
  package var singletons: Int { entries.reduce(0) { $0 + ($1.count == 1 ? 1 : 0) } }
}
