/// Turns UTF-16, bytes of one code page, and UTF-8 encoded twice into UTF-8 as they stream by; drops NUL bytes where asked.
///
/// What is no text in the source becomes the byte FF, which is never valid in UTF-8, so that the cell it stands in is
/// repaired and counted like any other bad cell.
struct Transcoder {
  /// The most UTF-8 bytes that one byte of input can become, rounded up.
  static let growth = 3

  private let encoding: TextEncoding
  private var pendingByte: UInt8?
  private var pendingHigh: UInt32?
  private let table: [UInt32]
  private let dropsNUL: Bool
  private var twice = TwiceEncoded()
  private var scalars = UTF8Scalars()

  /// A transcoder at the beginning of a text.
  init(_ encoding: TextEncoding, dropsNUL: Bool = false) {
    self.encoding = encoding
    self.dropsNUL = dropsNUL
    switch encoding {
    case .windows1255, .windows1255Twice: table = windows1255()
    case .windows1252: table = windows1252()
    case .cp862: table = cp862()
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .utf8Twice: table = []
    }
  }

  /// Converts input into `output`, which has room for `growth` times the input and eight bytes more; returns the length.
  mutating func convert(
    _ input: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var out = 0
    switch encoding {
    case .utf8:
      guard dropsNUL else {
        output.update(from: input, count: count)
        return count
      }
      for index in 0..<count where input[index] != 0 {
        output[out] = input[index]
        out += 1
      }
      return out
    case .windows1255, .windows1252, .cp862:
      table.withUnsafeBufferPointer { table in
        for index in 0..<count where input[index] != 0 { put(table[Int(input[index])], output, &out) }
      }
      return out
    case .utf8Twice:
      for index in 0..<count where input[index] != 0 { twice.take(input[index], output, &out) }
      if isLast { twice.end(output, &out) }
      return out
    case .windows1255Twice:
      for index in 0..<count where input[index] != 0 {
        guard let scalar = scalars.next(input[index]) else { continue }
        let meant = windows1252Byte(scalar).map { table[Int($0)] } ?? .max
        // What Windows-1252 has no byte for, or Windows-1255 no letter, was never misread.
        put(meant == .max ? scalar : meant, output, &out)
      }
      return out
    case .utf16LittleEndian, .utf16BigEndian:
      let isLittle = encoding == .utf16LittleEndian
      for index in 0..<count {
        guard let first = pendingByte else {
          pendingByte = input[index]
          continue
        }
        pendingByte = nil
        let second = input[index]
        let unit = isLittle ? UInt32(second) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(second)
        put(unit: unit, output, &out)
      }
      if isLast {
        if pendingHigh != nil || pendingByte != nil { put(.max, output, &out) }
        pendingHigh = nil
        pendingByte = nil
      }
      return out
    }
  }

  private mutating func put(unit: UInt32, _ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    let isLow = unit & 0xFC00 == 0xDC00
    if let high = pendingHigh {
      pendingHigh = nil
      if isLow {
        put(0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF), output, &out)
        return
      }
      put(.max, output, &out)
    }
    if unit & 0xFC00 == 0xD800 {
      pendingHigh = unit
    } else {
      put(isLow ? .max : unit, output, &out)
    }
  }

  /// Writes one scalar as UTF-8; `.max` stands for what is no scalar.
  @inline(__always)
  private func put(_ scalar: UInt32, _ output: UnsafeMutablePointer<UInt8>, _ out: inout Int) {
    if scalar < 0x80 {
      output[out] = UInt8(truncatingIfNeeded: scalar)
      out += 1
    } else if scalar < 0x800 {
      output[out] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      output[out + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      out += 2
    } else if scalar < 0x10000 {
      output[out] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      output[out + 1] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 6) & 0x3F)
      output[out + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      out += 3
    } else if scalar <= 0x10FFFF {
      output[out] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      output[out + 1] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 12) & 0x3F)
      output[out + 2] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 6) & 0x3F)
      output[out + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      out += 4
    } else {
      output[out] = 0xFF
      out += 1
    }
  }
}

/// The scalar of each byte in Windows-1255 (Unicode's CP1255.TXT); `.max` where it defines none.
private func windows1255() -> [UInt32] {
  var table = (0..<256).map { UInt32($0) }
  let none = UInt32.max
  table.replaceSubrange(
    0x80...0x9F,
    with: [
      0x20AC, none, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, none, 0x2039, none, none, none,
      none, none, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, none, 0x203A, none, none,
      none, none,
    ])
  table[0xA4] = 0x20AA
  table[0xAA] = 0x00D7
  table[0xBA] = 0x00F7
  for (index, byte) in (0xC0...0xC9).enumerated() { table[byte] = 0x05B0 + UInt32(index) }
  table[0xCA] = none
  for (index, byte) in (0xCB...0xD3).enumerated() { table[byte] = 0x05BB + UInt32(index) }
  for (index, byte) in (0xD4...0xD8).enumerated() { table[byte] = 0x05F0 + UInt32(index) }
  for byte in 0xD9...0xDF { table[byte] = none }
  for (index, byte) in (0xE0...0xFA).enumerated() { table[byte] = 0x05D0 + UInt32(index) }
  for byte in [0xFB, 0xFC, 0xFF] { table[byte] = none }
  table[0xFD] = 0x200E
  table[0xFE] = 0x200F
  return table
}
