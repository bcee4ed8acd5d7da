import Foundation

/// Splits delimited text into records and fields, in a buffer that is filled as it goes.
///
/// Records that are as they should be are found some kilobytes at a time (`PlainRecords`); what is odd is split one field
/// at a time, by the places of all delimiters, line ends and quotation marks (`MarkList`).
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
    case tooLong(field: Int)
    case tooManyFields
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
  /// Where in the source a quotation mark stands that is text because nothing that fits follows; -1: none is known.
  private var loneQuote = -1

  private let name: String
  private let limits: ReadingLimits
  let delimiter: UInt8
  private let wantedCount: Int
  /// The span's index for each column, or -1 for a column that is passed over.
  let spanOfColumn: UnsafeMutablePointer<Int32>
  let columnCount: Int
  /// The column of each span.
  private let wantedColumns: UnsafeMutablePointer<Int32>
  /// The header's names, for messages and to know which fields lie beyond them.
  var columnNames: [String] { didSet { nameCount = columnNames.count } }
  private(set) var nameCount: Int
  private var capacity: Int
  private(set) var position = 0
  /// Where in the source the buffer begins.
  private var bufferOffset = 0
  private var recordStart = 0
  private(set) var end = 0
  private(set) var isExhausted = false
  private var isBlank = false
  /// Those known of the text in the buffer.
  private var marks = MarkList()
  private var plain = PlainRecords()
  /// Bytes read at a time: what is read is still in the core's own cache when it is split.
  private static let chunkBytes = 256 << 10
  private let chunk: Int
  /// How many readable bytes follow the text in the buffer.
  private static let margin = 128

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
    wantedColumns = .allocate(capacity: max(1, wanted.count))
    wantedColumns.initialize(repeating: 0, count: max(1, wanted.count))
    for (index, column) in wanted.enumerated() { wantedColumns[index] = Int32(column) }
    chunk = max(1, min(limits.chunkBytes, Self.chunkBytes))
    capacity = chunk
    base = .allocate(capacity: capacity + Self.margin)
  }

  deinit {
    marks.deallocate()
    plain.deallocate()
    wantedColumns.deallocate()
    base.deallocate()
    spans.deallocate()
    spanOfColumn.deallocate()
  }

  /// Splits the next record.
  @inline(__always)
  mutating func next(from source: ByteSource) throws(ReadingError) -> Outcome {
    while true {
      if position < end {
        if splitPlain() {
          recordNumber &+= 1
          return .record
        }
        marks.find(position)
        switch split() {
        case .record:
          recordNumber &+= 1
          plain.pass(upTo: position, base)
          return fieldCount == 1 && isBlank ? .blank : .record
        case .more(let fieldStart, let field):
          // So much of the field is there, and it goes on; the marks around it are none of it.
          let marks = fieldStart < end && base[fieldStart] == 0x22 ? 2 : 0
          if end - fieldStart > limits.fieldBytes + marks {
            // A mark without an end makes one cell of all that follows: its own line may say that it is text.
            guard base[fieldStart] == 0x22, loneQuote != bufferOffset + fieldStart, hasSoundLine else {
              throw tooLong(field)
            }
            loneQuote = bufferOffset + fieldStart
            continue
          }
        case .tooLong(let field): throw tooLong(field)
        case .tooManyFields: throw .tooManyCells(file: name, row: recordNumber + 1, limit: limits.columns)
        }
      } else if isExhausted {
        return .end
      }
      try refill(from: source)
    }
  }

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
    marks.forget()
    plain.forget()
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
    // A record that is already longer is read on by as much again, so that its beginning is not split too often.
    let wanted = max(chunk, carried)
    if capacity - carried < wanted {
      capacity = max(capacity * 2, carried + wanted)
      let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.margin)
      memcpy(bigger, base, carried)
      base.deallocate()
      base = bigger
    }
    let got = try source.read(into: base + end, count: wanted)
    if got == 0 { isExhausted = true }
    if memchr(base + end, 0, got) != nil { throw .binaryFile(file: name) }
    end += got
    // Line ends behind the data stop every search without a test of bounds.
    memset(base + end, 0x0A, Self.margin)
    marks.forget()
    plain.forget()
  }

  /// The records from here on that have as many fields as there are columns and no odd quotation marks, as most have.
  ///
  /// `pass` must follow once some of them were taken.
  @inline(__always)
  mutating func plainRun() -> PlainRecords.Run? {
    guard nameCount > 1, columnCount <= nameCount, position < end, limits.fieldBytes > PlainRecords.bytes,
      delimiter != 0x22
    else { return nil }
    return plain.records(from: position, base, end, delimiter)
  }

  /// How far it is from the beginning of a run's text to an offset of the source.
  @inline(__always)
  func distance(_ run: PlainRecords.Run, to offset: Int) -> Int { offset &- bufferOffset &- (run.origin - Bytes(base)) }

  /// Goes on behind the records that were taken of a run.
  @inline(__always)
  mutating func pass(_ run: PlainRecords.Run, records: Int) {
    plain.pass(run)
    position = (run.origin - Bytes(base)) &+ run.start
    recordNumber &+= records
  }

  /// Says where the wanted fields of a plain record stand, as if it had been split one field at a time.
  mutating func spell(_ fields: PlainFields) {
    for i in 0..<wantedCount {
      let (start, count, isQuoted) = fields.inner(Int(wantedColumns[i]))
      let isEscaped = isQuoted && memchr(start, 0x22, count) != nil
      spans[i] = FieldSpan(start: start - Bytes(base), length: count, form: isEscaped ? .escaped : .clean)
    }
    fieldCount = nameCount
    isBlank = false
    hasTextBeyond = false
    unclosedField = -1
  }

  @inline(__always)
  private mutating func splitPlain() -> Bool {
    guard var run = plainRun(), let fields = run.fields(nameCount) else { return false }
    spell(fields)
    recordStart = position
    run.advance(nameCount)
    pass(run, records: 0)
    return true
  }

  private mutating func split() -> Split {
    let base = Bytes(self.base)
    let end = self.end
    let delimiter = self.delimiter
    let limit = limits.fieldBytes
    let (spans, spanOfColumn, columnCount, nameCount) = (spans, spanOfColumn, columnCount, nameCount)
    let list = UnsafePointer(marks.places)
    // Kept apart from the scanner, so that no field costs a look at it.
    var (mark, listFrom, listCount) = (marks.next, marks.from, marks.count)
    var p = position
    var field = 0
    var beyond = false
    var hasBlankMark = false
    unclosedField = -1
    while true {
      var span = FieldSpan(start: p, length: 0, form: .clean)
      var stop: Int
      if base[p] == 0x22, p < end, field != unclosedField, bufferOffset &+ p == loneQuote { unclosedField = field }
      if base[p] == 0x22, p < end, field != unclosedField {
        if let found = quoted(by: mark, listFrom, listCount) {
          span = FieldSpan(start: p &+ 1, length: found.stop &- p &- 2, form: found.form)
          stop = found.stop
          mark = found.mark
        } else {
          switch quoted(p) {
          case .more:
            if !isExhausted { return .more(fieldStart: p, field: field) }
            // The mark never ends: take it as text, so that the rows behind it are not swallowed.
            unclosedField = field
            continue
          case .done(let inner, let form, let next):
            if form == .messy || memchr(base + p, 0x0A, next &- p) != nil || memchr(base + p, 0x0D, next &- p) != nil {
              switch swallowedLines(p, next) {
              // Where the cell ends is known: only the line behind it is still to come.
              case .unknown: return .more(fieldStart: end, field: field)
              case .sound:
                unclosedField = field
                continue
              case .unsound: break
              }
            }
            span = inner
            span.form = form
            stop = next
            // Marks inside the quotation are text; the one that ends the field is behind them.
            marks.next = mark
            marks.pass(upTo: next, self.base, end, delimiter)
            (mark, listFrom, listCount) = (marks.next, marks.from, marks.count)
          }
        }
      } else {
        if base[p] == 0x20, p < end { hasBlankMark = hasBlankMark || isMarked(behindBlanks: p) }
        repeat {
          if mark == listCount {
            marks.list(from: listCount == 0 ? p : listFrom &+ MarkList.bytes, self.base, end, delimiter)
            (mark, listFrom, listCount) = (marks.next, marks.from, marks.count)
          }
          stop = listFrom &+ Int(list[mark])
          mark &+= 1
          // A quotation mark inside a plain field is text.
        } while base[stop] == 0x22 && delimiter != 0x22
        if stop >= end {
          if !isExhausted { return .more(fieldStart: p, field: field) }
          stop = end
        }
        span.length = stop &- p
      }
      if span.length > limit { return .tooLong(field: field) }
      if field < columnCount {
        let index = Int(spanOfColumn[field])
        if index >= 0 { spans[index] = span }
      } else if field >= nameCount {
        if span.length > 0 { beyond = true }
        if field >= limits.columns { return .tooManyFields }
      }
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
          if after >= end, !isExhausted { return .more(fieldStart: end, field: field &- 1) }
          if after < end, base[after] == 0x0A {
            marks.next = mark
            marks.pass(upTo: after, self.base, end, delimiter)
            (mark, listFrom, listCount) = (marks.next, marks.from, marks.count)
            after &+= 1
          }
        }
      }
      if field < columnCount { leaveEmpty(from: field) }
      isBlank = field == 1 && span.length == 0 && stop == position
      recordStart = position
      let expected = nameCount > 1 ? nameCount : field
      if expected > 1, hasBlankMark || field != expected, unclosedField < 0, respell(position, stop, expected) {
        (field, beyond) = (expected, false)
      }
      position = after
      fieldCount = field
      hasTextBeyond = beyond
      marks.next = mark
      return .record
    }
  }

  /// The wanted fields that a short record does not have.
  @inline(never)
  private func leaveEmpty(from field: Int) {
    for column in field..<columnCount where spanOfColumn[column] >= 0 { spans[Int(spanOfColumn[column])] = .empty }
  }

  /// Splits off a field between quotation marks by the marks that are listed, where its end is among them and nothing but
  /// a delimiter or a line end follows; says where that stands and which mark is the next behind it.
  @inline(__always)
  private func quoted(
    by mark: Int, _ listFrom: Int, _ listCount: Int
  ) -> (stop: Int, mark: Int, form: FieldForm)? {
    let base = Bytes(self.base)
    var form = FieldForm.clean
    // The mark itself is the first of the list, unless the list has still to be made.
    var next = mark &+ 1
    while next &+ 1 < listCount, delimiter != 0x22 {
      let place = listFrom &+ Int(marks.places[next])
      guard base[place] == 0x22 else {
        // A line end between the marks is looked at with care.
        if base[place] != delimiter { return nil }
        next &+= 1
        continue
      }
      let stop = place &+ 1
      // Every quotation mark, delimiter and line end is in the list, so what follows is the next of it or plain text.
      guard stop < end, listFrom &+ Int(marks.places[next &+ 1]) == stop else { return nil }
      if base[stop] != 0x22 { return (stop, next &+ 2, form) }
      form = .escaped
      next &+= 2
    }
    return nil
  }
}
