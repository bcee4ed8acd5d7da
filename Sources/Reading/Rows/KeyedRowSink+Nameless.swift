extension KeyedRowSink {
  /// Keeps a row without a customer: what it says of a sale and of money is none the less so.
  mutating func keepNameless(
    _ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, _ row: UInt32, time: Int64
  ) {
    var own = NamelessRow(
      time: time, label: UInt32(truncatingIfNeeded: labels.code(base + spans[2].start, spans[2].length, spans[2].form)))
    if groupAt >= 0 {
      trimCell(&spans[groupAt], base)
      if spans[groupAt].length > 0 {
        own.group = min(
          UInt32(
            truncatingIfNeeded: groups.code(
              base + spans[groupAt].start, spans[groupAt].length, spans[groupAt].form)), KeyedRow.none)
      }
    }
    if amountAt >= 0 {
      trimCell(&spans[amountAt], base)
      let span = spans[amountAt]
      if span.length > 0 { own.amount = amount.value(base + span.start, span.length, span.form) }
      if own.amount == .min, span.length > 0 {
        own.amount = valueWithin(&amount, &issues, base, span, column: amountAt, row)
      }
    }
    if orderAt >= 0 {
      trimCell(&spans[orderAt], base)
      let span = spans[orderAt]
      own.order = UInt32(truncatingIfNeeded: orders.code(base + span.start, span.length, span.form))
    }
    nameless.append(own)
  }

  /// Notes what is missing or unreadable in a row that cannot be used.
  @inline(never)
  mutating func reject(
    _ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, _ row: UInt32, time: Int64, nobody: IssueKind? = nil
  ) {
    let repeatsHeader = [1, 0].allSatisfy { column in
      fieldText(base + spans[column].start, spans[column].length, spans[column].form).text == columnNames[column]
    }
    if repeatsHeader { return note(.repeatedHeader, row: row, base + spans[0].start, spans[0].length) }
    rejectedRows += 1
    if let nobody { issues.add(nobody, column: 0, row: row, base + spans[0].start, spans[0].length) }
    for column in 0..<3 {
      let p = base + spans[column].start
      if isEmptyCell(base, spans[column]) {
        issues.add(.missingValue, column: column, row: row, p, 0)
      } else if column == 1, time == .min {
        issues.add(.unreadableTime, column: column, row: row, p, spans[column].length)
      }
    }
    if time != .min, !isEmptyCell(base, spans[2]) { keepNameless(base, spans, row, time: time) }
    let place = Int(
      UInt32(truncatingIfNeeded: rejected.code(base + spans[2].start, spans[2].length, spans[2].form)))
    guard place != Int(DictionaryColumn.none) else {
      rejectedWithout += 1
      return
    }
    if place == rejectedCounts.count { rejectedCounts.append(0) }
    rejectedCounts[place] += 1
  }

  /// Notes an issue of a whole row.
  mutating func note(_ kind: IssueKind, row: UInt32, _ p: Bytes, _ length: Int) {
    issues.add(kind, column: issues.wholeRow, row: row, p, length)
  }
}
