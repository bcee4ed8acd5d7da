import Foundation

/// Quotation marks that are not what they seem: lone ones, ones behind blanks, ones inside a cell that nobody doubled.
extension RecordScanner {
  /// Whether lines are records when a mark is taken as text.
  enum Lines { case sound, unsound, unknown }

  /// Whether the lines that a cell between quotation marks reaches over are records of their own.
  ///
  /// `"55 TV` opens a cell that the next mark of the file closes, a line or two hundred further on. Where each of these lines
  /// has as many fields as there are columns once the mark is text, it is text.
  func swallowedLines(_ start: Int, _ stop: Int) -> Lines {
    guard nameCount > 1 else { return .unsound }
    let base = Bytes(self.base)
    guard memchr(base + start, 0x0A, stop - start) != nil || memchr(base + start, 0x0D, stop - start) != nil else {
      return .unsound
    }
    var line = position
    while line < stop {
      var end = line
      while end < self.end, base[end] != 0x0A, base[end] != 0x0D { end += 1 }
      if end >= self.end, !isExhausted { return .unknown }
      guard fields(line, end, tolerance: .sameLine, write: false) == nameCount else { return .unsound }
      line = end + 1
      if line < self.end, base[end] == 0x0D, base[line] == 0x0A { line += 1 }
    }
    return .sound
  }

  /// Whether the line on which the record begins is one by itself.
  var hasSoundLine: Bool {
    guard nameCount > 1 else { return false }
    var end = position
    while end < self.end, base[end] != 0x0A, base[end] != 0x0D { end += 1 }
    return end < self.end && fields(position, end, tolerance: .sameLine, write: false) == nameCount
  }

  /// Whether a quotation mark stands behind the blanks from here on.
  func isMarked(behindBlanks start: Int) -> Bool {
    var at = start
    while at < end, base[at] == 0x20 { at += 1 }
    return at < end && base[at] == 0x22
  }

  /// Splits a record anew that has too few or too many fields, or blanks before a mark, where blanks before marks or marks
  /// inside a cell explain it.
  ///
  /// - Parameter expected: how many fields it must come to.
  mutating func respell(_ start: Int, _ stop: Int, _ expected: Int) -> Bool {
    guard stop > start, memchr(base + start, 0x22, stop - start) != nil else { return false }
    for tolerance in [Tolerance.innerMarks, .escapedMarks]
    where fields(start, stop, tolerance: tolerance, write: false) == expected {
      _ = fields(start, stop, tolerance: tolerance, write: true)
      return true
    }
    return false
  }

  /// Which marks close a cell.
  enum Tolerance {
    /// As usual, but on the same line: a mark without its end is text.
    case sameLine
    /// Only one that a delimiter or the line's end follows; blanks may stand before the first.
    case innerMarks
    /// The same, but for marks behind a backslash.
    case escapedMarks
  }

  /// The number of fields of one line; they become the record's if asked for.
  private func fields(_ start: Int, _ stop: Int, tolerance: Tolerance, write: Bool) -> Int {
    var at = start
    var count = 0
    while true {
      var span = FieldSpan(start: at, length: 0, form: .clean)
      var next = at
      var open = at
      if tolerance != .sameLine { while open < stop, base[open] == 0x20 { open += 1 } }
      if open < stop, base[open] == 0x22, let close = closing(open, stop, tolerance) {
        next = close + 1
        span = FieldSpan(start: open + 1, length: close - open - 1, form: .clean)
        if tolerance == .sameLine, memchr(base + open + 1, 0x22, close - open - 1) != nil { span.form = .escaped }
        while next < stop, base[next] == 0x20 { next += 1 }
      } else {
        while next < stop, base[next] != delimiter { next += 1 }
        span.length = next - at
      }
      if write, count < columnCount, spanOfColumn[count] >= 0 { spans[Int(spanOfColumn[count])] = span }
      count += 1
      guard next < stop else { return count }
      guard base[next] == delimiter else { return -1 }
      at = next + 1
    }
  }

  /// The mark that closes the one at `open`, before the line ends.
  private func closing(_ open: Int, _ stop: Int, _ tolerance: Tolerance) -> Int? {
    var at = open + 1
    while at < stop {
      guard base[at] == 0x22 else {
        at += 1
        continue
      }
      var after = at + 1
      switch tolerance {
      case .sameLine:
        if after < stop, base[after] == 0x22 {
          at += 2
          continue
        }
        return after >= stop || base[after] == delimiter ? at : nil
      case .innerMarks, .escapedMarks:
        while after < stop, base[after] == 0x20 { after += 1 }
        let isEscaped = tolerance == .escapedMarks && base[at - 1] == 0x5C && at - 1 > open
        if !isEscaped, after >= stop || base[after] == delimiter { return at }
        at += 1
      }
    }
    return nil
  }

  /// What stands at a quotation mark that begins a field.
  enum Quoted {
    case more
    case done(FieldSpan, FieldForm, next: Int)
  }

  /// Splits off a field that starts with a quotation mark.
  @inline(__always)
  func quoted(_ start: Int) -> Quoted {
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
      // One that ends the field as well closes it, and the marks between are text: `"אור, בע"מ"`.
      if stop &- 1 >= next, base[stop &- 1] == 0x22 {
        return .done(FieldSpan(start: start &+ 1, length: stop &- start &- 2, form: .escaped), .escaped, next: stop)
      }
      return .done(FieldSpan(start: start, length: stop &- start, form: .messy), .messy, next: stop)
    }
    return .more
  }
}
