import Pages
import Wording

/// Writes every table of a report in one language as a workbook (ECMA-376): a sheet with the contents, then a sheet for each
/// table, from right to left where the language is.
///
/// What a page shows as a number is a number here, in the form in which the page shows it; everything else is text as it
/// stands in the table's CSV. No cell is a formula.
enum ReportWorkbook {
  /// The whole file.
  static func bytes(of edition: Edition) -> [UInt8] {
    let tables = edition.pages.flatMap { page in
      page.sections.flatMap(\.blocks).flatMap { Site.tables(of: $0) }.map { (page: page, table: $0) }
    }
    var styles = CellStyles()
    let direction = edition.frame.language.direction
    var sheets = [contents(tables, direction)]
    for entry in tables { sheets.append(sheet(entry.table, direction, &styles)) }
    let names =
      [name(0, edition.words.contents)]
      + tables.enumerated().map { name($0.offset + 1, $0.element.table.caption.plain) }
    var archive = StoredArchive()
    func add(_ name: String, _ text: String) { archive.add(name, Array((TableWorkbook.declaration + text).utf8)) }
    add("[Content_Types].xml", contentTypes(sheets.count))
    add("_rels/.rels", TableWorkbook.packageRelations)
    add("xl/workbook.xml", workbook(names))
    let targets = (1...sheets.count).map { (type: "worksheet", path: "worksheets/sheet\($0).xml") }
    add("xl/_rels/workbook.xml.rels", TableWorkbook.relations(targets + [("styles", "styles.xml")]))
    add("xl/styles.xml", styles.xml)
    for (place, sheet) in sheets.enumerated() { add("xl/worksheets/sheet\(place + 1).xml", sheet) }
    return archive.finished()
  }

  // MARK: Sheets

  private static func contents(_ tables: [(page: Page, table: Table)], _ direction: Direction) -> String {
    var rows = ""
    var links = ""
    for (place, entry) in tables.enumerated() {
      let page = entry.page.part == nil ? entry.page.name : entry.page.headline.plain
      let (number, target) = (
        place + 1, "'" + name(place + 1, entry.table.caption.plain).replacing("'", with: "''") + "'!A1"
      )
      rows += "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(number)</v></c>"
      rows += text(page, at: "B\(number)", style: CellStyles.words)
      rows += text(entry.table.caption.plain, at: "C\(number)", style: CellStyles.words) + "</row>"
      links +=
        "<hyperlink ref=\"C\(number)\" location=\"\(TableWorkbook.escaped(target).replacing("\"", with: "&quot;"))\"/>"
    }
    return worksheet(
      direction, isFrozen: false, widths: [6, 48, 90], rows: rows,
      end: links.isEmpty ? "" : "<hyperlinks>\(links)</hyperlinks>")
  }

  private static func sheet(_ table: Table, _ direction: Direction, _ styles: inout CellStyles) -> String {
    var widths = table.columns.map { $0.title.plain.count }
    var rows = "<row r=\"1\">"
    for (column, own) in table.columns.enumerated() {
      rows += text(own.title.plain, at: TableWorkbook.letters(column) + "1", style: CellStyles.heading)
    }
    rows += "</row>"
    for (place, row) in table.rows.enumerated() {
      rows += "<row r=\"\(place + 2)\">"
      for (column, cell) in row.cells.enumerated() where !cell.text.isEmpty && column < widths.count {
        let address = TableWorkbook.letters(column) + "\(place + 2)"
        widths[column] = max(widths[column], cell.text.plain.count)
        if let number = WrittenNumber(cell, table.columns[column]) {
          rows +=
            "<c r=\"\(address)\" s=\"\(styles.place(of: number.format, isTotal: row.isTotal))\"><v>\(number.value)</v></c>"
        } else {
          rows += text(cell.text.plain, at: address, style: row.isTotal ? CellStyles.totalWords : CellStyles.words)
        }
      }
      rows += "</row>"
    }
    return worksheet(direction, isFrozen: true, widths: widths.map { min(60, max(10, $0 + 2)) }, rows: rows, end: "")
  }

  private static func worksheet(
    _ direction: Direction, isFrozen: Bool, widths: [Int], rows: String, end: String
  ) -> String {
    var xml = "<worksheet xmlns=\"\(TableWorkbook.main)\"><sheetViews><sheetView workbookViewId=\"0\""
    xml += direction == .rightToLeft ? " rightToLeft=\"1\">" : ">"
    if isFrozen { xml += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>" }
    xml += "</sheetView></sheetViews>"
    if !widths.isEmpty {
      let columns = widths.enumerated().map {
        "<col min=\"\($0 + 1)\" max=\"\($0 + 1)\" width=\"\($1)\" customWidth=\"1\"/>"
      }
      xml += "<cols>\(columns.joined())</cols>"
    }
    return xml + "<sheetData>\(rows)</sheetData>\(end)</worksheet>"
  }

  private static func text(_ words: String, at address: String, style: Int) -> String {
    "<c r=\"\(address)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      + TableWorkbook.escaped(TableCSV.plain(words)) + "</t></is></c>"
  }

  /// A sheet's name: its number, by which no two are alike, and as much of the caption as a name may hold (31 units of
  /// UTF-16, and none of the signs that addresses are made of).
  static func name(_ number: Int, _ caption: String) -> String {
    var name = number == 0 ? "" : "\(number) "
    for character in TableCSV.plain(caption) where !"[]:*?/\\'".contains(character) && !character.isNewline {
      if name.utf16.count + character.utf16.count > 31 { break }
      name.append(character)
    }
    return name.split(separator: " ").joined(separator: " ")
  }

  // MARK: Parts

  private static func workbook(_ names: [String]) -> String {
    let sheets = names.enumerated().map { place, name in
      let name = TableWorkbook.escaped(name).replacing("\"", with: "&quot;")
      return "<sheet name=\"\(name)\" sheetId=\"\(place + 1)\" r:id=\"rId\(place + 1)\"/>"
    }
    return
      "<workbook xmlns=\"\(TableWorkbook.main)\" xmlns:r=\"\(TableWorkbook.office)\"><sheets>\(sheets.joined())</sheets></workbook>"
  }

  private static func contentTypes(_ sheets: Int) -> String {
    func part(_ path: String, _ kind: String) -> String {
      "<Override PartName=\"/xl/\(path).xml\" ContentType=\"\(TableWorkbook.sheetType)\(kind)+xml\"/>"
    }
    return "<Types xmlns=\"\(TableWorkbook.packageNames)content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + part("workbook", "sheet.main")
      + part("styles", "styles")
      + (1...sheets).map { part("worksheets/sheet\($0)", "worksheet") }.joined() + "</Types>"
  }
}
