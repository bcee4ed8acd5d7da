import Basics

/// The texts that the sheets of a workbook share, one after another in one block of memory.
final class XLSXSharedStrings {
  private var bytes = PlainList<UInt8>(capacity: 4096)
  private var ends = PlainList<Int>()

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// The number of texts.
  var count: Int { ends.count }
  /// The bytes set aside.
  var byteCount: Int { bytes.count + ends.count * MemoryLayout<Int>.size }

  /// A text; `nil` when there are not so many. Readable bytes follow it.
  @inline(__always)
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    guard index >= 0, index < ends.count else { return nil }
    let start = index == 0 ? 0 : ends[index - 1]
    return UnsafeBufferPointer(start: bytes.base + start, count: ends[index] - start)
  }

  /// The bytes of the text that is being put together.
  fileprivate var openBytes: Int { bytes.count - (ends.count == 0 ? 0 : ends[ends.count - 1]) }

  /// Adds to the text that is being put together.
  fileprivate func append(_ piece: UnsafeBufferPointer<UInt8>) {
    if let base = piece.baseAddress { bytes.append(base, piece.count) }
  }

  /// Ends the text that is being put together.
  fileprivate func endText() {
    resolveEscapes(&bytes, from: ends.count == 0 ? 0 : ends[ends.count - 1])
    bytes.reserve(overread)
    ends.append(bytes.count)
  }
}

/// Follows the part of shared texts: plain ones and runs of one look each, without how they are pronounced.
final class SharedStringsMarkup: XLSXMarkup {
  private let strings: XLSXSharedStrings
  private let root: UInt8 = 1
  private let item: UInt8 = 2
  private let run: UInt8 = 3
  private let piece: UInt8 = 4
  private var si: XLSXName = nil
  private var r: XLSXName = nil
  private var t: XLSXName = nil

  /// A follower that fills a table of texts.
  init(_ part: ZipPart, limits: ReadingLimits, strings: XLSXSharedStrings) {
    self.strings = strings
    super.init(part, limits: limits)
  }

  override func prepare() { (si, r, t) = (name("si"), name("r"), name("t")) }

  override func open(_ element: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 {
    switch parent {
    case Self.document: return root
    case root: return element == si ? item : Self.other
    case item: return element == t ? piece : element == r ? run : Self.other
    case run: return element == t ? piece : Self.other
    default: return Self.other
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, in place: UInt8) {
    guard place == piece else { return }
    strings.append(bytes)
    if strings.openBytes > limits.fieldBytes {
      fail(
        .refusedArchive(
          file: file, reason: Sentence("error.archive.long-text", ["limit": .size(limits.fieldBytes)])))
    }
  }

  override func close(_ place: UInt8) {
    guard place == item else { return }
    strings.endText()
    if strings.byteCount > limits.workbookTextBytes {
      fail(
        .refusedArchive(
          file: file, reason: Sentence("error.archive.long-texts", ["limit": .size(limits.workbookTextBytes)])))
    }
  }
}

/// Replaces `_x000D_` and the like by the characters they stand for, in the bytes from a place on.
///
/// Characters that no text should hold stay as they are written.
func resolveEscapes(_ bytes: inout PlainList<UInt8>, from start: Int) {
  guard bytes.count - start >= 7, mayHoldEscape(bytes, from: start) else { return }
  var target = start
  var at = start
  let end = bytes.count
  while at < end {
    if let scalar = escape(bytes, at, end) {
      for byte in String(scalar).utf8 {
        bytes[target] = byte
        target += 1
      }
      at += 7
    } else {
      bytes[target] = bytes[at]
      target += 1
      at += 1
    }
  }
  bytes.truncate(to: target)
}

private func mayHoldEscape(_ bytes: PlainList<UInt8>, from start: Int) -> Bool {
  for at in start..<(bytes.count - 1) where bytes[at] == 0x5F && bytes[at + 1] == 0x78 { return true }
  return false
}

private func escape(_ bytes: PlainList<UInt8>, _ at: Int, _ end: Int) -> Unicode.Scalar? {
  guard at + 7 <= end, bytes[at] == 0x5F, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F else { return nil }
  var value: UInt32 = 0
  for index in 2..<6 {
    let byte = bytes[at + index]
    let letter = byte | 0x20
    if let digit = digit(byte) {
      value = value << 4 | UInt32(digit)
    } else if letter >= 0x61, letter <= 0x66 {
      value = value << 4 | UInt32(letter - 0x61 + 10)
    } else {
      return nil
    }
  }
  let isText = value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D
  return isText ? Unicode.Scalar(value) : nil
}
