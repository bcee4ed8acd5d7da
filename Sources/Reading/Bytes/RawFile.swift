import Basics
import CZlib
import Foundation
import Synchronization

/// An open file whose bytes can be read from the start any number of times.
///
/// Standard input is copied to a temporary file that has no name any more, because one look at the beginning and one
/// full reading are two passes. A file is as long as it was when it was opened: one that shrinks or grows while it is read
/// would give rows of two states, or half a row.
final class RawFile: Sendable {
  /// The file's name in messages.
  let name: String
  private let descriptor: Int32
  /// The file's size in bytes.
  let size: Int
  /// The fingerprint once it was asked for: a file is opened for reading several times, and its bytes stay what they are.
  private let known = Mutex<UInt32?>(nil)

  /// Opens a regular file, or takes in all of standard input.
  init(_ file: InputFile) throws(ReadingError) {
    name = file.name
    if file.path == "-" {
      descriptor = try Self.spooled(file.name)
      size = Int(lseek(descriptor, 0, SEEK_END))
      return
    }
    // Without O_NONBLOCK, opening a pipe nobody writes to would wait forever.
    let opened = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw .cannotOpen(file: file.name, Self.problem()) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw .notRegularFile(file: file.name)
    }
    descriptor = opened
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads up to `count` bytes at an offset; 0 is the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) throws(ReadingError) -> Int {
    let wanted = min(count, max(0, size - offset))
    var got = 0
    while true {
      let more = pread(descriptor, target + got, count - got, off_t(offset + got))
      if more < 0 {
        if errno == EINTR { continue }
        throw .readFailed(file: name, reason: .sentence(Self.problem().sentence))
      }
      got += more
      // Fewer bytes than there were, or some behind the end.
      if got > wanted || (more == 0 && got < wanted) { throw .changed(file: name) }
      if got == wanted { return got }
    }
  }

  /// Whether its fingerprint is that of all its bytes.
  var isHashedWhole: Bool { size <= 32 << 20 }

  /// The CRC-32 of a file up to 32 MB, and of sixty-four blocks of a larger one: a fingerprint, not a proof.
  func fingerprint() throws(ReadingError) -> UInt32 {
    if let known = known.withLock({ $0 }) { return known }
    let made = try checksum()
    known.withLock { $0 = made }
    return made
  }

  private func checksum() throws(ReadingError) -> UInt32 {
    let size = size
    var checksum = crc32(0, nil, 0)
    let whole = isHashedWhole
    let block = whole ? 1 << 20 : 64 << 10
    let step = whole ? block : size / 64
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: block)
    defer { buffer.deallocate() }
    var at = 0
    while at < size {
      let got = try read(into: buffer, count: block, at: at)
      if got == 0 { break }
      checksum = crc32_z(checksum, buffer, got)
      at += whole ? got : step
    }
    return UInt32(truncatingIfNeeded: checksum)
  }

  /// Why the last call failed.
  private static func problem() -> FileProblem { FileProblem(errno: errno) }

  private static func spooled(_ name: String) throws(ReadingError) -> Int32 {
    var template = Array(FileManager.default.temporaryDirectory.appending(path: "masa-XXXXXX").path.utf8CString)
    let spool = mkstemp(&template)
    guard spool >= 0 else {
      throw .readFailed(
        file: name,
        reason: .sentence(Sentence("error.reading.no-spool", ["reason": .sentence(problem().sentence)])))
    }
    unlink(template)
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let got = Foundation.read(0, buffer, size)
      if got == 0 { return spool }
      var written = 0
      var failed = got < 0 && errno != EINTR
      while !failed, got > 0, written < got {
        let wrote = write(spool, buffer + written, got - written)
        if wrote >= 0 { written += wrote } else if errno != EINTR { failed = true }
      }
      if failed {
        let why = problem()
        close(spool)
        throw .readFailed(file: name, reason: .sentence(why.sentence))
      }
    }
  }
}
