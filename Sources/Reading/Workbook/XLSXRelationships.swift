/// Which parts a part of the package refers to, and what for.
struct XLSXRelationships {
  /// One reference.
  struct Entry {
    /// The name that the referring part uses.
    var id: String
    /// The last word of the type: `worksheet`, `styles`; strict and transitional files differ only before it.
    var kind: String
    /// The name of the entry in the archive.
    var target: String
  }

  /// In the order of the file, those that lead outside of the package left out.
  var entries: [Entry]

  /// The references of a part; `nil` when it has none.
  ///
  /// - Parameter part: the part's name; empty for the package itself.
  init?(of part: String, in archive: ZipArchive) throws(ReadingError) {
    let cut = part.lastIndex(of: "/").map(part.index(after:)) ?? part.startIndex
    let name = "\(part[..<cut])_rels/\(part[cut...]).rels"
    guard let file = try archive.open(name, most: archive.limits.workbookPartBytes) else { return nil }
    let markup = RelationshipsMarkup(file, limits: archive.limits, folder: String(part[..<cut]))
    try follow(file, markup)
    entries = markup.entries
  }

  /// The first reference of a kind.
  func first(_ kind: String) -> String? { entries.first { $0.kind == kind }?.target }
}

/// Follows a part of relationships.
private final class RelationshipsMarkup: XLSXMarkup {
  private let folder: String
  private(set) var entries: [XLSXRelationships.Entry] = []
  private var id: XLSXName = nil
  private var type: XLSXName = nil
  private var target: XLSXName = nil
  private var mode: XLSXName = nil

  init(_ part: ZipPart, limits: ReadingLimits, folder: String) {
    self.folder = folder
    super.init(part, limits: limits)
  }

  override func prepare() {
    (id, type, target, mode) = (name("Id"), name("Type"), name("Target"), name("TargetMode"))
  }

  override func open(_ element: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 {
    if parent == Self.document { return 1 }
    guard element == name("Relationship"), attributes.text(mode) != "External", let id = attributes.text(id),
      let type = attributes.text(type), let target = attributes.text(target)
    else { return Self.other }
    let kind = type.split(separator: "/").last.map(String.init) ?? type
    entries.append(XLSXRelationships.Entry(id: id, kind: kind, target: resolved(target)))
    return Self.other
  }

  /// A target from the package's root; steps upwards end there.
  private func resolved(_ target: String) -> String {
    let isAbsolute = target.hasPrefix("/") || target.hasPrefix("\\")
    var steps: [Substring] = []
    for step in ((isAbsolute ? "" : folder) + target).split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}
