/// What a row says besides who and when: its touchpoint, its channel, and whether somebody referred the customer.
///
/// Ten million rows are of some hundred kinds, so a row says only which.
public struct RowKind: BitwiseCopyable, Equatable, Sendable {
  @usableFromInline let bits: UInt64

  /// Codes are those of the worker that read the row; no channel is `KeyedRow.none`.
  init(label: UInt32, group: UInt32, isReferred: Bool) {
    bits = UInt64(label) | UInt64(group) << 24 | (isReferred ? 1 << 48 : 0)
  }

  /// A kind from a word that names its place too.
  @inline(__always)
  init(word: UInt64) { bits = (word & (~0 >> 1)) >> PackedRow.kindBits }

  /// The kind and its place among its worker's in one word, which is never 0.
  @inline(__always)
  fileprivate func word(place: Int) -> UInt64 { 1 << 63 | bits << PackedRow.kindBits | UInt64(place) }

  /// Code of the touchpoint, of the worker that read the row.
  @inlinable @inline(__always) public var label: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF_FFFF }
  /// Code of the channel, of the worker that read the row, or `KeyedRow.none`.
  @inlinable @inline(__always) public var group: UInt32 { UInt32(truncatingIfNeeded: bits >> 24) & 0xFF_FFFF }
  @inlinable @inline(__always) public var isReferred: Bool { bits >> 48 & 1 != 0 }
}

/// A usable row in twenty-four bytes, as it waits for its customer's others: new memory is what a long log costs most.
///
/// The time and the place of the kind share a word. A row whose time is before 1990 or after 2060, or whose kind is not
/// among the first four thousand, is wide: the word says where both stand.
public struct PackedRow: BitwiseCopyable, Sendable {
  public let key: RowKey
  @usableFromInline let word: UInt64

  @inlinable static var kindBits: UInt64 { 12 }
  /// The place of a kind that has none.
  @inlinable public static var wide: Int { 1 << 12 - 1 }
  @inlinable static var timeShift: UInt64 { kindBits + 1 }
  /// 1 January 1990 in microseconds: times are counted from there, up to the year 2061.
  @usableFromInline static var epoch: Int64 { 631_152_000_000_000 }

  /// - Parameter kind: the place of its kind, or `wide`.
  /// - Parameter time: microseconds UTC that the word `holds`, or for a wide row its place among them counted from `epoch`.
  @inline(__always)
  init(key: RowKey, kind: Int, time: Int64, hasAmount: Bool) {
    self.key = key
    word =
      UInt64(truncatingIfNeeded: time &- Self.epoch) &<< Self.timeShift | (hasAmount ? 1 : 0) &<< Self.kindBits
      | UInt64(truncatingIfNeeded: kind)
  }

  /// A row whose time and kind stand among the wide ones, at that place.
  init(key: RowKey, widePlace: Int, hasAmount: Bool) {
    self.init(key: key, kind: Self.wide, time: Self.epoch + Int64(widePlace), hasAmount: hasAmount)
  }

  /// Whether a time finds room in the word.
  @inline(__always)
  static func holds(_ time: Int64) -> Bool { UInt64(bitPattern: time &- epoch) < 1 << (64 - timeShift) }

  /// The place of the row's kind among its worker's, or `wide`.
  @inlinable @inline(__always) public var kind: Int { Int(truncatingIfNeeded: word) & PackedRow.wide }
  /// Microseconds UTC, of a row that is not wide.
  @inlinable @inline(__always) public var time: Int64 {
    PackedRow.epoch &+ Int64(truncatingIfNeeded: word &>> PackedRow.timeShift)
  }
  /// Whether an amount of the row stands among its partition's amounts.
  @inlinable @inline(__always) public var hasAmount: Bool { word &>> PackedRow.kindBits & 1 != 0 }
  /// Where a wide row's time and kind stand.
  var widePlace: Int { Int(word >> Self.timeShift) }
}

/// Time and kind of a row that has no room for them.
struct WideRow: BitwiseCopyable {
  /// Microseconds UTC.
  var time: Int64
  var kind: RowKind
}

/// The kinds of rows one worker has seen, in order of first sight, up to as many as a row can name.
final class RowKinds: @unchecked Sendable {
  /// Kinds by place, of which there are `count`.
  let kinds: UnsafeMutablePointer<RowKind>
  private(set) var count = 0
  /// A kind's bits and its place in one word; 0 where there is none.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int

  init() {
    kinds = .allocate(capacity: PackedRow.wide)
    mask = 255
    slots = Self.freshSlots(256)
  }

  deinit {
    kinds.deallocate()
    slots.deallocate()
  }

  private static func freshSlots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    slots.initialize(repeating: 0, count: count)
    return slots
  }

  /// The place of a kind, `PackedRow.wide` when there are too many.
  @inline(__always)
  func place(of kind: RowKind) -> Int {
    let wanted = kind.word(place: 0)
    var slot = Self.slot(kind) & mask
    while true {
      let found = slots[slot]
      if found & ~UInt64(PackedRow.wide) == wanted { return Int(truncatingIfNeeded: found) & PackedRow.wide }
      if found == 0 { return insert(kind, slot) }
      slot = (slot &+ 1) & mask
    }
  }

  /// A kind and its place in one word.
  @inline(__always)
  func word(of kind: RowKind) -> UInt64 { kind.word(place: place(of: kind)) }

  @inline(__always)
  private static func slot(_ kind: RowKind) -> Int {
    Int(truncatingIfNeeded: (kind.bits &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inline(never)
  private func insert(_ kind: RowKind, _ slot: Int) -> Int {
    guard count < PackedRow.wide else { return PackedRow.wide }
    let place = count
    kinds[place] = kind
    slots[slot] = kind.word(place: place)
    count += 1
    if count * 2 > mask { grow() }
    return place
  }

  private func grow() {
    slots.deallocate()
    mask = (mask + 1) * 4 - 1
    slots = Self.freshSlots(mask + 1)
    for place in 0..<count {
      var slot = Self.slot(kinds[place]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = kinds[place].word(place: place)
    }
  }
}
