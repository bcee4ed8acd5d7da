import Reading

/// What was read from one file, how it was understood, and what could not be used.
package struct SourceQuality: Sendable {
  package var name: String
  package var kind: SourceDeclaration.Kind
  package var format: InputFormat
  package var encoding: TextEncoding
  package var rowsRead: Int
  package var rowsRejected: Int
  /// The share of rows that may be rejected before a run counts as failed.
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
  /// Columns of numbers of which nothing tells which mark parts decimals.
  package var decimalGuesses: [DecimalGuess] = []
  /// Rows left out by conditions on their columns.
  package var rowsFiltered = 0
  /// Columns that were made of others.
  package var made: [MadeColumn] = []
  /// Whether a project file declares it, in which more could be said about its columns.
  package var isFromProject = false
  /// Sheets of the workbook that hold a log under another header, and are not read.
  package var sheetsPassedOver: [String] = []
  /// A column beside the days that is called a time of day and is not understood, and one of its values.
  package var unreadClock: (column: String, value: String)?
  /// The touchpoint that every row is, where the file has no column that says which.
  package var everyRow: String?
  /// States of the rows' own orders that came to nothing, where the report goes by something else.
  package var orderStates: OrderStates?
  /// Sales without a customer, of all time: rejected rows, since they belong to no journey, and sales all the same.
  package var walkIns = 0
  /// Rows of a table of who is who that link nothing, as those before a login do not.
  package var unlinked = 0
  /// Values of places that look like one, by column.
  package var alike: [AlikeValues] = []
  /// Every column the file has, read or not.
  package var columns: [String] = []

  /// Whether more rows were rejected than the project allows; a sale without a customer is no fault of the file.
  package var isAboveLimit: Bool { Double(rowsRejected - walkIns) > rejectAbove * Double(rowsRead) }
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
  /// Keys of the project file that change nothing in the report.
  package var idleKeys: [IdleKey] = []
  /// Files with the bytes of another one, which are not read again.
  package var equalFiles: [EqualFile] = []
  /// Rows of one file that equal rows of another, by pair of files.
  package var overlaps: [OverlapCount] = []
  /// Customers on the lists; `nil` without a list.
  package var listedCustomers: Int?
  /// Which customers the sources have in common.
  package var joins = CustomerJoins()
  /// What lies on the days that the project's calendar leaves out.
  package var excluded = ExcludedCounts()
  /// Touchpoints taken for purchases although nobody says so.
  package var guessedPurchases: [String] = []
  /// Ids of touchpoints that were taken for refunds by their names and amounts.
  package var guessedRefunds: [String] = []
  /// Touchpoints the project calls purchases, none of which is in the data.
  package var impossiblePurchases: [String] = []
  /// Names all of whose rows are of another state than `lifecycle` asks for.
  package var droppedActivities: [String] { assembly.droppedByLifecycle }

  /// More known customers than this are never one.
  package var mostJoined: Int { IdentityTable.mostJoined }

  package var rowsRead: Int { eventSources.reduce(0) { $0 + $1.rowsRead } }
  package var rowsRejected: Int { eventSources.reduce(0) { $0 + $1.rowsRejected } }
  package var eventSources: [SourceQuality] { sources.filter { $0.kind == .events } }
}

/// A file with the bytes of another one.
package struct EqualFile: Sendable, Equatable {
  package var name: String
  /// The one that is read.
  package var other: String
}

/// Rows of one file that equal rows of another.
package struct OverlapCount: Sendable, Equatable {
  /// Names of the files, in the order of the sources.
  package var first: String
  package var second: String
  package var rows: Int
}

/// What lies on days that the calendar leaves out.
package struct ExcludedCounts: Sendable, Equatable {
  /// Events in the log, which stay in their journeys.
  package var events = 0
  /// Rows of surveys answered on them.
  package var answers = 0

  package init() {}

  init(_ log: JourneyLog, _ answers: SurveyAnswers) {
    let excluded = log.excluded
    guard !excluded.isEmpty else { return }
    for part in log.parts {
      for customer in 0..<part.customerCount {
        for event in part.journey(of: customer) where excluded.contains(event.time) { events += 1 }
      }
    }
    for survey in answers.surveys {
      self.answers += survey.times.indices.count {
        survey.isAnswered[$0] && survey.times[$0] != .min && excluded.contains(survey.times[$0])
      }
    }
  }
}
