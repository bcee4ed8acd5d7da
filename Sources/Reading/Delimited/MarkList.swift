import CBytes

/// Where delimiters, line ends and quotation marks stand in some kilobytes of text, found 64 bytes at a time and in order.
struct MarkList {
  /// The places, counted from `from`.
  let places: UnsafeMutablePointer<UInt32>
  /// The byte of the buffer the list begins with.
  private(set) var from = 0
  /// How many there are; 0 when nothing is known.
  private(set) var count = 0
  /// The first that is not passed yet; behind the last when the next list has to be made.
  var next = 0
  /// Bytes whose marks are listed at once.
  static let bytes = 4096

  /// An empty list.
  init() { places = .allocate(capacity: Self.bytes + 64) }

  /// Frees what the list holds.
  func deallocate() { places.deallocate() }

  /// Forgets all marks, as when the text moves.
  mutating func forget() {
    count = 0
    next = 0
  }

  /// Goes on at a place that lies ahead, or forgets all where nothing is known of it.
  @inline(__always)
  mutating func find(_ place: Int) {
    guard next < count, from &+ Int(places[count &- 1]) >= place else { return forget() }
    while from &+ Int(places[next]) < place { next &+= 1 }
  }

  /// Lists the marks from a place on, which is not behind the text's end; at least one follows, since line ends must
  /// stand behind it, in 128 readable bytes.
  @inline(never)
  mutating func list(from place: Int, _ base: UnsafeMutablePointer<UInt8>, _ end: Int, _ delimiter: UInt8) {
    let place = min(place, end)
    var start = place & ~63
    repeat {
      let length = min(Self.bytes, (end + 64) & ~63 - start)
      count = Int(masa_mark_places(base + start, UInt32(length), delimiter, places))
      from = start
      next = 0
      while next < count, start + Int(places[next]) < place { next += 1 }
      start += length
    } while next == count
  }

  /// Goes on behind a place: the next mark is the first behind it.
  @inline(__always)
  mutating func pass(upTo place: Int, _ base: UnsafeMutablePointer<UInt8>, _ end: Int, _ delimiter: UInt8) {
    guard next < count, from &+ Int(places[count &- 1]) >= place else {
      return passListed(place, base, end, delimiter)
    }
    while next < count, from &+ Int(places[next]) <= place { next &+= 1 }
  }

  @inline(never)
  private mutating func passListed(
    _ place: Int, _ base: UnsafeMutablePointer<UInt8>, _ end: Int, _ delimiter: UInt8
  ) {
    list(from: place, base, end, delimiter)
    while next < count, from + Int(places[next]) <= place { next += 1 }
  }
}
