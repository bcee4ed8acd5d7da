/// What a file may cost before it is refused; each limit ends in one clear error.
package struct ReadingLimits: Sendable, Equatable {
  /// The longest cell, in bytes.
  package var fieldBytes = 1 << 20
  /// The longest row, in bytes.
  package var recordBytes = 64 << 20
  /// The most columns a header may have.
  package var columns = 16_384
  /// The most bytes a compressed file may grow to.
  package var inflatedBytes = 64 << 30
  /// How many times its size a compressed file may grow.
  package var inflateRatio = 400
  /// The size from which the ratio counts: small files of one repeated word are harmless.
  package var inflateRatioFrom = 16 << 20
  /// The most bytes the distinct values of one column may take.
  package var distinctBytes = 4 << 30
  /// The deepest nesting of XML elements.
  package var xmlDepth = 100
  /// The most entries a zip archive may have.
  package var zipEntries = 10_000
  /// The most bytes one sheet of a workbook may take uncompressed.
  package var sheetBytes = 16 << 30
  /// The most bytes the texts that the sheets of a workbook share may take.
  package var workbookTextBytes = 1 << 30
  /// The longest cell of a workbook, in bytes; spreadsheet programs keep 32,767 characters.
  package var workbookCellBytes = 128 << 10
  /// The most bytes cells may take that name long shared texts again and again.
  package var repeatedTextBytes = 64 << 20
  /// The most bytes any other part of a workbook may take uncompressed.
  package var workbookPartBytes = 64 << 20
  /// The deepest nesting of JSON objects and arrays; deeper records are issues.
  package var jsonDepth = 64
  /// The most cells an SPSS file may hold for each of its bytes, from `inflateRatioFrom` on.
  package var spssCellsPerByte = 64
  /// The most cases an SPSS file may hold: zlib stands a kilobyte for a million of them.
  package var spssCases = 5_000_000
  /// The longest stretch of white space, and of commas and brackets between records, in a JSON file.
  package var jsonBlankBytes = 1 << 20
  /// The most rows a sheet may have; spreadsheet programs have no more.
  package var sheetRows = 1 << 20
  /// The most bytes of a sheet that may pass without a new row.
  package var sheetIdleBytes = 128 << 20
  /// How many bytes are read at a time; only speed and memory depend on it.
  package var chunkBytes = 4 << 20

  /// Limits for files of a client's size.
  package init() {}
}
