import Basics
import Reading

/// A key's place in the project file.
package struct ProjectPlace: Sendable, Equatable {
  package var line: Int
  package var column: Int
}

extension Blueprint {
  /// A column of customers with the role `branch`, each customer's own, tells customers apart like a column of `groups`.
  mutating func groupByHomeBranches() {
    for source in sources where source.kind == .customers {
      for (role, column) in source.columns where role == PlaceRole.branch.rawValue && !groups.contains(column) {
        groups.append(column)
        groupPlaces.append(ProjectPlace(line: source.columnsLine ?? 1, column: 1))
      }
    }
  }

  /// Refuses a group by a column that no file has.
  ///
  /// - Parameter hasJourneys: whether there are purchases to come back after, or channels to come through.
  /// - Returns: those that change nothing: groups compare ratings, by columns of customers or of answers, and how soon
  ///   customers come back and through which channels they come, by columns of customers or of events.
  func checkGroups(_ sources: [SourceQuality], hasJourneys: Bool) throws(ProjectFileError) -> [IdleKey] {
    var idle: [IdleKey] = []
    let hasSurvey = sources.contains { $0.kind == .survey }
    for (by, place) in zip(groups, groupPlaces) {
      let holders = sources.filter { $0.columns.contains(by) }
      guard !holders.isEmpty else {
        let columns = sources.columnNames
        throw .invalid(
          file: file, line: place.line, column: place.column,
          Sentence(
            "error.project.no-group-column",
            ["column": .name(clipped(by)), "hint": .meant(by, among: columns), "columns": .listed(columns)]))
      }
      let ratings = hasSurvey && holders.contains { $0.kind == .customers || $0.kind == .survey }
      let journeys = hasJourneys && holders.contains { $0.kind == .customers || $0.kind == .events }
      if !ratings, !journeys {
        idle.append(IdleKey(name: "groups (by: \(by))", lines: [place.line]))
      }
    }
    return idle
  }
}
