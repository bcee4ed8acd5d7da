import Journeys

/// How often each pair of touchpoints follows one another, and every time that took.
///
/// Times stand in chunks that belong to one pair each, so that nothing has to be sorted by pair at the end; chunks of a
/// pair grow from a few to some hundred, so that a rare pair takes little room and a frequent one few chunks. Nothing is
/// allocated per event.
package struct EdgeTimes: Sendable {
  /// Pairs in order of first sight.
  package private(set) var pairs: [(from: UInt32, to: UInt32)] = []
  /// Parallel to `pairs`.
  private let spots = ReusedList<Spot>()
  private var chunks: [Int] = []
  /// Chunks: where the one before begins and how long this one is, then its times.
  private let times: PagedList<Int64>
  /// Times as other walks saw them, kept side by side, not copied.
  private var others: [Piece] = []
  private var keys: [UInt64]
  private var indices: [UInt32]
  private static let empty = UInt64.max
  /// Index of each pair by its two codes, plus one, where touchpoints are few; empty where they are many.
  private let table = ReusedList<UInt32>()
  private let width: Int

  /// Where a pair's next time goes, and where its last chunk ends. `chunks` says where that begins (-1: it has none).
  private struct Spot: BitwiseCopyable {
    var next: UInt32 = 0
    var end: UInt32 = 0
  }

  /// The head of a chunk in one word.
  private struct Head {
    var before: Int
    var size: Int
    var word: Int64 { Int64((before + 1) << 12 | size) }
    init(before: Int, size: Int) {
      self.before = before
      self.size = size
    }
    init(_ word: Int64) {
      before = Int(word >> 12) - 1
      size = Int(word & 0xFFF)
    }
  }

  private struct Piece: Sendable {
    var spots: ReusedList<Spot>
    var chunks: [Int]
    var times: PagedList<Int64>
    /// Index in the piece of each pair here; -1: the piece does not have it.
    var places: [Int32]
  }

  private static let smallestChunk = 4
  private static let largestChunk = 512

  /// - Parameters:
  ///   - touchpoints: how many codes there are.
  ///   - transitions: how many are expected; room that is never used costs nothing.
  package init(touchpoints: Int, transitions: Int = 0) {
    keys = [UInt64](repeating: Self.empty, count: 4096)
    indices = [UInt32](repeating: 0, count: 4096)
    width = touchpoints
    if touchpoints <= 256 { table.restart(repeating: 0, count: touchpoints * touchpoints) }
    times = PagedList(capacity: transitions + transitions / 8 + 4096)
  }

  /// Adds a transition and the microseconds it took.
  @inline(__always)
  package mutating func add(_ from: UInt32, _ to: UInt32, micros time: Int64) {
    if table.count > 0 {
      let edge = Int(table.buffer[Int(from) &* width &+ Int(to)]) &- 1
      if edge >= 0 {
        let spots = spots.mutableBuffer
        let spot = spots[edge]
        if spot.next != spot.end {
          times.buffer[Int(spot.next)] = time
          spots[edge].next = spot.next &+ 1
          return
        }
      }
    }
    addSlowly(from, to, micros: time)
  }

  /// Where the pair is new, or has no room in its chunk.
  @inline(never)
  private mutating func addSlowly(_ from: UInt32, _ to: UInt32, micros time: Int64) {
    let edge = Int(index(from, to))
    if spots[edge].next == spots[edge].end { addChunk(edge) }
    times.buffer[Int(spots[edge].next)] = time
    spots[edge].next += 1
  }

  private mutating func addChunk(_ edge: Int) {
    let chunk = chunks[edge]
    let size = chunk < 0 ? Self.smallestChunk : min(Self.largestChunk, (Int(spots[edge].end) - chunk - 1) * 2)
    let start = times.extend(by: size + 1)
    times.buffer[start] = Head(before: chunk, size: size).word
    // Four thousand million times are thirty-two gigabytes: long before, memory is at its end.
    spots[edge] = Spot(next: UInt32(start + 1), end: UInt32(start + 1 + size))
    chunks[edge] = start
  }

  private mutating func index(_ from: UInt32, _ to: UInt32) -> UInt32 {
    guard table.count > 0 else { return searched(from, to) }
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
    spots.append(Spot())
    chunks.append(-1)
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

  /// Adds what another walk saw.
  package mutating func merge(_ other: EdgeTimes) {
    let own = other.pairs.map { Int(index($0.from, $0.to)) }
    func places(_ indices: (Int) -> Int32) -> [Int32] {
      var places = [Int32](repeating: -1, count: pairs.count)
      for (theirs, ours) in own.enumerated() { places[ours] = indices(theirs) }
      return places
    }
    others.append(Piece(
        spots: other.spots, chunks: other.chunks, times: other.times, places: places { Int32($0) }))
    for piece in other.others {
      others.append(
        Piece(
          spots: piece.spots, chunks: piece.chunks, times: piece.times,
          places: places { $0 < piece.places.count ? piece.places[$0] : -1 }))
    }
  }

  /// How often a pair followed one another.
  package func count(_ pair: Int) -> Int {
    var all = pair < spots.count ? Self.count(Int(spots[pair].next), chunks[pair], times) : 0
    for piece in others where pair < piece.places.count && piece.places[pair] >= 0 {
      let place = Int(piece.places[pair])
      all += Self.count(Int(piece.spots[place].next), piece.chunks[place], piece.times)
    }
    return all
  }

  private static func count(_ next: Int, _ last: Int, _ times: PagedList<Int64>) -> Int {
    var all = 0
    eachChunk(next, last, times) { all += $0.count }
    return all
  }

  /// Puts every time a pair took into a list, in any order, and nothing else.
  package func gather(_ pair: Int, into own: inout [Int64]) {
    own.removeAll(keepingCapacity: true)
    if pair < spots.count { Self.gather(Int(spots[pair].next), chunks[pair], times, into: &own) }
    for piece in others where pair < piece.places.count && piece.places[pair] >= 0 {
      let place = Int(piece.places[pair])
      Self.gather(Int(piece.spots[place].next), piece.chunks[place], piece.times, into: &own)
    }
  }

  private static func gather(_ next: Int, _ last: Int, _ times: PagedList<Int64>, into own: inout [Int64]) {
    let all = times.buffer
    eachChunk(next, last, times) { own.append(contentsOf: all[$0]) }
  }

  /// Where the times of one pair stand, chunk by chunk, the last first.
  @inline(__always)
  private static func eachChunk(_ next: Int, _ last: Int, _ times: PagedList<Int64>, _ body: (Range<Int>) -> Void) {
    let times = times.buffer
    var chunk = last
    var end = next
    while chunk >= 0 {
      body((chunk + 1)..<end)
      // Every chunk but the last is full.
      let before = Head(times[chunk]).before
      if before >= 0 { end = before + 1 + Head(times[before]).size }
      chunk = before
    }
  }
}
