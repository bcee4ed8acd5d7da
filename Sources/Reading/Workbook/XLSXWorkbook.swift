import Basics

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
      throw .notReadable(file: raw.name, .plain(.binaryWorkbook))
    }
    guard let part = try archive.open(main, most: limits.workbookPartBytes) else {
      throw .damagedArchive(file: raw.name, reason: .part("error.archive.missing", main))
    }
    let markup = WorkbookMarkup(part, limits: limits)
    try follow(part, markup)
    guard let relations = try XLSXRelationships(of: main, in: archive) else {
      throw .damagedArchive(file: raw.name, reason: .part("error.archive.no-relationships", main))
    }
    var sheets: [Sheet] = []
    for tab in markup.tabs {
      guard let entry = relations.entries.first(where: { $0.id == tab.relation }) else {
        throw .damagedArchive(
          file: raw.name,
          reason: .sentence(Sentence("error.archive.sheet-without-part", ["sheet": .name(clipped(tab.name))])))
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
        file: archive.file,
        reason: .sentence(
          Sentence(
            "error.archive.sheet-missing",
            ["part": .name(clipped(sheet.part)), "sheet": .name(clipped(sheet.name))])))
    }
    return part
  }

  /// What a zip archive is that holds no package of the kind of a workbook.
  private static func noWorkbook(_ archive: ZipArchive) -> ReadingError {
    if archive.has("mimetype"), archive.has("content.xml") {
      return .notReadable(file: archive.file, .plain(.openDocument))
    }
    if archive.has("Index/Document.iwa") || archive.has("Index.zip") {
      return .notReadable(file: archive.file, .plain(.numbers))
    }
    let files = archive.entries.map(\.name).filter { !$0.hasPrefix("__MACOSX/") }
    guard !files.contains("[Content_Types].xml") else {
      return .damagedArchive(file: archive.file, reason: .sentence(Sentence("error.archive.no-workbook")))
    }
    return .notReadable(file: archive.file, .archive(files: files))
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
    let kind: UnreadableKind =
      switch root {
      case "document": .plain(.word)
      case "presentation": .plain(.powerPoint)
      default: .office(root: root)
      }
    return .notReadable(file: file, kind)
  }
}
