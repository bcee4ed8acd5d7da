import CBytes
import Journeys

/// How often each pair of touchpoints follows one another, and every time that took.
///
/// Where touchpoints are few, times stand in chunks that belong to one pair each, so that nothing has to be sorted by pair
/// at the end. Where they are many, most pairs are one customer's and nobody asks for their times: all stand in one list,
/// each behind the number of its pair. Nothing is allocated per event. A copy shares all lists, so that one walk has one.
package struct EdgeTimes: Sendable {
  /// Pairs in order of first sight.
  package private(set) var pairs: [(from: UInt32, to: UInt32)] = []
  /// Where touchpoints are few: parallel to `pairs`.
  private let lists = ReusedList<TimeList>()
  /// Where they are many: how often each pair came, and, one after the other, a pair's number and its time.
  private let counts = ReusedList<UInt32>()
  private var numbered = TimeList()
  /// Where touchpoints are few: the last times of each pair, which go to its list in groups, and how many there are. A
  /// thousand lists at once are more places than a core can write to without waiting for each.
  private let waiting = ReusedList<Int64>()
  private let waitingCounts = ReusedList<UInt8>()
  private let memory: WordMemory
  /// Times as other walks saw them, kept side by side, not copied.
  private var others: [Piece] = []
  /// A pair's two codes and its index, plus one each, so that zeros are an empty slot.
  private struct Slot: BitwiseCopyable {
    var key: UInt64
    var index: UInt64
  }
  private var slots = Self.freshSlots(1024)
  /// Transitions among many touchpoints that are not added yet: many at a time are looked up while each waits for memory.
  private let pending = ReusedList<(key: UInt64, time: Int64)>()
  /// Index of each pair by its two codes, plus one, where touchpoints are few; empty where they are many.
  private let table = ReusedList<UInt32>()
  private let width: Int

  private struct Piece: Sendable {
    var lists: ReusedList<TimeList>
    var waiting: ReusedList<Int64>
    var waitingCounts: ReusedList<UInt8>
    var counts: ReusedList<UInt32>
    var numbered: TimeList
    var memory: WordMemory
    /// Index in the piece of each pair here; -1: the piece does not have it.
    var places: [Int32]
    /// Index here of each pair of the piece.
    var ours: [Int]
  }

  /// - Parameters:
  ///   - touchpoints: how many codes there are.
  ///   - memory: for the times.
  package init(touchpoints: Int, memory: WordMemory = WordMemory(nil)) {
    width = touchpoints
    if touchpoints <= 256 { table.restart(repeating: 0, count: touchpoints * touchpoints) }
    self.memory = memory
  }

  private static func freshSlots(_ count: Int) -> PagedList<Slot> {
    let slots = PagedList<Slot>(capacity: count)
    slots.prepare()
    _ = slots.extend(by: count)
    return slots
  }

  /// Adds a transition and the microseconds it took; `finish` must follow the last.
  @inline(__always)
  package mutating func add(_ from: UInt32, _ to: UInt32, micros time: Int64) {
    guard table.count > 0 else {
      pending.append((Self.key(from, to), time))
      if pending.count == 256 { finish() }
      return
    }
    let edge = Int(table.buffer[Int(from) &* width &+ Int(to)]) &- 1
    if edge >= 0 { wait(edge, time) } else { addFirst(from, to, micros: time) }
  }

  @inline(__always)
  private func wait(_ edge: Int, _ time: Int64) {
    let count = waitingCounts.buffer[edge]
    waiting.mutableBuffer[edge &* TimeList.group &+ Int(count)] = time
    waitingCounts.mutableBuffer[edge] = count &+ 1
    if count == TimeList.group - 1 { moveOn(edge) }
  }

  @inline(never)
  private func moveOn(_ edge: Int) {
    if let base = waiting.buffer.baseAddress {
      lists.mutableBuffer[edge].add(group: base + edge * TimeList.group, memory)
    }
    waitingCounts.mutableBuffer[edge] = 0
  }

  /// Adds what is pending.
  package mutating func finish() {
    let pending = pending.buffer
    let slots = slots.buffer
    let mask = slots.count - 1
    // Nothing here waits for anything else, so that memory is asked for all of them at once.
    for own in pending { masa_prefetch(slots.baseAddress.unsafelyUnwrapped + Self.slot(own.key, mask)) }
    for own in pending {
      let edge = Int(searched(own.key))
      counts.mutableBuffer[edge] &+= 1
      numbered.add(Int64(edge), memory)
      numbered.add(own.time, memory)
    }
    self.pending.clear()
  }

  @inline(never)
  private mutating func addFirst(_ from: UInt32, _ to: UInt32, micros time: Int64) { wait(Int(index(from, to)), time) }

  private mutating func index(_ from: UInt32, _ to: UInt32) -> UInt32 {
    guard table.count > 0 else { return searched(Self.key(from, to)) }
    let place = Int(from) * width + Int(to)
    let known = table[place]
    if known != 0 { return known - 1 }
    let new = searched(Self.key(from, to))
    table[place] = new + 1
    return new
  }

  @inline(__always)
  private static func key(_ from: UInt32, _ to: UInt32) -> UInt64 { (UInt64(from) << 32 | UInt64(to)) &+ 1 }

  @inline(__always)
  private mutating func searched(_ key: UInt64) -> UInt32 {
    let slots = slots.buffer
    let mask = slots.count &- 1
    var slot = Self.slot(key, mask)
    while true {
      if slots[slot].key == key { return UInt32(truncatingIfNeeded: slots[slot].index &- 1) }
      if slots[slot].key == 0 { return insert(key, slot) }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29) & mask
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, _ slot: Int) -> UInt32 {
    let index = UInt32(pairs.count)
    pairs.append((UInt32(truncatingIfNeeded: (key - 1) >> 32), UInt32(truncatingIfNeeded: key - 1)))
    if table.count == 0 {
      counts.append(0)
    } else {
      lists.append(TimeList())
      for _ in 0..<TimeList.group { waiting.append(0) }
      waitingCounts.append(0)
    }
    slots.buffer[slot] = Slot(key: key, index: UInt64(index) + 1)
    if pairs.count * 2 > slots.buffer.count { growSlots() }
    return index
  }

  private mutating func growSlots() {
    let old = slots.buffer
    let bigger = Self.freshSlots(old.count * 2)
    let new = bigger.buffer
    let mask = new.count - 1
    for own in old where own.key != 0 {
      var slot = Self.slot(own.key, mask)
      while new[slot].key != 0 { slot = (slot + 1) & mask }
      new[slot] = own
    }
    slots = bigger
  }

  /// Adds what another walk saw.
  package mutating func merge(_ other: EdgeTimes) {
    let own = other.pairs.map { Int(index($0.from, $0.to)) }
    func piece(_ piece: Piece) -> Piece {
      var piece = piece
      piece.ours = piece.ours.map { own[$0] }
      piece.places = [Int32](repeating: -1, count: pairs.count)
      for (theirs, ours) in piece.ours.enumerated() { piece.places[ours] = Int32(theirs) }
      return piece
    }
    others.append(
      piece(
        Piece(
          lists: other.lists, waiting: other.waiting, waitingCounts: other.waitingCounts, counts: other.counts,
          numbered: other.numbered, memory: other.memory, places: [], ours: Array(other.pairs.indices))))
    others += other.others.map(piece)
  }

  /// How often a pair followed one another.
  package func count(_ pair: Int) -> Int {
    var all = 0
    if table.count == 0 {
      if pair < counts.count { all += Int(counts[pair]) }
      for piece in others where pair < piece.places.count && piece.places[pair] >= 0 {
        all += Int(piece.counts[Int(piece.places[pair])])
      }
    } else {
      eachChunk(pair) { all += $0.count }
    }
    return all
  }

  /// Calls back with every time that each of some pairs took, in any order, pair by pair.
  package func forEachTimes(of pairs: [Int], _ body: (_ pair: Int, _ times: inout [Int64]) -> Void) {
    if table.count == 0 {
      var found = gathered(pairs)
      for place in pairs.indices { body(pairs[place], &found[place]) }
    } else {
      var own: [Int64] = []
      for pair in pairs {
        own.removeAll(keepingCapacity: true)
        eachChunk(pair) { own.append(contentsOf: $0) }
        body(pair, &own)
      }
    }
  }

  /// The times of some pairs, where all stand in one list.
  private func gathered(_ pairs: [Int]) -> [[Int64]] {
    var found = pairs.map { pair in
      var own: [Int64] = []
      own.reserveCapacity(count(pair))
      return own
    }
    var wanted = [Int32](repeating: -1, count: self.pairs.count)
    for (place, pair) in pairs.enumerated() { wanted[pair] = Int32(place) }
    func take(_ list: TimeList, _ ours: (Int) -> Int) {
      list.forEachChunk { words in
        // A chunk holds whole couples of a number and a time.
        for i in stride(from: 0, to: words.count - 1, by: 2) {
          let place = Int(wanted[ours(Int(words[i]))])
          if place >= 0 { found[place].append(words[i + 1]) }
        }
      }
    }
    take(numbered) { $0 }
    for piece in others { take(piece.numbered) { piece.ours[$0] } }
    return found
  }

  /// The times of one pair, chunk by chunk.
  @inline(__always)
  private func eachChunk(_ pair: Int, _ body: (UnsafeBufferPointer<Int64>) -> Void) {
    if pair < lists.count { Self.eachChunk(pair, lists, waiting, waitingCounts, body) }
    for piece in others where pair < piece.places.count && piece.places[pair] >= 0 {
      Self.eachChunk(Int(piece.places[pair]), piece.lists, piece.waiting, piece.waitingCounts, body)
    }
  }

  @inline(__always)
  private static func eachChunk(
    _ pair: Int, _ lists: ReusedList<TimeList>, _ waiting: ReusedList<Int64>, _ counts: ReusedList<UInt8>,
    _ body: (UnsafeBufferPointer<Int64>) -> Void
  ) {
    lists[pair].forEachChunk(body)
    guard pair < counts.count else { return }
    let first = pair * TimeList.group
    body(UnsafeBufferPointer(rebasing: waiting.buffer[first..<(first + Int(counts[pair]))]))
  }
}
