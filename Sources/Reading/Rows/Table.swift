/// A column of text as codes into its distinct values.
package struct DictionaryColumn: Sendable, Equatable {
  /// The code of an empty cell.
  package static let none = UInt32.max
  /// One code a row.
  package var codes: [UInt32]
  /// The text of each code, in order of first appearance; all are used by some row.
  package var values: [String]

  /// A column of codes and what they stand for.
  package init(codes: [UInt32], values: [String]) {
    self.codes = codes
    self.values = values
  }
}

/// A column of customers' ids as codes into its distinct ids; of most no text is made.
package struct IDColumn: Sendable, Equatable {
  /// One code a row; `DictionaryColumn.none` for an empty cell.
  package var codes: [UInt32]
  /// The id of each code, in order of first appearance: the key of one that is plainly an id as it stands. Any other's is a
  /// long key, whose place is that of its text.
  package var keys: [RowKey]
  /// Texts that may have to be cleaned, and those too long for a key.
  package var texts: [String]
}

/// A column's cells.
package enum ColumnData: Sendable, Equatable {
  case dictionary(DictionaryColumn)
  case ids(IDColumn)
  /// Microseconds since 1970 in UTC; a missing time in a column that is not required is `Int64.min`.
  case time([Int64])
  /// Millionths; missing is `Int64.min`.
  case decimal([Int64])
  /// Whole numbers; missing is `Int64.min`.
  case integer([Int64])
}

/// The rows of a file that could be used, column by column.
package struct Table: Sendable {
  /// In the order requested, each of `rowCount` cells.
  package var columns: [ColumnData]
  /// The number of rows kept.
  package var rowCount: Int
  /// Rows in the file without header and blank lines, rejected ones included.
  package var rowsRead: Int
  /// The record number of each row, the header being 1; in XES the number of the event, from 1.
  package var rowNumbers: [UInt32]
  /// Every cell and row that could not be used.
  package var issues: IssueLog
  /// Rejected rows by the value asked for in `countRejectedBy`, sorted by the value's bytes; empty text for none.
  package var rejectedBy: [(value: String, rows: Int)]
  /// What was found out about each time column, in the order requested.
  package var timeReports: [TimeReport]
  /// Columns of numbers of which nothing tells which mark parts decimals.
  package var decimalGuesses: [DecimalGuess] = []
  /// Rows left out because the project's filter fits them; they are among the rows read.
  package var rowsFiltered = 0
  /// How the text was found to be encoded; `nil` where it is as the inspection says.
  package var encoding: TextEncoding?
  /// The CRC-32 of the uncompressed file.
  package var contentHash: UInt32

  /// A table of finished columns.
  package init(
    columns: [ColumnData], rowCount: Int, rowsRead: Int, rowNumbers: [UInt32], issues: IssueLog,
    rejectedBy: [(value: String, rows: Int)], timeReports: [TimeReport], contentHash: UInt32
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.rowsRead = rowsRead
    self.rowNumbers = rowNumbers
    self.issues = issues
    self.rejectedBy = rejectedBy
    self.timeReports = timeReports
    self.contentHash = contentHash
  }

  /// What was found out about the first time column.
  package var times: TimeReport? { timeReports.first }
}
