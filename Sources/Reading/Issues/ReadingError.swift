import Basics

/// What ends the reading of a file.
package enum ReadingError: SayableError, Equatable {
  case cannotOpen(file: String, FileProblem)
  case notRegularFile(file: String)
  case readFailed(file: String, reason: Sentence.Value)
  case changed(file: String)
  case emptyFile(file: String)
  case headerOnly(file: String, columns: [String])
  case binaryFile(file: String)
  case notReadable(file: String, UnreadableKind)
  case noColumn(file: String, name: String, columns: [String])
  case fieldTooLong(file: String, row: Int, column: String, limit: Int)
  case valueTooLong(file: String, row: Int, column: String, limit: Int, format: InputFormat)
  case rowTooLong(file: String, row: Int, limit: Int, format: InputFormat)
  case recordTooLong(file: String, row: Int, limit: Int)
  case tooManyColumns(file: String, limit: Int)
  case tooManyAttributes(file: String, limit: Int)
  case tooManyCells(file: String, row: Int, limit: Int)
  case tooManyRows(file: String)
  case tooManyDistinctValues(file: String, column: String, limit: Int)
  case truncatedCompression(file: String)
  case damagedCompression(file: String, reason: Sentence.Value)
  case inflatesTooFar(file: String, limit: Sentence.Value)
  case doctype(file: String, line: Int)
  case xmlTooDeep(file: String, line: Int, limit: Int)
  case xmlNotWellFormed(file: String, line: Int, reason: String)
  case notXES(file: String, root: String)
  case noEvents(file: String)
  case damagedArchive(file: String, reason: Sentence.Value)
  case refusedArchive(file: String, reason: Sentence)
  case noSheet(file: String, name: String, sheets: [String])
  case emptyWorkbook(file: String, sheets: [String])
  case notSPSS(file: String)
  case damagedSPSS(file: String, reason: Sentence.Value)
  case tooManyCases(file: String, limit: Int)
  case notLimeSurvey(file: String, root: String)
  case noAnswers(file: String)
  case jsonNotReadable(file: String, line: Int)
  case jsonBlank(file: String, line: Int, limit: Int)
  case noFixedColumns(file: String)
}

/// A kind of file that is known and not read; each has a phrase that says what to do about it.
package enum UnreadableKind: Sendable, Equatable {
  /// A kind with nothing more to say of it.
  case plain(Plain)
  /// A zip archive that holds other files.
  case archive(files: [String])
  /// An Office file with this element at its top.
  case office(root: String)

  /// Kinds by the last part of their phrase.
  package enum Plain: String, CaseIterable, Sendable {
    case packedAgain = "packed-again"
    case pdf = "pdf"
    case otherwiseDeclared = "spss-declared-otherwise"
    case parquet = "parquet"
    case sqlite = "sqlite"
    case zstd = "zstd"
    case bzip2 = "bzip2"
    case xz = "xz"
    case sevenZip = "seven-zip"
    case richText = "rich-text"
    case webPage = "web-page"
    case encryptedWorkbook = "encrypted-workbook"
    case oldWord = "old-word"
    case outlook = "outlook"
    case oldExcel = "old-excel"
    case noWorkbook = "no-workbook"
    case spreadsheetXML = "spreadsheet-xml"
    case binaryWorkbook = "binary-workbook"
    case openDocument = "open-document"
    case numbers = "numbers"
    case word = "word"
    case powerPoint = "power-point"
  }
}
