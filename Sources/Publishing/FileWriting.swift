import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes files whole, without waiting for the disk: a report can be made again, and a folder of a hundred files would
/// wait a hundred times.
enum FileWriting {
  /// Writes a file where nobody reads yet.
  static func create(_ path: String, with bytes: [UInt8]) throws {
    // What fails is tried again by Foundation, which says why.
    if !store(bytes, at: path) { try Data(bytes).write(to: URL(filePath: path, directoryHint: .notDirectory)) }
  }

  /// Puts a file in the place of another in one step: who reads it meets either the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let url = URL(filePath: path, directoryHint: .notDirectory)
    let new = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).masa-new-\(getpid())"
    if store(bytes, at: new), rename(new, path) == 0 { return }
    unlink(new)
    try Data(bytes).write(to: url, options: .atomic)
  }

  /// False when the file could not be written whole.
  private static func store(_ bytes: [UInt8], at path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { return false }
    let isWhole = bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    return close(file) == 0 && isWhole
  }
}
