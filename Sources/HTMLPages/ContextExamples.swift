import Pages
import Wording

// One row in every list, so that templates can be checked before there is a report.

extension PageContext {
  /// A context with every key and one row in every list.
  static let example: PageContext = {
    let none = Markup(HTMLWriter())
    return PageContext(
      language: "", direction: "", title: "", root: "", home: "", pageName: "", client: none,
      period: none,
      consultant: none, pages: [Link(href: "", name: "", isCurrent: false)],
      appendix: [Link(href: "", name: "", isCurrent: false)], next: [Link(href: "", name: "", isCurrent: false)],
      otherLanguages: [LanguageLink(href: "", code: "", name: "")], logo: [Line(text: none)],
      consultantLogo: [Line(text: none)], isDraft: false,
      isInternal: false, headline: none,
      lead: none, keyFigures: none, contents: none, body: none, footer: [Line(text: none)],
      words: InterfaceWords.empty.byName)
  }()
}

extension PortalContext {
  /// A context with every key and one row in every list.
  static let example = PortalContext(
    language: "", direction: "", title: "",
    headings: [Heading(text: "", language: "", direction: "")],
    body: Markup(HTMLWriter()), words: InterfaceWords.empty.byName)
}

extension InterfaceWords {
  /// No words at all.
  static let empty = InterfaceWords(
    skipToContent: "", navigation: "", appendix: "", next: "", language: "", contents: "", keyFigures: "", table: "",
    downloadSVG: "",
    downloadCSV: "", downloadXLSX: "", howComputed: "", howToRead: "", print: "", theme: "", themeLight: "",
    themeDark: "",
    themeAuto: "", copyLink: "", linkCopied: "", filter: "", noResults: "", search: "", searchHint: "", sort: "",
    draft: "",
    internal: "",
    consultantNote: "", hidden: "", directional: "", preparedBy: "", sheet: "", clientsAndPeriods: "", before: "",
    noReports: "")
}
