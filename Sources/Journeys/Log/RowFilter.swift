import Reading

/// Rows that a project leaves out by what stands in their columns.
struct RowFilter {
  /// Entries of the whole project: one that names a column which a file does not have leaves out none of its rows.
  let project: [[FilterCondition]]
  private let renames: [ColumnRename]

  /// The project's entries that look at several columns, or at others than touchpoint and channel.
  init(_ blueprint: Blueprint) {
    project = blueprint.rowFilter
    renames = blueprint.columnRename
  }

  /// A file's table without the rows that any entry fits.
  func applied(
    to inspection: Inspection, _ roles: [(role: ColumnRole, column: String)], _ declaration: SourceDeclaration
  ) throws -> Inspection {
    var result = inspection
    for (entries, isOwn) in [(project, false), (declaration.filter, true)] {
      for entry in entries {
        let conditions = entry.map { condition in
          let column = condition.column(roles) ?? condition.subject
          return RowCondition(
            column: inspection.canFilter(by: column) ? column : declaration.place(column) ?? column,
            patterns: condition.patterns)
        }
        let isMissing = conditions.first { !result.canFilter(by: $0.column) }
        if let missing = isMissing {
          guard isOwn else { continue }
          throw ReadingError.noColumn(file: inspection.file.name, name: missing.column, columns: result.ownColumns)
        }
        result = result.leavingOut(conditions)
      }
    }
    return try renamed(result, roles, declaration)
  }

  /// Whether some entry of the project or of a source looks at a column.
  func looks(at column: String, _ declaration: SourceDeclaration) -> Bool {
    (project + declaration.filter).joined().contains { $0.subject == column }
  }

  /// The same table with values of columns under the names the project gives them.
  func renamed(
    _ inspection: Inspection, _ roles: [(role: ColumnRole, column: String)], _ declaration: SourceDeclaration
  ) throws -> Inspection {
    var result = inspection
    for column in declaration.places where !inspection.canFilter(by: column) {
      throw ReadingError.noColumn(file: inspection.file.name, name: column, columns: inspection.ownColumns)
    }
    for rule in renames {
      let ofRole = roles.first { $0.role.rawValue == rule.column }?.column ?? declaration.place(rule.column)
      let column = inspection.canFilter(by: rule.column) ? rule.column : ofRole ?? rule.column
      guard result.canFilter(by: column) else { continue }
      result = result.renaming(ValueRename(column: column, from: rule.from, to: rule.to))
    }
    return result
  }

  /// Columns that are renamed in and that no file has.
  func idleRenames(_ sources: [SourceQuality], _ declarations: [SourceDeclaration]) -> [IdleKey] {
    renames.filter { rule in
      !declarations.contains { $0.place(rule.column) != nil }
        && !sources.contains { source in
          source.columns.contains(rule.column) || source.roles.contains { $0.role.rawValue == rule.column }
        }
    }.map { IdleKey(name: "rename (column: \($0.column))", lines: [$0.line]) }
  }
}

extension SourceDeclaration {
  /// The columns that have a role of any source: a branch, a campaign.
  var places: [String] { columns.filter { PlaceRole(rawValue: $0.role) != nil }.map(\.column) }

  /// The column with a role of any source; `nil` where the source declares none.
  fileprivate func place(_ role: String) -> String? {
    PlaceRole(rawValue: role).flatMap { own in columns.first { $0.role == own.rawValue }?.column }
  }
}

extension FilterCondition {
  /// The column of a file that the condition looks at; `nil` where no column has the role.
  fileprivate func column(_ roles: [(role: ColumnRole, column: String)]) -> String? {
    guard isRole else { return subject }
    return roles.first { $0.role.rawValue == subject }?.column
  }
}
