import Pages
import Wording

extension PageWriter {
  /// Links to the same of others, a row for each kind of them; the one that is looked at is no link.
  mutating func choices(_ rows: [ChoiceRow]) {
    html.raw("<div class=\"choices\">\n")
    for row in rows {
      html.raw("<p>")
      if !row.label.isEmpty {
        html.raw("<span class=\"label\">")
        html.rich(row.label)
        html.raw("</span> ")
      }
      for (place, choice) in row.choices.enumerated() {
        if place > 0 { html.raw(" · ") }
        if choice.isCurrent {
          html.raw("<strong aria-current=\"page\">")
          html.rich(choice.text)
          html.raw("</strong>")
        } else {
          link(choice.text, choice.page, choice.part, choice.section)
        }
      }
      html.raw("</p>\n")
    }
    html.raw("</div>\n")
  }

  /// Who is who, side by side: a name that leads to a page, how many, and a few facts.
  mutating func strip(_ items: [StripItem]) {
    html.raw("<ul class=\"strip\">\n")
    for item in items {
      html.raw("<li")
      html.id(item.id)
      html.raw(">\n<p class=\"name\">")
      link(item.name, item.page, item.part, nil)
      html.raw("</p>\n")
      html.rich("p", class: "note", item.size)
      html.raw("<ul>\n")
      for fact in item.facts { html.rich("li", fact) }
      html.raw("</ul>\n</li>\n")
    }
    html.raw("</ul>\n")
  }

  private mutating func link(_ text: RichText, _ page: PageID, _ part: String?, _ section: String?) {
    html.raw("<a")
    html.attribute(
      "href", SiteAddress.fileName(page, part) + (section.map { "#" + SiteAddress.anchor($0) } ?? ""))
    html.raw(">")
    html.rich(text)
    html.raw("</a>")
  }
}
