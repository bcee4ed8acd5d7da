import Pages
import Wording

/// Writes a table as a workbook of one sheet (ECMA-376), from right to left where its language is.
///
/// Every cell is an inline string: what begins like a formula is text, and what looks like a date or a long number stays
/// as it was written.
package enum TableWorkbook {
  /// The whole file.
  package static func bytes(of table: Table, _ direction: Direction) -> [UInt8] {
    var archive = StoredArchive()
    let parts = [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageRelations), ("xl/workbook.xml", workbook),
      ("xl/_rels/workbook.xml.rels", workbookRelations), ("xl/styles.xml", styles),
      ("xl/worksheets/sheet1.xml", sheet(table, direction)),
    ]
    for (name, text) in parts { archive.add(name, Array((declaration + text).utf8)) }
    return archive.finished()
  }

  private static func sheet(_ table: Table, _ direction: Direction) -> String {
    var xml = "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\""
    xml += direction == .rightToLeft ? " rightToLeft=\"1\">" : ">"
    xml += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
    xml += "<cols><col min=\"1\" max=\"\(max(1, table.columns.count))\" width=\"22\" customWidth=\"1\"/></cols>"
    xml += "<sheetData>"
    row(1, table.columns.map(\.title), style: 1, &xml)
    for (place, own) in table.rows.enumerated() { row(place + 2, own.cells.map(\.text), style: 2, &xml) }
    return xml + "</sheetData></worksheet>"
  }

  /// Empty cells are left out: they are there to be filled in.
  private static func row(_ number: Int, _ cells: [RichText], style: Int, _ xml: inout String) {
    xml += "<row r=\"\(number)\">"
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      xml += "<c r=\"\(letters(column))\(number)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      xml += escaped(TableCSV.plain(cell.plain)) + "</t></is></c>"
    }
    xml += "</row>"
  }

  /// A column's name: A, B … Z, AA …
  static func letters(_ column: Int) -> String {
    let (rest, last) = column.quotientAndRemainder(dividingBy: 26)
    let letter = String(UnicodeScalar(UInt8(65 + last)))
    return rest == 0 ? letter : letters(rest - 1) + letter
  }

  /// A text as XML has it; what XML 1.0 cannot hold is left out.
  static func escaped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": scalars.append(contentsOf: "&amp;".unicodeScalars)
      case "<": scalars.append(contentsOf: "&lt;".unicodeScalars)
      case ">": scalars.append(contentsOf: "&gt;".unicodeScalars)
      case "\t", "\n", "\r": scalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  // MARK: Parts that are the same in every file

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageNames = "http://schemas.openxmlformats.org/package/2006/"
  static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  private static let contentTypes = """
    <Types xmlns="\(packageNames)content-types">\
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
    <Default Extension="xml" ContentType="application/xml"/>\
    <Override PartName="/xl/workbook.xml" ContentType="\(sheetType)sheet.main+xml"/>\
    <Override PartName="/xl/styles.xml" ContentType="\(sheetType)styles+xml"/>\
    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(sheetType)worksheet+xml"/></Types>
    """
  static let packageRelations = relations([("officeDocument", "xl/workbook.xml")])
  private static let workbookRelations = relations([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])
  private static let workbook = """
    <workbook xmlns="\(main)" xmlns:r="\(office)">\
    <sheets><sheet name="Masa" sheetId="1" r:id="rId1"/></sheets></workbook>
    """
  /// Headings in bold; all other cells are text, and wrap.
  private static let styles = """
    <styleSheet xmlns="\(main)"><fonts count="2"><font><sz val="11"/><name val="Arial"/></font>\
    <font><b/><sz val="11"/><name val="Arial"/></font></fonts>\
    <fills count="2"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>\
    <xf fontId="1" applyFont="1"/>\
    <xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """

  static func relations(_ targets: [(type: String, path: String)]) -> String {
    let all = targets.enumerated().map { place, target in
      "<Relationship Id=\"rId\(place + 1)\" Type=\"\(office)/\(target.type)\" Target=\"\(target.path)\"/>"
    }
    return "<Relationships xmlns=\"\(packageNames)relationships\">" + all.joined() + "</Relationships>"
  }
}
