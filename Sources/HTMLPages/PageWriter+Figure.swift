import Pages
import SVGCharts
import Wording

extension PageWriter {
  /// A figure with its title, the line that says how to read it, its table, its files and its definition.
  mutating func figure(_ block: FigureBlock, _ level: String) {
    let title = "title-" + block.id
    html.raw("<figure")
    html.id(block.id)
    html.attribute("aria-labelledby", SiteAddress.anchor(title))
    html.raw(">\n<figcaption>\n<\(level)")
    html.id(title)
    html.raw(">")
    html.rich(block.title)
    html.raw("</\(level)>\n")
    if !block.howToRead.isEmpty {
      html.raw("<p class=\"how\"><span class=\"unseen\">")
      html.text(words.howToRead)
      html.raw(": </span>")
      html.rich(block.howToRead)
      html.raw("</p>\n")
    }
    let media = block.figure.media
    let onScreen = media.contains(.phone) ? " not-phone" : ""
    html.raw("</figcaption>\n<div")
    html.attribute("class", "drawing" + onScreen + (media.contains(.sheet(0)) ? " not-paper" : ""))
    html.raw(" role=\"region\" tabindex=\"0\"")
    html.attribute("aria-labelledby", SiteAddress.anchor(title))
    html.raw(">")
    let drawing = Drawing(
      block.figure, id: "svg-" + SiteAddress.anchor(block.id), title: block.title.plain,
      description: block.howToRead.plain, direction: frame.language.direction,
      address: { SiteAddress.card($0) })
    drawings.append((block.id, drawing))
    html.raw(drawing.svg(standalone: false))
    html.raw("</div>\n")
    for medium in media { self.drawing(of: block, for: medium) }
    if !block.base.isEmpty { html.rich("p", class: "base", block.base) }
    tools(of: block)
    html.raw("</figure>\n")
  }

  /// The same figure as it is drawn for another medium, which alone shows it.
  private mutating func drawing(of block: FigureBlock, for medium: Medium) {
    let name: String
    switch medium {
    case .screen: return
    case .phone: name = "phone"
    case .sheet(let place): name = "sheet-\(place)"
    }
    html.raw("<div")
    html.attribute("class", medium == .phone ? "drawing phone" : "drawing sheet")
    html.raw(">")
    html.raw(
      Drawing(
        block.figure, for: medium, id: "svg-\(SiteAddress.anchor(block.id))-\(name)", title: block.title.plain,
        description: block.howToRead.plain, direction: frame.language.direction,
        address: { SiteAddress.card($0) }
      ).svg(standalone: false))
    html.raw("</div>\n")
  }

  /// The table behind its own line, and the links.
  private mutating func tools(of block: FigureBlock) {
    let root = SiteAddress(languages: frame.languages).root(from: frame.language)
    html.raw("<div class=\"tools\">\n<details>\n<summary>")
    html.text(words.table)
    html.raw("</summary>\n")
    table(block.table, standsAlone: false)
    html.raw("</details>\n")
    link(
      root + SiteAddress.table(block.table.id, in: frame.language), words.downloadCSV, isFile: true)
    link(root + SiteAddress.figure(block.id, in: frame.language), words.downloadSVG, isFile: true)
    if !block.definition.isEmpty, frame.pages.contains(where: { $0.id == .methods }) {
      link(
        PageID.methods.fileName + "#" + SiteAddress.anchor(block.definition), words.howComputed,
        isFile: false)
    }
    html.raw("</div>\n")
  }

  /// A table on its own behind a line that opens it, and its file.
  mutating func folded(_ title: RichText, _ table: Table) {
    let root = SiteAddress(languages: frame.languages).root(from: frame.language)
    html.raw("<div class=\"tools\">\n<details>\n")
    html.rich("summary", title)
    self.table(table, standsAlone: false)
    html.raw("</details>\n")
    link(root + SiteAddress.table(table.id, in: frame.language), words.downloadCSV, isFile: true)
    html.raw("</div>\n")
  }

  /// A link that looks like the others of its row.
  mutating func link(_ address: String, _ name: String, isFile: Bool) {
    html.raw("<a")
    html.attribute("href", address)
    if isFile { html.raw(" download") }
    html.raw(">")
    html.text(name)
    html.raw("</a>\n")
  }
}
