import CBytes
import Glibc

/// A customer's id in two words, so that rows can be grouped without a look at any text.
///
/// Ids of up to fifteen bytes stand in the words themselves, their length in the last byte. A longer one is a hash of its
/// bytes and, marked by 255 in the last byte, its place among the long ids.
public struct RowKey: BitwiseCopyable, Equatable, Sendable {
  public var word0: UInt64
  public var word1: UInt64

  @inlinable
  public init(word0: UInt64, word1: UInt64) {
    self.word0 = word0
    self.word1 = word1
  }

  @inlinable @inline(__always) public var isLong: Bool { word1 >> 56 == 0xFF }
  /// The place of a long id.
  @inlinable @inline(__always) public var place: Int { Int(truncatingIfNeeded: word1 & 0xFF_FFFF_FFFF_FFFF) }

  /// A hash of the id alone: the same for the same id wherever it was read.
  @inlinable @inline(__always)
  public var hash: UInt64 {
    isLong ? mix(word0, 0x8EBC_6AF0_9C88_C6E3) : mix(word0 ^ 0x9E37_79B9_7F4A_7C15, word1 ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// The key of an id of at most fifteen bytes.
  package init(short bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count
    word0 = 0
    word1 = UInt64(count) << 56
    guard let start = bytes.baseAddress, count > 0 else { return }
    // Safe: two loads from each end meet or overlap in the middle, and none reaches beyond the bytes.
    let raw = UnsafeRawPointer(start)
    func bits(_ bytes: Int) -> UInt64 { UInt64(truncatingIfNeeded: bytes &* 8) }
    if count >= 8 {
      word0 = raw.loadUnaligned(as: UInt64.self)
      word1 |= (raw + (count &- 8)).loadUnaligned(as: UInt64.self) >> bits(16 &- count)
    } else if count >= 4 {
      word0 = UInt64(raw.loadUnaligned(as: UInt32.self))
      word0 |= UInt64((raw + (count &- 4)).loadUnaligned(as: UInt32.self)) << bits(count &- 4)
    } else {
      word0 = UInt64(start[0]) | UInt64(start[count / 2]) << bits(count / 2)
      word0 |= UInt64(start[count &- 1]) << bits(count &- 1)
    }
  }

  /// The id of at most fifteen bytes that the key holds itself.
  package var shortText: String {
    let words = (word0.littleEndian, word1.littleEndian)
    return withUnsafeBytes(of: words) { String(decoding: $0.prefix(min(Int(word1 >> 56), 15)), as: UTF8.self) }
  }

  /// The key that says where a text stands that no other key stands for.
  init(textPlace: Int) { self.init(word0: 0, word1: 0xFF << 56 | UInt64(textPlace)) }

  /// Whether a key of at most fifteen bytes holds ASCII alone.
  @inline(__always)
  var isASCII: Bool { (word0 | word1) & 0x8080_8080_8080_8080 == 0 }

  /// The key of a longer id that stands at that place among the long ones.
  package init(long bytes: UnsafeBufferPointer<UInt8>, place: Int) {
    var hash: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(bytes.count)
    for byte in bytes { hash = mix(hash ^ UInt64(byte), 0x9E37_79B9_7F4A_7C15) }
    word0 = hash
    word1 = 0xFF << 56 | UInt64(place)
  }
}

/// One usable row.
public struct KeyedRow: BitwiseCopyable, Sendable {
  public var key: RowKey
  /// Microseconds UTC.
  public var time: Int64
  public var kind: RowKind
  /// Whether an amount of the row stands among its partition's amounts.
  public var hasAmount: Bool

  /// Code that says there is none.
  @inlinable @inline(__always) public static var none: UInt32 { 0xFF_FFFF }

  /// Code of the touchpoint, of the worker that read the row.
  package var label: UInt32 { kind.label }
  /// Code of the channel, of the worker that read the row, or `none`.
  package var group: UInt32 { kind.group }
  package var isReferred: Bool { kind.isReferred }
}

/// A row of nobody: it belongs to no journey, but a sale is a sale.
package struct NamelessRow: BitwiseCopyable, Sendable {
  /// Microseconds UTC.
  package var time: Int64
  /// Codes of the worker that read the row; no channel is `KeyedRow.none`, no order `DictionaryColumn.none`.
  package var label: UInt32
  package var group = KeyedRow.none
  package var order = UInt32.max
  /// Millionths; `Int64.min` where there is none.
  package var amount = Int64.min

  init(time: Int64, label: UInt32) {
    self.time = time
    self.label = label
  }
}

/// What few sources have: kept beside the rows only where it was asked for.
package struct RowExtra: BitwiseCopyable, Sendable {
  /// The order within one moment, as the source counts it.
  package var sequence: Int64
  /// Codes of the worker that read the row; `DictionaryColumn.none` where there is none.
  package var order: UInt32
  package var lifecycle: UInt32
}

/// Lists of plain values, one for each partition, in blocks: appending never moves what is there, and a partition's
/// memory is handed on when it is done with.
final class BlockLists<Element: BitwiseCopyable>: @unchecked Sendable {
  static var perBlock: Int { 1024 }
  /// Where each partition's last block begins.
  let heads: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
  private var blocks: [[UnsafeMutablePointer<Element>]]
  private let arena = PageArena()
  static var blockBytes: Int { (perBlock * MemoryLayout<Element>.stride + 4095) & ~4095 }

  init(partitions: Int) {
    heads = .allocate(capacity: partitions)
    heads.initialize(repeating: nil, count: partitions)
    blocks = Array(repeating: [], count: partitions)
  }

  /// Gives a partition a new last block.
  func addBlock(_ partition: Int) {
    let block = arena.allocate(Element.self, capacity: Self.perBlock, isPaged: true)
    blocks[partition].append(block)
    heads[partition] = block
  }

  /// Calls back with stretches of a partition's values in order.
  func forEachStretch(_ partition: Int, _ range: Range<Int>, _ body: (UnsafePointer<Element>, Int) -> Void) {
    var at = range.lowerBound
    while at < range.upperBound {
      let place = at & (Self.perBlock - 1)
      let now = min(Self.perBlock - place, range.upperBound - at)
      body(UnsafePointer(blocks[partition][at / Self.perBlock]) + place, now)
      at += now
    }
  }

  /// A partition's blocks in order.
  func blocks(of partition: Int) -> [UnsafeMutablePointer<Element>] { blocks[partition] }

  /// The place of a partition's value at an index; what lies behind it in its block stands in order.
  func pointer(_ partition: Int, _ index: Int) -> UnsafePointer<Element> {
    UnsafePointer(blocks[partition][index / Self.perBlock]) + (index & (Self.perBlock - 1))
  }

  /// Gives up a partition's blocks, for other use.
  func reclaim(_ partition: Int) -> [UnsafeMutableRawBufferPointer] {
    blocks[partition].map { UnsafeMutableRawBufferPointer(start: $0, count: Self.blockBytes) }
  }

  deinit { heads.deallocate() }
}

/// The usable rows one worker has read, by partition, with a mark after every stretch of the file it was given.
final class RowStore: @unchecked Sendable {
  let partitions: Int
  let shift: UInt64
  let rows: BlockLists<PackedRow>
  let kinds = RowKinds()
  /// What rows have no room for.
  private let wide: BlockLists<WideRow>
  private let wideCounts: UnsafeMutablePointer<Int>
  /// Whether some amount is below nothing.
  var hasNegativeAmounts = false
  let amounts: BlockLists<Int64>?
  let extras: BlockLists<RowExtra>?
  /// Codes of the worker, by attribute.
  let attributes: [BlockLists<UInt16>]
  let counts: UnsafeMutablePointer<Int>
  /// Amounts are kept only where a row has one: most touches are no sale.
  let amountCounts: UnsafeMutablePointer<Int>
  /// After stretch s, partition p holds `marks[s][p]` rows, and `amountMarks[s][p]` amounts.
  private(set) var marks: [[Int]] = []
  private(set) var amountMarks: [[Int]] = []

  /// - Parameter partitions: a power of two.
  init(partitions: Int, hasAmounts: Bool, hasExtras: Bool, attributes: Int = 0) {
    self.partitions = partitions
    shift = UInt64(64 - partitions.trailingZeroBitCount)
    rows = BlockLists(partitions: partitions)
    wide = BlockLists(partitions: partitions)
    wideCounts = .allocate(capacity: partitions)
    wideCounts.initialize(repeating: 0, count: partitions)
    amounts = hasAmounts ? BlockLists(partitions: partitions) : nil
    extras = hasExtras ? BlockLists(partitions: partitions) : nil
    self.attributes = (0..<attributes).map { _ in BlockLists(partitions: partitions) }
    counts = .allocate(capacity: partitions)
    counts.initialize(repeating: 0, count: partitions)
    amountCounts = .allocate(capacity: partitions)
    amountCounts.initialize(repeating: 0, count: partitions)
  }

  deinit {
    wideCounts.deallocate()
    counts.deallocate()
    amountCounts.deallocate()
  }

  /// A row that has no room for its time or its kind.
  @inline(never)
  func widened(_ key: RowKey, time: Int64, _ kind: RowKind, hasAmount: Bool, in partition: Int) -> PackedRow {
    let index = wideCounts[partition]
    let place = index & (BlockLists<WideRow>.perBlock - 1)
    if place == 0 { wide.addBlock(partition) }
    wide.heads[partition].unsafelyUnwrapped[place] = WideRow(time: time, kind: kind)
    wideCounts[partition] = index + 1
    return PackedRow(key: key, widePlace: index, hasAmount: hasAmount)
  }

  /// The blocks in which a partition's wide rows stand.
  func wideBlocks(_ partition: Int) -> [UnsafeMutablePointer<WideRow>] { wide.blocks(of: partition) }

  /// A new last block of extras for a partition whose old one is full.
  @inline(never)
  func addExtrasBlock(_ partition: Int) { extras?.addBlock(partition) }

  func mark() {
    marks.append(Array(UnsafeBufferPointer(start: counts, count: partitions)))
    amountMarks.append(Array(UnsafeBufferPointer(start: amountCounts, count: partitions)))
  }

  /// A new last block of amounts for a partition whose old one is full.
  @inline(never)
  func addAmountBlock(_ partition: Int) { amounts?.addBlock(partition) }

  /// Gives up a partition: the memory its rows stood in.
  func reclaim(_ partition: Int) -> [UnsafeMutableRawBufferPointer] {
    rows.reclaim(partition) + wide.reclaim(partition) + (amounts?.reclaim(partition) ?? [])
      + (extras?.reclaim(partition) ?? [])
  }
}

/// Writes rows to a store through plain pointers, so that no row costs a reference count.
///
/// Hundreds of partitions at once are more places than a core can write to without waiting for each: rows gather in a
/// small group for each partition, which stays in cache, and go to their block together. `finish` must follow the last.
struct RowWriter: ~Copyable {
  /// Rows in a group; blocks hold a whole number of them.
  private static var group: Int { 8 }
  private let store: RowStore
  private let kinds: RowKinds
  private let groups: UnsafeMutablePointer<PackedRow>
  private let amounts: UnsafeMutablePointer<UnsafeMutablePointer<Int64>?>?
  private let amountCounts: UnsafeMutablePointer<Int>
  private let extras: UnsafeMutablePointer<UnsafeMutablePointer<RowExtra>?>?
  private let attributes: Int
  /// By attribute, where each partition's last block of it begins.
  private let attributeHeads: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<UInt16>?>>
  /// The attributes of the row that is added next; whoever adds it writes them first.
  let attributeCodes: UnsafeMutablePointer<UInt16>
  private let counts: UnsafeMutablePointer<Int>
  private let shift: UInt64
  private let isSingle: Bool

  init(_ store: RowStore) {
    self.store = store
    kinds = store.kinds
    let bytes = store.partitions * Self.group * MemoryLayout<PackedRow>.stride
    groups = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: PackedRow.self, capacity: store.partitions * Self.group)
    amounts = store.amounts?.heads
    amountCounts = store.amountCounts
    extras = store.extras?.heads
    attributes = store.attributes.count
    attributeHeads = .allocate(capacity: max(1, attributes))
    for (attribute, list) in store.attributes.enumerated() {
      (attributeHeads + attribute).initialize(to: list.heads)
    }
    attributeCodes = .allocate(capacity: max(1, attributes))
    attributeCodes.initialize(repeating: AttributeCode.none, count: max(1, attributes))
    counts = store.counts
    shift = store.shift
    isSingle = store.partitions == 1
  }

  deinit {
    groups.deallocate()
    attributeHeads.deallocate()
    attributeCodes.deallocate()
  }

  /// - Parameter time: microseconds UTC.
  @inline(__always)
  func add(_ key: RowKey, time: Int64, kind: RowKind, amount: Int64, extra: RowExtra?) {
    add(key, time: time, kindWord: kinds.word(of: kind), amount: amount, extra: extra)
  }

  /// The same of a kind whose place is known.
  @inline(__always)
  func add(_ key: RowKey, time: Int64, kindWord: UInt64, amount: Int64, extra: RowExtra?) {
    let partition = isSingle ? 0 : Int(truncatingIfNeeded: key.hash &>> shift)
    let count = counts[partition]
    var hasAmount = false
    if amount != .min, let amounts {
      hasAmount = true
      if amount < 0 { store.hasNegativeAmounts = true }
      let amountCount = amountCounts[partition]
      let amountPlace = amountCount & (BlockLists<Int64>.perBlock - 1)
      if amountPlace == 0 { store.addAmountBlock(partition) }
      amounts[partition].unsafelyUnwrapped[amountPlace] = amount
      amountCounts[partition] = amountCount &+ 1
    }
    let kindPlace = Int(truncatingIfNeeded: kindWord) & PackedRow.wide
    let row =
      kindPlace != PackedRow.wide && PackedRow.holds(time)
      ? PackedRow(key: key, kind: kindPlace, time: time, hasAmount: hasAmount)
      : store.widened(key, time: time, RowKind(word: kindWord), hasAmount: hasAmount, in: partition)
    let place = count & (Self.group - 1)
    groups[partition &* Self.group &+ place] = row
    counts[partition] = count &+ 1
    if place == Self.group - 1 { write(partition, at: count &- place, Self.group) }
    if let extras, let extra {
      let extraPlace = count & (BlockLists<RowExtra>.perBlock - 1)
      if extraPlace == 0 { store.addExtrasBlock(partition) }
      extras[partition].unsafelyUnwrapped[extraPlace] = extra
    }
    if attributes > 0 { keepAttributes(partition, at: count) }
  }

  /// Writes the attributes of a row beside it.
  @inline(never)
  private func keepAttributes(_ partition: Int, at index: Int) {
    let place = index & (BlockLists<UInt16>.perBlock - 1)
    if place == 0 { for list in store.attributes { list.addBlock(partition) } }
    for attribute in 0..<attributes {
      attributeHeads[attribute][partition].unsafelyUnwrapped[place] = attributeCodes[attribute]
    }
  }

  /// Writes a partition's group to its block.
  @inline(never)
  private func write(_ partition: Int, at index: Int, _ count: Int) {
    let place = index & (BlockLists<PackedRow>.perBlock - 1)
    if place == 0 { store.rows.addBlock(partition) }
    let target = store.rows.heads[partition].unsafelyUnwrapped + place
    if count == Self.group {
      masa_copy_past_cache(
        target, groups + partition * Self.group, UInt32(Self.group * MemoryLayout<PackedRow>.stride))
    } else {
      target.update(from: groups + partition * Self.group, count: count)
    }
  }

  /// Writes what the groups still hold; no row may be added afterwards.
  func finish() {
    for partition in 0..<store.partitions {
      let left = counts[partition] & (Self.group - 1)
      if left > 0 { write(partition, at: counts[partition] - left, left) }
    }
    masa_end_copies()
  }
}
