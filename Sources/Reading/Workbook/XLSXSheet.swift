import Basics

/// Follows a sheet and hands over the filled cells of each row as text.
class XLSXSheet: XLSXMarkup {
  /// The most columns a sheet can have.
  static let columnLimit = 16_384

  /// How a cell's value is to be taken.
  private enum Form { case number, reference, text, boolean, error }

  private struct Names {
    var worksheet: XLSXName = nil
    var sheetData: XLSXName = nil
    var row: XLSXName = nil
    var c: XLSXName = nil
    var v: XLSXName = nil
    var inline: XLSXName = nil
    var r: XLSXName = nil
    var t: XLSXName = nil
    var s: XLSXName = nil
  }

  private let strings: XLSXSharedStrings
  private let kinds: [XLSXNumberKind]
  private let is1904: Bool
  private var names = Names()

  private let root: UInt8 = 1
  private let data: UInt8 = 2
  private let rowPlace: UInt8 = 3
  private let cellPlace: UInt8 = 4
  private let valuePlace: UInt8 = 5
  private let inlinePlace: UInt8 = 6
  private let runPlace: UInt8 = 7
  private let piecePlace: UInt8 = 8

  /// The current row's number in the sheet.
  private(set) var rowNumber = 0
  /// The place of the current row among all rows that the sheet writes, from 1.
  private(set) var rowOrdinal = 0
  /// How many cells of the current row hold something.
  private(set) var filledCells = 0
  private var column = -1
  private var form = Form.number
  private var style = 0
  private var isInline = false
  private var rowBytes = 0
  /// Bytes of the part since the last row began.
  private var idleBytes = 0
  private var sharedCells = 0
  private var sharedBytes = 0
  private var bytes = PlainList<UInt8>(capacity: 4096)
  private var written = PlainList<UInt8>(capacity: 256)

  /// A follower of a sheet of a workbook.
  init(
    _ part: ZipPart, limits: ReadingLimits, strings: XLSXSharedStrings, kinds: [XLSXNumberKind], is1904: Bool
  ) {
    self.strings = strings
    self.kinds = kinds
    self.is1904 = is1904
    super.init(part, limits: limits)
  }

  deinit {
    bytes.deallocate()
    written.deallocate()
  }

  // MARK: For subclasses

  /// Whether a column's cells are to be handed over; every filled cell counts all the same.
  func wants(_ column: Int) -> Bool { true }
  /// Whether plain numbers of a column are moments.
  func isSerial(_ column: Int) -> Bool { false }
  /// Takes a filled cell; `overread` readable bytes follow the text.
  func take(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {}
  /// Takes a cell whose formula ended in an error, such as `#N/A`; it counts as empty.
  func takeError(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {}
  /// Called before the first cell of every row.
  func beginRow() {}
  /// Called after the last.
  func endRow() {}
  /// How a column is called in messages: by its letters.
  func columnName(_ column: Int) -> String { Self.letters(column) }

  /// A column's letters: A is 0.
  static func letters(_ column: Int) -> String {
    column < 26
      ? String(UnicodeScalar(UInt8(0x41 + max(0, column)))) : letters(column / 26 - 1) + letters(column % 26)
  }

  // MARK: Elements

  override func passing(_ bytes: Int) {
    idleBytes += bytes
    guard idleBytes > limits.sheetIdleBytes else { return }
    fail(
      .refusedArchive(
        file: file,
        reason: Sentence(
          "error.archive.no-row", ["part": .name(clipped(part)), "limit": .size(limits.sheetIdleBytes)])))
  }

  override func prepare() {
    names = Names(
      worksheet: name("worksheet"), sheetData: name("sheetData"), row: name("row"), c: name("c"), v: name("v"),
      inline: name("is"), r: name("r"), t: name("t"), s: name("s"))
  }

  override func open(_ element: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 {
    switch parent {
    case cellPlace:
      if element == names.v {
        // An inline text goes first; whatever else stands there is a copy.
        return isInline ? Self.other : valuePlace
      }
      if element == names.inline {
        isInline = true
        bytes.truncate(to: 0)
        return inlinePlace
      }
    case rowPlace:
      if element == names.c { return startCell(attributes) }
    case data:
      if element == names.row { return startRow(attributes) }
    case inlinePlace: return element == names.t ? piecePlace : element == names.r ? runPlace : Self.other
    case runPlace: return element == names.t ? piecePlace : Self.other
    case root: return element == names.sheetData ? data : Self.other
    case Self.document:
      if element == names.worksheet { return root }
      fail(damaged: Sentence("error.archive.no-cells"))
    default: break
    }
    return Self.other
  }

  override func text(_ piece: UnsafeBufferPointer<UInt8>, in place: UInt8) {
    guard place == valuePlace || place == piecePlace, let base = piece.baseAddress else { return }
    guard bytes.count + piece.count <= cellLimit else { return failLong() }
    bytes.append(base, piece.count)
  }

  override func close(_ place: UInt8) {
    if place == cellPlace {
      endCell()
    } else if place == rowPlace {
      if filledCells > 0 { endRow() }
    }
  }

  private func failLong() {
    fail(
      .valueTooLong(file: file, row: rowNumber, column: columnName(column), limit: cellLimit, format: .xlsx))
  }

  private var cellLimit: Int { min(limits.fieldBytes, limits.workbookCellBytes) }

  private func startRow(_ attributes: XLSXAttributes) -> UInt8 {
    rowNumber += 1
    if let stated = attributes.bytes(names.r) {
      guard let number = wholeNumber(stated), number > 0 else {
        fail(damaged: Sentence("error.archive.no-row-number"))
        return Self.other
      }
      rowNumber = number
    }
    guard rowNumber <= limits.sheetRows, rowOrdinal < limits.sheetRows else {
      fail(
        .refusedArchive(
          file: file,
          reason: Sentence(
            "error.archive.too-many-rows", ["part": .name(clipped(part)), "limit": .number(limits.sheetRows)])))
      return Self.other
    }
    rowOrdinal += 1
    idleBytes = 0
    column = -1
    filledCells = 0
    rowBytes = 0
    beginRow()
    return rowPlace
  }

  private func startCell(_ attributes: XLSXAttributes) -> UInt8 {
    column += 1
    if let place = attributes.bytes(names.r) { column = Self.column(place) ?? column }
    guard column < Self.columnLimit else {
      fail(.tooManyColumns(file: file, limit: Self.columnLimit))
      return Self.other
    }
    bytes.truncate(to: 0)
    isInline = false
    style = attributes.number(names.s) ?? 0
    form = attributes.bytes(names.t).map(Self.form) ?? .number
    return cellPlace
  }

  /// The column of a reference such as `AB12`.
  private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in reference.prefix(4) {
      let letter = byte & ~0x20 &- 0x40
      guard letter >= 1, letter <= 26, byte >= 0x41 else { break }
      column = column * 26 + Int(letter)
    }
    return column > 0 ? column - 1 : nil
  }

  private static func form(_ type: UnsafeBufferPointer<UInt8>) -> Form {
    switch type.first {
    // `s` is a shared text, `str` the text of a formula.
    case UInt8(ascii: "s"): type.count == 1 ? .reference : .text
    case UInt8(ascii: "b"): .boolean
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "n"): .number
    // `inlineStr`, and `d` for a date in ISO 8601.
    default: .text
    }
  }

  // MARK: Values

  private func endCell() {
    guard bytes.count > 0 else { return }
    bytes.reserve(overread)
    if isInline { form = .text }
    let raw = UnsafeBufferPointer(start: UnsafePointer(bytes.base), count: bytes.count)
    switch form {
    case .text:
      resolveEscapes(&bytes, from: 0)
      deliver(UnsafeBufferPointer(start: UnsafePointer(bytes.base), count: bytes.count))
    case .reference:
      guard let index = wholeNumber(trimmedASCII(raw)), let text = strings.text(index) else {
        let place = "\(Self.letters(column))\(rowNumber)"
        return fail(
          damaged: Sentence(
            "error.archive.no-shared-text", ["cell": .code(place), "texts": .number(strings.count)]))
      }
      sharedCells += 1
      sharedBytes += text.count
      // What nobody reads may be as long as it likes.
      if text.count > cellLimit, wants(column) { return failLong() }
      // Twenty bytes of a sheet can ask for a text of a million, again and again.
      guard sharedBytes < limits.repeatedTextBytes || sharedBytes / sharedCells < 8192 else {
        return fail(
          .refusedArchive(
            file: file, reason: Sentence("error.archive.repeats", ["part": .name(clipped(part))])))
      }
      deliver(text)
    case .number: number(trimmedASCII(raw))
    case .boolean: boolean(trimmedASCII(raw))
    case .error:
      if wants(column) { takeError(column, raw) }
    }
  }

  private func deliver(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.contains(where: { !isASCIISpace($0) }) else { return }
    rowBytes += text.count
    guard rowBytes <= limits.recordBytes else {
      return fail(.rowTooLong(file: file, row: rowNumber, limit: limits.recordBytes, format: .xlsx))
    }
    filledCells += 1
    if wants(column) { take(column, text) }
  }

  private func number(_ raw: UnsafeBufferPointer<UInt8>) {
    guard raw.count > 0 else { return }
    guard wants(column) else {
      filledCells += 1
      return
    }
    written.truncate(to: 0)
    var kind = style < kinds.count ? kinds[style] : .number
    if kind == .number, isSerial(column) { kind = .dateTime }
    if kind == .number {
      XLSXNumberText.write(raw, to: &written)
    } else if let value = XLSXNumberText.value(raw), XLSXSerial.write(value, kind, is1904: is1904, to: &written) {
      // The moment is written.
    } else {
      XLSXNumberText.write(raw, to: &written)
    }
    deliverWritten()
  }

  private func boolean(_ raw: UnsafeBufferPointer<UInt8>) {
    written.truncate(to: 0)
    let isFalse = raw.count == 0 || raw[0] == 0x30 || raw[0] | 0x20 == UInt8(ascii: "f")
    for byte in (isFalse ? "false" : "true").utf8 { written.append(byte) }
    deliverWritten()
  }

  private func deliverWritten() {
    written.reserve(overread)
    deliver(UnsafeBufferPointer(start: UnsafePointer(written.base), count: written.count))
  }

  /// Bytes without the white space around them, which indented files have.
  private func trimmedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isASCIISpace(bytes[start]) { start += 1 }
    while end > start, isASCIISpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
