import Pages
import Wording

extension PageWriter {
  /// Ranked findings, a row each: where, who loses what, what it is worth, and who looks at what first.
  mutating func actions(_ actions: [Action], _ level: String) {
    let most = actions.compactMap(\.bar?.customers).max() ?? 0
    html.raw(actions.contains { !$0.asides.isEmpty } ? "<ol class=\"actions places\">\n" : "<ol class=\"actions\">\n")
    for action in actions {
      html.raw("<li>\n<div class=\"action\">\n<\(level)>")
      title(action)
      html.raw("</\(level)>\n")
      if !action.tag.isEmpty { html.rich("p", class: "tag", action.tag) }
      html.rich("p", action.sentence)
      if let bar = action.bar { self.bar(bar, most: most) }
      html.raw("</div>\n<div class=\"worth\">\n")
      html.rich("p", class: "value", action.value.text)
      html.rich("p", class: "note", action.note)
      html.raw("</div>\n")
      for aside in action.asides {
        html.raw("<div class=\"aside\">\n")
        html.rich("p", class: "label", aside.label)
        html.rich("p", aside.text)
        html.raw("</div>\n")
      }
      html.raw("</li>\n")
    }
    html.raw("</ol>\n")
  }

  private mutating func title(_ action: Action) {
    guard let card = action.card else { return html.rich(action.title) }
    html.raw("<a")
    html.attribute("href", SiteAddress.card(card))
    html.raw(">")
    html.rich(action.title)
    html.raw("</a>")
  }

  /// A bar of the customers there, as long as they are many beside the others, and of those lost in it. The sentence above
  /// it has the numbers.
  private mutating func bar(_ bar: Action.Bar, most: Int) {
    let all = max(1, bar.customers * 1000 / max(1, most))
    let lost = bar.lost * 1000 / max(1, most)
    let start = frame.language.direction == .rightToLeft ? (all: 1000 - all, lost: 1000 - lost) : (all: 0, lost: 0)
    html.raw(
      """
      <svg class="share" direction="ltr" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
      <rect class="all" x="\(start.all)" y="0" width="\(all)" height="10"/>\
      <rect class="lost" x="\(start.lost)" y="0" width="\(lost)" height="10"/></svg>

      """)
  }
}
