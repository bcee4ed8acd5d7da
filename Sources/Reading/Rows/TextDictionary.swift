import Foundation

/// The distinct texts of a column, found by the raw bytes of the cell.
///
/// A cell is cleaned once for each distinct raw form. A form that is not its own text (doubled quotation marks, odd white
/// space, bad bytes) becomes an alias of the text, so that both are found with one look.
struct TextDictionary {
  /// Set in a found code when the cell's bytes had to be repaired.
  static let repairedBit: UInt64 = 1 << 32

  /// What is looked at of a text: the first sixteen bytes and the last, which up to thirty-two are all of it.
  private struct Sight: BitwiseCopyable {
    /// The first and the last eight bytes.
    var head: UInt64
    var tail: UInt64
    /// The eight behind the first and the eight before the last; 0 where the text has no more than sixteen.
    var second: UInt64
    var third: UInt64

    /// One way for texts of every length: lengths change from row to row, and no branch on them could be guessed.
    @inline(__always)
    init(_ p: Bytes, _ count: Int) {
      let mask: UInt64 = ~0 &>> UInt64(truncatingIfNeeded: 64 &- min(count, 8) &* 8)
      head = load64(p) & mask
      tail = load64(p + (max(count, 8) &- 8)) & mask
      let isWide: UInt64 = count > 16 ? ~0 : 0
      second = load64(p + 8) & isWide
      third = load64(p + (max(count, 16) &- 16)) & isWide
    }

    @inline(__always)
    func equals(_ other: Sight) -> Bool {
      (head ^ other.head) | (tail ^ other.tail) | (second ^ other.second) | (third ^ other.third) == 0
    }
  }

  /// A form of a text, and where it stands in the arena.
  private struct Entry {
    var sight: Sight
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
    guard let raw = malloc(count * 8) else { fatalError("out of memory") }
    let slots = raw.bindMemory(to: UInt64.self, capacity: count)
    // Written to before it is read: a page that is read first is made ready twice.
    slots.initialize(repeating: 0, count: count)
    return slots
  }

  /// The code of a cell's text, with `repairedBit` when bytes were repaired; `DictionaryColumn.none` for empty text.
  ///
  /// White space in ASCII must be gone from both ends of a clean cell; `overread` readable bytes must follow it.
  @inline(__always)
  mutating func code(_ p: Bytes, _ count: Int, _ form: FieldForm) -> UInt64 {
    if count == 0 { return UInt64(DictionaryColumn.none) }
    let meta = UInt32(truncatingIfNeeded: count) | UInt32(form.rawValue) << 30
    let sight = Sight(p, count)
    let hash = Self.hash(sight, meta, p, count)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & self.mask
    while true {
      let found = slots[slot]
      if found == 0 { return insert(p, count, form, meta, sight, hash) }
      if found & 0xFFFF_FFFF_0000_0000 == tag {
        let entry = entries.base + (Int(found & 0xFFFF_FFFF) &- 1)
        if entry.pointee.sight.equals(sight), entry.pointee.meta & Self.keyBits == meta,
          count <= 32 || isMiddleEqual(Bytes(arena.base) + entry.pointee.offset, p, count)
        {
          return result(entry.pointee)
        }
      }
      slot = (slot &+ 1) & self.mask
    }
  }

  /// A hash of every byte: texts that differ in the middle alone, as addresses of pages do, must not meet.
  @inline(__always)
  private static func hash(_ sight: Sight, _ meta: UInt32, _ p: Bytes, _ count: Int) -> UInt64 {
    let hash = mix(
      sight.head ^ sight.second &* 0x9E37_79B9_7F4A_7C15,
      sight.tail ^ (sight.third ^ UInt64(meta)) &* 0xA076_1D64_78BD_642F)
    return count <= 32 ? hash : mix(hash, middleHash(p, count))
  }

  @inline(never)
  private static func middleHash(_ p: Bytes, _ count: Int) -> UInt64 {
    var hash: UInt64 = 0x1D8E_4E27_C47D_124F
    var index = 16
    // The last word may reach into the bytes looked at already, which changes nothing.
    while index < count &- 16 {
      hash = mix(hash ^ load64(p + index), 0x9E37_79B9_7F4A_7C15)
      index &+= 8
    }
    return hash
  }

  @inline(__always) private func result(_ entry: Entry) -> UInt64 {
    UInt64(entry.code) | UInt64(entry.meta & Self.repairedMeta) << 4
  }

  /// Whether two texts of more than thirty-two bytes, whose first and last sixteen are the same, are so in between.
  @inline(__always)
  private func isMiddleEqual(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
    var index = 16
    while index < count &- 16 {
      if load64(a + index) != load64(b + index) { return false }
      index &+= 8
    }
    return true
  }

  /// Adds a form seen for the first time, and its text when that is new too.
  @inline(never)
  private mutating func insert(
    _ p: Bytes, _ count: Int, _ form: FieldForm, _ meta: UInt32, _ sight: Sight, _ hash: UInt64
  ) -> UInt64 {
    var code = codeCount
    var isRepaired = false
    // Short plain characters are their own text: nothing to unescape, repair or trim.
    var isOwnText = form == .clean && count <= 16 && (sight.head | sight.tail) & repeated(0x80) == 0 && p[0] != 0x3D
    if !isOwnText {
      let cleaned = fieldText(p, count, form)
      isRepaired = cleaned.isRepaired
      // An apostrophe may belong to a name; nothing else begins with an equals sign and a mark.
      let kept = cleaned.text.utf8.first == 0x3D ? textWithin(cleaned.text) : nil
      var text = Array((kept ?? cleaned.text).utf8)
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
    var entry = Entry(sight: sight, offset: arena.count, meta: meta, code: code)
    if !isOwnText { entry.meta |= Self.aliasBit }
    if isRepaired { entry.meta |= Self.repairedMeta }
    arena.append(p, count)
    entries.append(entry)
    if arena.count + entries.count * 48 > byteLimit { isOverLimit = true }
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
    mask = oldCount * 2 - 1
    slots = Self.freshSlots(mask + 1)
    for index in 0..<(entries.count - 1) {
      let entry = entries[index]
      let hash = Self.hash(
        entry.sight, entry.meta & Self.keyBits, Bytes(arena.base) + entry.offset, length(entry))
      place(hash, index + 1)
    }
    free(old)
  }

  private func length(_ entry: Entry) -> Int { Int(entry.meta & ~(7 << 29 | Self.repairedMeta)) }

  /// The text of every code, in order of the codes.
  func values() -> [String] {
    var result: [String] = []
    result.reserveCapacity(Int(codeCount))
    for index in 0..<entries.count {
      let entry = entries[index]
      guard entry.meta & Self.aliasBit == 0 else { continue }
      let bytes = UnsafeBufferPointer(start: arena.base + entry.offset, count: length(entry))
      result.append(String(decoding: bytes, as: UTF8.self))
    }
    return result
  }

  /// Every code's text as an id: the key of what is plainly one, the place among the texts of any other.
  func ids() -> (keys: [RowKey], texts: [String]) {
    var keys: [RowKey] = []
    var texts: [String] = []
    keys.reserveCapacity(Int(codeCount))
    var shape = IDShape()
    for index in 0..<entries.count {
      let entry = entries[index]
      guard entry.meta & Self.aliasBit == 0 else { continue }
      let count = length(entry)
      if count <= 15 {
        // The last bytes overlap the first ones, which are moved out.
        let rest = count > 8 ? entry.sight.tail >> UInt64(truncatingIfNeeded: (16 &- count) &* 8) : 0
        let key = RowKey(word0: entry.sight.head, word1: rest | UInt64(truncatingIfNeeded: count) << 56)
        if key.isASCII, shape.fits(key) || key.isPlain {
          if !shape.fits(key) { shape = IDShape(key) }
          keys.append(key)
          continue
        }
      }
      keys.append(RowKey(textPlace: texts.count))
      texts.append(String(decoding: UnsafeBufferPointer(start: arena.base + entry.offset, count: count), as: UTF8.self))
    }
    return (keys, texts)
  }

  /// Frees what the dictionary holds.
  func deallocate() {
    free(slots)
    entries.deallocate()
    arena.deallocate()
  }
}
