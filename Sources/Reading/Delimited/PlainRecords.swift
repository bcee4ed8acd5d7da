import CBytes

/// The records in some kilobytes of text, each with the places where its fields end, found 64 bytes at a time.
///
/// Delimiters and line ends between quotation marks do not count, so that a record has as many places as fields. Text in
/// which a quotation mark stands where none should is left to those who read one field at a time.
struct PlainRecords {
  /// Bytes that are listed at once.
  static let bytes = 4096
  /// The most records that can be in them.
  static let most = bytes + 64

  /// Where fields end, counted from `from`; there is room for one before the first.
  private let places: UnsafeMutablePointer<UInt32>
  /// How many places there are up to the end of each record.
  private let ends: UnsafeMutablePointer<UInt32>
  /// The byte of the buffer the list begins with.
  private var from = 0
  /// How many records there are; 0 when nothing is known.
  private var count = 0
  /// The first that is not passed yet.
  private var next = 0
  /// How many lists there were.
  private var serial = 0

  /// An empty list.
  init() {
    places = .allocate(capacity: Self.most + 16) + 8
    ends = .allocate(capacity: Self.most + 16)
  }

  /// Frees what the list holds.
  func deallocate() {
    (places - 8).deallocate()
    ends.deallocate()
  }

  /// Forgets all records, as when the text moves.
  mutating func forget() {
    count = 0
    next = 0
  }

  /// The records from a place on at which one begins; 128 readable bytes follow the text's end.
  ///
  /// - Parameter end: where the text ends. A record that could go on behind it is none yet.
  @inline(__always)
  mutating func records(from start: Int, _ base: UnsafeMutablePointer<UInt8>, _ end: Int, _ delimiter: UInt8) -> Run {
    if next == count { list(from: start, base, end, delimiter) }
    return Run(
      origin: Bytes(base) + from, start: start &- from, places: places, ends: ends, next: next, count: count,
      serial: serial)
  }

  /// Goes on behind a run.
  @inline(__always)
  mutating func pass(_ run: Run) { next = run.next }

  /// Goes on at a place where a record begins that was found by others; what is listed is forgotten if none begins there.
  mutating func pass(upTo start: Int, _ base: UnsafeMutablePointer<UInt8>) {
    while next < count {
      let stop = from + Int(places[Int(ends[next]) - 1])
      if stop >= start { break }
      next += 1
      if stop + lineEndLength(Bytes(base) + stop) == start { return }
    }
    forget()
  }

  @inline(never)
  private mutating func list(from start: Int, _ base: UnsafeMutablePointer<UInt8>, _ end: Int, _ delimiter: UInt8) {
    from = start & ~63
    next = 0
    serial += 1
    places[-1] = UInt32(truncatingIfNeeded: start - from - 1)
    let length = min(Self.bytes, (end + 64) & ~63 - from)
    let found = masa_record_ends(base + from, UInt32(start - from), UInt32(length), delimiter, places, ends)
    count = Int(found.count)
    // What stands behind the text is no line end, and the last carriage return may have its line feed still to come.
    while count > 0, from + Int(places[Int(ends[count - 1]) - 1]) + 1 >= end { count -= 1 }
  }

  /// Some records, one after the other.
  struct Run {
    /// Places are counted from here.
    let origin: Bytes
    /// Where fields end.
    let places: UnsafeMutablePointer<UInt32>
    /// How many places there are up to the end of each record.
    let ends: UnsafePointer<UInt32>
    /// How many records the list has.
    let count: Int
    /// Which list it is.
    let serial: Int
    /// Where the record begins.
    private(set) var start: Int
    /// The record's number in the list.
    private(set) var next: Int
    private var firstPlace: Int

    @inline(__always)
    fileprivate init(
      origin: Bytes, start: Int, places: UnsafeMutablePointer<UInt32>, ends: UnsafePointer<UInt32>, next: Int,
      count: Int, serial: Int
    ) {
      self.origin = origin
      self.start = start
      self.places = places
      self.ends = ends
      self.next = next
      self.count = count
      self.serial = serial
      firstPlace = next == 0 ? 0 : Int(ends[next &- 1])
    }

    /// The record's fields, if there is one and it has as many.
    @inline(__always)
    func fields(_ width: Int) -> PlainFields? {
      guard next < count, Int(ends[next]) &- firstPlace == width else { return nil }
      // What begins a field is what ends the one before it.
      places[firstPlace &- 1] = UInt32(truncatingIfNeeded: start &- 1)
      return PlainFields(origin: origin, places: UnsafePointer(places) + firstPlace)
    }

    /// Goes on to the next record.
    @inline(__always)
    mutating func advance(_ width: Int) {
      let stop = Int(places[firstPlace &+ width &- 1])
      start = stop &+ lineEndLength(origin + stop)
      firstPlace &+= width
      next &+= 1
    }
  }
}

/// A carriage return and the line feed behind it are one line end.
@inline(__always)
private func lineEndLength(_ p: Bytes) -> Int { p[0] == 0x0D && p[1] == 0x0A ? 2 : 1 }

/// The fields of a record as they stand in the text, quotation marks and all.
struct PlainFields {
  fileprivate let origin: Bytes
  /// Where each field ends; what ended the record before stands in front.
  fileprivate let places: UnsafePointer<UInt32>

  /// The bytes of a field.
  @inline(__always)
  subscript(column: Int) -> (start: Bytes, count: Int) {
    let start = Int(places[column &- 1] &+ 1)
    return (origin + start, Int(places[column]) &- start)
  }

  /// The bytes of some fields and of what stands between them.
  func bytes(_ columns: ClosedRange<Int>) -> (start: Bytes, count: Int) {
    let start = self[columns.lowerBound].start
    return (start, self[columns.upperBound].start - start + self[columns.upperBound].count)
  }

  /// A field's bytes without its quotation marks, if it has any; doubled ones may stand inside then.
  @inline(__always)
  func inner(_ column: Int) -> (start: Bytes, count: Int, isQuoted: Bool) {
    let (start, count) = self[column]
    // A lone quotation mark is no plain field, so both are there.
    if start[0] == 0x22 { return (start + 1, count &- 2, true) }
    return (start, count, false)
  }
}
