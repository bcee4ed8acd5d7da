import Basics
import Reading

/// Units of the client's organisation that do the same work in several places, so that one can learn from another. Never
/// people.
package enum OrganisationUnit: String, Sendable, CaseIterable {
  case branch, team
}

/// Which column of events and surveys names a unit: `organisation: {branch: …, team: …}`.
package struct UnitColumn: Sendable, Equatable {
  package var unit: OrganisationUnit
  /// A column's header, or what sources call the role of theirs.
  package var column: String
  /// Where it is named.
  package var place: ProjectPlace
}

extension Blueprint {
  /// Takes `organisation:` from the project file.
  mutating func decodeOrganisation(_ map: YAMLMap) throws(ProjectFileError) {
    guard let entries = try map["organisation"]?.map("organisation", allowed: OrganisationUnit.allCases.map(\.rawValue))
    else { return }
    for (key, cursor) in entries.entries {
      guard let unit = OrganisationUnit(rawValue: key) else { continue }
      let mark = cursor.node.mark
      organisation.append(
        UnitColumn(
          unit: unit, column: try cursor.id("organisation." + key),
          place: ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1)))
    }
  }

  /// The column of a source that names units: what the source itself calls so, else what the project names, where the file
  /// has it.
  func unitColumns(_ declaration: SourceDeclaration, columns: [String]) -> [(unit: OrganisationUnit, column: String)] {
    OrganisationUnit.allCases.compactMap { unit in
      let named = organisation.first { $0.unit == unit }?.column
      let own = declaration.declaredColumn(unit.rawValue)
      let column = own ?? named.flatMap { columns.contains($0) ? $0 : nil }
      return column.map { (unit, $0) }
    }
  }

  /// Refuses units by a column that no file has and that is no source's role.
  ///
  /// - Returns: the keys that change nothing: no file of events or answers has the column, or it has too many values.
  func checkOrganisation(_ files: [SourceQuality], crowded: [String]) throws(ProjectFileError) -> [IdleKey] {
    var idle: [IdleKey] = []
    for own in organisation {
      let declared = sources.filter { $0.declaredColumn(own.column) != nil && own.column == own.unit.rawValue }
      let holders = files.filter { $0.columns.contains(own.column) }
      guard !declared.isEmpty || !holders.isEmpty else {
        throw .invalid(
          file: file, line: own.place.line, column: own.place.column,
          Sentence(
            "error.project.no-unit-column",
            [
              "column": .name(clipped(own.column)), "hint": .meant(own.column, among: files.columnNames),
              "columns": .listed(files.columnNames),
            ]))
      }
      let kinds = declared.map(\.kind) + holders.map(\.kind)
      let isIdle = !kinds.contains { $0 == .events || $0 == .survey } || crowded.contains(own.column)
      if isIdle { idle.append(IdleKey(name: "organisation." + own.unit.rawValue, lines: [own.place.line])) }
    }
    return idle
  }
}
