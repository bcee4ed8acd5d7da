import Basics
import CLibXML2
import Foundation

/// Pushes XML through libxml2's SAX2 parser to its end, or until its follower has seen enough: the one place where a
/// client's XML meets the parser. Nothing is built, loaded or resolved, and the parser keeps its own limits.
///
/// - Parameters:
///   - handler: zeroed but for the callbacks; one for `internalSubset` must refuse a DOCTYPE.
///   - state: handed to every callback; it must live as long as the call.
///   - begin: told the parser before the first byte.
///   - read: up to so many bytes; 0 is the end.
///   - goesOn: after each piece: throws what the callbacks have found wrong; `false` ends the parsing.
///   - notWellFormed: the error for what the parser itself found wrong, by line and reason.
func pushXML(
  _ handler: inout xmlSAXHandler, _ state: UnsafeMutableRawPointer, file: String, chunkBytes: Int,
  begin: (xmlParserCtxtPtr) -> Void, read: (UnsafeMutablePointer<UInt8>, Int) throws(ReadingError) -> Int,
  goesOn: () throws(ReadingError) -> Bool, notWellFormed: (_ line: Int, _ reason: String) -> ReadingError
) throws(ReadingError) {
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
    throw .readFailed(file: file, reason: .library("libxml2"))
  }
  defer { xmlFreeParserCtxt(context) }
  xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  begin(context)

  let size = max(4, min(chunkBytes, 1 << 17))
  let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  defer { chunk.deallocate() }
  var element = ElementLength()
  var isAtEnd = false
  while !isAtEnd {
    // The parser guesses the encoding from its first four bytes, so they must come together.
    var filled = 0
    while filled < 4, !isAtEnd {
      let got = try read(chunk + filled, size - filled)
      filled += got
      isAtEnd = got == 0
    }
    // The parser compares each attribute of an element with all others of it.
    guard element.add(chunk, filled) else { throw .tooManyAttributes(file: file, limit: ElementLength.most) }
    let status = chunk.withMemoryRebound(to: CChar.self, capacity: size) {
      xmlParseChunk(context, $0, Int32(filled), isAtEnd ? 1 : 0)
    }
    guard try goesOn() else { return }
    guard status == 0 else {
      let error = xmlCtxtGetLastError(context)
      let reason = error?.pointee.message.map { trimmed(String(cString: $0)) } ?? "?"
      throw notWellFormed(error.map { Int($0.pointee.line) } ?? 0, reason)
    }
  }
}

/// How many attributes the element may have that reaches over the pieces of a file.
private struct ElementLength {
  /// No element of a workbook or a log has a hundredth of them.
  static let most = 20_000

  private var attributes = 0

  /// Goes on by a piece; `false` once an element has too many.
  ///
  /// What stands in one piece is short enough for the parser; only what goes on from piece to piece is counted.
  mutating func add(_ piece: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    let tag: Int32 = 0x3C
    let first = memchr(piece, tag, count).map { UnsafeRawPointer($0) - UnsafeRawPointer(piece) }
    attributes += Self.attributes(piece, 0, first ?? count)
    if attributes > Self.most { return false }
    guard first != nil else { return true }
    var last = count - 1
    while piece[last] != UInt8(tag) { last -= 1 }
    attributes = Self.attributes(piece, last, count)
    return attributes <= Self.most
  }

  /// How many values in quotation marks follow a `=`.
  private static func attributes(_ piece: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var found = 0
    var index = start + 1
    while index < end {
      if piece[index - 1] == 0x3D, piece[index] == 0x22 || piece[index] == 0x27 { found += 1 }
      index += 1
    }
    return found
  }
}
