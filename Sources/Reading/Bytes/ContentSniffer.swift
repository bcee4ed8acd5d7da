/// What the first bytes of a file give away.
enum ContentSniffer {
  /// The kind of file that is certainly no text this module reads.
  static func unreadableKind(_ head: [UInt8]) -> UnreadableKind.Plain? {
    func starts(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
    func starts(_ text: String) -> Bool { head.starts(with: Array(text.utf8)) }
    if isZip(head) {
      // As it is, or declared as a workbook, it never comes here.
      return .packedAgain
    }
    if starts("%PDF") { return .pdf }
    if isSPSS(head) { return .otherwiseDeclared }
    if starts("PAR1") { return .parquet }
    if starts("SQLite format 3") { return .sqlite }
    if starts([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    if starts("BZh") { return .bzip2 }
    if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return .xz }
    if starts([0x37, 0x7A, 0xBC, 0xAF]) { return .sevenZip }
    if starts("{\\rtf") { return .richText }
    return nil
  }

  /// Whether a file begins as zip archives do, of which workbooks are one kind.
  static func isZip(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Whether a file begins as the files of old Office programs do.
  static func isCompoundFile(_ head: [UInt8]) -> Bool { head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) }

  /// The kind of text file that is not laid out in rows of cells.
  static func unreadableText(_ head: [UInt8]) -> UnreadableKind.Plain? {
    guard let first = head.firstIndex(where: { !isASCIISpace($0) }) else { return nil }
    let text = head[first...].prefix(64)
    func starts(_ prefix: String) -> Bool {
      String(decoding: text.prefix(prefix.utf8.count), as: UTF8.self).lowercased() == prefix
    }
    if starts("<!doctype html") || starts("<html") || starts("<table") {
      return .webPage
    }
    return nil
  }

  /// Whether bytes begin as SPSS files do, plain (`$FL2`) or compressed with zlib (`$FL3`).
  static func isSPSS(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("$FL2".utf8)) || head.starts(with: Array("$FL3".utf8))
  }

  /// Whether text is XML that LimeSurvey has written; a declared format takes any XML for it.
  static func isLimeSurveyXML(_ head: [UInt8], isDeclared: Bool) -> Bool {
    guard let first = head.firstIndex(where: { !isASCIISpace($0) }), head[first] == 0x3C else { return false }
    return isDeclared || String(decoding: head[first...].prefix(1 << 14), as: UTF8.self).contains("LimeSurveyDocType")
  }

  /// Whether text begins as a JSON object, or an array of them, does.
  static func isJSON(_ head: [UInt8]) -> Bool {
    var marks = head.prefix(4096).lazy.filter { !isASCIISpace($0) }.makeIterator()
    guard let first = marks.next(), let second = marks.next() else { return false }
    if first == 0x7B { return second == 0x22 || second == 0x7D }
    return first == 0x5B && (second == 0x7B || second == 0x5D)
  }

  /// Whether text is a workbook as Excel 2003 writes it in XML.
  static func isSpreadsheetXML(_ head: [UInt8]) -> Bool {
    guard isXML(head) || head.first(where: { !isASCIISpace($0) }) == 0x3C else { return false }
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    return text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.contains("Workbook")
  }

  /// Whether text begins as XML does.
  static func isXML(_ head: [UInt8]) -> Bool {
    guard let first = head.firstIndex(where: { !isASCIISpace($0) }) else { return false }
    let text = head[first...]
    if ["<?xml", "<!--", "<!DOCTYPE log"].contains(where: { text.starts(with: Array($0.utf8)) }) { return true }
    guard text.first == 0x3C else { return false }
    let name = text.dropFirst().prefix(200).prefix { !isASCIISpace($0) && $0 != 0x3E && $0 != 0x2F }
    return name.split(separator: 0x3A).last.map { $0.elementsEqual("log".utf8) } ?? false
  }

  /// The encoding of a file that begins so, or `nil` when it is no text.
  static func encoding(_ head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard !head.contains(0) else { return nil }
      // The mark says how the text was written last, and not that it had been read rightly before.
      var counts = ByteCounts()
      counts.add(head.dropFirst(3))
      return [.utf8Twice, .windows1255Twice].contains(counts.encoding) ? counts.encoding : .utf8
    }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if head.contains(0) { return utf16WithoutMark(head) }
    var counts = ByteCounts()
    counts.add(head)
    return counts.encoding
  }

  /// UTF-16 without a mark has its zeros in one half of the units only: digits, delimiters and line ends.
  private static func utf16WithoutMark(_ head: [UInt8]) -> TextEncoding? {
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    // A low byte may be zero too (U+05D0 has none, but U+DE00 does), only far more rarely.
    let (more, fewer) = (max(zeros[0], zeros[1]), min(zeros[0], zeros[1]))
    guard more >= 4, more * 16 >= head.count, fewer * 10 <= more else { return nil }
    return zeros[1] > zeros[0] ? .utf16LittleEndian : .utf16BigEndian
  }
}
