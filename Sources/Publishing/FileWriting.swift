import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes files whole, without waiting for the disk: a report can be made again, and a folder of a hundred files would
/// wait a hundred times.
package enum FileWriting {
  /// Writes a file where nobody reads yet.
  static func create(_ path: String, with bytes: [UInt8]) throws { try store(bytes, at: path) }

  /// Puts a file in the place of another in one step: who reads it meets either the old one or the new one.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let new = "\(path[..<cut]).\(path[cut...])\(Leftovers.infix)new-\(getpid())"
    do {
      try store(bytes, at: new)
      if rename(new, path) != 0 { throw FileProblem(errno: errno) }
    } catch {
      unlink(new)
      throw error
    }
  }

  private static func store(_ bytes: [UInt8], at path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileProblem(errno: errno) }
    let problem = bytes.withUnsafeBytes { buffer -> FileProblem? in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? FileProblem(errno: errno) : .diskFull }
        rest = rest.dropFirst(count)
      }
      return nil
    }
    let closed = close(file)
    if let problem { throw problem }
    // Some file systems say only here that there was no room.
    if closed != 0 { throw FileProblem(errno: errno) }
  }
}
