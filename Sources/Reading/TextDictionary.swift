import Foundation

/// The distinct texts of a column, found by the raw bytes of the cell.
///
/// A cell is cleaned once for each distinct raw form. A form that is not its own text (doubled quotation marks, odd white
/// space, bad bytes) becomes an alias of the text, so that both are found with one look.
struct TextDictionary {
  /// Set in a found code when the cell's bytes had to be repaired.
  static let repairedBit: UInt64 = 1 << 32

  /// The first and the last eight bytes of a text, which up to sixteen are all of it, and where it stands in the arena.
  private struct Entry {
    var head: UInt64
    var tail: UInt64
    var offset: Int
    var meta: UInt32
    var code: UInt32
  }

  private static let aliasBit: UInt32 = 1 << 29
  private static let repairedMeta: UInt32 = 1 << 28
  private static let keyBits: UInt32 = ~(aliasBit | repairedMeta)

  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var entries = PlainList<Entry>(capacity: 256)
  private var arena = PlainList<UInt8>(capacity: 4096)
  /// The number of different texts.
  private(set) var codeCount: UInt32 = 0
  private let byteLimit: Int
  /// Whether the texts take more bytes than they may.
  private(set) var isOverLimit = false

  /// A dictionary without texts.
  init(byteLimit: Int) {
    self.byteLimit = byteLimit
    mask = 1023
    slots = Self.freshSlots(1024)
  }

  private static func freshSlots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    guard let raw = calloc(count, 8) else { fatalError("out of memory") }
    return raw.bindMemory(to: UInt64.self, capacity: count)
  }

  /// The code of a cell's text, with `repairedBit` when bytes were repaired; `DictionaryColumn.none` for empty text.
  ///
  /// White space in ASCII must be gone from both ends of a clean cell; `overread` readable bytes must follow it.
  @inline(__always)
  mutating func code(_ p: Bytes, _ count: Int, _ form: FieldForm) -> UInt64 {
    if count == 0 { return UInt64(DictionaryColumn.none) }
    let meta = UInt32(truncatingIfNeeded: count) | UInt32(form.rawValue) << 30
    // One way for texts of every length: lengths change from row to row, and no branch on them could be guessed.
    let mask = Self.lowBytes(min(count, 8))
    let head = load64(p) & mask
    let tail = load64(p + (max(count, 8) &- 8)) & mask
    let hash = Self.hash(head, tail, meta)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & self.mask
    while true {
      let found = slots[slot]
      if found == 0 { return insert(p, count, form, meta, head, tail, hash) }
      if found & 0xFFFF_FFFF_0000_0000 == tag {
        let entry = entries.base + (Int(found & 0xFFFF_FFFF) &- 1)
        if entry.pointee.head == head, entry.pointee.tail == tail, entry.pointee.meta & Self.keyBits == meta,
          count <= 16 || isMiddleEqual(Bytes(arena.base) + entry.pointee.offset, p, count)
        {
          return result(entry.pointee)
        }
      }
      slot = (slot &+ 1) & self.mask
    }
  }

  @inline(__always) private static func hash(_ head: UInt64, _ tail: UInt64, _ meta: UInt32) -> UInt64 {
    mix(head ^ 0x9E37_79B9_7F4A_7C15, tail ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(meta) &* 0xA076_1D64_78BD_642F)
  }

  @inline(__always) private func result(_ entry: Entry) -> UInt64 {
    UInt64(entry.code) | UInt64(entry.meta & Self.repairedMeta) << 4
  }

  @inline(__always) private static func lowBytes(_ count: Int) -> UInt64 {
    ~0 &>> UInt64(truncatingIfNeeded: 64 &- count &* 8)
  }

  /// Whether two texts of more than sixteen bytes, whose first and last eight are the same, are so in between.
  @inline(__always)
  private func isMiddleEqual(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
    var index = 8
    while index < count &- 8 {
      if load64(a + index) != load64(b + index) { return false }
      index &+= 8
    }
    return true
  }

  /// Adds a form seen for the first time, and its text when that is new too.
  @inline(never)
  private mutating func insert(
    _ p: Bytes, _ count: Int, _ form: FieldForm, _ meta: UInt32, _ head: UInt64, _ tail: UInt64, _ hash: UInt64
  ) -> UInt64 {
    var code = codeCount
    var isRepaired = false
    // Short plain characters are their own text: nothing to unescape, repair or trim.
    var isOwnText = form == .clean && count <= 16 && (head | tail) & repeated(0x80) == 0
    if !isOwnText {
      let cleaned = fieldText(p, count, form)
      isRepaired = cleaned.isRepaired
      var text = Array(cleaned.text.utf8)
      let length = text.count
      isOwnText = form == .clean && length == count && memcmp(text, p, count) == 0
      if !isOwnText {
        text.append(contentsOf: repeatElement(0, count: overread))
        // The text itself is clean, so this goes one level deep and no further.
        code = UInt32(
          truncatingIfNeeded: text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { self.code($0, length, .clean) } ?? UInt64(DictionaryColumn.none)
          })
      }
    }
    if isOwnText { codeCount += 1 }
    var entry = Entry(head: head, tail: tail, offset: arena.count, meta: meta, code: code)
    if !isOwnText { entry.meta |= Self.aliasBit }
    if isRepaired { entry.meta |= Self.repairedMeta }
    arena.append(p, count)
    entries.append(entry)
    if arena.count + entries.count * 32 > byteLimit { isOverLimit = true }
    if entries.count * 2 > mask { growSlots() }
    place(hash, entries.count)
    return result(entry)
  }

  private func place(_ hash: UInt64, _ number: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number)
  }

  private mutating func growSlots() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 4 - 1
    slots = Self.freshSlots(mask + 1)
    for index in 0..<(entries.count - 1) {
      let entry = entries[index]
      let hash = Self.hash(entry.head, entry.tail, entry.meta & Self.keyBits)
      place(hash, index + 1)
    }
    free(old)
  }

  /// The text of every code, in order of the codes.
  func values() -> [String] {
    var result: [String] = []
    result.reserveCapacity(Int(codeCount))
    for index in 0..<entries.count {
      let entry = entries[index]
      guard entry.meta & Self.aliasBit == 0 else { continue }
      let length = Int(entry.meta & ~(7 << 29 | Self.repairedMeta))
      let bytes = UnsafeBufferPointer(start: arena.base + entry.offset, count: length)
      result.append(String(decoding: bytes, as: UTF8.self))
    }
    return result
  }

  /// Frees what the dictionary holds.
  func deallocate() {
    free(slots)
    entries.deallocate()
    arena.deallocate()
  }
}
