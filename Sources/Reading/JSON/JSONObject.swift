/// Why a record is no JSON object that can be used.
enum JSONProblem: Error, Equatable {
  case malformed, tooDeep, tooManyColumns
  /// A stretch of white space longer than any program writes.
  case blank
  case longValue(column: Int)
}

/// The members of one JSON object as cells by dotted path; reused from record to record.
///
/// Members of nested objects are `outer.inner`, several scalars of an array are joined by "; ", and a list of
/// `{key, value}` pairs, as GA4 writes its parameters, is one member for each key.
struct JSONObject {
  /// The columns that are kept.
  private(set) var paths: JSONPaths
  /// Whether a path seen for the first time becomes a column.
  private let isOpen: Bool
  private let limits: ReadingLimits
  /// Text of the cells, by `spans`.
  private var text: [UInt8] = []
  private var spans: [(start: Int, count: Int)?]
  private var path: [UInt8] = []
  /// More than zero inside an array, where a second value joins the first.
  private var arrays = 0

  /// Keeps these paths; without any, every path that is seen.
  init(_ columns: [String]?, limits: ReadingLimits) {
    paths = JSONPaths(columns ?? [])
    isOpen = columns == nil
    self.limits = limits
    spans = Array(repeating: nil, count: paths.count)
  }

  /// The cell of a column in the record parsed last; `nil` when the record has none.
  func cell(_ column: Int) -> ArraySlice<UInt8>? {
    guard column < spans.count, let span = spans[column] else { return nil }
    return text[span.start..<(span.start + span.count)]
  }

  /// Takes a record apart; what was found before a problem is no record.
  mutating func parse(_ record: UnsafeBufferPointer<UInt8>) throws(JSONProblem) {
    text.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    for index in spans.indices { spans[index] = nil }
    arrays = 0
    var reader = JSONBytes(record, mostBlanks: limits.jsonBlankBytes)
    do throws(JSONProblem) {
      guard reader.peek() == 0x7B else { throw .malformed }
      try object(&reader, depth: 1)
      guard reader.peek() == nil else { throw .malformed }
    } catch {
      // A reader that gave up on white space has nothing more to show, which looks like a broken record.
      throw reader.isTooBlank ? .blank : error
    }
  }

  private mutating func object(_ reader: inout JSONBytes, depth: Int) throws(JSONProblem) {
    guard depth <= limits.jsonDepth else { throw .tooDeep }
    reader.skip()
    if reader.peek() == 0x7D { return reader.skip() }
    while true {
      let outer = path.count
      guard reader.peek() == 0x22 else { throw .malformed }
      if outer > 0 { path.append(0x2E) }
      try reader.string(into: &path)
      guard reader.peek() == 0x3A else { throw .malformed }
      reader.skip()
      try value(&reader, depth: depth)
      path.removeSubrange(outer...)
      switch reader.peek() {
      case 0x2C: reader.skip()
      case 0x7D: return reader.skip()
      default: throw .malformed
      }
    }
  }

  /// The value of the member at `path`.
  private mutating func value(_ reader: inout JSONBytes, depth: Int) throws(JSONProblem) {
    switch reader.peek() {
    case 0x7B: try object(&reader, depth: depth + 1)
    case 0x5B: try array(&reader, depth: depth + 1)
    case nil: throw .malformed
    default:
      var column: Int??
      try scalar(&reader, &column)
    }
  }

  /// A text, number or word of the member at `path`.
  ///
  /// - Parameter known: the member's column, once it was looked up: the elements of an array have one for all.
  private mutating func scalar(_ reader: inout JSONBytes, _ known: inout Int??) throws(JSONProblem) {
    if reader.peek() == 0x22 {
      // The text of a member nobody asked for is only passed over.
      guard let column = try column(&known) else { return try reader.passString() }
      let start = text.count
      try reader.string(into: &text)
      try set(column, start)
    } else {
      let word = try reader.word()
      guard !word.isEmpty, let column = try column(&known) else { return }
      let start = text.count
      text.append(contentsOf: word)
      try set(column, start)
    }
  }

  private mutating func array(_ reader: inout JSONBytes, depth: Int) throws(JSONProblem) {
    guard depth <= limits.jsonDepth else { throw .tooDeep }
    reader.skip()
    if reader.peek() == 0x5D { return reader.skip() }
    arrays += 1
    defer { arrays -= 1 }
    var column: Int??
    while true {
      switch reader.peek() {
      case 0x7B:
        if let pair = try reader.pair(maxDepth: limits.jsonDepth - depth) {
          try take(pair, &reader, depth: depth)
        } else {
          try value(&reader, depth: depth)
        }
      case 0x5B, nil: try value(&reader, depth: depth)
      default: try scalar(&reader, &column)
      }
      switch reader.peek() {
      case 0x2C: reader.skip()
      case 0x5D: return reader.skip()
      default: throw .malformed
      }
    }
  }

  /// A `{key, value}` pair as the member `path.KEY`; the typed values of GA4 stand for the one that is filled.
  private mutating func take(_ pair: JSONBytes.Pair, _ reader: inout JSONBytes, depth: Int) throws(JSONProblem) {
    let outer = path.count
    if outer > 0 { path.append(0x2E) }
    path.append(contentsOf: pair.key)
    defer { path.removeSubrange(outer...) }
    let end = reader.offset
    reader.offset = pair.value
    if reader.peek() == 0x7B {
      reader.skip()
      while reader.peek() != 0x7D {
        var name: [UInt8] = []
        try reader.string(into: &name)
        guard reader.peek() == 0x3A else { throw .malformed }
        reader.skip()
        if name.suffix(6).elementsEqual("_value".utf8), reader.peek() != 0x7B, reader.peek() != 0x5B {
          try value(&reader, depth: depth + 1)
        } else {
          try reader.passValue(maxDepth: limits.jsonDepth)
        }
        if reader.peek() == 0x2C { reader.skip() }
      }
    } else {
      try value(&reader, depth: depth + 1)
    }
    reader.offset = end
  }

  private mutating func column(_ known: inout Int??) throws(JSONProblem) -> Int? {
    if let known { return known }
    let found = try column()
    known = .some(found)
    return found
  }

  private mutating func column() throws(JSONProblem) -> Int? {
    let found = paths.find(path)
    guard found == nil, isOpen else { return found }
    guard paths.count < limits.columns else { throw .tooManyColumns }
    spans.append(nil)
    return paths.insert(path)
  }

  /// Makes the text from `start` on the cell of a column, behind what an array put there before.
  private mutating func set(_ column: Int, _ start: Int) throws(JSONProblem) {
    var span = (start: start, count: text.count - start)
    if arrays > 0, let earlier = spans[column], earlier.count > 0 {
      if earlier.start + earlier.count == start {
        // The usual case: the elements of one array follow each other.
        text.insert(contentsOf: "; ".utf8, at: start)
        span = (earlier.start, text.count - earlier.start)
      } else {
        let added = Array(text[start...])
        text.removeSubrange(start...)
        text.append(contentsOf: text[earlier.start..<(earlier.start + earlier.count)])
        text.append(contentsOf: "; ".utf8)
        text.append(contentsOf: added)
        span = (start, text.count - start)
      }
    }
    // Elements that take turns between columns are copied each time, which must not add up.
    guard span.count <= limits.fieldBytes, text.count <= limits.recordBytes else { throw .longValue(column: column) }
    spans[column] = span
  }
}
