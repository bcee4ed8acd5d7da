/// An open workbook: its sheets in the order of their tabs, and where its other parts are.
struct XLSXWorkbook {
  /// One sheet of cells.
  struct Sheet {
    /// The name on its tab.
    var name: String
    /// The name of the entry in the archive.
    var part: String
    /// Whether its tab is shown.
    var isVisible: Bool
  }

  /// The archive that holds the parts.
  let archive: ZipArchive
  /// The sheets of cells in the order of their tabs; charts and dialogs are none.
  let sheets: [Sheet]
  /// Whether days count from 1904 rather than from 1900.
  let is1904: Bool
  private let sharedStringsPart: String?
  private let stylesPart: String?

  /// Opens a file that begins as zip archives do.
  init(_ raw: RawFile, limits: ReadingLimits) throws(ReadingError) {
    archive = try ZipArchive(raw, limits: limits)
    guard let package = try XLSXRelationships(of: "", in: archive), let main = package.first("officeDocument") else {
      throw Self.noWorkbook(archive)
    }
    if main.lowercased().hasSuffix(".bin") {
      throw .notReadableYet(
        file: raw.name, what: "a binary workbook (.xlsb)", advice: "save it as .xlsx or as CSV in UTF-8")
    }
    guard let part = try archive.open(main, most: limits.workbookPartBytes) else {
      throw .damagedArchive(file: raw.name, reason: "\(clipped(main)) is missing")
    }
    let markup = WorkbookMarkup(part, limits: limits)
    try follow(part, markup)
    guard let relations = try XLSXRelationships(of: main, in: archive) else {
      throw .damagedArchive(file: raw.name, reason: "the list of relationships of \(clipped(main)) is missing")
    }
    var sheets: [Sheet] = []
    for tab in markup.tabs {
      guard let entry = relations.entries.first(where: { $0.id == tab.relation }) else {
        throw .damagedArchive(file: raw.name, reason: "sheet \"\(clipped(tab.name))\" has no relationship to a part")
      }
      if entry.kind == "worksheet" {
        sheets.append(Sheet(name: tab.name, part: entry.target, isVisible: tab.isVisible))
      }
    }
    self.sheets = sheets
    is1904 = markup.is1904
    sharedStringsPart = relations.first("sharedStrings")
    stylesPart = relations.first("styles")
  }

  /// The texts that the sheets share.
  func texts() throws(ReadingError) -> XLSXSharedStrings {
    let limits = archive.limits
    let strings = XLSXSharedStrings()
    guard let sharedStringsPart, let part = try archive.open(sharedStringsPart, most: limits.sheetBytes) else {
      return strings
    }
    try follow(part, SharedStringsMarkup(part, limits: limits, strings: strings))
    return strings
  }

  /// What the numbers of each style mean, by the style's place.
  func numberKinds() throws(ReadingError) -> [XLSXNumberKind] {
    guard let stylesPart, let part = try archive.open(stylesPart, most: archive.limits.workbookPartBytes) else {
      return []
    }
    let markup = StylesMarkup(part, limits: archive.limits)
    try follow(part, markup)
    return markup.kinds
  }

  /// Opens a sheet's part.
  func open(_ sheet: Sheet) throws(ReadingError) -> ZipPart {
    guard let part = try archive.open(sheet.part, most: archive.limits.sheetBytes) else {
      throw .damagedArchive(
        file: archive.file, reason: "\(clipped(sheet.part)) of sheet \"\(clipped(sheet.name))\" is missing")
    }
    return part
  }

  /// What a zip archive is that holds no package of the kind of a workbook.
  private static func noWorkbook(_ archive: ZipArchive) -> ReadingError {
    func refusal(_ what: String, _ advice: String) -> ReadingError {
      .notReadableYet(file: archive.file, what: what, advice: advice)
    }
    if archive.has("mimetype"), archive.has("content.xml") {
      return refusal("an OpenDocument file (.ods)", "save it as .xlsx or as CSV in UTF-8")
    }
    if archive.has("Index/Document.iwa") || archive.has("Index.zip") {
      return refusal("a Numbers document", "export it as Excel (.xlsx) or CSV")
    }
    let files = archive.entries.map(\.name).filter { !$0.hasPrefix("__MACOSX/") }
    guard !files.contains("[Content_Types].xml") else {
      return .damagedArchive(file: archive.file, reason: "the package does not say where its workbook is")
    }
    return refusal(
      "a zip archive (with \(files.prefix(3).map(clipped).joined(separator: ", "))\(files.count > 3 ? ", …" : ""))",
      "unpack it first")
  }
}

/// Follows the part that lists the sheets.
private final class WorkbookMarkup: XLSXMarkup {
  struct Tab {
    var name: String
    var relation: String
    var isVisible: Bool
  }

  private(set) var tabs: [Tab] = []
  private(set) var is1904 = false
  private let root: UInt8 = 1
  private let list: UInt8 = 2

  override func open(_ element: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 {
    switch parent {
    case Self.document:
      guard element == name("workbook") else {
        fail(wrongKind(element.map { String(cString: $0) } ?? ""))
        return Self.other
      }
      return root
    case root:
      if element == name("workbookPr") { is1904 = attributes.isTrue(name("date1904")) }
      return element == name("sheets") ? list : Self.other
    default:
      guard element == name("sheet") else { return Self.other }
      let state = attributes.text(name("state")) ?? "visible"
      tabs.append(
        Tab(
          name: attributes.text(name("name")) ?? "", relation: attributes.text(name("id"), isQualified: true) ?? "",
          isVisible: state == "visible"))
      return Self.other
    }
  }

  private func wrongKind(_ root: String) -> ReadingError {
    let what =
      switch root {
      case "document": "a Word document (.docx)"
      case "presentation": "a PowerPoint presentation (.pptx)"
      default: "an Office file of another kind (<\(clipped(root))>)"
      }
    return .notReadableYet(file: file, what: what, advice: "save the data as a workbook (.xlsx) or CSV")
  }
}
