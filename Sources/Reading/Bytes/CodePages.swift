/// The scalar of each byte in Windows-1252 (Unicode's CP1252.TXT); `.max` where it defines none.
func windows1252() -> [UInt32] {
  var table = (0..<256).map { UInt32($0) }
  let none = UInt32.max
  table.replaceSubrange(
    0x80...0x9F,
    with: [
      0x20AC, none, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, none,
      0x017D,
      none, none, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, none,
      0x017E, 0x0178,
    ])
  return table
}

/// The scalar of each byte in CP862, the Hebrew code page of DOS (Unicode's CP862.TXT).
func cp862() -> [UInt32] {
  var table = (0..<256).map { UInt32($0) }
  for (index, byte) in (0x80...0x9A).enumerated() { table[byte] = 0x05D0 + UInt32(index) }
  table.replaceSubrange(
    0x9B...0xFF,
    with: [
      0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF,
      0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562,
      0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500,
      0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565,
      0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580, 0x03B1,
      0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5,
      0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F,
      0x00B2, 0x25A0, 0x00A0,
    ])
  return table
}

/// The byte that Windows-1252 has for a scalar; `nil` where it has none. Control codes stand for
/// themselves: browsers read the five gaps so, and Latin-1 all of them.
func windows1252Byte(_ scalar: UInt32) -> UInt8? {
  if scalar < 0x80 || (0xA0...0xFF).contains(scalar) { return UInt8(scalar) }
  if (0x80...0x9F).contains(scalar) { return UInt8(scalar) }
  return specials.first { $0.scalar == scalar }?.byte
}

private let specials: [(scalar: UInt32, byte: UInt8)] = windows1252().enumerated().compactMap { byte, scalar in
  (0x80...0x9F).contains(byte) && scalar != .max ? (scalar, UInt8(byte)) : nil
}

/// The scalars of UTF-8 that streams by; a byte that is none of it is U+FFFD, a character that breaks off is nothing.
struct UTF8Scalars {
  private var scalar: UInt32 = 0
  private var left = 0

  /// The scalar that ends with this byte; `nil` amidst one.
  mutating func next(_ byte: UInt8) -> UInt32? {
    if left > 0, byte & 0xC0 == 0x80 {
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      left -= 1
      return left == 0 ? scalar : nil
    }
    left = 0
    switch byte {
    case 0..<0x80: return UInt32(byte)
    case 0xC2..<0xE0: (scalar, left) = (UInt32(byte & 0x1F), 1)
    case 0xE0..<0xF0: (scalar, left) = (UInt32(byte & 0x0F), 2)
    case 0xF0..<0xF5: (scalar, left) = (UInt32(byte & 0x07), 3)
    default: return 0xFFFD
    }
    return nil
  }
}

/// Text that was UTF-8, was taken for Windows-1252 and written as UTF-8 again, turned back as it streams by.
///
/// Bytes that Windows-1252 does not know were lost on the way and stand as U+FFFD. In Hebrew two letters have such bytes: at
/// the end of a word it was most likely the final mem, elsewhere the alef.
struct TwiceEncoded {
  private var scalars = UTF8Scalars()
  /// The last byte that was put out, and whether what follows it was lost.
  private var last: UInt8 = 0
  private var isLost = false

  mutating func take(_ byte: UInt8, _ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    if let scalar = scalars.next(byte) { put(scalar, output, &out) }
  }

  mutating func end(_ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    if isLost { restore(before: 0, output, &out) }
  }

  private mutating func put(_ scalar: UInt32, _ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    if scalar == 0xFFFD {
      if isLost { restore(before: 0, output, &out) }
      isLost = true
      return
    }
    let byte = windows1252Byte(scalar)
    if isLost { restore(before: byte ?? 0, output, &out) }
    if let byte {
      output[out] = byte
      out += 1
      last = byte
      return
    }
    // What Windows-1252 has no byte for was never encoded twice.
    last = 0
    for unit in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 {
      output[out] = unit
      out += 1
    }
  }

  private mutating func restore(before next: UInt8, _ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    isLost = false
    let isHebrew = last == 0xD7
    output[out] = isHebrew ? (next == 0xD7 ? 0x90 : 0x9D) : 0xFF
    out += 1
    last = 0
  }
}
