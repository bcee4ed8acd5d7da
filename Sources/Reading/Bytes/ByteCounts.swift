/// What the bytes of a text say about its encoding: of its beginning, or of the whole of it.
///
/// Hebrew letters stand beside each other, in Windows-1255 from E0 to FA and in CP862 from 80 to 9A. The letters that
/// Windows-1252 has from C0 on stand alone among plain ones.
struct ByteCounts {
  /// Characters of more than one byte that are UTF-8, and bytes that are none.
  private var good = 0
  private var bad = 0
  /// Of Hebrew letters in two bytes.
  private var hebrew = 0
  /// Characters that look as if UTF-8 had been encoded once more.
  private var twice = 0
  /// Letters beyond ASCII, those of them that stand for Hebrew ones where Windows-1255 was taken for Windows-1252, how many
  /// of these stand beside one another, and how many beside letters of ASCII, as those of Western words do.
  private var western = (all: 0, likely: 0, beside: 0, mixed: 0)
  private var followsLetter = false
  /// Bytes of a kind, and how many of them follow one of the same kind.
  private var dos = (all: 0, beside: 0)
  private var upper = (all: 0, beside: 0)
  private var hebrewLetters = 0
  private var before: UInt8 = 0
  private var scalarBefore: UInt32 = 0
  private var pending: [UInt8] = []

  /// Takes in bytes that follow those before.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      // Nearly every byte: one of ASCII after another, with no character begun.
      if (byte | before) < 0x80 {
        before = byte
        continue
      }
      if byte >= 0x80 {
        if byte <= 0x9A {
          dos.all += 1
          if (0x80...0x9A).contains(before) { dos.beside += 1 }
        }
        if byte >= 0xC0 {
          upper.all += 1
          if before >= 0xC0 { upper.beside += 1 }
          if (0xE0...0xFA).contains(byte) { hebrewLetters += 1 }
          followsLetter = Self.isLetter(before)
        }
      }
      before = byte
      decode(byte)
    }
  }

  private mutating func decode(_ byte: UInt8) {
    if !pending.isEmpty {
      if byte & 0xC0 == 0x80 {
        pending.append(byte)
        let first = pending[0]
        if pending.count == (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2) {
          good += 1
          character(pending)
          pending.removeAll(keepingCapacity: true)
        }
        return
      }
      bad += pending.count
      pending.removeAll(keepingCapacity: true)
    }
    if byte < 0x80 {
      if Self.isHebrewOnceMore(scalarBefore), Self.isLetter(byte) { western.mixed += 1 }
      scalarBefore = 0
    } else if byte >= 0xC2, byte < 0xF5 {
      pending.append(byte)
    } else {
      bad += 1
    }
  }

  private mutating func character(_ bytes: [UInt8]) {
    let first = UInt32(bytes[0]) & (bytes.count == 2 ? 0x1F : bytes.count == 3 ? 0x0F : 0x07)
    let scalar = bytes.dropFirst().reduce(first) { $0 << 6 | UInt32($1 & 0x3F) }
    if (0x5D0...0x5EA).contains(scalar) { hebrew += 1 }
    // A lead byte of UTF-8 as a letter, and behind it one of the bytes that follow as whatever it looks like.
    if (0xC2...0xF4).contains(scalarBefore),
      scalar == 0xFFFD || windows1252Byte(scalar).map({ (0x80...0xBF).contains($0) }) == true
    {
      twice += 1
    }
    // The sign of division is a letter here, too: the Hebrew kof.
    if scalar >= 0xC0, scalar < 0x250, scalar != 0xD7 { western.all += 1 }
    if Self.isHebrewOnceMore(scalar) {
      western.likely += 1
      if Self.isHebrewOnceMore(scalarBefore) { western.beside += 1 }
      if followsLetter { western.mixed += 1 }
    }
    followsLetter = false
    scalarBefore = scalar
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isHebrewOnceMore(_ scalar: UInt32) -> Bool { (0xE0...0xFA).contains(scalar) }

  /// Whether nearly all letters beyond ASCII are those that Hebrew becomes, in words of their own.
  ///
  /// No language writes whole words of à to ú and nothing else: vowels with marks stand among plain consonants.
  private var isHebrewTwice: Bool {
    hebrew == 0 && western.likely >= 12 && western.likely * 10 >= western.all * 9
      && western.beside * 3 >= western.likely * 2 && western.mixed * 20 <= western.likely
  }

  /// The encoding that fits best.
  var encoding: TextEncoding {
    if bad == 0 || bad * 4 < good {
      if twice >= 3 && hebrew == 0 && twice * 5 >= good * 2 { return .utf8Twice }
      return isHebrewTwice ? .windows1255Twice : .utf8
    }
    if dos.all > upper.all, dos.beside * 2 >= dos.all { return .cp862 }
    if upper.all > 0, upper.beside * 3 < upper.all || hebrewLetters * 2 < upper.all { return .windows1252 }
    return .windows1255
  }
}
