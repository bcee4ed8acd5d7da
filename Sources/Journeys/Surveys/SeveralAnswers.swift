import Reading

extension DictionaryColumn {
  /// The cells of a question with a list to choose from that hold several of its answers, as forms with boxes to tick write
  /// them: `a;b;c;`, `a, b`. Each is told as one answer of its own, which is to be said.
  ///
  /// A comma or a slash stands inside answers, too: what it parts must be answers that other cells hold alone, or in other
  /// company.
  ///
  /// - Parameters:
  ///   - rows: the rows that count.
  ///   - numbers: by row, its number in the file.
  func severalAnswers(column: String, rows: [Int], numbers: [UInt32]) -> IssueLog {
    let cells = values.map { plain($0).lowercased() }
    var isSeveral = [Bool](repeating: false, count: values.count)
    for mark in [Character(";"), "|", ",", "/"] {
      let parts = cells.map { cell in cell.split(separator: mark).map { plain(String($0)) }.filter { !$0.isEmpty } }
      var cellsOf: [String: Int] = [:]
      // An answer that stands alone is known at once.
      for own in parts { for part in Set(own) { cellsOf[part, default: 0] += own.count == 1 ? 2 : 1 } }
      for (place, own) in parts.enumerated() where own.count >= 2 {
        if mark == ";" || own.allSatisfy({ cellsOf[$0, default: 0] >= 2 }) { isSeveral[place] = true }
      }
    }
    var log = IssueLog()
    for row in rows where codes[row] != DictionaryColumn.none && isSeveral[Int(codes[row])] {
      log.add(
        Issue(kind: .severalAnswers, row: numbers[row], column: column, value: values[Int(codes[row])]))
    }
    return log
  }
}
