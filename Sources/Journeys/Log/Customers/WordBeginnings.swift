/// The first eight bytes of many words, as a set that may say yes wrongly and never no: of millions of ids it lets the few
/// through that might begin with one of the words.
///
/// A Bloom filter of one hash (B. H. Bloom, "Space/time trade-offs in hash coding", 1970): some thousand words fill a
/// twentieth of its bits.
package struct WordBeginnings: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1 << 11)

  package init() {}

  /// Adds a word: letters and digits, UTF-8.
  package mutating func insert(_ word: Slice<UnsafeBufferPointer<UInt8>>) {
    let (place, bit) = Self.place(Self.packed(word))
    bits[place] |= bit
  }

  /// Adds the words of another.
  package mutating func formUnion(_ other: Self) {
    for place in bits.indices { bits[place] |= other.bits[place] }
  }

  /// Whether one of the words may be the first one of a text; a text that begins with something else, or has other than
  /// ASCII in its first eight bytes, always may.
  package func mayBegin(_ text: UnsafeBufferPointer<UInt8>) -> Bool { mayBegin(Self.packed(text[...])) }

  /// The same of a text's first eight bytes, the first one lowest, zeros behind a shorter one.
  @inline(__always)
  func mayBegin(_ bytes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = 0x80 * ones
    guard bytes & high == 0 else { return true }
    // Bytes within a range, eight at once: adding what is missing to 128 sets a byte's highest bit, and carries nowhere.
    let digits = (bytes &+ (0x80 - 0x30) * ones) & ~(bytes &+ (0x7F - 0x39) * ones)
    let small = bytes | 0x20 * ones
    let letters = (small &+ (0x80 - 0x61) * ones) & ~(small &+ (0x7F - 0x7A) * ones)
    let count = (~(digits | letters) & high).trailingZeroBitCount >> 3
    guard count > 0 else { return true }
    let (place, bit) = Self.place(bytes & (~0 >> UInt64(64 - 8 * count)))
    return bits[place] & bit != 0
  }

  private static func packed(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    if word.count >= 8, let start = word.base.baseAddress {
      // Safe: eight bytes from here on are the word's own.
      return UnsafeRawPointer(start + word.startIndex).loadUnaligned(as: UInt64.self).littleEndian
    }
    var bytes: UInt64 = 0
    for (place, byte) in word.enumerated() { bytes |= UInt64(byte) << UInt64(8 * place) }
    return bytes
  }

  @inline(__always)
  private static func place(_ bytes: UInt64) -> (Int, UInt64) {
    let hash = bytes &* 0x9E37_79B9_7F4A_7C15
    return (Int(truncatingIfNeeded: hash >> 53), 1 << (hash >> 47 & 63))
  }
}
