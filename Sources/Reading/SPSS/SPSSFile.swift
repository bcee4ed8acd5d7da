import CReadStat
import CZlib

/// The bytes of an SPSS file for libreadstat, which reads here and there: from the open file, or from memory when it
/// was compressed with gzip.
struct SPSSFile: ~Copyable {
  private let raw: RawFile
  private let memory: [UInt8]?
  private var offset = 0
  /// The file's size, uncompressed.
  let size: Int
  /// The CRC-32 of all its bytes.
  let contentHash: UInt32
  /// Why reading from the disk failed.
  private(set) var failure: ReadingError?

  /// The most bytes of a gzipped SPSS file that are kept in memory.
  private static let mostInMemory = 1 << 30

  /// Reads the whole file once for its checksum.
  init(_ raw: RawFile, isCompressed: Bool, limits: ReadingLimits) throws(ReadingError) {
    self.raw = raw
    let source = try ByteSource(raw, isCompressed: isCompressed, encoding: nil, limits: limits)
    let chunkSize = 1 << 18
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: chunkSize)
    defer { chunk.deallocate() }
    var bytes: [UInt8] = []
    var total = 0
    while true {
      let got = try source.read(into: chunk, count: chunkSize)
      if got == 0 { break }
      total += got
      guard isCompressed else { continue }
      if total > Self.mostInMemory { throw .inflatesTooFar(file: raw.name, limit: .size(Self.mostInMemory)) }
      bytes.append(contentsOf: UnsafeBufferPointer(start: chunk, count: got))
    }
    memory = isCompressed ? bytes : nil
    size = total
    contentHash = source.contentHash
  }

  /// Reads on from where it stands; -1 is a failure.
  mutating func read(_ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    guard let target, count > 0 else { return 0 }
    let wanted = min(count, max(0, size - offset))
    if wanted == 0 { return 0 }
    if let memory {
      memory.withUnsafeBytes { target.copyMemory(from: $0.baseAddress.unsafelyUnwrapped + offset, byteCount: wanted) }
      offset += wanted
      return wanted
    }
    do throws(ReadingError) {
      let bytes = target.assumingMemoryBound(to: UInt8.self)
      let got = try raw.read(into: bytes, count: wanted, at: offset)
      offset += got
      return got
    } catch {
      failure = error
      return -1
    }
  }

  /// Moves to an offset; -1 is a failure.
  mutating func seek(_ distance: Int, _ from: readstat_io_flags_t) -> Int {
    let target: Int
    let overflow: Bool
    if from == READSTAT_SEEK_SET {
      (target, overflow) = (distance, false)
    } else if from == READSTAT_SEEK_CUR {
      (target, overflow) = offset.addingReportingOverflow(distance)
    } else {
      (target, overflow) = size.addingReportingOverflow(distance)
    }
    guard !overflow, target >= 0 else { return -1 }
    offset = target
    return target
  }
}
