import Cores
import HTMLPages
import Pages
import SVGCharts
import Wording

/// Everything of one report in one language.
package struct Edition: Sendable {
  package var frame: SiteFrame
  package var words: InterfaceWords
  package var pages: [Page]

  package init(frame: SiteFrame, words: InterfaceWords, pages: [Page]) {
    self.frame = frame
    self.words = words
    self.pages = pages
  }

  /// Client and period.
  var title: String { [frame.client, frame.period].map(\.plain).filter { !$0.isEmpty }.joined(separator: " · ") }
}

/// A whole report as files, still in memory: the same input gives the same bytes.
package struct Site: Sendable {
  /// One file of the site.
  package struct File: Sendable, Equatable {
    /// Relative to the site's folder, with `/`.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// In the order of their paths' bytes; no path twice.
  package let files: [File]
  /// Pages that wait to be printed: where the print belongs, and what is printed.
  package let sheets: [File]

  /// Files that may repeat a path only with the same bytes.
  package init(files: [File], sheets: [File] = []) throws {
    var kept: [File] = []
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      try Self.check(file.path)
      if let last = kept.last, last.path == file.path {
        guard last.bytes == file.bytes else { throw PublishingError.twoFiles(path: file.path) }
      } else {
        kept.append(file)
      }
    }
    self.files = kept
    self.sheets = sheets
  }

  /// Pages, figures, tables and assets of every edition, in the report's order of languages.
  ///
  /// - Parameters:
  ///   - pictures: what lies in `assets/` beside that, as marks do.
  ///   - forms: what else the same pages are handed over as.
  ///   - name: what files are called that stand for the whole report.
  package init(
    editions: [Edition], templates: SiteTemplates, report: [UInt8], pictures: [File] = [], forms: Forms = Forms(),
    name: String = "report", threads: Int = 1
  ) throws {
    let pages = editions.flatMap { edition in
      let renderer = SiteRenderer(templates: templates.pages, words: edition.words)
      return edition.pages.map { (page: $0, frame: edition.frame, renderer: renderer) }
    }
    let workers = max(1, min(threads, pages.count))
    let written = onCores(workers) { worker in
      stride(from: worker, to: pages.count, by: workers).map { place in
        Self.files(of: pages[place].page, pages[place].frame, pages[place].renderer)
      }
    }
    let assets = pictures + Self.assets(templates, accent: editions.first?.frame.accent, editions: editions)
    var files = [File(path: Self.marker, bytes: report)]
    var leaves: [SingleFile.Page] = []
    for place in pages.indices {
      let own = written[place % workers][place / workers]
      files += own
      guard let html = own.first else { continue }
      let page = pages[place].page
      leaves.append(.init(file: html, language: page.language, isPart: page.part != nil))
    }
    files += editions.map(\.frame.language).map { language in
      let own = leaves.filter { $0.language == language }
      return File(
        path: SearchIndex.path(language),
        bytes: SearchIndex.script(
          own.map { (file: $0.file.path.split(separator: "/").last.map(String.init) ?? "", html: $0.file.bytes) }))
    }
    let single = SingleFile(pages: leaves, assets: assets, editions: editions)
    if let first = editions.first, forms.contains(.singleFile) {
      files.append(File(path: name + ".html", bytes: single.html(title: first.title)))
    }
    if forms.contains(.workbook) {
      files += editions.map {
        File(path: "\(name).\($0.frame.language.code).xlsx", bytes: ReportWorkbook.bytes(of: $0))
      }
    }
    let sheets =
      !forms.contains(.pdf)
      ? []
      : editions.map {
        File(
          path: "\(name).\($0.frame.language.code).pdf",
          bytes: single.sheets(of: $0.frame.language, title: $0.title))
      }
    try self.init(files: files + assets, sheets: sheets)
  }

  /// A page with its figures and tables.
  private static func files(of page: Page, _ frame: SiteFrame, _ renderer: SiteRenderer) -> [File] {
    let path = SiteAddress(languages: frame.languages).page(page.id, part: page.part, in: page.language)
    let rendered = renderer.render(page, frame: frame)
    return [File(path: path, bytes: rendered.html)]
      + rendered.drawings.map {
        File(path: SiteAddress.figure($0.id, in: page.language), bytes: $0.drawing.svg(standalone: true))
      }
      + page.sections.flatMap(\.blocks).flatMap(tables).flatMap { table in
        let csv = File(path: SiteAddress.table(table.id, in: page.language), bytes: TableCSV.bytes(of: table))
        guard table.isSheet else { return [csv] }
        return [
          csv,
          File(
            path: SiteAddress.workbook(table.id, in: page.language),
            bytes: TableWorkbook.bytes(of: table, page.language.direction)),
        ]
      }
  }

  /// Every table with the path of its file.
  package static func tables(of editions: [Edition]) -> [(path: String, table: Table)] {
    editions.flatMap(\.pages).flatMap { page in
      page.sections.flatMap(\.blocks).flatMap(tables).map { (SiteAddress.table($0.id, in: page.language), $0) }
    }
  }

  /// The tables of a block: its own, or those of its figures.
  static func tables(of block: Block) -> [Table] {
    switch block {
    case .figure(let figure): [figure.table]
    case .pair(let first, let second): [first.table, second.table]
    case .table(let table), .folded(_, let table): [table]
    case .paragraph, .list, .definitions, .actions, .claims, .note, .link, .choices, .strip: []
    }
  }

  /// Style, script and fonts, as they lie in `assets/`.
  static func assets(_ templates: SiteTemplates, accent: String?, editions: [Edition] = []) -> [File] {
    templates.assets.map { File(path: "assets/" + $0.name, bytes: $0.bytes) } + [
      File(path: "assets/charts.css", bytes: Array(ChartStyle.styleSheet.utf8)),
      File(
        path: "assets/" + clientStyleName,
        bytes: Array(
          (clientStyle(accent: accent)
            + editions.map { sheetStyle($0, of: ":root[lang=\"\($0.frame.language.code)\"] body") }.joined()).utf8)),
    ]
  }

  /// A report's folder is known by this file; its first key is `schema`.
  static let marker = "report.json"

  /// The style sheet that no template holds: a folder of assets is known by it.
  static let clientStyleName = "client.css"

  /// The accent is six hexadecimal digits or it is left out: it comes from a project file and lands in a style sheet.
  static func clientStyle(accent: String?) -> String {
    guard let accent, accent.utf8.count == 7, accent.utf8.first == UInt8(ascii: "#"),
      accent.utf8.dropFirst().allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
    else { return "/* The report's own accent. */\n" }
    return ":root {\n  --client: \(accent);\n}\n"
  }

  /// The foot of an edition's printed sheets: `content` has no words of a language, so each language has pages of its own.
  ///
  /// - Parameter element: selects what holds the edition's text.
  static func sheetStyle(_ edition: Edition, of element: String) -> String {
    let code = edition.frame.language.code
    guard code.utf8.allSatisfy({ Character(UnicodeScalar($0)).isLetter || $0 == UInt8(ascii: "-") }) else { return "" }
    let foot = edition.words.sheet.unicodeScalars.reduce(into: "") { text, scalar in
      // Whatever could end a string of a style sheet is written by its number.
      let isPlain = scalar.value >= 32 && scalar != "\"" && scalar != "\\" && scalar != "<"
      text += isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
    .replacing("{pages}", with: "\" counter(pages) \"").replacing("{page}", with: "\" counter(page) \"")
    return """
      @page sheet-\(code) {
        @bottom-center {
          content: "\(foot)";
        }
      }
      \(element) {
        page: sheet-\(code);
      }

      """
  }

  /// Refuses a path that could leave the site's folder.
  private static func check(_ path: String) throws {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && part.first != UInt8(ascii: ".")
        && part.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\\") }
    }
    guard isSafe else { throw PublishingError.unsafePath(path) }
  }
}
