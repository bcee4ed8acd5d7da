import CZlib
import Foundation

/// A file's bytes from the beginning, uncompressed and, for text, in UTF-8 without byte order mark.
final class ByteSource {
  private let file: RawFile
  private let inflater: Inflater?
  private var offset = 0
  private var checksum: UInt
  /// Of a file too long to be hashed as it is read.
  private let fingerprint: UInt32?
  private var transcoder: Transcoder?
  private var input: UnsafeMutablePointer<UInt8>?
  private let inputSize: Int
  private var output: UnsafeMutablePointer<UInt8>?
  private var outputStart = 0
  private var outputEnd = 0
  private var isAtEnd = false
  private var mark: Int
  /// Bytes behind this offset are only read a little at a time: they belong to somebody else's stretch.
  private var softEnd = Int.max
  private let isHashed: Bool

  /// Bytes of a file; with an encoding they come out as UTF-8, without one as they are.
  init(
    _ file: RawFile, isCompressed: Bool, encoding: TextEncoding?, dropsNUL: Bool = false, limits: ReadingLimits
  ) throws(ReadingError) {
    self.file = file
    fingerprint = isCompressed || file.isHashedWhole ? nil : try file.fingerprint()
    isHashed = fingerprint == nil
    inflater = isCompressed ? try Inflater(file, limits: limits) : nil
    checksum = crc32(0, nil, 0)
    inputSize = max(16, min(limits.chunkBytes, 1 << 20))
    mark = encoding == nil ? 0 : 3
    if let encoding, encoding != .utf8 || dropsNUL {
      transcoder = Transcoder(encoding, dropsNUL: dropsNUL)
      input = .allocate(capacity: inputSize)
      output = .allocate(capacity: inputSize * Transcoder.growth + 8)
    }
  }

  /// Bytes of a plain file from an offset on, for a worker whose stretch ends at `softEnd`; they are not hashed.
  init(_ file: RawFile, from offset: Int, softEnd: Int) {
    self.file = file
    self.offset = offset
    self.softEnd = softEnd
    isHashed = false
    fingerprint = nil
    inflater = nil
    checksum = 0
    inputSize = 0
    mark = offset == 0 ? 3 : 0
  }

  deinit {
    input?.deallocate()
    output?.deallocate()
  }

  /// How many bytes are read at a time behind a worker's stretch.
  private static let beyond = 16 << 10

  /// The CRC-32 of the uncompressed bytes read so far, before any change of encoding; of a long file its fingerprint.
  var contentHash: UInt32 { fingerprint ?? UInt32(truncatingIfNeeded: checksum) }

  /// Writes up to `count` bytes; 0 is the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    if mark > 0 { return try readStart(into: target, count: count) }
    return try readOn(into: target, count: count)
  }

  /// Passes over the byte order mark, which in every encoding is EF BB BF once it is UTF-8.
  private func readStart(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    let head = UnsafeMutablePointer<UInt8>.allocate(capacity: 3)
    defer { head.deallocate() }
    var got = 0
    while got < 3 {
      let more = try readOn(into: head + got, count: 3 - got)
      if more == 0 { break }
      got += more
    }
    mark = 0
    if got == 3, head[0] == 0xEF, head[1] == 0xBB, head[2] == 0xBF { return try readOn(into: target, count: count) }
    let now = min(got, count)
    target.update(from: head, count: now)
    // A chunk smaller than the mark leaves bytes behind; they go out first next time.
    if now < got {
      if output == nil { output = .allocate(capacity: 8) }
      if let output {
        let rest = outputEnd - outputStart
        memmove(output + (got - now), output + outputStart, rest)
        output.update(from: head + now, count: got - now)
        outputStart = 0
        outputEnd = rest + got - now
      }
    }
    return now
  }

  private func readOn(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    while true {
      if let output, outputEnd > outputStart {
        let now = min(count, outputEnd - outputStart)
        target.update(from: output + outputStart, count: now)
        outputStart += now
        return now
      }
      guard transcoder != nil, let input, let output else { return try readRaw(into: target, count: count) }
      if isAtEnd { return 0 }
      let got = try readRaw(into: input, count: inputSize)
      isAtEnd = got == 0
      outputStart = 0
      outputEnd = transcoder?.convert(input, got, isLast: isAtEnd, into: output) ?? 0
    }
  }

  private func readRaw(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    let got: Int
    if let inflater {
      got = try inflater.read(into: target, count: count)
    } else {
      let wanted = offset < softEnd ? min(count, softEnd - offset) : min(count, Self.beyond)
      got = try file.read(into: target, count: wanted, at: offset)
      offset += got
    }
    guard isHashed else { return got }
    checksum = crc32_z(checksum, target, got)
    return got
  }
}
