extension KeyedRowSink {
  /// Keeps a row without a customer: what it says of a sale and of money is none the less so.
  mutating func keepNameless(
    _ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, time: Int64
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
    }
    if orderAt >= 0 {
      trimCell(&spans[orderAt], base)
      let span = spans[orderAt]
      own.order = UInt32(truncatingIfNeeded: orders.code(base + span.start, span.length, span.form))
    }
    nameless.append(own)
  }
}
