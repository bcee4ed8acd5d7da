import Basics
import CLibXML2

/// Follows the elements of one part of a workbook.
///
/// A place is a number that a subclass gives to an element it knows; 0 stands for every element it does not, and for
/// what such an element holds.
class XLSXMarkup {
  /// The place of everything that is passed over.
  static let other: UInt8 = 0
  /// The place around the first element.
  static let document: UInt8 = 255

  /// The workbook's name in messages.
  let file: String
  /// The part's name in messages.
  let part: String
  /// What the part may cost.
  let limits: ReadingLimits
  /// What ended the parsing, if the XML itself was not at fault.
  private(set) var failure: ReadingError?
  /// Enough was seen, or parsing failed.
  private(set) var isStopped = false
  private let places: UnsafeMutablePointer<UInt8>
  private var depth = 0
  private var context: xmlParserCtxtPtr?

  /// A follower that has seen nothing yet.
  init(_ part: ZipPart, limits: ReadingLimits) {
    file = part.file
    self.part = part.name
    self.limits = limits
    places = .allocate(capacity: max(1, limits.xmlDepth))
  }

  deinit { places.deallocate() }

  // MARK: For subclasses

  /// Looks up the names that elements will be compared with.
  func prepare() {}
  /// An element begins inside a place; returns its own place.
  func open(_ name: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 { Self.other }
  /// Text inside a place; one text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>, in place: UInt8) {}
  /// So many bytes of the part are about to be followed.
  func passing(_ bytes: Int) {}
  /// The element of a place ends.
  func close(_ place: UInt8) {}

  /// A name as the parser keeps it, so that comparing pointers is comparing names.
  final func name(_ text: String) -> XLSXName {
    text.withCString {
      xmlDictLookup(context?.pointee.dict, UnsafeRawPointer($0).assumingMemoryBound(to: xmlChar.self), -1)
    }
  }

  /// Ends the parsing with an error.
  final func fail(_ error: ReadingError) {
    if failure == nil { failure = error }
    stop()
  }

  /// Ends the parsing because the workbook contradicts itself.
  final func fail(damaged reason: Sentence) {
    fail(.damagedArchive(file: file, reason: .part(part, .sentence(reason))))
  }

  /// Ends the parsing because enough was seen.
  final func stop() {
    isStopped = true
    xmlStopParser(context)
  }

  // MARK: From libxml2

  fileprivate final func begin(_ context: xmlParserCtxtPtr) {
    self.context = context
    prepare()
  }

  fileprivate final func start(_ name: XLSXName, _ attributes: XLSXAttributes) {
    if isStopped { return }
    guard depth < limits.xmlDepth else {
      return fail(
        .refusedArchive(
          file: file,
          reason: Sentence(
            "error.archive.too-deep", ["part": .name(clipped(part)), "limit": .number(limits.xmlDepth)])))
    }
    let parent = depth == 0 ? Self.document : places[depth - 1]
    // What is inside an unknown element is unknown too.
    let place = parent == Self.other ? Self.other : open(name, attributes, in: parent)
    (places + depth).initialize(to: place)
    depth += 1
  }

  fileprivate final func end() {
    if isStopped || depth == 0 { return }
    depth -= 1
    if places[depth] != Self.other { close(places[depth]) }
  }

  fileprivate final func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isStopped || depth == 0 || places[depth - 1] == Self.other { return }
    text(bytes, in: places[depth - 1])
  }

  fileprivate final func refuseDoctype() {
    fail(
      .refusedArchive(file: file, reason: Sentence("error.archive.doctype", ["part": .name(clipped(part))])))
  }
}

/// An element's or attribute's name without its prefix, as libxml2 keeps it for the length of the parsing.
typealias XLSXName = UnsafePointer<xmlChar>?

/// The attributes of an element that begins.
struct XLSXAttributes {
  /// Five pointers each: local name, prefix, namespace, begin and end of the value.
  fileprivate let base: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let count: Int

  /// The bytes of an attribute's value; `isQualified` asks for one with a prefix, as `r:id` has.
  @inline(__always)
  func bytes(_ name: XLSXName, isQualified: Bool = false) -> UnsafeBufferPointer<UInt8>? {
    guard let base else { return nil }
    for index in 0..<count {
      let part = base + index * 5
      guard part[0] == name, (part[2] != nil) == isQualified, let from = part[3], let to = part[4] else { continue }
      return UnsafeBufferPointer(start: from, count: to - from)
    }
    return nil
  }

  /// An attribute's value as text.
  func text(_ name: XLSXName, isQualified: Bool = false) -> String? {
    // Entities are never replaced, so libxml2 hands an ampersand over as a reference.
    bytes(name, isQualified: isQualified).map { String(decoding: $0, as: UTF8.self).replacing("&#38;", with: "&") }
  }

  /// An attribute's value as a whole number that is not negative.
  func number(_ name: XLSXName) -> Int? { bytes(name).flatMap(wholeNumber) }

  /// Whether an attribute says yes.
  func isTrue(_ name: XLSXName) -> Bool { ["1", "true", "on"].contains(text(name)) }
}

/// Digits as a number, or `nil` when they are something else or too many.
@inline(__always)
func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard bytes.count > 0, bytes.count <= 18 else { return nil }
  var value = 0
  for byte in bytes {
    guard let next = digit(byte) else { return nil }
    value = value &* 10 &+ next
  }
  return value
}

/// Pushes a part through libxml2 until its end, or until the follower has seen enough.
func follow(_ part: ZipPart, _ markup: XLSXMarkup) throws(ReadingError) {
  // Zeroed but for these: nothing is built, printed, loaded or resolved.
  var handler = xmlSAXHandler()
  handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
    guard let data else { return }
    Unmanaged<XLSXMarkup>.fromOpaque(data)._withUnsafeGuaranteedRef {
      $0.start(name, XLSXAttributes(base: attributes, count: Int(count)))
    }
  }
  handler.endElementNs = { data, _, _, _ in
    guard let data else { return }
    Unmanaged<XLSXMarkup>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.end() }
  }
  handler.internalSubset = { data, _, _, _ in
    guard let data else { return }
    Unmanaged<XLSXMarkup>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.refuseDoctype() }
  }
  let text: charactersSAXFunc = { data, bytes, count in
    guard let data, let bytes else { return }
    Unmanaged<XLSXMarkup>.fromOpaque(data)._withUnsafeGuaranteedRef {
      $0.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
  }
  handler.characters = text
  handler.ignorableWhitespace = text
  handler.cdataBlock = text

  let state = Unmanaged.passUnretained(markup).toOpaque()
  try pushXML(&handler, state, file: part.file, chunkBytes: markup.limits.chunkBytes) {
    markup.begin($0)
  } read: { (target, count) throws(ReadingError) in
    let got = try part.read(into: target, count: count)
    markup.passing(got)
    return got
  } goesOn: { () throws(ReadingError) in
    if let failure = markup.failure { throw failure }
    return !markup.isStopped
  } notWellFormed: {
    .damagedArchive(
      file: part.file,
      reason: .sentence(
        Sentence(
          "error.archive.bad-xml",
          ["part": .name(clipped(part.name)), "line": .text("\($0)"), "reason": .code(clipped($1))])))
  }
}
