/// What a column's cells become.
package enum ColumnKind: Sendable, Equatable {
  case dictionary
  /// Customers' ids: texts like any, but of a plain id no text is made.
  case ids
  case time(TimeFormat)
  case decimal
  case integer

  /// Whether the values themselves must say which of two numbers is the day.
  var hasOpenDayMonth: Bool { self == .time(.auto) || self == .time(.excelSwapped) }
}

/// One column to read, by its header name.
package struct ColumnRequest: Sendable, Equatable {
  /// The header's name, as `Inspection.columns` has it.
  package var name: String
  /// What the cells become.
  package var kind: ColumnKind
  /// An empty or unreadable cell rejects the row.
  package var required: Bool

  /// A column by name.
  package init(name: String, kind: ColumnKind, required: Bool = false) {
    self.name = name
    self.kind = kind
    self.required = required
  }
}

/// What to read from a file and how.
package struct ReadRequest: Sendable {
  /// The columns, in the order the table has them.
  package var columns: [ColumnRequest]
  /// The zone of times that carry none.
  package var zone: TimeZoneTable
  /// The index of a dictionary column whose values are counted over the rejected rows.
  package var countRejectedBy: Int?
  /// What the file may cost.
  package var limits: ReadingLimits

  /// What to read.
  package init(
    columns: [ColumnRequest], zone: TimeZoneTable, countRejectedBy: Int? = nil, limits: ReadingLimits = ReadingLimits()
  ) {
    self.columns = columns
    self.zone = zone
    self.countRejectedBy = countRejectedBy
    self.limits = limits
  }
}
