import Basics
import Reading

/// The project file, decoded: what the client's journey is meant to be and how its data are to be read and counted.
///
/// Everything has a default. The contract is docs/project-file.md.
package struct Blueprint: Sendable {
  package var client = Client()
  /// `nil`: nobody is named.
  package var consultant: LocalizedText?
  package var languages: [String] = Language.all.map(\.code)
  /// Words that replace the report's own: key as `customer.many`, per language.
  package var vocabulary: [VocabularyEntry] = []
  /// IANA zone; `nil`: not declared, UTC is used and reported as a guess.
  package var timezone: String?
  package var currency = "ILS"
  package var value = Value()
  /// Files of the client's and the consultant's marks, beside the project file.
  package var logo: String?
  package var consultantLogo: String?
  package var accent: String?
  package var isDraft = false

  /// What the report covers, what it is compared with, and the last day observed; `nil`: what the data say, or no comparison.
  package var period: DateSpan?
  /// Whether the project says that nobody knows when its surveys were answered.
  package var isUndated = false
  package var compare: DateSpan?
  package var observedUntil: CivilDate?
  package var calendar: [CalendarEntry] = []
  package var facts: [DatedFact] = []
  /// `nil`: the report has no statement on accessibility.
  package var accessibility: Accessibility?

  package var windows = Windows()
  package var retention = Retention()
  package var captive = Captive.nobody
  /// `nil`: nothing says who is in a club.
  package var club: ClubDeclaration?
  /// `nil`: offers are what columns of that role name, if any does.
  package var offers: OfferDeclaration?
  /// What is paid for channels, offers and what is done about touchpoints.
  package var costs: [CostDeclaration] = []
  /// Which columns name branches and teams, beyond columns of those roles.
  package var organisation: [UnitColumn] = []
  package var contract = Contract.none
  package var ties = TieRule.auto
  package var duplicates = Duplicates.keep
  /// Whether one order id is one purchase, whichever sources name it.
  package var countsOrdersOnce = true
  package var negativeAmounts = NegativeAmounts.refund
  /// Whether only customers one can tell are counted.
  package var onlyRecognised = false
  /// Repeats of one touchpoint and channel within this many microseconds become one event; 0: off.
  package var mergeWithin: Int64 = 0
  package var collapseAdjacent = true
  package var filter: [Filter] = []
  /// Rows left out by several columns, or by others than touchpoint and channel: entries are OR, conditions AND.
  package var rowFilter: [[FilterCondition]] = []
  package var rename: [Rename] = []
  /// The same for values of other columns.
  package var columnRename: [ColumnRename] = []
  package var lifecycle = Lifecycle.complete
  package var privacy = Privacy()
  /// Ids are telephones: they are compared by their digits, however a spreadsheet wrote them.
  package var hasPhoneIdentity = false

  package var stages: [StageDeclaration] = []
  package var departments: [NamedThing] = []
  package var channels: [NamedThing] = []
  package var channelGroups: [ChannelGroupDeclaration] = []
  package var touchpoints: [TouchpointDeclaration] = []
  /// `nil`: the stages, one after another.
  package var funnel: FunnelDeclaration?

  package var notes: [Note] = []
  package var hidden: [String] = []
  package var totals: [DeclaredTotal] = []
  /// What scores should come to.
  package var targets: [ScoreTarget] = []
  /// Columns of customers or answers whose values are compared: `groups: [{by: …}]`.
  package var groups: [String] = []
  /// What those columns are called in the report, where that is said.
  package var groupNames: [NamedThing] = []
  /// Where those columns are named, in the same order.
  package var groupPlaces: [ProjectPlace] = []
  /// Customers who fit a rule.
  package var personas: [Persona] = []
  package var sources: [SourceDeclaration] = []

  /// The project file's name as messages say it; empty without one.
  package var file = ""
  /// Keys that are declared and change nothing yet.
  package var idleKeys: [IdleKey] = []

  package init() {}
}

/// Whom the report is about.
package struct Client: Sendable {
  package var id = ""
  package var name = LocalizedText("")

  package init(id: String = "", name: LocalizedText = LocalizedText("")) {
    self.id = id
    self.name = name
  }
}

/// One form of a word that replaces the report's own.
package struct VocabularyEntry: Sendable {
  package var key: String
  package var language: String
  package var word: String
}

/// What the amounts in the data stand for.
package struct Value: Sendable {
  /// What a purchase's amount is.
  package enum Basis: String, Sendable, CaseIterable { case revenue, margin }
  /// Whether tax is in the amounts.
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

/// Something that happened on a day, before and after which the report compares.
package struct DatedFact: Sendable {
  package var date: CivilDate
  package var name: LocalizedText
  /// Ids of touchpoints it is about; none: all of them.
  package var touches: [String]
}

/// The spans of time the definitions speak of, in microseconds; `nil` is `none`.
package struct Windows: Sendable, Equatable {
  /// The silence that counts as a leak.
  package enum Inactivity: Sendable, Equatable {
    case auto
    case fixed(Int64)
    case none
  }
  /// A longer pause begins a new visit.
  package var visit: Int64? = 30 * Micros.minute
  package var inactivity = Inactivity.auto
  package var conversion: Int64? = 30 * Micros.day
  package var repurchase: Int64 = 180 * Micros.day
  package var response: Int64 = 7 * Micros.day
  package var transactional: Int64? = 14 * Micros.day
  package var momentary: Int64? = Micros.day
}

/// How events of the same moment are ordered.
package enum TieRule: String, Sendable, CaseIterable {
  case auto
  case rowOrder = "row-order"
  case stageOrder = "stage-order"
}

/// What becomes of rows that equal others.
package enum Duplicates: String, Sendable, CaseIterable {
  case keep, drop
  case dropAcrossFiles = "drop-across-files"
}

/// What an amount below nothing at a purchase means.
package enum NegativeAmounts: String, Sendable, CaseIterable { case refund, keep, reject }

/// Which rows count where a log writes an activity's start and its end.
package enum Lifecycle: String, Sendable, CaseIterable { case all, complete, start }

/// Counts of people below these are hidden.
package struct Privacy: Sendable, Equatable {
  /// Threshold for counts of behaviour; 0 with `privacy: off`.
  package var behaviour = 5
  package var ratings = 10
  /// Whether the quotes among the notes, which the consultant approved by writing them there, are in the report.
  package var quotes = true
  package var isOff = false
}

/// Rows whose column holds one of these values are left out.
package struct Filter: Sendable {
  package var column: String
  package var patterns: [String]
}

/// A value in the data and what it is taken for.
package struct Rename: Sendable {
  package var from: String
  package var to: String
}

/// A value of a column and what it is taken for.
package struct ColumnRename: Sendable, Equatable {
  /// The column's name, or that of a role.
  package var column: String
  package var from: String
  package var to: String
  /// Where it stands in the project file.
  package var line: Int
}

/// An id of the data and what a reader is told.
package struct NamedThing: Sendable {
  package var id: String
  package var name: LocalizedText

  package init(id: String, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

/// A stage as the project file has it.
package struct StageDeclaration: Sendable {
  package var id: String
  package var name: LocalizedText
  /// Microseconds; `nil`: the report's own window.
  package var inactivity: Int64?
  /// What customers want to achieve here; `nil`: nobody says.
  package var goal: LocalizedText?
}

/// What an event at a touchpoint means for a journey; definitions.md has one paragraph on each.
package enum TouchpointKind: String, Sendable, CaseIterable, BitwiseCopyable {
  case touch, purchase, service, referral, survey, refund, exit
}

/// Whether people of the client are met, or its things.
package enum ContactMode: String, Sendable, CaseIterable { case direct, indirect, none }

/// A touchpoint as the project file has it.
package struct TouchpointDeclaration: Sendable {
  package var id: String
  package var name: LocalizedText
  /// Ids; `nil`: not declared.
  package var stage: String?
  package var department: String?
  package var channel: String?
  package var kind = TouchpointKind.touch
  package var contact = ContactMode.none
  package var isCompanyInitiated = false
  package var endsWell = false
  package var isPlanned = false
  /// What a customer does here is complain.
  package var isComplaint = false
  /// An event here is the company's answer to details that were left.
  package var isCallBack = false
  /// What a customer does here is ask for no more contacts.
  package var isOptOut = false
  /// Nobody declared it: its name or its amounts say that it is a purchase.
  package var isGuessed = false
  package var aliases: [String] = []
}

/// The funnel as the client draws it.
package struct FunnelDeclaration: Sendable {
  /// Whether something may happen between two steps.
  package enum Arrow: String, Sendable, CaseIterable { case next, eventually }
  /// One step, as it is declared.
  package struct Step: Sendable {
    /// A stage's or a touchpoint's id.
    package var id: String
    package var isOptional = false
    /// How this step follows the one before it.
    package var arrow = Arrow.eventually
  }
  /// A touchpoint that ends an attempt when it comes between two steps.
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
  /// Where a note stands.
  package enum Place: Sendable, Equatable {
    case headline
    case touchpoint(String)
    case page(String)
  }
  package var place: Place
  package var text: LocalizedText
  package var isQuote: Bool
  /// Who said it; `nil`: not told.
  package var source: LocalizedText?
}

/// A figure from the client's books.
package struct DeclaredTotal: Sendable {
  /// What was counted.
  package enum What: String, Sendable, CaseIterable { case purchases, revenue, customers, events, cancelled }
  package var what: What
  /// A number of rows or people, or money in the project's currency.
  package var value: Double
  package var source: LocalizedText?
  /// The days it is about; `nil`: the report's.
  package var period: DateSpan?
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

/// What a column of any source may be called besides the roles of its kind: where something was, and what had led to it.
package enum PlaceRole: String, Sendable, CaseIterable {
  case branch, campaign
}

/// One or several files that are read alike.
package struct SourceDeclaration: Sendable {
  /// Which sheets of a workbook are read.
  package enum Sheets: Sendable, Equatable {
    case all
    case named([String])
  }

  /// What its rows are.
  package enum Kind: String, Sendable, CaseIterable { case events, customers, identities, survey, decisions }
  package var files: [String]
  package var kind = Kind.events
  /// An ``InputFormat`` by its name; `nil`: found out by content.
  package var format: String?
  /// The sheet of a workbook; `nil`: the first with a table.
  package var sheet: String?
  /// The zone of the source's times without one; `nil`: what the file itself says, else the project's.
  package var timezone: String?
  /// role → column
  package var columns: [(role: String, column: String)] = []
  /// The line of the project file that names them.
  package var columnsLine: Int?
  /// Further columns that are kept, each once.
  package var attributes: [String] = []
  /// The line of the project file that names them.
  package var attributesLine: Int?
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
  /// Which mark parts the decimals of its numbers.
  package var decimals = DecimalMark.open
  /// The line of the project file that says so.
  package var decimalsLine: Int?
  /// The sheets whose rows are read, one behind the other; `nil`: one sheet.
  package var sheets: Sheets?
  /// Sheets of the workbook that hold a log too and are not read, because nobody has named them.
  package var sheetsPassedOver: [String] = []
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
  /// When a survey whose rows say no time was answered.
  package var wave: DateSpan?

  package init(files: [String]) { self.files = files }
}
