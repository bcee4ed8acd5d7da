/// What ends the reading of a file; the description says where, what, and what would be right.
package enum ReadingError: Error, Equatable, Sendable, CustomStringConvertible {
  case cannotOpen(file: String, reason: String)
  case notRegularFile(file: String)
  case readFailed(file: String, reason: String)
  case emptyFile(file: String)
  case headerOnly(file: String, columns: [String])
  case binaryFile(file: String)
  case notReadableYet(file: String, what: String, advice: String)
  case noColumn(file: String, name: String, columns: [String])
  case fieldTooLong(file: String, row: Int, column: String, limit: Int)
  case valueTooLong(file: String, row: Int, column: String, limit: Int, format: InputFormat)
  case rowTooLong(file: String, row: Int, limit: Int, format: InputFormat)
  case recordTooLong(file: String, row: Int, limit: Int)
  case tooManyColumns(file: String, limit: Int)
  case tooManyCells(file: String, row: Int, limit: Int)
  case tooManyRows(file: String)
  case tooManyDistinctValues(file: String, column: String, limit: Int)
  case truncatedCompression(file: String)
  case damagedCompression(file: String, reason: String)
  case inflatesTooFar(file: String, limit: String)
  case doctype(file: String, line: Int)
  case xmlTooDeep(file: String, line: Int, limit: Int)
  case xmlNotWellFormed(file: String, line: Int, reason: String)
  case notXES(file: String, root: String)
  case noEvents(file: String)
  case damagedArchive(file: String, reason: String)
  case refusedArchive(file: String, reason: String)
  case noSheet(file: String, name: String, sheets: [String])
  case emptyWorkbook(file: String, sheets: [String])
  case notSPSS(file: String)
  case damagedSPSS(file: String, reason: String)
  case tooManyCases(file: String, limit: Int)
  case notLimeSurvey(file: String, root: String)
  case noAnswers(file: String)
  case jsonNotReadable(file: String, line: Int)
  case jsonBlank(file: String, line: Int, limit: Int)
  case noFixedColumns(file: String)

  /// What is wrong, where, and what would be right.
  package var description: String {
    switch self {
    case .cannotOpen(let file, let reason): return "\(file): cannot be opened: \(reason)"
    case .notRegularFile(let file):
      return "\(file): not a regular file; name a file, or pipe the data in and name it \"-\""
    case .readFailed(let file, let reason): return "\(file): reading failed: \(reason)"
    case .emptyFile(let file): return "\(file): the file is empty; a header line and at least one row are needed"
    case .headerOnly(let file, let columns):
      return "\(file): there is a header (\(listed(columns))) but not one row below it"
    case .binaryFile(let file):
      return "\(file): this is not a text file (it holds NUL bytes); export it as CSV in UTF-8"
    case .notReadableYet(let file, let what, let advice): return "\(file): \(what) is not readable; \(advice)"
    case .noColumn(let file, let name, let columns):
      let hint = nearest(name, in: columns).map { " (did you mean \"\(clipped($0))\"?)" } ?? ""
      return "\(file): no column \"\(clipped(name))\"; columns found: \(listed(columns))\(hint)"
    case .fieldTooLong(let file, let row, let column, let limit):
      return "\(file): row \(row), column \"\(clipped(column))\": the cell is longer than \(sized(limit));"
        + " a quotation mark may be missing its end"
    case .valueTooLong(let file, let row, let column, let limit, let format):
      return "\(file): \(rowWord(format)) \(row), column \"\(clipped(column))\": "
        + "the \(format == .xlsx || format == .fixedWidth ? "cell" : "value") is longer than \(sized(limit)); "
        + valueAdvice(format)
    case .rowTooLong(let file, let row, let limit, let format):
      return "\(file): \(rowWord(format)) \(row) is longer than \(sized(limit)); leave out the columns that hold whole"
        + " documents, and export it again"
    case .recordTooLong(let file, let row, let limit):
      return "\(file): row \(row) is longer than \(sized(limit)); are its line ends missing?"
    case .tooManyColumns(let file, let limit):
      return "\(file): the header has more than \(limit) columns; is this the right file?"
    case .tooManyCells(let file, let row, let limit):
      return
        "\(file): row \(row) has more than \(limit) cells; is this the right file, and its delimiter the right one?"
    case .tooManyRows(let file): return "\(file): more than 4,294,967,294 rows; split the file"
    case .tooManyDistinctValues(let file, let column, let limit):
      return "\(file): column \"\(clipped(column))\": its distinct values take more than \(sized(limit));"
        + " is this the right column?"
    case .truncatedCompression(let file):
      return "\(file): the compressed file ends too early; copy or download it again"
    case .damagedCompression(let file, let reason):
      return "\(file): the compressed file is damaged (\(reason)); copy or download it again"
    case .inflatesTooFar(let file, let limit):
      return "\(file): refused: uncompressed, the file grows beyond \(limit); uncompress it first if it is trusted"
    case .doctype(let file, let line):
      return "\(file): refused: line \(line) has a DOCTYPE, which no export needs and which can attack the reader;"
        + " remove it"
    case .xmlTooDeep(let file, let line, let limit):
      return "\(file): refused: line \(line) nests elements deeper than \(limit)"
    case .xmlNotWellFormed(let file, let line, let reason):
      return "\(file): not well-formed XML at line \(line): \(clipped(reason)); export it again"
    case .notXES(let file, let root):
      return "\(file): not an XES log: its first element is <\(clipped(root))>; it should be <log>"
    case .jsonNotReadable(let file, let line):
      return
        "\(file): line \(line) is no JSON object; one object a line is needed, as {\"customer\": 1, \"event\": \"visit\"},"
        + " or an array of objects"
    case .jsonBlank(let file, let line, let limit):
      return
        "\(file): refused: more than \(sized(limit)) of white space or bare commas and brackets from line \(line) on;"
        + " export it again without it"
    case .noFixedColumns(let file):
      return "\(file): no columns at fixed places: the first lines have neither equally many words nor common gaps"
    case .noEvents(let file): return "\(file): the log holds no events"
    case .damagedArchive(let file, let reason):
      return "\(file): the workbook or archive is damaged (\(reason)); copy it again, or open it and save it again"
    case .refusedArchive(let file, let reason):
      return "\(file): refused: \(reason); save the sheet as CSV if the file is trusted"
    case .noSheet(let file, let name, let sheets):
      let hint = nearest(name, in: sheets).map { " (did you mean \"\(clipped($0))\"?)" } ?? ""
      return "\(file): no sheet \"\(clipped(name))\"; sheets found: \(listed(sheets))\(hint)"
    case .emptyWorkbook(let file, let sheets):
      return "\(file): no sheet has a header row with a row below it; sheets found: \(listed(sheets))"
    case .notSPSS(let file):
      return "\(file): not an SPSS file (.sav, .zsav); remove \"format: sav\" or save it from SPSS"
    case .damagedSPSS(let file, let reason):
      return "\(file): the SPSS file is damaged or cut off (\(clipped(reason))); copy or export it again"
    case .tooManyCases(let file, let limit):
      return "\(file): refused: more than \(limit) cases; split the file, or export it as CSV if it is trusted"
    case .notLimeSurvey(let file, let root):
      return "\(file): not a LimeSurvey export: its first element is <\(clipped(root))>; it should be <document>"
    case .noAnswers(let file):
      return "\(file): there are questions but no answers in it; export the responses too (CSV, or .lsr)"
    }
  }
}
