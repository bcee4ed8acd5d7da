extension LinesAbove {
  /// The line that names a customer and a time among other known names of columns, below lines that name nothing.
  ///
  /// Lines above a header may have cells of their own: `Rows,300,Pages,9`, a range of dates, a name over several columns.
  /// What they look like does not tell them from a header, but a line below them that is one beyond doubt does.
  ///
  /// - Parameters:
  ///   - lines: the first lines of the text.
  ///   - delimiter: the byte between cells, where it is known.
  static func namedHeader(
    _ head: [UInt8], _ lines: some Collection<Range<Int>>, delimiter: UInt8?
  ) -> (line: Int, delimiter: UInt8)? {
    let marks: [UInt8] = delimiter.map { [$0] } ?? [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    var mostAbove = 0
    for (place, line) in lines.enumerated() {
      var most = 0
      for mark in marks {
        let names = HeaderLine(head[line], mark)
        if names.isNamed, names.known > 2 * mostAbove {
          // The first line of all is taken for the header in any case.
          return place == 0 ? nil : (place, mark)
        }
        most = max(most, names.known)
      }
      // Where a line names most of its columns, and not those, what stands below are rows or a second header.
      mostAbove = max(mostAbove, most)
    }
    return nil
  }
}

/// What the cells of a line say as names of columns.
private struct HeaderLine {
  /// How many cells are known names, or hold a word that headers have.
  private(set) var known = 0
  /// Whether all cells are filled, nearly all of them known, and a customer and a time among them.
  private(set) var isNamed = false

  /// Looks at the cells of a line.
  init(_ line: ArraySlice<UInt8>, _ delimiter: UInt8) {
    // Longer lines, and lines of more cells, are no names beneath a title.
    guard line.count <= 4000 else { return }
    let cells = line.split(separator: delimiter, omittingEmptySubsequences: false).map { cell in
      trimmed(String(decoding: cell.filter { $0 != 0x22 }, as: UTF8.self))
    }
    guard (2...100).contains(cells.count) else { return }
    known = cells.count { Self.isKnown($0) }
    let simple = cells.map(simplifiedHeader)
    isNamed =
      cells.count >= 3 && known * 4 >= cells.count * 3 && Set(simple).count == simple.count
      && !cells.contains { cell in cell.isEmpty || cell.utf8.count > 60 }
      && simple.contains(where: Self.customers.contains) && simple.contains(where: Self.times.contains)
  }

  private static let customers = Set(ColumnRole.customer.names.map(simplifiedHeader))
  private static let times = Set(ColumnRole.time.names.map(simplifiedHeader))
  private static let names = Set(ColumnRole.allCases.flatMap(\.names).map(simplifiedHeader))

  /// Whether a cell may name a column: a known name, or few words without digits of which one is a header's.
  private static func isKnown(_ cell: String) -> Bool {
    guard !cell.isEmpty, cell.utf8.count <= 60, !cell.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
      return false
    }
    if names.contains(simplifiedHeader(cell)) { return true }
    let words = HeaderWords(cell)
    return words.words.count <= 4 && (words.namesSomebody || words.say(anyOf: HeaderClue.allCases))
  }
}
