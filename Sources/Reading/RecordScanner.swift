import Foundation

/// Splits delimited text into records and fields, eight bytes at a time, in a buffer that is filled as it goes.
///
/// A record that does not end in the buffer is moved to its front and split anew with the next bytes behind it, so that
/// nothing is kept about unfinished fields.
struct RecordScanner: ~Copyable {
  /// What a step forward found.
  enum Outcome {
    case record
    /// A line without anything in it; it has a record number all the same, as in a spreadsheet.
    case blank
    case end
  }

  private enum Split {
    case record
    case more(fieldStart: Int, field: Int)
  }

  /// The buffer the spans point into; it may move with each step.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// One span for each wanted field, empty where the record has no such field.
  let spans: UnsafeMutablePointer<FieldSpan>
  /// How many fields the record has, wanted or not.
  private(set) var fieldCount = 0
  /// The number of the record, the first being 1.
  private(set) var recordNumber = 0
  /// Whether a field beyond the known columns holds text.
  private(set) var hasTextBeyond = false
  /// The field whose quotation mark never ended, or -1.
  private(set) var unclosedField = -1

  private let name: String
  private let limits: ReadingLimits
  private let delimiter: UInt8
  private let wantedCount: Int
  /// The span's index for each column, or -1 for a column that is passed over.
  private let spanOfColumn: UnsafeMutablePointer<Int32>
  private let columnCount: Int
  /// The header's names, for messages and to know which fields lie beyond them.
  var columnNames: [String] { didSet { nameCount = columnNames.count } }
  private var nameCount: Int
  private var capacity: Int
  private var position = 0
  /// Where in the source the buffer begins.
  private var bufferOffset = 0
  private var recordStart = 0
  private var end = 0
  private var isExhausted = false
  private var isBlank = false

  /// Wants the columns of the given positions; with none given, the first `columnCount` fields.
  init(file name: String, delimiter: UInt8, wanted: [Int], columnNames: [String], limits: ReadingLimits) {
    self.name = name
    self.limits = limits
    self.delimiter = delimiter
    self.columnNames = columnNames
    nameCount = columnNames.count
    columnCount = (wanted.max() ?? -1) + 1
    wantedCount = wanted.count
    spans = .allocate(capacity: max(1, wanted.count))
    spans.initialize(repeating: .empty, count: max(1, wanted.count))
    spanOfColumn = .allocate(capacity: max(1, columnCount))
    spanOfColumn.initialize(repeating: -1, count: max(1, columnCount))
    for (index, column) in wanted.enumerated() { spanOfColumn[column] = Int32(index) }
    capacity = max(limits.chunkBytes, 1)
    base = .allocate(capacity: capacity + overread)
  }

  deinit {
    base.deallocate()
    spans.deallocate()
    spanOfColumn.deallocate()
  }

  /// Splits the next record.
  @inline(__always)
  mutating func next(from source: ByteSource) throws(ReadingError) -> Outcome {
    while true {
      if position < end {
        switch split() {
        case .record:
          recordNumber &+= 1
          return fieldCount == 1 && isBlank ? .blank : .record
        case .more(let fieldStart, let field):
          if end - fieldStart > limits.fieldBytes { throw tooLong(field) }
        }
      } else if isExhausted {
        return .end
      }
      try refill(from: source)
    }
  }

  /// Where in the source the record, or the blank line, begins.
  var recordOffset: Int { bufferOffset + recordStart }

  /// Where in the source the next record begins.
  var nextOffset: Int { bufferOffset + position }

  /// Begins anew at an offset of the source, with record numbers from 1.
  mutating func restart(at offset: Int) {
    bufferOffset = offset
    position = 0
    recordStart = 0
    end = 0
    isExhausted = false
    recordNumber = 0
  }

  /// The bytes of the record, its line end included.
  var record: (start: Bytes, length: Int) { (Bytes(base) + recordStart, position - recordStart) }

  /// Whether the record holds nothing but white space.
  var isWhiteSpace: Bool {
    for index in recordStart..<position where !isASCIISpace(base[index]) { return false }
    return true
  }

  private func tooLong(_ field: Int) -> ReadingError {
    let column = field < columnNames.count ? columnNames[field] : String(field + 1)
    return .fieldTooLong(file: name, row: recordNumber + 1, column: column, limit: limits.fieldBytes)
  }

  @inline(never)
  private mutating func refill(from source: ByteSource) throws(ReadingError) {
    let carried = end - position
    if position > 0 { memmove(base, base + position, carried) }
    bufferOffset += position
    position = 0
    end = carried
    if carried > limits.recordBytes {
      throw .recordTooLong(file: name, row: recordNumber + 1, limit: limits.recordBytes)
    }
    if capacity - carried < limits.chunkBytes {
      capacity = max(capacity * 2, carried + limits.chunkBytes)
      let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + overread)
      memcpy(bigger, base, carried)
      base.deallocate()
      base = bigger
    }
    let got = try source.read(into: base + end, count: limits.chunkBytes)
    if got == 0 { isExhausted = true }
    if memchr(base + end, 0, got) != nil { throw .binaryFile(file: name) }
    end += got
    // Line ends behind the data stop every search without a test of bounds.
    memset(base + end, 0x0A, overread)
  }

  private mutating func split() -> Split {
    let base = Bytes(self.base)
    let end = self.end
    let delimiter = self.delimiter
    let delimiters = repeated(delimiter)
    let limit = limits.fieldBytes
    let (spans, spanOfColumn, columnCount, nameCount) = (spans, spanOfColumn, columnCount, nameCount)
    var p = position
    var field = 0
    var beyond = false
    unclosedField = -1
    for index in 0..<wantedCount { spans[index] = .empty }
    while true {
      var span = FieldSpan(start: p, length: 0, form: .clean)
      var stop: Int
      if p < end, base[p] == 0x22, field != unclosedField {
        switch quoted(p) {
        case .more:
          if !isExhausted { return .more(fieldStart: p, field: field) }
          // The mark never ends: take it as text, so that the rows behind it are not swallowed.
          unclosedField = field
          continue
        case .done(let inner, let form, let next):
          span = inner
          span.form = form
          stop = next
        }
      } else {
        stop = p
        while true {
          let word = load64(base + stop)
          // Both line ends are below 0x0E; the few other characters down there are looked at and passed over.
          let marks = matches(word, delimiters) | (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080
          if marks == 0 {
            stop &+= 8
            continue
          }
          stop &+= marks.trailingZeroBitCount &>> 3
          let byte = base[stop]
          if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
          stop &+= 1
        }
        if stop >= end {
          if !isExhausted { return .more(fieldStart: p, field: field) }
          stop = end
        }
        span.length = stop &- p
      }
      if span.length > limit { return .more(fieldStart: end &- limit &- 1, field: field) }
      if field < columnCount {
        let index = Int(spanOfColumn[field])
        if index >= 0 { spans[index] = span }
      }
      if field >= nameCount, span.length > 0 { beyond = true }
      field &+= 1
      if stop < end, base[stop] == delimiter {
        p = stop &+ 1
        continue
      }
      // The record ends here; a carriage return may have its line feed in the next chunk.
      var after = stop
      if stop < end {
        after = stop &+ 1
        if base[stop] == 0x0D {
          if after >= end, !isExhausted { return .more(fieldStart: p, field: field &- 1) }
          if after < end, base[after] == 0x0A { after &+= 1 }
        }
      }
      isBlank = field == 1 && span.length == 0 && stop == position
      recordStart = position
      position = after
      fieldCount = field
      hasTextBeyond = beyond
      return .record
    }
  }

  private enum Quoted {
    case more
    case done(FieldSpan, FieldForm, next: Int)
  }

  /// Splits off a field that starts with a quotation mark.
  @inline(__always)
  private func quoted(_ start: Int) -> Quoted {
    let base = Bytes(self.base)
    var index = start &+ 1
    var form = FieldForm.clean
    while index < end {
      let marks = matches(load64(base + index), 0x2222_2222_2222_2222)
      if marks == 0 {
        index &+= 8
        continue
      }
      index &+= marks.trailingZeroBitCount &>> 3
      if index >= end { return .more }
      let next = index &+ 1
      if next >= end, !isExhausted { return .more }
      if next < end, base[next] == 0x22 {
        form = .escaped
        index &+= 2
        continue
      }
      let span = FieldSpan(start: start &+ 1, length: index &- start &- 1, form: form)
      if next >= end || base[next] == delimiter || base[next] == 0x0A || base[next] == 0x0D {
        return .done(span, form, next: next)
      }
      // Text follows the end of the quotation: the field goes on to the next delimiter.
      var stop = next
      while stop < end, base[stop] != delimiter, base[stop] != 0x0A, base[stop] != 0x0D { stop &+= 1 }
      if stop >= end, !isExhausted { return .more }
      return .done(FieldSpan(start: start, length: stop &- start, form: .messy), .messy, next: stop)
    }
    return .more
  }
}
