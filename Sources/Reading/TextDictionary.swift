import Foundation

/// The distinct texts of a column, found by the raw bytes of the cell.
///
/// A cell is cleaned once for each distinct raw form. A form that is not its own text (doubled quotation marks, odd white
/// space, bad bytes) becomes an alias of the text, so that both are found with one look.
struct TextDictionary {
  /// Set in a found code when the cell's bytes had to be repaired.
  static let repairedBit: UInt64 = 1 << 32

  /// Up to sixteen bytes stand in the two words; longer keys are an offset into the arena and a hash.
  private struct Entry {
    var word0: UInt64
    var word1: UInt64
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
    let word0: UInt64
    let word1: UInt64
    if count <= 8 {
      word0 = load64(p) & lowBytes(count)
      word1 = 0
    } else if count <= 16 {
      word0 = load64(p)
      word1 = load64(p + 8) & lowBytes(count &- 8)
    } else {
      return longCode(p, count, form, meta)
    }
    let hash = mix(word0 ^ 0x9E37_79B9_7F4A_7C15, word1 ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(meta) &* 0xA076_1D64_78BD_642F)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return insert(p, count, form, meta, word0, word1, hash) }
      if found & 0xFFFF_FFFF_0000_0000 == tag {
        let entry = entries.base + (Int(found & 0xFFFF_FFFF) &- 1)
        if entry.pointee.word0 == word0, entry.pointee.word1 == word1, entry.pointee.meta & Self.keyBits == meta {
          return result(entry.pointee)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always) private func result(_ entry: Entry) -> UInt64 {
    UInt64(entry.code) | UInt64(entry.meta & Self.repairedMeta) << 4
  }

  @inline(__always) private func lowBytes(_ count: Int) -> UInt64 { ~0 >> UInt64(truncatingIfNeeded: 64 &- count &* 8) }

  @inline(never)
  private mutating func longCode(_ p: Bytes, _ count: Int, _ form: FieldForm, _ meta: UInt32) -> UInt64 {
    var hash: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(meta)
    var index = 0
    while index &+ 8 <= count {
      hash = mix(hash ^ load64(p + index), 0x9E37_79B9_7F4A_7C15)
      index &+= 8
    }
    if index < count { hash = mix(hash ^ (load64(p + index) & lowBytes(count &- index)), 0xE703_7ED1_A0B4_28DB) }
    hash = mix(hash, 0x8EBC_6AF0_9C88_C6E3)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return insert(p, count, form, meta, 0, hash, hash) }
      if found & 0xFFFF_FFFF_0000_0000 == tag {
        let entry = entries[Int(found & 0xFFFF_FFFF) &- 1]
        if entry.word1 == hash, entry.meta & Self.keyBits == meta, isEqual(Bytes(arena.base) + Int(entry.word0), p, count) {
          return result(entry)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether two texts of a length above eight are the same; what lies behind them is not looked at.
  @inline(__always)
  private func isEqual(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
    var index = 0
    while index < count &- 8 {
      if load64(a + index) != load64(b + index) { return false }
      index &+= 8
    }
    return load64(a + (count &- 8)) == load64(b + (count &- 8))
  }

  /// Adds a form seen for the first time, and its text when that is new too.
  @inline(never)
  private mutating func insert(
    _ p: Bytes, _ count: Int, _ form: FieldForm, _ meta: UInt32, _ word0: UInt64, _ word1: UInt64, _ hash: UInt64
  ) -> UInt64 {
    var code = codeCount
    var isRepaired = false
    // Short plain characters are their own text: nothing to unescape, repair or trim.
    var isOwnText = form == .clean && count <= 16 && (word0 | word1) & repeated(0x80) == 0
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
    var entry = Entry(word0: word0, word1: word1, meta: meta, code: code)
    if !isOwnText { entry.meta |= Self.aliasBit }
    if isRepaired { entry.meta |= Self.repairedMeta }
    if count > 16 {
      entry.word0 = UInt64(arena.count)
      arena.append(p, count)
    }
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
      let length = Int(entry.meta & ~(7 << 29 | Self.repairedMeta))
      let key = entry.meta & Self.keyBits
      let hash =
        length > 16
        ? entry.word1
        : mix(
          entry.word0 ^ 0x9E37_79B9_7F4A_7C15,
          entry.word1 ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(key) &* 0xA076_1D64_78BD_642F)
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
      if length > 16 {
        let bytes = UnsafeBufferPointer(start: arena.base + Int(entry.word0), count: length)
        result.append(String(decoding: bytes, as: UTF8.self))
      } else {
        let words = (entry.word0.littleEndian, entry.word1.littleEndian)
        result.append(
          withUnsafeBytes(of: words) {
            String(decoding: UnsafeRawBufferPointer(rebasing: $0[..<length]), as: UTF8.self)
          })
      }
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
