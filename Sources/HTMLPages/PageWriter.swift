import Pages
import SVGCharts
import Wording

/// Writes a page's sections and the blocks in them.
struct PageWriter {
  var html = HTMLWriter()
  /// The page's figures by their ids, in their order.
  var drawings: [(id: String, drawing: Drawing)] = []
  let words: InterfaceWords
  let frame: SiteFrame

  init(words: InterfaceWords, frame: SiteFrame) {
    self.words = words
    self.frame = frame
  }

  mutating func sections(_ sections: [Section]) {
    for section in sections {
      if section.isFolded {
        // Where a figure's title is the section's, it stands there once.
        html.raw(section.heading.isEmpty ? "<section class=\"folded named-by-figure\"" : "<section class=\"folded\"")
      } else {
        html.raw("<section")
      }
      html.id(section.id)
      html.raw(">\n")
      if section.isFolded {
        html.raw("<details>\n<summary>")
        html.rich("h2", section.title)
        html.raw("</summary>\n")
      } else if !section.heading.isEmpty {
        html.rich("h2", section.heading)
      }
      for block in section.blocks { self.block(block, under: section) }
      html.raw(section.isFolded ? "</details>\n</section>\n" : "</section>\n")
    }
  }

  private mutating func block(_ block: Block, under section: Section) {
    let level = section.heading.isEmpty && !section.isFolded ? "h2" : "h3"
    switch block {
    case .paragraph(let text): html.rich("p", class: "prose", text)
    case .figure(let figure): self.figure(figure, level)
    case .pair(let first, let second):
      html.raw("<div class=\"pair\">\n")
      figure(first, level)
      figure(second, level)
      html.raw("</div>\n")
    case .table(let table): self.table(table, standsAlone: true)
    case .folded(let title, let table): folded(title, table)
    case .list(let items):
      html.raw("<ul>\n")
      for item in items { html.rich("li", item) }
      html.raw("</ul>\n")
    case .definitions(let entries): definitions(entries)
    case .actions(let actions): self.actions(actions, level)
    case .claims(let claims): self.claims(claims, level)
    case .link(let text, let page, let section):
      html.raw("<p class=\"leads-on\"><a")
      html.attribute("href", page.fileName + "#" + SiteAddress.anchor(section))
      html.raw(">")
      html.rich(text)
      html.raw("</a></p>\n")
    case .choices(let rows): choices(rows)
    case .strip(let items): strip(items)
    case .note(let text, let attribution):
      html.raw("<blockquote class=\"note\">\n")
      html.rich("p", class: "note-label", RichText(words.consultantNote))
      html.rich("p", text)
      if !attribution.isEmpty, attribution.plain != words.consultantNote { html.rich("footer", attribution) }
      html.raw("</blockquote>\n")
    }
  }

  private mutating func definitions(_ entries: [(id: String, term: RichText, meaning: [RichText])]) {
    html.raw("<dl class=\"definitions\">\n")
    for entry in entries {
      html.raw("<div")
      html.id(entry.id)
      html.raw(">\n")
      html.rich("dt", entry.term)
      html.raw("<dd>\n")
      for paragraph in entry.meaning { html.rich("p", paragraph) }
      html.raw("</dd>\n</div>\n")
    }
    html.raw("</dl>\n")
  }
}
