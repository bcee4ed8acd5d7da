import Wording

/// The list of every client and period in an output folder, in all of the report's languages at once.
package struct Portal: Sendable, Equatable {
  /// One client with the periods found for it.
  package struct Client: Sendable, Equatable {
    package var name: String
    package var reports: [Report]

    package init(name: String, reports: [Report]) {
      self.name = name
      self.reports = reports
    }
  }

  /// A number of page one, as it is printed there.
  package struct Figure: Sendable, Equatable {
    package var id: String
    package var name: String
    package var text: String

    package init(id: String, name: String, text: String) {
      self.id = id
      self.name = name
      self.text = text
    }
  }

  /// One period's report, with a link for each language.
  package struct Report: Sendable, Equatable {
    package var period: String
    /// Address from the output folder, percent-encoded.
    package var links: [(language: Language, address: String)]
    /// What page one says; empty in reports that do not tell.
    package var headline: String
    package var figures: [Figure]

    package init(
      period: String, links: [(language: Language, address: String)], headline: String = "", figures: [Figure] = []
    ) {
      self.period = period
      self.links = links
      self.headline = headline
      self.figures = figures
    }

    package static func == (a: Report, b: Report) -> Bool {
      a.period == b.period && a.headline == b.headline && a.figures == b.figures
        && a.links.map(\.language) == b.links.map(\.language) && a.links.map(\.address) == b.links.map(\.address)
    }
  }

  package var clients: [Client]

  package init(clients: [Client]) { self.clients = clients }

  /// The page, headed in every language given; the first is the page's own.
  package func html(templates: Templates, words: [(language: Language, words: InterfaceWords)])
    -> [UInt8]
  {
    guard let first = words.first else { return [] }
    return templates.render(
      PortalContext(
        language: first.language.code, direction: first.language.direction.rawValue,
        title: words.map(\.words.clientsAndPeriods).joined(separator: " · "),
        headings: words.map {
          .init(
            text: $0.words.clientsAndPeriods, language: $0.language.code,
            direction: $0.language.direction.rawValue)
        },
        body: body(words: words), words: first.words.byName))
  }

  /// What the last report says, each figure beside that of the report before.
  private func latest(_ client: Client, _ words: InterfaceWords, _ html: inout HTMLWriter) {
    guard let report = client.reports.last, !report.headline.isEmpty else { return }
    html.rich("p", class: "headline", .name(report.headline))
    guard !report.figures.isEmpty else { return }
    let before = client.reports.dropLast().last?.figures ?? []
    html.raw("<dl class=\"latest\">\n")
    for figure in report.figures {
      html.raw("<div>")
      html.rich("dt", .name(figure.name))
      html.rich("dd", .name(figure.text))
      if let earlier = before.first(where: { $0.id == figure.id }) {
        html.raw("<dd class=\"before\">")
        html.text(words.before + ": ")
        html.rich(.name(earlier.text))
        html.raw("</dd>")
      }
      html.raw("</div>\n")
    }
    html.raw("</dl>\n")
  }

  private func body(words: [(language: Language, words: InterfaceWords)]) -> Markup {
    var html = HTMLWriter()
    for client in clients {
      html.raw("<section>\n")
      html.rich("h2", .name(client.name))
      html.raw("<div>\n")
      if let first = words.first { latest(client, first.words, &html) }
      html.raw("<ul class=\"periods\">\n")
      for report in client.reports {
        html.raw("<li>")
        for (index, link) in report.links.enumerated() {
          html.raw("<a")
          html.attribute("href", link.address)
          html.attribute("hreflang", link.language.code)
          if index == 0 {
            html.raw(">")
            html.rich(.name(report.period))
          } else {
            html.attribute("lang", link.language.code)
            html.raw(" class=\"language\">")
            html.text(link.language.ownName)
          }
          html.raw("</a>")
        }
        html.raw("</li>\n")
      }
      html.raw("</ul>\n</div>\n</section>\n")
    }
    if clients.isEmpty {
      for (language, words) in words {
        html.raw("<p")
        html.attribute("lang", language.code)
        html.attribute("dir", language.direction.rawValue)
        html.raw(">")
        html.text(words.noReports)
        html.raw("</p>\n")
      }
    }
    return Markup(html)
  }
}
