import CByteMarks
import Foundation

/// Splits delimited text into records and fields, 64 bytes at a time, in a buffer that is filled as it goes.
///
/// The places of all delimiters, line ends and quotation marks in 64 bytes are found at once, as the bits of a word: a
/// field is then as long as it is without a branch that anyone could guess wrong.
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
  /// Where in the buffer the 64 bytes begin of which `marks` are known, or -1; marks before `position` are gone.
  private var marksAt = -1
  private var marks: UInt64 = 0
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
    capacity = max(limits.chunkBytes, 1)
    base = .allocate(capacity: capacity + Self.margin)
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
        case .tooManyFields: throw .tooManyCells(file: name, row: recordNumber + 1, limit: limits.columns)
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
    marksAt = -1
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
      let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.margin)
      memcpy(bigger, base, carried)
      base.deallocate()
      base = bigger
    }
    let got = try source.read(into: base + end, count: limits.chunkBytes)
    if got == 0 { isExhausted = true }
    if memchr(base + end, 0, got) != nil { throw .binaryFile(file: name) }
    end += got
    // Line ends behind the data stop every search without a test of bounds.
    memset(base + end, 0x0A, Self.margin)
    marksAt = -1
  }

  private mutating func split() -> Split {
    let base = Bytes(self.base)
    let end = self.end
    let delimiter = self.delimiter
    let limit = limits.fieldBytes
    let (spans, spanOfColumn, columnCount, nameCount) = (spans, spanOfColumn, columnCount, nameCount)
    var p = position
    // The marks of the 64 bytes under way that are not passed yet.
    var block = marksAt
    var marks = self.marks
    if block < 0 { (block, marks) = Self.marks(from: p, base, delimiter) }
    var field = 0
    var beyond = false
    unclosedField = -1
    while true {
      var span = FieldSpan(start: p, length: 0, form: .clean)
      var stop: Int
      if base[p] == 0x22, p < end, field != unclosedField {
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
          (block, marks) = Self.marks(from: next, base, delimiter)
          marks &= marks &- 1
        }
      } else {
        while true {
          while marks == 0 {
            block &+= 64
            marks = masa_byte_marks(base + block, delimiter)
          }
          stop = block &+ marks.trailingZeroBitCount
          marks &= marks &- 1
          // A quotation mark inside a plain field is text.
          if base[stop] != 0x22 || delimiter == 0x22 { break }
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
          if after >= end, !isExhausted { return .more(fieldStart: p, field: field &- 1) }
          if after < end, base[after] == 0x0A {
            after &+= 1
            block = -1
          }
        }
      }
      if field < columnCount { leaveEmpty(from: field) }
      isBlank = field == 1 && span.length == 0 && stop == position
      recordStart = position
      position = after
      fieldCount = field
      hasTextBeyond = beyond
      marksAt = block
      self.marks = marks
      return .record
    }
  }

  /// The marks of the 64 bytes around a place, from that place on, and where they begin.
  @inline(__always)
  private static func marks(from place: Int, _ base: Bytes, _ delimiter: UInt8) -> (block: Int, marks: UInt64) {
    let block = place & ~63
    return (block, masa_byte_marks(base + block, delimiter) & (~0 &<< UInt64(truncatingIfNeeded: place & 63)))
  }

  /// The wanted fields that a short record does not have.
  @inline(never)
  private func leaveEmpty(from field: Int) {
    for column in field..<columnCount where spanOfColumn[column] >= 0 { spans[Int(spanOfColumn[column])] = .empty }
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
