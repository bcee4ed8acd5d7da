/// What a project says about a file that a look at it would otherwise have to find out.
package struct ReadingHints: Sendable, Equatable {
  /// How the text is encoded.
  package var encoding: TextEncoding?
  /// The line of a text, or the row of a sheet, that names the columns, from 1.
  package var headerRow: Int?

  /// Nothing is said where nothing is given.
  package init(encoding: TextEncoding? = nil, headerRow: Int? = nil) {
    self.encoding = encoding
    self.headerRow = headerRow
  }
}

/// The lines above a text's header: titles, filters, who made the export and when.
struct LinesAbove {
  /// How many records stand above the header; empty lines are none.
  private(set) var records = 0
  /// The byte between cells; `nil` when the text has one column.
  private(set) var delimiter: UInt8?

  /// How many lines may stand above a header.
  private static let most = 20

  /// Finds the header of a text that begins so.
  ///
  /// - Parameter delimiter: the byte between cells, where the format says it.
  init(_ head: [UInt8], isWhole: Bool, hints: ReadingHints, delimiter declared: UInt8?) {
    let starts = Self.lines(head, most: max(hints.headerRow ?? 0, Self.most + 12))
    if let row = hints.headerRow {
      let above = starts.prefix(max(0, row - 1))
      records = above.count { !Self.isBlank(head, $0) }
      let rest = row - 1 < starts.count ? Array(head[starts[row - 1].lowerBound...]) : head
      delimiter = declared ?? DelimiterSniffer.delimiter(of: rest, isWhole: isWhole)
      return
    }
    if let named = Self.namedHeader(head, starts.prefix(Self.most), delimiter: declared) {
      // A line of delimiters alone is a record, though a tab is white space.
      records = starts[..<named.line].count { !Self.isBlank(head, $0) || head[$0].contains(named.delimiter) }
      delimiter = named.delimiter
      return
    }
    delimiter = declared ?? DelimiterSniffer.delimiter(of: head, isWhole: isWhole)
    let lines = starts.prefix(Self.most + 12)
    if let own = delimiter, Self.isTable(head, lines.filter { !Self.isBlank(head, $0) }.prefix(12), own) { return }
    // What is said of comments and titles holds only where a table follows them.
    var best: (line: Int, delimiter: UInt8, cells: Int)?
    for line in lines.indices.prefix(Self.most) where line > 0 && !Self.isBlank(head, lines[line]) {
      let rest = Array(head[lines[line].lowerBound...].prefix(4096))
      guard let found = declared ?? DelimiterSniffer.delimiter(of: rest, isWhole: false), found != 0x3A else {
        continue
      }
      let table = lines[line...].filter { !Self.isBlank(head, $0) }.prefix(12)
      guard table.count >= 2, Self.isTable(head, table, found) else { continue }
      let filled = Self.cells(head, lines[line], found).count { !$0 }
      best = (line, found, filled)
      break
    }
    guard let best else { return }
    // As in workbooks: the header is the first line more than half as full as the fullest; titles are not.
    let above = lines[..<best.line].filter { !Self.isBlank(head, $0) }
    // A line alone that fills several cells names columns, though it leaves out most: survey tools write such headers.
    let isSparseHeader =
      above.count == 1 && !Self.isComment(head, above[0], best.delimiter)
      && Self.cells(head, above[0], best.delimiter).count { !$0 } >= 2
    let isTitle =
      !isSparseHeader
      && above.allSatisfy { line in
        Self.isComment(head, line, best.delimiter)
          || Self.cells(head, line, best.delimiter).count { !$0 } * 2 <= best.cells
      }
    guard isTitle, !above.isEmpty else { return }
    records = above.count
    delimiter = best.delimiter
  }

  /// Whether a line is a comment, as web analytics write them above their tables; a column may be called `#` all the same.
  private static func isComment(_ head: [UInt8], _ line: Range<Int>, _ delimiter: UInt8) -> Bool {
    head[line].first == UInt8(ascii: "#") && head[line].dropFirst().first != delimiter
  }

  /// The bytes of each of the first lines, without their ends; a line end inside quotation marks ends none.
  private static func lines(_ head: [UInt8], most: Int) -> [Range<Int>] {
    let heeding = lines(head, most: most, heedsQuotes: true)
    // A mark that nothing closes would make one line of all the rest.
    let isBroken = heeding.contains { line in head[line].count { $0 == 0x0A } > 50 }
    return isBroken ? lines(head, most: most, heedsQuotes: false) : heeding
  }

  private static func lines(_ head: [UInt8], most: Int, heedsQuotes: Bool) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var index = 0
    var isQuoted = false
    while index < head.count, lines.count < most {
      if head[index] == 0x22, heedsQuotes { isQuoted.toggle() }
      if !isQuoted, head[index] == 0x0A || head[index] == 0x0D {
        lines.append(start..<index)
        if head[index] == 0x0D, index + 1 < head.count, head[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < head.count, lines.count < most { lines.append(start..<head.count) }
    return lines
  }

  /// Whether these lines are a header and rows: nearly all as wide as the first, which is more than half as full as any.
  private static func isTable(_ head: [UInt8], _ lines: some Sequence<Range<Int>>, _ delimiter: UInt8) -> Bool {
    let rows = lines.map { cells(head, $0, delimiter) }
    guard let first = rows.first, first.count >= 2, delimiter != 0x3A else { return false }
    let filled = first.count { !$0 }
    let fullest = rows.map { $0.count { !$0 } }.max() ?? 0
    return filled >= 2 && filled * 2 > fullest && rows.count { $0.count == first.count } * 4 >= rows.count * 3
  }

  private static func isBlank(_ head: [UInt8], _ line: Range<Int>) -> Bool { head[line].allSatisfy(isASCIISpace) }

  /// For each cell of a line whether it is empty; quotation marks are heeded, line ends inside them are not.
  private static func cells(_ head: [UInt8], _ line: Range<Int>, _ delimiter: UInt8) -> [Bool] {
    var cells: [Bool] = []
    var isEmpty = true
    var isQuoted = false
    for byte in head[line] {
      if byte == 0x22 { isQuoted.toggle() }
      if byte == delimiter, !isQuoted {
        cells.append(isEmpty)
        isEmpty = true
      } else if byte != 0x22, !isASCIISpace(byte) {
        isEmpty = false
      }
    }
    cells.append(isEmpty)
    return cells
  }
}
