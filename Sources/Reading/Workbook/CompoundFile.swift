/// The container of old Office files, which are known by its first bytes.
enum CompoundFile {
  /// What the file holds.
  static func kind(_ file: RawFile, _ head: [UInt8]) throws(ReadingError) -> UnreadableKind.Plain {
    let folder = try head.count >= 512 ? directory(file, head) : []
    func has(_ name: String) -> Bool {
      let letters = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return folder.indices.contains { folder[$0...].starts(with: letters) }
    }
    if has("EncryptedPackage") { return .encryptedWorkbook }
    if has("WordDocument") { return .oldWord }
    if has("__substg1.0_") { return .outlook }
    return .oldExcel
  }

  /// The beginning of the list of streams, whose place the header names.
  private static func directory(_ file: RawFile, _ head: [UInt8]) throws(ReadingError) -> [UInt8] {
    let shift = Int(head[30])
    guard shift == 9 || shift == 12 else { return [] }
    let sector = (0..<4).reduce(0) { $0 | Int(head[48 + $1]) << ($1 * 8) }
    let size = 4096
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    let got = try file.read(into: buffer, count: size, at: (sector + 1) << shift)
    return Array(UnsafeBufferPointer(start: buffer, count: got))
  }
}
