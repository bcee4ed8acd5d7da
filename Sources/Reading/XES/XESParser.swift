import CLibXML2
import Foundation

/// Follows the elements of an XES log and hands over each event's cells.
///
/// Everything a callback of libxml2 may touch is here, behind one plain pointer: no reference counting for each element.
struct XESState: ~Copyable {
  /// What an element is for; `other` is passed over with all that it holds, such as lists, containers and globals.
  private enum Place: UInt8 { case log, trace, event, attribute, other }

  /// An attribute that is a column; its bytes stand in `keyBytes`.
  private struct Key: BitwiseCopyable {
    var offset: Int
    var count: Int
    var isTrace: Bool
    var wasSeen = false
  }

  /// Names the parser has interned, so that comparing pointers is comparing names.
  private struct Names {
    var log, trace, event, key, value: UnsafePointer<xmlChar>?
    var string, date, int, float, boolean, id: UnsafePointer<xmlChar>?

    /// Whether it is the name of an attribute with a value.
    @inline(__always)
    func isKind(_ name: UnsafePointer<xmlChar>?) -> Bool {
      name == string || name == date || name == int || name == float || name == boolean || name == id
    }

    init(_ dictionary: xmlDictPtr?) {
      func interned(_ name: String) -> UnsafePointer<xmlChar>? {
        name.withCString { xmlDictLookup(dictionary, UnsafeRawPointer($0).assumingMemoryBound(to: xmlChar.self), -1) }
      }
      log = interned("log")
      trace = interned("trace")
      event = interned("event")
      key = interned("key")
      value = interned("value")
      string = interned("string")
      date = interned("date")
      int = interned("int")
      float = interned("float")
      boolean = interned("boolean")
      id = interned("id")
    }
  }

  private let file: String
  private let limits: ReadingLimits
  private var context: xmlParserCtxtPtr?
  private var names = Names(nil)
  private var places = PlainList<Place>(capacity: 64)
  private var keys = PlainList<Key>(capacity: 16)
  private var keyBytes = PlainList<UInt8>(capacity: 256)
  /// Columns read from a key that an earlier column has already taken, with that column.
  private var repeats: [(column: Int, first: Int)] = []
  /// Where the cells of the current event stand in `bytes`: those of the trace first.
  private let spans: UnsafeMutablePointer<FieldSpan>
  private let spanCapacity: Int
  private var bytes = PlainList<UInt8>(capacity: 4096)
  private var traceEnd = 0

  /// What ended the parsing, if the log itself was not at fault.
  private(set) var failure: ReadingError?
  /// Enough was seen, or parsing failed.
  private(set) var isStopped = false
  /// The number of events begun.
  private(set) var eventCount = 0
  /// Takes the events into columns, unless they are only looked at or go to `sink`.
  var builder: RowBuilder
  /// Takes the events by customer.
  var sink: KeyedRowSink?
  private let isSampling: Bool
  private let isKeyed: Bool
  private let sampledEvents: Int
  /// When looking: the names of the columns found, and their first values.
  private(set) var columns: [String] = []
  /// Values of the first events, column by column.
  private(set) var samples: [[String]] = []

  /// Reads the requested columns, for the sink where there is one.
  init(
    file: String, columns: [ColumnRequest], builder: consuming RowBuilder, sink: consuming KeyedRowSink? = nil,
    limits: ReadingLimits
  ) {
    self.file = file
    self.limits = limits
    self.builder = builder
    self.sink = sink
    isKeyed = self.sink != nil
    isSampling = false
    sampledEvents = 0
    for (index, column) in columns.enumerated() {
      if let first = columns[..<index].firstIndex(where: { $0.name == column.name }) { repeats.append((index, first)) }
    }
    spanCapacity = max(1, columns.count)
    spans = .allocate(capacity: spanCapacity)
    spans.initialize(repeating: .empty, count: spanCapacity)
    for column in columns {
      let isTrace = column.name.utf8.starts(with: "case:".utf8)
      let name = isTrace ? column.name.dropFirst(5) : column.name[...]
      // Keys are compared as libxml2 hands them over.
      addKey(Array(name.replacing("&", with: "&#38;").utf8), isTrace: isTrace)
    }
  }

  /// Finds the columns of the first so many events.
  init(file: String, sampling events: Int, limits: ReadingLimits) {
    self.file = file
    self.limits = limits
    builder = RowBuilder(ReadRequest(columns: [], zone: .utc), orders: [], file: file)
    isSampling = true
    isKeyed = false
    sampledEvents = events
    spanCapacity = 10_000
    spans = .allocate(capacity: spanCapacity)
    spans.initialize(repeating: .empty, count: spanCapacity)
  }

  deinit {
    spans.deallocate()
    bytes.deallocate()
    places.deallocate()
    keys.deallocate()
    keyBytes.deallocate()
  }

  /// Takes the parser whose names are compared.
  mutating func begin(_ context: xmlParserCtxtPtr?) {
    self.context = context
    names = Names(context?.pointee.dict)
  }

  /// Refuses to go on when a column has too many distinct values.
  func check() throws(ReadingError) {
    if isKeyed { try sink?.check() } else { try builder.check() }
  }

  /// Whether the log has an attribute for the column of this index.
  func hasSeen(column: Int) -> Bool {
    keys[repeats.first { $0.column == column }?.first ?? column].wasSeen
  }

  private mutating func fail(_ error: ReadingError) {
    if failure == nil { failure = error }
    stop()
  }

  private mutating func stop() {
    isStopped = true
    xmlStopParser(context)
  }

  private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

  /// Ends the parsing at a DOCTYPE.
  mutating func refuseDoctype() { fail(.doctype(file: file, line: line)) }

  /// An element begins; `count` attributes of five pointers each.
  mutating func start(
    _ name: UnsafePointer<xmlChar>?, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if isStopped { return }
    guard places.count < limits.xmlDepth else {
      return fail(.xmlTooDeep(file: file, line: line, limit: limits.xmlDepth))
    }
    var place = Place.other
    if places.count > 0 {
      switch places[places.count - 1] {
      case .log:
        if name == names.trace {
          place = .trace
          startTrace()
        } else if name == names.event {
          // XES 2.0 allows events without a trace.
          place = .event
          startTrace()
          startEvent()
        }
      case .trace:
        if name == names.event {
          place = .event
          startEvent()
        } else if names.isKind(name) {
          place = .attribute
          take(count, attributes, isTrace: true)
        }
      case .event:
        if names.isKind(name) {
          place = .attribute
          take(count, attributes, isTrace: false)
        }
      case .attribute, .other: break
      }
    } else if name == names.log {
      place = .log
    } else {
      return fail(.notXES(file: file, root: name.map { String(cString: $0) } ?? ""))
    }
    places.append(place)
  }

  /// The current element ends.
  mutating func end() {
    if isStopped { return }
    guard places.count > 0 else { return }
    let place = places[places.count - 1]
    places.truncate(to: places.count - 1)
    if place == .event { endEvent() }
  }

  private mutating func startTrace() {
    bytes.truncate(to: 0)
    traceEnd = 0
    for index in 0..<keys.count { spans[index] = .empty }
  }

  private mutating func startEvent() {
    eventCount += 1
    bytes.truncate(to: traceEnd)
    for index in 0..<keys.count where !keys[index].isTrace { spans[index] = .empty }
    if eventCount >= Int(UInt32.max) { fail(.tooManyRows(file: file)) }
  }

  /// Takes an attribute's value when its key is a column.
  private mutating func take(
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, isTrace: Bool
  ) {
    guard let attributes else { return }
    var key: UnsafeBufferPointer<UInt8>?
    var value: UnsafeBufferPointer<UInt8>?
    for index in 0..<count {
      // Five pointers each: local name, prefix, namespace, begin and end of the value.
      let part = attributes + index * 5
      guard let from = part[3], let to = part[4] else { continue }
      if part[0] == names.key {
        key = UnsafeBufferPointer(start: from, count: to - from)
      } else if part[0] == names.value {
        value = UnsafeBufferPointer(start: from, count: to - from)
      }
    }
    guard let key, let value, let keyStart = key.baseAddress else { return }
    var slot = -1
    for index in 0..<keys.count where keys[index].isTrace == isTrace && keys[index].count == key.count {
      if areEqual(Bytes(keyBytes.base) + keys[index].offset, keyStart, key.count) {
        slot = index
        break
      }
    }
    if slot < 0 {
      guard isSampling, keys.count < spanCapacity else { return }
      slot = addColumn(Array(key), isTrace: isTrace)
    }
    (keys.base + slot).pointee.wasSeen = true
    let row = eventCount + (isTrace ? 1 : 0)
    guard value.count <= limits.fieldBytes else {
      return fail(
        .valueTooLong(
          file: file, row: row, column: String(decoding: key, as: UTF8.self), limit: limits.fieldBytes, format: .xes))
    }
    let from = bytes.count
    append(value)
    spans[slot] = FieldSpan(start: from, length: bytes.count - from, form: .clean)
    if isTrace { traceEnd = bytes.count }
  }

  /// Appends a value; libxml2 hands an ampersand over as `&#38;` because entities are not to be replaced.
  private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
    guard let start = value.baseAddress else { return }
    bytes.reserve(value.count + overread)
    guard memchr(start, 0x26, value.count) != nil else { return bytes.append(start, value.count) }
    let escape = Array("&#38;".utf8)
    var index = 0
    while index < value.count {
      bytes.append(value[index])
      let isEscape = value[index] == 0x26 && index + 5 <= value.count && memcmp(start + index, escape, 5) == 0
      index += isEscape ? 5 : 1
    }
  }

  private mutating func addKey(_ key: [UInt8], isTrace: Bool) {
    keys.append(Key(offset: keyBytes.count, count: key.count, isTrace: isTrace))
    key.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { keyBytes.append(start, key.count) }
    }
  }

  private mutating func addColumn(_ key: [UInt8], isTrace: Bool) -> Int {
    addKey(key, isTrace: isTrace)
    let text = String(decoding: key, as: UTF8.self).replacing("&#38;", with: "&")
    columns.append((isTrace ? "case:" : "") + text)
    samples.append(Array(repeating: "", count: min(max(0, eventCount - 1), sampleRows)))
    return keys.count - 1
  }

  private mutating func endEvent() {
    bytes.reserve(overread)
    let base = Bytes(bytes.base)
    guard isSampling else {
      for (column, first) in repeats { spans[column] = spans[first] }
      let row = UInt32(truncatingIfNeeded: eventCount)
      if isKeyed { sink?.add(base, spans, row: row) } else { builder.add(base, spans, row: row) }
      return
    }
    if eventCount <= sampleRows {
      for index in 0..<keys.count {
        samples[index].append(sampled(fieldText(base + spans[index].start, spans[index].length, .clean).text))
      }
    }
    if eventCount >= sampledEvents { stop() }
  }
}

/// Whether as many bytes are the same; short as names of attributes are, a call would take longer than a look.
@inline(__always)
private func areEqual(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
  if count > 16 { return memcmp(a, b, count) == 0 }
  if count >= 8 { return load64(a) == load64(b) && load64(a + (count &- 8)) == load64(b + (count &- 8)) }
  var index = 0
  while index < count, a[index] == b[index] { index &+= 1 }
  return index == count
}
