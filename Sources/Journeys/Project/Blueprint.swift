import Basics
import Reading

/// The project file, decoded: what the client's journey is meant to be and how its data are to be read and counted.
///
/// Everything has a default. The contract is docs/project-file.md.
package struct Blueprint: Sendable {
  package var client = Client()
  package var consultant: LocalizedText?
  package var languages: [String] = Language.all.map(\.code)
  /// Words that replace the report's own: key as `customer.many`, per language.
  package var vocabulary: [VocabularyEntry] = []
  /// IANA zone; `nil`: not declared, UTC is used and reported as a guess.
  package var timezone: String?
  package var currency = "ILS"
  package var value = Value()
  package var logo: String?
  package var accent: String?
  package var isDraft = false

  package var period: DateSpan?
  package var compare: DateSpan?
  package var observedUntil: CivilDate?
  package var calendar: [CalendarEntry] = []

  package var windows = Windows()
  package var ties = TieRule.auto
  package var dropDuplicates = false
  /// Repeats of one touchpoint and channel within this many microseconds become one event; 0: off.
  package var mergeWithin: Int64 = 0
  package var collapseAdjacent = true
  package var filter: [Filter] = []
  /// Rows left out by several columns, or by others than touchpoint and channel: entries are OR, conditions AND.
  package var rowFilter: [[FilterCondition]] = []
  package var rename: [Rename] = []
  package var lifecycle = Lifecycle.complete
  package var privacy = Privacy()
  /// Ids are telephones: they are compared by their digits, however a spreadsheet wrote them.
  package var hasPhoneIdentity = false

  package var stages: [StageDeclaration] = []
  package var departments: [NamedThing] = []
  package var channels: [NamedThing] = []
  package var touchpoints: [TouchpointDeclaration] = []
  package var funnel: FunnelDeclaration?

  package var notes: [Note] = []
  package var hidden: [String] = []
  package var totals: [DeclaredTotal] = []
  /// Columns of customers or answers whose values are compared: `groups: [{by: …}]`.
  package var groups: [String] = []
  /// What those columns are called in the report, where that is said.
  package var groupNames: [NamedThing] = []
  /// Where those columns are named, in the same order.
  package var groupPlaces: [ProjectPlace] = []
  package var sources: [SourceDeclaration] = []

  /// The project file's name as messages say it; empty without one.
  package var file = ""
  /// Keys that are declared and change nothing yet.
  package var idleKeys: [IdleKey] = []

  package init() {}
}

package struct Client: Sendable {
  package var id = ""
  package var name = LocalizedText("")

  package init(id: String = "", name: LocalizedText = LocalizedText("")) {
    self.id = id
    self.name = name
  }
}

package struct VocabularyEntry: Sendable {
  package var key: String
  package var language: String
  package var word: String
}

package struct Value: Sendable {
  package enum Basis: String, Sendable, CaseIterable { case revenue, margin }
  package enum VAT: String, Sendable, CaseIterable { case included, excluded, unstated }
  package var basis = Basis.revenue
  package var vat = VAT.unstated
}

/// Days with a name: a holiday, a campaign, an outage.
package struct CalendarEntry: Sendable {
  package var dates: DateSpan
  package var name: LocalizedText
  /// Nothing that begins on these days, is bought or answered on them counts.
  package var exclude: Bool
}

/// The spans of time the definitions speak of, in microseconds; `nil` is `none`.
package struct Windows: Sendable, Equatable {
  package enum Inactivity: Sendable, Equatable {
    case auto
    case fixed(Int64)
    case none
  }
  package var visit: Int64? = 30 * Micros.minute
  package var inactivity = Inactivity.auto
  package var conversion: Int64? = 30 * Micros.day
  package var repurchase: Int64 = 180 * Micros.day
  package var response: Int64 = 7 * Micros.day
  package var transactional: Int64? = 14 * Micros.day
  package var momentary: Int64? = Micros.day
}

package enum TieRule: String, Sendable, CaseIterable {
  case auto
  case rowOrder = "row-order"
  case stageOrder = "stage-order"
}

package enum Lifecycle: String, Sendable, CaseIterable { case all, complete, start }

/// Counts of people below these are hidden.
package struct Privacy: Sendable, Equatable {
  /// Threshold for counts of behaviour; 0 with `privacy: off`.
  package var behaviour = 5
  package var ratings = 10
  package var quotes = false
  package var isOff = false
}

/// Rows whose column holds one of these values are left out.
package struct Filter: Sendable {
  package var column: String
  package var patterns: [String]
}

package struct Rename: Sendable {
  package var from: String
  package var to: String
}

package struct NamedThing: Sendable {
  package var id: String
  package var name: LocalizedText
}

package struct StageDeclaration: Sendable {
  package var id: String
  package var name: LocalizedText
  package var inactivity: Int64?
}

package enum TouchpointKind: String, Sendable, CaseIterable, BitwiseCopyable {
  case touch, purchase, service, referral, survey, refund, exit
}

package enum ContactMode: String, Sendable, CaseIterable { case direct, indirect, none }

package struct TouchpointDeclaration: Sendable {
  package var id: String
  package var name: LocalizedText
  package var stage: String?
  package var department: String?
  package var channel: String?
  package var kind = TouchpointKind.touch
  package var contact = ContactMode.none
  package var isCompanyInitiated = false
  package var endsWell = false
  package var isPlanned = false
  /// Nobody declared it: its name or its amounts say that it is a purchase.
  package var isGuessed = false
  package var aliases: [String] = []
}

package struct FunnelDeclaration: Sendable {
  package enum Arrow: String, Sendable, CaseIterable { case next, eventually }
  package struct Step: Sendable {
    /// A stage's or a touchpoint's id.
    package var id: String
    package var isOptional = false
    /// How this step follows the one before it.
    package var arrow = Arrow.eventually
  }
  package struct Exclusion: Sendable {
    package var from: String
    package var to: String
    package var touchpoint: String
  }
  package var steps: [Step]
  package var exclusions: [Exclusion]
  /// `nil`: none; not given: `windows.conversion`.
  package var window: Int64?
}

/// The consultant's own words, shown as such.
package struct Note: Sendable {
  package enum Place: Sendable, Equatable {
    case headline
    case touchpoint(String)
    case page(String)
  }
  package var place: Place
  package var text: LocalizedText
  package var isQuote: Bool
  package var source: LocalizedText?
}

/// A figure from the client's books.
package struct DeclaredTotal: Sendable {
  package enum What: String, Sendable, CaseIterable { case purchases, revenue, customers, events, cancelled }
  package var what: What
  package var value: Double
  package var source: LocalizedText?
}

/// What a row must have in a column, or in the column of a role, to be left out.
package struct FilterCondition: Sendable, Equatable {
  /// A column's name, or a role's.
  package var subject: String
  /// Whether `subject` is a role of a column.
  package var isRole: Bool
  /// One of these, in which `*` stands for any run of characters.
  package var patterns: [String]
}

package struct SourceDeclaration: Sendable {
  /// Which sheets of a workbook are read.
  package enum Sheets: Sendable, Equatable {
    case all
    case named([String])
  }

  package enum Kind: String, Sendable, CaseIterable { case events, customers, identities, survey, decisions }
  package var files: [String]
  package var kind = Kind.events
  package var format: String?
  /// The sheet of a workbook; `nil`: the first with a table.
  package var sheet: String?
  /// The zone of the source's times without one; `nil`: what the file itself says, else the project's.
  package var timezone: String?
  /// role → column
  package var columns: [(role: String, column: String)] = []
  package var attributes: [String] = []
  package var timeFormat: String?
  /// Columns made of others, for the roles that `columns` names by what they are called then.
  package var made: [MadeColumn] = []
  /// What every row is, where the project says it.
  package var always: String?
  /// Rows left out by what stands in their columns.
  package var filter: [[FilterCondition]] = []
  /// The line that names the columns; `nil`: it is found.
  package var headerRow: Int?
  /// How the text is encoded; `nil`: it is found.
  package var encoding: TextEncoding?
  /// The sheets whose rows are read, one behind the other; `nil`: one sheet.
  package var sheets: Sheets?
  /// Whether a survey tool's previews and tests are answers.
  package var keepsTests = false
  /// Whether a project file declares the source, and not the name of an export alone.
  package var isFromProject = false
  /// Whether the project says itself what the file is.
  package var isKindDeclared = false
  /// What one row is.
  package var shape = TableShape.Declared.auto
  /// Share of rows; more rejected than this gives exit code 1.
  package var rejectAbove = 0.01
  /// A survey's type; `nil`: not declared, relational without touchpoints and transactional with them.
  package var surveyType: SurveyType?
  /// Channel through which a survey was answered, where its rows carry none.
  package var channel: String?
  package var questions: [QuestionDeclaration] = []
  /// Known margins a survey's answers are weighted to; empty: none.
  package var weighting: [WeightingMargin] = []

  package init(files: [String]) { self.files = files }
}
