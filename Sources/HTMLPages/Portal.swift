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

  /// One period's report, with a link for each language.
  package struct Report: Sendable, Equatable {
    package var period: String
    /// Address from the output folder, percent-encoded.
    package var links: [(language: Language, address: String)]

    package init(period: String, links: [(language: Language, address: String)]) {
      self.period = period
      self.links = links
    }

    package static func == (a: Report, b: Report) -> Bool {
      a.period == b.period && a.links.map(\.language) == b.links.map(\.language)
        && a.links.map(\.address) == b.links.map(\.address)
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

  private func body(words: [(language: Language, words: InterfaceWords)]) -> Markup {
    var html = HTMLWriter()
    for client in clients {
      html.raw("<section>\n")
      html.rich("h2", .name(client.name))
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
      html.raw("</ul>\n</section>\n")
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
