import CBytes
import Foundation

/// Numbers of texts by their raw bytes, for the records of a list at once.
///
/// A text is a cell, or some cells beside one another with what stands between them. What it means is learnt from cells
/// that were read with care. What is longer than 64 bytes is never known.
struct KnownTexts: ~Copyable {
  /// What stands for a text that is not known.
  static let unknown = UInt32.max
  private static let textBytes = 64
  /// More texts than this take too much memory for what they spare.
  private static let most = 1 << 17

  private var table: masa_known_texts
  private var count = 1
  private var capacity = 64
  /// What was found for each record of the list.
  let codes: UnsafeMutablePointer<UInt32>

  /// Nothing is known.
  init() {
    codes = .allocate(capacity: PlainRecords.most)
    codes.initialize(repeating: Self.unknown, count: PlainRecords.most)
    table = masa_known_texts(
      texts: Self.texts(capacity), codes: .allocate(capacity: capacity), slots: Self.slots(256), mask: 255)
    table.texts.initialize(repeating: 0, count: Self.textBytes)
    table.codes[0] = .max
  }

  deinit {
    codes.deallocate()
    table.texts.deallocate()
    table.codes.deallocate()
    table.slots.deallocate()
  }

  private static func texts(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer.allocate(byteCount: capacity * textBytes, alignment: textBytes)
      .bindMemory(to: UInt8.self, capacity: capacity * textBytes)
  }

  private static func slots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    slots.initialize(repeating: 0, count: count)
    return slots
  }

  /// Looks up the text of some columns in every record of a run that has as many fields as it should.
  @inline(__always)
  func find(_ run: PlainRecords.Run, width: Int, columns: ClosedRange<Int>) {
    masa_find_texts(
      run.origin, run.places, run.ends, UInt32(truncatingIfNeeded: run.count), UInt32(truncatingIfNeeded: width),
      UInt32(truncatingIfNeeded: columns.lowerBound), UInt32(truncatingIfNeeded: columns.upperBound), table, codes)
  }

  /// Takes down the code of a text; 64 bytes must be readable. False says that it is known already, or never will be.
  mutating func learn(_ bytes: Bytes, _ length: Int, _ code: UInt32) -> Bool {
    guard length <= Self.textBytes, count < Self.most, code != Self.unknown else { return false }
    if count == capacity { grow() }
    let text = table.texts + count * Self.textBytes
    text.initialize(repeating: 0, count: Self.textBytes)
    text.update(from: bytes, count: length)
    let hash = masa_text_hash(text, UInt64(length))
    for place in [hash, hash >> 32] {
      let known = Int(table.slots[Int(place & table.mask)] & 0xFFFF_FFFF)
      // It was learnt behind the place in the list where it was asked for.
      if table.codes[known] >> 32 == UInt64(length), memcmp(table.texts + known * Self.textBytes, text, length) == 0 {
        return false
      }
    }
    table.codes[count] = UInt64(code) | UInt64(length) << 32
    count += 1
    if UInt64(count) * 4 > table.mask { growSlots() } else { place(UInt64(count - 1), hash) }
    return true
  }

  /// Puts a text's number where one of the halves of its hash says; who is there moves to where the other half says.
  ///
  /// Should they never come to rest, one of them is not known any more and is read with care from then on.
  private func place(_ number: UInt64, _ hash: UInt64) {
    var moving = hash & ~0xFFFF_FFFF | number
    var at = Int(hash & table.mask)
    for _ in 0..<64 {
      swap(&moving, &table.slots[at])
      let number = Int(moving & 0xFFFF_FFFF)
      if number == 0 { return }
      let hash = masa_text_hash(table.texts + number * Self.textBytes, table.codes[number] >> 32)
      let first = Int(hash & table.mask)
      at = at == first ? Int(hash >> 32 & table.mask) : first
    }
  }

  private mutating func growSlots() {
    table.slots.deallocate()
    table.mask = table.mask * 4 + 3
    table.slots = Self.slots(Int(table.mask) + 1)
    for number in 1..<count {
      place(
        UInt64(number), masa_text_hash(table.texts + number * Self.textBytes, table.codes[number] >> 32))
    }
  }

  private mutating func grow() {
    let texts = Self.texts(capacity * 2)
    texts.update(from: table.texts, count: count * Self.textBytes)
    table.texts.deallocate()
    table.texts = texts
    let codes = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    codes.update(from: table.codes, count: count)
    table.codes.deallocate()
    table.codes = codes
    capacity *= 2
  }
}
