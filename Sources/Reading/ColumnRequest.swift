/// What a column's cells become.
package enum ColumnKind: Sendable, Equatable {
  case dictionary
  case time(TimeFormat)
  case decimal
  case integer
}

/// One column to read, by its header name.
package struct ColumnRequest: Sendable, Equatable {
  package var name: String
  package var kind: ColumnKind
  /// An empty or unreadable cell rejects the row.
  package var required: Bool

  package init(name: String, kind: ColumnKind, required: Bool = false) {
    self.name = name
    self.kind = kind
    self.required = required
  }
}

/// What to read from a file and how.
package struct ReadRequest: Sendable {
  package var columns: [ColumnRequest]
  /// The zone of times that carry none.
  package var zone: TimeZoneTable
  /// The index of a dictionary column whose values are counted over the rejected rows.
  package var countRejectedBy: Int?
  package var limits: ReadingLimits

  package init(
    columns: [ColumnRequest], zone: TimeZoneTable, countRejectedBy: Int? = nil, limits: ReadingLimits = ReadingLimits()
  ) {
    self.columns = columns
    self.zone = zone
    self.countRejectedBy = countRejectedBy
    self.limits = limits
  }
}
