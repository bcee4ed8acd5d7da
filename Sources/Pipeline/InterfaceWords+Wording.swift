import HTMLPages
import Wording

extension InterfaceWords {
  /// The words of buttons and labels, from a language's phrases.
  init(_ w: Wording) {
    self.init(
      skipToContent: w.plain("site.skip"), navigation: w.plain("site.navigation"),
      appendix: w.plain("site.appendix"), next: w.plain("site.next"), language: w.plain("site.language"),
      contents: w.plain("site.contents"), keyFigures: w.plain("site.key-figures"), table: w.plain("site.table"),
      downloadSVG: w.plain("site.download-svg"), downloadCSV: w.plain("site.download-csv"),
      downloadXLSX: w.plain("site.download-xlsx"),
      howComputed: w.plain("site.how-computed"), howToRead: w.plain("site.how-to-read"), print: w.plain("site.print"),
      theme: w.plain("site.theme"), themeLight: w.plain("site.theme-light"), themeDark: w.plain("site.theme-dark"),
      themeAuto: w.plain("site.theme-auto"), copyLink: w.plain("site.copy-link"),
      linkCopied: w.plain("site.link-copied"), filter: w.plain("site.filter"), noResults: w.plain("site.no-results"),
      search: w.plain("site.search"), searchHint: w.plain("site.search-hint"),
      sort: w.plain("site.sort"), draft: w.plain("site.draft"), internal: w.plain("site.internal"),
      consultantNote: w.plain("site.note"), hidden: w.plain("hidden.cell"), directional: w.plain("site.directional"),
      preparedBy: w.plain("site.prepared-by"),
      sheet: w.plain("site.sheet", ["page": .text("{page}"), "pages": .text("{pages}")]),
      clientsAndPeriods: w.plain("site.portal"), before: w.plain("site.before"),
      noReports: w.plain("site.no-reports"))
  }
}
