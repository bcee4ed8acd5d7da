import CZlib
import Foundation

/// Writes zip archives as plainly as can be, and wrongly where a test asks for it.
package struct ZipWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without entries.
  package init() {}

  /// Adds an entry; `claims` is the uncompressed size it pretends to have.
  package mutating func add(_ name: String, _ content: [UInt8], deflated: Bool = false, claims: Int? = nil) {
    let data = deflated ? Self.deflate(content) : content
    let checksum = UInt32(
      truncatingIfNeeded: content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
    let start = body.count
    let shared =
      Self.little(20, 2) + Self.little(0x800, 2) + Self.little(deflated ? 8 : 0, 2) + Self.little(0x5A21_0000, 4)
      + Self.little(Int(checksum), 4) + Self.little(data.count, 4) + Self.little(claims ?? content.count, 4)
      + Self.little(name.utf8.count, 2) + Self.little(0, 2)
    body += [0x50, 0x4B, 3, 4] + shared + Array(name.utf8) + data
    directory +=
      [0x50, 0x4B, 1, 2] + Self.little(20, 2) + shared + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2)
      + Self.little(0, 4) + Self.little(start, 4) + Array(name.utf8)
    count += 1
  }

  /// The archive; `entries` is the number of entries that its end pretends to have.
  package func finish(entries: Int? = nil) -> [UInt8] {
    let number = Self.little(entries ?? count, 2)
    return body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number + number + Self.little(directory.count, 4)
      + Self.little(body.count, 4) + [0, 0]
  }

  private static func little(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(value >> (8 * $0) & 255) }
  }

  private static func deflate(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = content
    var output = [UInt8](repeating: 0, count: content.count / 2 + 1000)
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = CZlib.deflate(&stream, Z_FINISH)
        return Array(target.prefix(target.count - Int(stream.avail_out)))
      }
    }
  }
}

/// A small workbook that a test can bend: part names and their texts.
package struct TestWorkbook {
  /// The namespaces of a workbook's parts, usual and strict.
  package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  package static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  package static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  package static let strictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships"

  /// The parts in the archive's order.
  package var parts: [(name: String, text: String)]

  /// Sheets by the rows they hold as XML; formats are codes of the styles 1, 2, …; texts are shared items as XML.
  package init(
    sheets: [(name: String, state: String, rows: String)], texts: [String] = [], formats: [String] = [],
    is1904: Bool = false, isStrict: Bool = false
  ) {
    let main = isStrict ? Self.strictMain : Self.main
    let relations = isStrict ? Self.strictRelations : Self.relations
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    var tabs = ""
    var references = ""
    parts = []
    for (index, sheet) in sheets.enumerated() {
      // Names and order of the files say nothing about the order of the tabs.
      let file = "worksheets/part\(sheets.count - index).xml"
      tabs += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 7)\" state=\"\(sheet.state)\" r:id=\"r\(index)\"/>"
      references += "<Relationship Id=\"r\(index)\" Type=\"\(relations)/worksheet\" Target=\"\(file)\"/>"
      parts.append(
        ("xl/\(file)", head + "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"))
    }
    if !texts.isEmpty {
      let items = texts.map { "<si>\($0)</si>" }.joined()
      references += "<Relationship Id=\"s\" Type=\"\(relations)/sharedStrings\" Target=\"/xl/texts.xml\"/>"
      parts.append(("xl/texts.xml", head + "<sst xmlns=\"\(main)\">\(items)</sst>"))
    }
    if !formats.isEmpty {
      let codes = formats.enumerated().map { index, code in
        "<numFmt numFmtId=\"\(index + 170)\" formatCode=\"\(code.replacing("\"", with: "&quot;"))\"/>"
      }
      let styles = formats.indices.map { "<xf numFmtId=\"\($0 + 170)\"/>" }
      references += "<Relationship Id=\"f\" Type=\"\(relations)/styles\" Target=\"../xl/./styles.xml\"/>"
      parts.append(
        (
          "xl/styles.xml",
          head + "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
        ))
    }
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts += [
      ("xl/_rels/workbook.xml.rels", head + "<Relationships xmlns=\"\(package)\">\(references)</Relationships>"),
      (
        "xl/workbook.xml",
        head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><workbookPr date1904=\"\(is1904)\"/>"
          + "<sheets>\(tabs)</sheets></workbook>"
      ),
      (
        "_rels/.rels",
        head + "<Relationships xmlns=\"\(package)\"><Relationship Id=\"a\" Type=\"\(relations)/officeDocument\""
          + " Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      ("[Content_Types].xml", head + "<Types/>"),
    ]
  }

  /// A workbook of one sheet.
  package init(_ rows: String, texts: [String] = [], formats: [String] = [], is1904: Bool = false) {
    self.init(sheets: [("Data", "visible", rows)], texts: texts, formats: formats, is1904: is1904)
  }

  /// Replaces a text in a part.
  package func replacing(_ old: String, with new: String, in part: String) -> TestWorkbook {
    var copy = self
    for index in copy.parts.indices where copy.parts[index].name == part {
      copy.parts[index].text = copy.parts[index].text.replacing(old, with: new)
    }
    return copy
  }

  /// The same without a part.
  package func without(_ part: String) -> TestWorkbook {
    var copy = self
    copy.parts.removeAll { $0.name == part }
    return copy
  }

  /// The archive's bytes.
  package func bytes(deflated: Bool = false) -> [UInt8] {
    var zip = ZipWriter()
    for part in parts { zip.add(part.name, Array(part.text.utf8), deflated: deflated) }
    return zip.finish()
  }
}

/// A row of inline texts.
package func inlineRow(_ cells: String...) -> String {
  "<row>" + cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
}
