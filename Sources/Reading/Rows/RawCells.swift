/// Takes ASCII white space from both ends of a plain cell.
@inline(__always)
func trimCell(_ span: inout FieldSpan, _ base: Bytes) {
  guard span.form == .clean, span.length > 0 else { return }
  if min(base[span.start], base[span.start &+ span.length &- 1]) > 0x20 { return }
  while span.length > 0, isASCIISpace(base[span.start]) {
    span.start &+= 1
    span.length &-= 1
  }
  while span.length > 0, isASCIISpace(base[span.start &+ span.length &- 1]) { span.length &-= 1 }
}

/// Whether a cell holds nothing, white space beyond ASCII's, or empty quotation marks with spaces behind them.
@inline(__always)
func isEmptyCell(_ base: Bytes, _ span: FieldSpan) -> Bool {
  if span.length == 0 { return true }
  // The white space of Unicode beyond ASCII starts with one of these bytes.
  let first = base[span.start]
  guard span.form == .messy || (span.form == .clean && (first == 0xC2 || (first >= 0xE1 && first <= 0xE3))) else {
    return false
  }
  return fieldText(base + span.start, span.length, span.form).text.isEmpty
}

/// The code of a cell's text; bytes that had to be repaired are an issue.
@inline(__always)
func cellCode(
  _ dictionary: inout TextDictionary, _ issues: inout IssueCollector, _ base: Bytes, _ span: FieldSpan, column: Int,
  _ row: UInt32
) -> UInt32 {
  let found = dictionary.code(base + span.start, span.length, span.form)
  if found & TextDictionary.repairedBit != 0 {
    issues.add(.badEncoding, column: column, row: row, base + span.start, span.length)
  }
  return UInt32(truncatingIfNeeded: found)
}

/// The number in a cell, `Int64.min` when there is none; one that cannot be read is an issue.
@inline(__always)
func cellNumber(
  _ builder: inout ColumnBuilder, _ issues: inout IssueCollector, _ base: Bytes, _ span: inout FieldSpan,
  column: Int, _ row: UInt32
) -> Int64 {
  trimCell(&span, base)
  guard span.length > 0 else { return .min }
  var value = builder.value(base + span.start, span.length, span.form)
  if value == .min { value = valueWithin(&builder, &issues, base, span, column: column, row) }
  if value == .min, !isEmptyCell(base, span), !isNullCell(base + span.start, span.length, span.form) {
    issues.add(.unreadableNumber, column: column, row: row, base + span.start, span.length)
  }
  return value
}

/// The value of a cell that a spreadsheet was made to keep as a text, counted; `Int64.min` for other cells.
@inline(never)
func valueWithin(
  _ builder: inout ColumnBuilder, _ issues: inout IssueCollector, _ base: Bytes, _ span: FieldSpan, column: Int,
  _ row: UInt32
) -> Int64 {
  let value = builder.valueWithin(base + span.start, span.length, span.form)
  if value != .min { issues.add(.keptAsText, column: column, row: row, base + span.start, span.length) }
  return value
}

/// Whether a cell holds what systems write where there is nothing.
@inline(never)
func isNullCell(_ p: Bytes, _ count: Int, _ form: FieldForm) -> Bool {
  count <= 30 && isNullWord(withoutDirectionMarks(fieldText(p, count, form).text))
}
