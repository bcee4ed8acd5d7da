import Reading

/// Rows that a project leaves out by what stands in their columns.
struct RowFilter {
  /// Entries of the whole project: one that names a column which a file does not have leaves out none of its rows.
  let project: [[FilterCondition]]

  /// The project's entries that look at several columns, or at others than touchpoint and channel.
  init(_ blueprint: Blueprint) { project = blueprint.rowFilter }

  /// A file's table without the rows that any entry fits.
  func applied(
    to inspection: Inspection, _ roles: [(role: ColumnRole, column: String)], _ declaration: SourceDeclaration
  ) throws -> Inspection {
    var result = inspection
    for (entries, isOwn) in [(project, false), (declaration.filter, true)] {
      for entry in entries {
        let conditions = entry.map { condition in
          RowCondition(column: condition.column(roles) ?? condition.subject, patterns: condition.patterns)
        }
        let isMissing = conditions.first { !result.canFilter(by: $0.column) }
        if let missing = isMissing {
          guard isOwn else { continue }
          throw ReadingError.noColumn(file: inspection.file.name, name: missing.column, columns: result.ownColumns)
        }
        result = result.leavingOut(conditions)
      }
    }
    return result
  }
}

extension FilterCondition {
  /// The column of a file that the condition looks at; `nil` where no column has the role.
  fileprivate func column(_ roles: [(role: ColumnRole, column: String)]) -> String? {
    guard isRole else { return subject }
    return roles.first { $0.role.rawValue == subject }?.column
  }
}
