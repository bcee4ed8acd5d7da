/// What the end of a zip archive says about its list of entries, read before anything is set aside for that list.
enum ZipDirectory {
  /// The greatest number of entries that any end record in the file declares; `nil` when there is no end record.
  static func declaredEntries(_ file: RawFile) throws(ReadingError) -> Int? {
    // The record of 22 bytes may be followed by a comment of 65,535.
    let size = file.size
    let count = min(size, 22 + 65_535 + 20)
    let bytes = try read(file, count, at: size - count)
    var most: Int?
    guard bytes.count >= 22 else { return nil }
    for index in 0...(bytes.count - 22) where signature(bytes, index) == 0x0605_4B50 {
      var entries = Int(bytes[index + 10]) | Int(bytes[index + 11]) << 8
      if index >= 20, signature(bytes, index - 20) == 0x0706_4B50 {
        let offset = number(bytes, index - 20 + 8)
        if offset >= 0, offset < size {
          let record = try read(file, 56, at: offset)
          if record.count == 56, signature(record, 0) == 0x0606_4B50 { entries = max(entries, number(record, 32)) }
        }
      }
      most = max(most ?? 0, entries)
    }
    return most
  }

  private static func read(_ file: RawFile, _ count: Int, at offset: Int) throws(ReadingError) -> [UInt8] {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, count))
    defer { buffer.deallocate() }
    var got = 0
    while got < count {
      let more = try file.read(into: buffer + got, count: count - got, at: offset + got)
      if more == 0 { break }
      got += more
    }
    return Array(UnsafeBufferPointer(start: buffer, count: got))
  }

  private static func signature(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32($1 * 8) }
  }

  /// Eight bytes as a number; what does not fit is the greatest there is.
  private static func number(_ bytes: [UInt8], _ at: Int) -> Int {
    Int(clamping: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64($1 * 8) })
  }
}
