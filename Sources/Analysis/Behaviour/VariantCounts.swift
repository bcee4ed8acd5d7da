import CBytes
import Journeys
import Statistics

/// How many customers took each distinct sequence of touchpoints.
///
/// A sequence that fits a word (eight steps where there are up to 255 touchpoints) is counted under that word, with one
/// look at memory; longer ones stand in a list behind a table of hashes. Nothing is allocated per event.
package struct VariantCounts: Sendable {
  private struct Short: BitwiseCopyable {
    /// Codes plus one, the first lowest; 0: an empty slot.
    var key: UInt64
    var count: Int
  }
  private struct Long {
    var offset: Int
    var length: Int
    var hash: UInt64
    var count: Int
  }
  private let bits: UInt64
  private let shortSteps: Int
  private var shorts = Self.slots(1024)
  private var shortCount = 0
  /// Keys that are not counted yet: many at a time are looked up while each waits for memory.
  private let pending = ReusedList<UInt64>()
  /// The same of longer sequences: their steps one behind the other, and where each stands.
  private let pendingSteps = ReusedList<UInt32>()
  private let pendingLongs = ReusedList<(start: Int, length: Int, hash: UInt64)>()
  private var longs: [Long] = []
  private var codes: [UInt32] = []
  /// High half of the hash and, plus one, the place in `longs`; 0: an empty slot.
  private var table = [UInt64](repeating: 0, count: 1024)

  /// - Parameter touchpoints: how many codes there are.
  package init(touchpoints: Int) { self.init(bits: touchpoints < 0xFF ? 8 : touchpoints < 0xFFFF ? 16 : 33) }

  private init(bits: UInt64) {
    self.bits = bits
    shortSteps = 64 / Int(bits)
  }

  /// How many different sequences there are.
  package var count: Int { shortCount + longs.count }

  /// A table of so many empty slots.
  private static func slots(_ count: Int) -> PagedList<Short> {
    let slots = PagedList<Short>(capacity: count)
    slots.prepare()
    _ = slots.extend(by: count)
    return slots
  }

  /// Counts a sequence, which is not empty.
  package mutating func add(_ sequence: ArraySlice<UInt32>, _ count: Int = 1) {
    sequence.withUnsafeBufferPointer { add($0, count) }
  }

  /// The same of a sequence in memory that is lent.
  mutating func add(_ sequence: UnsafeBufferPointer<UInt32>, _ count: Int) {
    guard sequence.count <= shortSteps else { return addLong(sequence, count) }
    var key: UInt64 = 0
    var shift: UInt64 = 0
    for code in sequence {
      key |= (UInt64(code) + 1) &<< shift
      shift &+= bits
    }
    addShort(key, count)
  }

  /// Counts the touchpoints of events, of which there is at least one; `finish` must follow the last.
  @inline(__always)
  mutating func add(_ events: UnsafeBufferPointer<LoggedEvent>) {
    guard events.count <= shortSteps else { return addLong(events) }
    var key: UInt64 = 0
    var shift: UInt64 = 0
    for event in events {
      key |= (UInt64(event.touchpoint) &+ 1) &<< shift
      shift &+= bits
    }
    pending.append(key)
    if pending.count == 256 { finish() }
  }

  /// Counts what is pending.
  mutating func finish() {
    let keys = pending.buffer
    let slots = shorts.buffer
    let mask = slots.count - 1
    // Nothing here waits for anything else, so that memory is asked for all of them at once.
    for key in keys { masa_prefetch(slots.baseAddress.unsafelyUnwrapped + Self.slot(key, mask)) }
    for key in keys { addShort(key, 1) }
    pending.clear()
    finishLongs()
  }

  /// Counts the longer sequences that are pending.
  private mutating func finishLongs() {
    let sequences = pendingLongs.buffer
    guard !sequences.isEmpty else { return }
    let steps = pendingSteps.buffer
    table.withUnsafeBufferPointer { table in
      // As with short ones: first the slots of all, then what the slots point at.
      guard let slots = table.baseAddress else { return }
      for own in sequences { masa_prefetch(slots + (Int(truncatingIfNeeded: own.hash) & (table.count - 1))) }
      longs.withUnsafeBufferPointer { longs in
        guard let longs = longs.baseAddress else { return }
        for own in sequences {
          let slot = table[Int(truncatingIfNeeded: own.hash) & (table.count - 1)]
          if slot != 0 { masa_prefetch(longs + (Int(slot & 0xFFFF_FFFF) - 1)) }
        }
      }
    }
    for own in sequences {
      addLong(
        UnsafeBufferPointer(rebasing: steps[own.start..<(own.start + own.length)]), hash: own.hash, 1)
    }
    pendingSteps.clear()
    pendingLongs.clear()
  }

  @inline(never)
  private mutating func addLong(_ events: UnsafeBufferPointer<LoggedEvent>) {
    let start = pendingSteps.count
    for event in events { pendingSteps.append(event.touchpoint) }
    let sequence = UnsafeBufferPointer(rebasing: pendingSteps.buffer[start...])
    pendingLongs.append((start, sequence.count, Self.hash(sequence)))
    if pendingLongs.count == 128 { finishLongs() }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & mask
  }

  @inline(__always)
  private mutating func addShort(_ key: UInt64, _ count: Int) {
    let slots = shorts.buffer
    let mask = slots.count &- 1
    var i = Self.slot(key, mask)
    while slots[i].key != key {
      if slots[i].key == 0 {
        slots[i] = Short(key: key, count: count)
        shortCount += 1
        if shortCount * 2 > slots.count { growShorts() }
        return
      }
      i = (i &+ 1) & mask
    }
    slots[i].count += count
  }

  @inline(never)
  private mutating func growShorts() {
    let old = shorts.buffer
    let bigger = Self.slots(old.count * 2)
    let slots = bigger.buffer
    let mask = slots.count - 1
    for entry in old where entry.key != 0 {
      var i = Self.slot(entry.key, mask)
      while slots[i].key != 0 { i = (i + 1) & mask }
      slots[i] = entry
    }
    shorts = bigger
  }

  @inline(never)
  private mutating func addLong(_ sequence: UnsafeBufferPointer<UInt32>, _ count: Int) {
    addLong(sequence, hash: Self.hash(sequence), count)
  }

  private static func hash(_ sequence: UnsafeBufferPointer<UInt32>) -> UInt64 {
    var hash: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(sequence.count)
    for code in sequence {
      let product = (hash ^ UInt64(code)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    return hash
  }

  private mutating func addLong(_ sequence: UnsafeBufferPointer<UInt32>, hash: UInt64, _ count: Int) {
    let mask = table.count - 1
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var i = Int(truncatingIfNeeded: hash) & mask
    while table[i] != 0 {
      if table[i] & 0xFFFF_FFFF_0000_0000 == tag {
        let place = Int(table[i] & 0xFFFF_FFFF) - 1
        if longs[place].hash == hash, longs[place].length == sequence.count, isEqual(longs[place].offset, sequence) {
          longs[place].count += count
          return
        }
      }
      i = (i + 1) & mask
    }
    longs.append(Long(offset: codes.count, length: sequence.count, hash: hash, count: count))
    codes.append(contentsOf: sequence)
    table[i] = tag | UInt64(longs.count)
    if longs.count * 2 > table.count { growTable() }
  }

  private func isEqual(_ offset: Int, _ sequence: UnsafeBufferPointer<UInt32>) -> Bool {
    codes.withUnsafeBufferPointer { codes in
      for i in 0..<sequence.count where codes[offset + i] != sequence[i] { return false }
      return true
    }
  }

  private mutating func growTable() {
    table = [UInt64](repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    for (place, entry) in longs.enumerated() {
      var i = Int(truncatingIfNeeded: entry.hash) & mask
      while table[i] != 0 { i = (i + 1) & mask }
      table[i] = (entry.hash & 0xFFFF_FFFF_0000_0000) | UInt64(place + 1)
    }
  }

  /// Adds another walk's counts over the same touchpoints.
  package mutating func merge(_ other: VariantCounts) {
    for entry in other.shorts.buffer where entry.key != 0 { addShort(entry.key, entry.count) }
    while table.count < (longs.count + other.longs.count) * 2 { growTable() }
    longs.reserveCapacity(longs.count + other.longs.count)
    codes.reserveCapacity(codes.count + other.codes.count)
    other.codes.withUnsafeBufferPointer { codes in
      var seen: UInt64 = 0
      for lower in stride(from: 0, to: other.longs.count, by: 128) {
        let entries = other.longs[lower..<min(lower + 128, other.longs.count)]
        // As with short ones: memory is asked for all of them at once.
        for entry in entries { seen |= table[Int(truncatingIfNeeded: entry.hash) & (table.count - 1)] }
        for entry in entries {
          addLong(
            UnsafeBufferPointer(rebasing: codes[entry.offset..<(entry.offset + entry.length)]), hash: entry.hash,
            entry.count)
        }
      }
      // What was looked at is of no other use.
      if seen == .max { longs.reserveCapacity(longs.count) }
    }
  }

  private func unpacked(_ key: UInt64) -> [UInt32] {
    var rest = key
    var sequence: [UInt32] = []
    while rest != 0 {
      sequence.append(UInt32(truncatingIfNeeded: rest & (1 &<< bits &- 1)) - 1)
      rest = bits < 64 ? rest >> bits : 0
    }
    return sequence
  }

  /// The same customers with a touchpoint that follows itself told once: D A B B C D C C is D A B C D C.
  ///
  /// Made of the distinct sequences and not of the events, so that no walk knows of it.
  package func collapsed() -> VariantCounts {
    var result = VariantCounts(bits: bits)
    for entry in shorts.buffer where entry.key != 0 { result.addShort(collapsed(entry.key), entry.count) }
    var sequence: [UInt32] = []
    for entry in longs {
      sequence.removeAll(keepingCapacity: true)
      for code in codes[entry.offset..<(entry.offset + entry.length)] where code != sequence.last {
        sequence.append(code)
      }
      result.add(sequence[...], entry.count)
    }
    return result
  }

  /// A packed sequence without the codes that equal the one before.
  private func collapsed(_ key: UInt64) -> UInt64 {
    var (rest, result, shift, before) = (key, UInt64(0), UInt64(0), UInt64(0))
    while rest != 0 {
      let code = rest & (1 &<< bits &- 1)
      rest >>= bits
      guard code != before else { continue }
      result |= code &<< shift
      shift &+= bits
      before = code
    }
    return result
  }

  /// The most frequent ones, by count, then by the touchpoints' codes (which follow declarations and names).
  package func top(_ n: Int) -> [(touchpoints: [UInt32], count: Int)] {
    top(n) { $0.lexicographicallyPrecedes($1) }
  }

  /// The most frequent ones, by count, then by the bytes of the touchpoints' ids, as report.json lists them.
  package func top(_ n: Int, _ catalog: Catalog) -> [(touchpoints: [UInt32], count: Int)] {
    let rank = catalog.idRanks
    return top(n) { x, y in x.lexicographicallyPrecedes(y) { rank[Int($0)] < rank[Int($1)] } }
  }

  private func top(
    _ n: Int, _ precedes: ([UInt32], [UInt32]) -> Bool
  ) -> [(touchpoints: [UInt32], count: Int)] {
    // Only sequences that can be among them are unpacked and sorted.
    var counts: [Int64] = []
    counts.reserveCapacity(count)
    for entry in shorts.buffer where entry.key != 0 { counts.append(Int64(entry.count)) }
    for entry in longs { counts.append(Int64(entry.count)) }
    var least = 0
    if counts.count > n, n > 0 {
      counts.withUnsafeMutableBufferPointer { select($0, $0.count - n) }
      least = Int(counts[counts.count - n])
    }
    var found: [(touchpoints: [UInt32], count: Int)] = []
    for entry in shorts.buffer where entry.key != 0 && entry.count >= least {
      found.append((unpacked(entry.key), entry.count))
    }
    for entry in longs where entry.count >= least {
      found.append((Array(codes[entry.offset..<(entry.offset + entry.length)]), entry.count))
    }
    found.sort { x, y in x.count != y.count ? x.count > y.count : precedes(x.touchpoints, y.touchpoints) }
    return Array(found.prefix(n))
  }

  /// Variants taken by exactly one customer.
  package var singletons: Int {
    shorts.buffer.reduce(0) { $0 + ($1.key != 0 && $1.count == 1 ? 1 : 0) }
      + longs.reduce(0) { $0 + ($1.count == 1 ? 1 : 0) }
  }
}
