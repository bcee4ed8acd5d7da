/// The words of buttons and labels in one language; a caller fills them from the language files.
///
/// Templates read them as `{{words.print}}`; they are plain text.
package struct InterfaceWords: Equatable, Sendable {
  /// First link of every page: skips the navigation.
  package var skipToContent: String
  /// Name of the page navigation, for screen readers.
  package var navigation: String
  /// Name of the pages that are looked up, for screen readers.
  package var appendix: String
  /// Before the name of the page behind this one.
  package var next: String
  /// Name of the language switch, for screen readers.
  package var language: String
  /// Heading of the list of a long page's parts.
  package var contents: String
  /// Name of the row of key figures, for screen readers.
  package var keyFigures: String
  /// Opens the table under a figure: "לטבלה".
  package var table: String
  /// Link to a figure's own file: "תמונה (SVG)".
  package var downloadSVG: String
  /// Link to a table's own file: "נתונים (CSV)".
  package var downloadCSV: String
  /// Link to a sheet's own workbook: "גיליון (XLSX)".
  package var downloadXLSX: String
  /// Link to a figure's definition: "איך חישבנו".
  package var howComputed: String
  /// Stands before the line that says how to read a figure, for screen readers.
  package var howToRead: String
  /// Button: prints the page.
  package var print: String
  /// Name of the theme switch: "תצוגה".
  package var theme: String
  package var themeLight: String
  package var themeDark: String
  package var themeAuto: String
  /// Button beside a heading, and what it says once pressed.
  package var copyLink: String
  package var linkCopied: String
  /// Field over a long table, and what is said when it leaves nothing.
  package var filter: String
  package var noResults: String
  /// Button and field that search the whole report.
  package var search: String
  /// What can be found by it, under the field.
  package var searchHint: String
  /// A column's sort button, for screen readers.
  package var sort: String
  /// Mark of a report whose project says it is not final; also the watermark.
  package var draft: String
  /// Mark of a report that hides nothing and must not leave the organisation.
  package var `internal`: String
  /// Label over the consultant's own words.
  package var consultantNote: String
  /// A hidden cell without words of its own: "מוסתר".
  package var hidden: String
  /// Marks a number of few cases: "אינדיקציה בלבד".
  package var directional: String
  /// "Prepared by", before the consultant's name in the footer.
  package var preparedBy: String
  /// Foot of a printed sheet, with `{page}` and `{pages}` for its number and how many there are.
  package var sheet: String
  /// Heading of the list of all clients and periods.
  package var clientsAndPeriods: String
  /// There, before a figure of the report before.
  package var before: String
  /// Said there when nothing was found.
  package var noReports: String

  package init(
    skipToContent: String, navigation: String, appendix: String, next: String, language: String, contents: String,
    keyFigures: String, table: String,
    downloadSVG: String, downloadCSV: String, downloadXLSX: String, howComputed: String, howToRead: String,
    print: String,
    theme: String,
    themeLight: String, themeDark: String, themeAuto: String, copyLink: String, linkCopied: String,
    filter: String,
    noResults: String, search: String, searchHint: String, sort: String, draft: String, internal: String,
    consultantNote: String,
    hidden: String,
    directional: String, preparedBy: String, sheet: String, clientsAndPeriods: String, before: String,
    noReports: String
  ) {
    self.skipToContent = skipToContent
    self.navigation = navigation
    self.appendix = appendix
    self.next = next
    self.language = language
    self.contents = contents
    self.keyFigures = keyFigures
    self.table = table
    self.downloadSVG = downloadSVG
    self.downloadCSV = downloadCSV
    self.downloadXLSX = downloadXLSX
    self.howComputed = howComputed
    self.howToRead = howToRead
    self.print = print
    self.theme = theme
    self.themeLight = themeLight
    self.themeDark = themeDark
    self.themeAuto = themeAuto
    self.copyLink = copyLink
    self.linkCopied = linkCopied
    self.filter = filter
    self.noResults = noResults
    self.search = search
    self.searchHint = searchHint
    self.sort = sort
    self.draft = draft
    self.internal = `internal`
    self.consultantNote = consultantNote
    self.hidden = hidden
    self.directional = directional
    self.preparedBy = preparedBy
    self.sheet = sheet
    self.clientsAndPeriods = clientsAndPeriods
    self.before = before
    self.noReports = noReports
  }
}

extension InterfaceWords {
  /// Every word under the name by which templates know it.
  var byName: [String: String] {
    var byName: [String: String] = [:]
    for case (let name?, let word as String) in Mirror(reflecting: self).children { byName[name] = word }
    return byName
  }
}
