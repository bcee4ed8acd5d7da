import Basics
import CZlib

/// Uncompresses gzip data, of any number of members, from a file; counts what comes out.
final class Inflater {
  private let file: RawFile
  private let limits: ReadingLimits
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private let inputSize = 256 << 10
  private var offset = 0
  private var consumed = 0
  private var produced = 0
  private var isAtEnd = false
  private var isInsideMember = true

  /// Starts at the beginning of a file.
  init(_ file: RawFile, limits: ReadingLimits) throws(ReadingError) {
    self.file = file
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: inputSize)
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .readFailed(file: file.name, reason: .library("zlib")) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Writes up to `count` uncompressed bytes; 0 is the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    let room = min(count, 1 << 30)
    stream.pointee.next_out = target
    stream.pointee.avail_out = UInt32(room)
    while stream.pointee.avail_out == UInt32(room), !isAtEnd {
      if stream.pointee.avail_in == 0, try !refill() {
        if isInsideMember { throw .truncatedCompression(file: file.name) }
        isAtEnd = true
        break
      }
      if !isInsideMember, try !startMember() { break }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isInsideMember = false
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "?"
        throw .damagedCompression(file: file.name, reason: .code(reason))
      }
    }
    let got = room - Int(stream.pointee.avail_out)
    produced += got
    if produced > limits.inflatedBytes {
      throw .inflatesTooFar(file: file.name, limit: .size(limits.inflatedBytes))
    }
    let taken = max(1, consumed - Int(stream.pointee.avail_in))
    if produced > limits.inflateRatioFrom, produced / taken > limits.inflateRatio {
      throw .inflatesTooFar(file: file.name, limit: .times(limits.inflateRatio))
    }
    return got
  }

  private func refill() throws(ReadingError) -> Bool {
    let got = try file.read(into: input, count: inputSize, at: offset)
    offset += got
    consumed += got
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(got)
    return got > 0
  }

  /// Looks at what follows a member: another member, or padding of zeros that is passed over.
  private func startMember() throws(ReadingError) -> Bool {
    while true {
      while stream.pointee.avail_in > 0, stream.pointee.next_in[0] == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      if stream.pointee.avail_in > 0 { break }
      if try !refill() {
        isAtEnd = true
        return false
      }
    }
    guard stream.pointee.next_in[0] == 0x1f else {
      throw .damagedCompression(
        file: file.name, reason: .sentence(Sentence("error.archive.data-behind")))
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }
}
