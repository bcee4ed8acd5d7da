import Pages
import SVGCharts
import Wording

/// A page as HTML, and the figures that were drawn for it.
package struct RenderedPage: Sendable {
  package var html: [UInt8]
  /// Every figure by its id, in the page's order.
  package var drawings: [(id: String, drawing: Drawing)]
}

/// Turns pages of one language into HTML.
package struct SiteRenderer: Sendable {
  private let templates: Templates
  private let words: InterfaceWords
  private let wordsByName: [String: String]

  package init(templates: Templates, words: InterfaceWords) {
    self.templates = templates
    self.words = words
    wordsByName = words.byName
  }

  /// The whole page; where it lies follows from its language's place among the frame's languages.
  package func render(_ page: Page, frame: SiteFrame) -> RenderedPage {
    let address = SiteAddress(languages: frame.languages)
    let links = frame.pages.map {
      (id: $0.id, link: PageContext.Link(href: $0.id.fileName, name: $0.name, isCurrent: $0.id == page.id))
    }
    /// A picture among the assets, as seen from the page.
    func asset(_ name: String?) -> [PageContext.Line] {
      name.map { [.init(text: markup(RichText(address.root(from: page.language) + "assets/" + $0)))] } ?? []
    }
    var body = PageWriter(words: words, frame: frame)
    body.sections(page.sections)
    let html = templates.render(
      PageContext(
        language: page.language.code, direction: page.language.direction.rawValue,
        // Of several of a kind each is told by what it says.
        title: [page.part == nil ? page.name : page.headline.plain, frame.client.plain, frame.period.plain].filter {
          !$0.isEmpty
        }.joined(
          separator: " · "),
        root: address.root(from: page.language), home: PageID.summary.fileName, pageName: page.name,
        client: markup(frame.client), period: markup(frame.period),
        consultant: markup(frame.consultant),
        pages: links.filter { !$0.id.isAppendix }.map(\.link),
        appendix: links.filter { $0.id.isAppendix }.map(\.link),
        next: links.drop { $0.id != page.id }.dropFirst().prefix(1).map(\.link),
        otherLanguages: frame.languages.filter { $0 != page.language }.map {
          .init(
            href: address.root(from: page.language) + address.page(page.id, part: page.part, in: $0), code: $0.code,
            name: $0.ownName)
        },
        logo: asset(frame.logo), consultantLogo: asset(frame.consultantLogo),
        isDraft: frame.isDraft, isInternal: frame.isInternal, headline: markup(page.headline),
        lead: lead(page.lead), keyFigures: keyFigures(page.keyFigures),
        contents: contents(page),
        body: Markup(body.html), footer: frame.footer.map { .init(text: markup($0)) }, words: wordsByName)
    )
    return RenderedPage(html: html, drawings: body.drawings)
  }

  private func markup(_ text: RichText) -> Markup {
    var html = HTMLWriter()
    html.rich(text)
    return Markup(html)
  }

  private func lead(_ paragraphs: [RichText]) -> Markup {
    var html = HTMLWriter()
    for paragraph in paragraphs { html.rich("p", paragraph) }
    return Markup(html)
  }

  private func keyFigures(_ figures: [KeyFigure]) -> Markup {
    var html = HTMLWriter()
    for figure in figures {
      html.raw("<div")
      html.id("key-" + figure.id)
      html.raw(">")
      html.rich("dt", figure.label)
      html.rich("dd", class: "value", figure.value.text)
      html.rich("dd", class: "note", figure.note)
      if figure.value.state == .directional {
        html.rich("dd", class: "note", RichText(words.directional))
      }
      html.raw("</div>\n")
    }
    return Markup(html)
  }

  /// Links to the parts of a long page; nothing for a page of fewer than five, nor for page one, on which nothing stands above
  /// the places to begin with.
  private func contents(_ page: Page) -> Markup {
    var html = HTMLWriter()
    // What is folded is a list of titles as it stands.
    let entries = page.sections.filter { !$0.isFolded }.map { ($0.id, $0.title) }.filter { !$0.1.isEmpty }
    guard entries.count >= 5, page.id != .summary else { return Markup(html) }
    for (id, title) in entries {
      html.raw("<li><a")
      html.attribute("href", "#" + SiteAddress.anchor(id))
      html.raw(">")
      html.rich(title)
      html.raw("</a></li>\n")
    }
    return Markup(html)
  }
}
