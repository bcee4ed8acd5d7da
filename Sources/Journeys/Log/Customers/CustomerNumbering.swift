import Reading

/// Numbers the customers of one partition, or the ids of tables of who is who, in order of first appearance: a small table of
/// keys, used again for the next partition.
final class CustomerNumbering {
  private var slots: UnsafeMutablePointer<UInt32>
  private var slotCount: Int
  private var keys: UnsafeMutablePointer<RowKey>
  private var room: Int
  /// How many customers there are.
  private(set) var count = 0

  init() {
    slotCount = 1024
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    room = 512
    keys = .allocate(capacity: room)
  }

  deinit {
    slots.deallocate()
    keys.deallocate()
  }

  /// Forgets all customers; there will be at most as many as rows.
  func restart(rows: Int) {
    count = 0
    // Most have several rows: a table that starts smaller stays in cache.
    var wanted = 1024
    while wanted < rows { wanted *= 2 }
    resize(to: wanted)
  }

  private func resize(to wanted: Int) {
    if wanted != slotCount {
      slots.deallocate()
      slotCount = wanted
      slots = .allocate(capacity: wanted)
    }
    slots.initialize(repeating: 0, count: wanted)
    guard wanted / 2 > room else { return }
    let bigger = UnsafeMutablePointer<RowKey>.allocate(capacity: wanted / 2)
    bigger.initialize(from: keys, count: count)
    keys.deallocate()
    keys = bigger
    room = wanted / 2
  }

  /// The number of the customer with that key.
  @inline(__always)
  func number(_ key: RowKey) -> Int32 {
    let mask = slotCount &- 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let found = Int(slots[slot])
      if found == 0 { return insert(key, slot) }
      let own = keys + (found &- 1)
      if own.pointee.word0 == key.word0, own.pointee.word1 == key.word1 { return Int32(truncatingIfNeeded: found &- 1) }
      slot = (slot &+ 1) & mask
    }
  }

  /// The key of the customer with that number.
  func key(_ number: Int) -> RowKey { keys[number] }

  /// The keys of all customers, in the order of their numbers.
  var allKeys: [RowKey] { Array(UnsafeBufferPointer(start: keys, count: count)) }

  /// The number of a customer already met.
  func known(_ key: RowKey) -> Int32? {
    let mask = slotCount - 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return Int32(number) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @inline(__always)
  private func insert(_ key: RowKey, _ slot: Int) -> Int32 {
    if count == room { return grown(key) }
    keys[count] = key
    count &+= 1
    slots[slot] = UInt32(truncatingIfNeeded: count)
    return Int32(truncatingIfNeeded: count &- 1)
  }

  @inline(never)
  private func grown(_ key: RowKey) -> Int32 {
    grow(to: max(slotCount, room * 2) * 2)
    return number(key)
  }

  /// Makes room for so many customers in all, so that none moves before.
  func reserve(_ customers: Int) {
    var wanted = slotCount
    while wanted / 2 < customers { wanted *= 2 }
    if wanted > slotCount { grow(to: wanted) }
  }

  private func grow(to wanted: Int) {
    resize(to: wanted)
    let mask = slotCount - 1
    for number in 0..<count {
      var slot = Int(truncatingIfNeeded: keys[number].hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
