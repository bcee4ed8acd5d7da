import Pages
import Wording

extension PageWriter {
  /// A table that scrolls in its own frame when wide; standing alone it carries its own link to the CSV.
  mutating func table(_ table: Table, standsAlone: Bool) {
    let caption = "caption-" + table.id
    html.raw(table.isSheet ? "<div class=\"table sheet\"" : "<div class=\"table\"")
    html.raw(" role=\"region\" tabindex=\"0\"")
    html.attribute("aria-labelledby", SiteAddress.anchor(caption))
    html.raw(">\n<table")
    html.id(table.id)
    html.raw(">\n<caption><span")
    html.id(caption)
    html.raw(">")
    html.rich(table.caption)
    html.raw("</span></caption>\n<thead>\n<tr>")
    for column in table.columns {
      html.raw(
        column.kind == .number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      html.rich(column.title)
      html.raw("</th>")
    }
    html.raw("</tr>\n</thead>\n<tbody>\n")
    for row in table.rows { self.row(row, table.columns) }
    html.raw("</tbody>\n</table>\n</div>\n")
    if table.rows.contains(where: { $0.cells.contains { $0.state == .directional } }) {
      html.rich("p", class: "table-note", RichText("° " + words.directional))
    }
    if standsAlone {
      let root = SiteAddress(languages: frame.languages).root(from: frame.language)
      html.raw("<div class=\"tools\">\n")
      link(root + SiteAddress.table(table.id, in: frame.language), words.downloadCSV, isFile: true)
      if table.isSheet {
        link(root + SiteAddress.workbook(table.id, in: frame.language), words.downloadXLSX, isFile: true)
      }
      html.raw("</div>\n")
    }
  }

  private mutating func row(_ row: Table.Row, _ columns: [Table.Column]) {
    html.raw(row.isTotal ? "<tr class=\"total\">" : "<tr>")
    var isNamed = false
    for (column, cell) in zip(columns, row.cells) {
      let isName = column.kind == .name && !isNamed
      isNamed = isNamed || isName
      html.raw(isName ? "<th scope=\"row\"" : "<td")
      var styles: [String] = column.kind == .number ? ["number"] : []
      if cell.state != .shown { styles.append(cell.state.rawValue) }
      if hasLongWord(cell.text) { styles.append("long") }
      if !styles.isEmpty { html.attribute("class", styles.joined(separator: " ")) }
      if column.kind == .number, let value = cell.value, value.isFinite {
        html.attribute("data-value", "\(value)")
      }
      html.raw(">")
      self.cell(cell)
      html.raw(isName ? "</th>" : "</td>")
    }
    html.raw("</tr>\n")
  }

  /// Whether a word is so long that a column must be allowed to break it.
  private func hasLongWord(_ text: RichText) -> Bool {
    var length = 0
    for run in text.runs {
      for byte in run.string.utf8 {
        length = byte == 0x20 ? 0 : length + 1
        if length > 60 { return true }
      }
    }
    return false
  }

  private mutating func cell(_ cell: Datum) {
    switch cell.state {
    case .shown:
      guard let card = cell.card else { return html.rich(cell.text) }
      html.raw("<a")
      html.attribute("href", SiteAddress.card(card))
      html.raw(">")
      html.rich(cell.text)
      html.raw("</a>")
    case .directional:
      html.rich(cell.text)
      html.raw("<span aria-hidden=\"true\">°</span><span class=\"unseen\"> (")
      html.text(words.directional)
      html.raw(")</span>")
    case .undefined: html.rich(cell.text.isEmpty ? "—" : cell.text)
    case .hidden: html.rich(cell.text.isEmpty ? RichText(words.hidden) : cell.text)
    }
  }
}
