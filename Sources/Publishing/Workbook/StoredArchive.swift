/// A ZIP archive without compression (PKWARE's APPNOTE 6.3, "stored"), which holds small files: the same files give the same
/// bytes, since every entry is of 1 January 1980, the first day that the format knows.
struct StoredArchive {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var entries: UInt16 = 0

  /// Adds a file; its name is ASCII.
  mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = UInt32(clamping: bytes.count)
    var fields: [UInt8] = []
    // Version 2.0, no flags, stored, midnight of 1980-01-01.
    Self.append([20, 0, 0, 0, 0x21], to: &fields)
    for number in [CRC32.of(content), UInt32(clamping: content.count), UInt32(clamping: content.count)] {
      Self.append(number, to: &fields)
    }
    Self.append([UInt16(clamping: name.utf8.count), 0], to: &fields)
    bytes += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + content
    // Made by version 2.0; no comment, the first disk, no attributes.
    directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10)
    Self.append(offset, to: &directory)
    directory += Array(name.utf8)
    entries += 1
  }

  /// The whole archive.
  func finished() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6]
    Self.append([0, 0, entries, entries], to: &end)
    Self.append(UInt32(clamping: directory.count), to: &end)
    Self.append(UInt32(clamping: bytes.count), to: &end)
    Self.append([0], to: &end)
    return bytes + directory + end
  }

  private static func append(_ numbers: [UInt16], to bytes: inout [UInt8]) {
    for number in numbers { bytes += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    append([UInt16(truncatingIfNeeded: number), UInt16(truncatingIfNeeded: number >> 16)], to: &bytes)
  }
}

/// The checksum of ZIP (ISO 3309), bit by bit: the files are small.
enum CRC32 {
  static func of(_ bytes: [UInt8]) -> UInt32 {
    var rest: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~rest
  }
}
