/// Finds the bytes of a text that JSON, or a script it stands in, may want escaped.
enum JSONSpecials {
  /// Where the first such byte stands from a place on; the text's end when there is none.
  ///
  /// Hardly any text has one, so eight bytes are looked at at a time.
  static func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    while place + 8 <= text.count {
      let word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + place).loadUnaligned(as: UInt64.self)
      let found = marks(UInt64(littleEndian: word))
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    guard place < text.count else { return place }
    if text.count >= 8 {
      // The last eight bytes, without those that were looked at.
      let word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + (text.count - 8)).loadUnaligned(as: UInt64.self)
      let rest = UInt64(littleEndian: word) >> UInt64(8 * (8 - (text.count - place)))
      return min(place + marks(rest).trailingZeroBitCount / 8, text.count)
    }
    while place < text.count, !isSpecial(text[place]) { place += 1 }
    return place
  }

  /// Control characters, quotation mark, slash, backslash, and what the two line separators begin with.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 32 || byte == 34 || byte == 47 || byte == 92 || byte == 127 || byte == 0xE2
  }

  /// The highest bit of every special byte of a word; above the lowest one of them, bits may be wrong.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    zeros(word & every(0xE0)) | zeros(word ^ every(34)) | zeros(word ^ every(47)) | zeros(word ^ every(92))
      | zeros(word ^ every(127)) | zeros(word ^ every(0xE2))
  }

  /// The highest bit of every byte that is 0, up to the lowest of them.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- every(1)) & ~word & every(0x80) }

  @inline(__always)
  private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
