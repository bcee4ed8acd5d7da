/// One row of cells gathered by a reader whose file is no delimited text, ready for a `RowBuilder`.
///
/// Each cell holds UTF-8 text as it is to be read: dates and numbers are written out before.
struct CellRow: ~Copyable {
  private var bytes = PlainList<UInt8>()
  private let spans: UnsafeMutablePointer<FieldSpan>
  private let handed: UnsafeMutablePointer<FieldSpan>
  private let count: Int

  /// A row of so many cells, all empty.
  init(columns: Int) {
    count = columns
    spans = .allocate(capacity: max(1, columns))
    handed = .allocate(capacity: max(1, columns))
    spans.initialize(repeating: .empty, count: max(1, columns))
    handed.initialize(repeating: .empty, count: max(1, columns))
  }

  deinit {
    bytes.deallocate()
    spans.deallocate()
    handed.deallocate()
  }

  /// Makes every cell empty.
  mutating func clear() {
    bytes.truncate(to: 0)
    for index in 0..<count { spans[index] = .empty }
  }

  /// Fills a cell; a second value for the same cell replaces the first.
  mutating func set(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    if let base = text.baseAddress {
      bytes.reserve(text.count)
      bytes.append(base, text.count)
    }
    spans[column] = FieldSpan(start: start, length: text.count, form: .clean)
  }

  /// Fills a cell with a text.
  mutating func set(_ column: Int, _ text: String) {
    var text = text
    text.withUTF8 { set(column, $0) }
  }

  /// Hands the row over to a builder of as many columns.
  mutating func add(to builder: inout RowBuilder, row: UInt32) {
    // The builder trims spans in place and looks a few bytes behind each cell.
    bytes.reserve(overread)
    for index in 0..<count { handed[index] = spans[index] }
    builder.add(Bytes(bytes.base), handed, row: row)
  }
}
