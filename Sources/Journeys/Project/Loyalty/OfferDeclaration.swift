import Basics
import Reading

/// Which column of events names offers: `offers: {column: …}`.
package struct OfferDeclaration: Sendable, Equatable {
  /// A column of events, or what sources call the role of theirs.
  package var column: String
  /// Where the key stands.
  package var place: ProjectPlace
}

extension Blueprint {
  /// Takes `offers:` from the project file.
  mutating func decodeOffers(_ map: YAMLMap) throws(ProjectFileError) {
    guard let cursor = map["offers"] else { return }
    let column = try cursor.map("offers", allowed: ["column"]).required("column")
    let mark = column.node.mark
    offers = OfferDeclaration(
      column: try column.id("offers.column"), place: ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1))
  }

  /// Refuses offers by a column that no file has and that is no source's role.
  ///
  /// - Returns: the key where it changes nothing: no file of events has the column, or it has too many values.
  func checkOffers(_ files: [SourceQuality], crowded: [String]) throws(ProjectFileError) -> [IdleKey] {
    guard let offers else { return [] }
    let role = ColumnRole.offer.rawValue
    if offers.column == role, sources.contains(where: { $0.declaredColumn(role) != nil }) { return [] }
    let holders = files.filter { $0.columns.contains(offers.column) }
    guard !holders.isEmpty else {
      throw .invalid(
        file: file, line: offers.place.line, column: offers.place.column,
        Sentence(
          "error.project.no-offer-column",
          [
            "column": .name(clipped(offers.column)), "hint": .meant(offers.column, among: files.columnNames),
            "columns": .listed(files.columnNames),
          ]))
    }
    let isIdle = !holders.contains { $0.kind == .events } || crowded.contains(offers.column)
    return isIdle ? [IdleKey(name: "offers", lines: [offers.place.line])] : []
  }
}
