import Reading

/// What was read from one file, how it was understood, and what could not be used.
package struct SourceQuality: Sendable {
  package var name: String
  package var kind: SourceDeclaration.Kind
  package var format: InputFormat
  package var encoding: TextEncoding
  package var rowsRead: Int
  package var rowsRejected: Int
  package var rejectAbove: Double
  package var issues: IssueLog
  /// Columns whose role was guessed rather than declared.
  package var guesses: [RoleGuess]
  /// Every role in use and its column.
  package var roles: [(role: ColumnRole, column: String)]
  package var time: TimeReport?
  /// Rejected rows by raw touchpoint, so that totals can be explained.
  package var rejectedByTouchpoint: [(value: String, rows: Int)]
  package var contentHash: UInt32
  /// The touchpoint that every row is, where the file has no column that says which.
  package var everyRow: String?

  /// Whether more rows were rejected than the project allows.
  package var isAboveLimit: Bool { Double(rowsRejected) > rejectAbove * Double(rowsRead) }
}

/// Everything the data-quality page needs to know about the input.
package struct DataQuality: Sendable {
  package var sources: [SourceQuality]
  package var assembly: AssemblyCounts
  package var identities: Int
  package var isZoneGuessed: Bool
  /// What reading the surveys found, as declared.
  package var surveys: [SurveyQuality] = []
  /// What reading the sheets of decisions found, as declared.
  package var decisions: [DecisionSheet] = []

  package var rowsRead: Int { eventSources.reduce(0) { $0 + $1.rowsRead } }
  package var rowsRejected: Int { eventSources.reduce(0) { $0 + $1.rowsRejected } }
  package var eventSources: [SourceQuality] { sources.filter { $0.kind == .events } }
}
