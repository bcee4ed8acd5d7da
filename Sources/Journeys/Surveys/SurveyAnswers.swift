import Reading

/// All answers of all surveys, columnar: one row an invitation or answer sheet, one column a question.
///
/// Touchpoint codes below `catalogTouchpoints` are the log's own; those after it are known from surveys only. Departments
/// and channels likewise begin with the catalog's.
package struct SurveyAnswers: Sendable {
  /// The answers to one question with a scale, one for each row of its survey.
  package struct Question: Sendable {
    /// What was asked.
    package var declaration: QuestionDeclaration
    /// The scale the scores are on.
    package var scale: ClosedRange<Int32>
    /// The touchpoint asked about by declaration; `nil`: the row's.
    package var touchpoint: Int32?
    /// The department asked about by declaration.
    package var department: Int32?
    /// Scores after turning round reversed scales; `SurveyAnswers.none` where there is no answer.
    package var scores: [Int32]
    /// The event an answer belongs to, numbered within the customer's part of the log; -1 where none was found.
    package var events: [Int32]
  }

  /// The answers in words to one question: only rows where something was written.
  package struct TextQuestion: Sendable {
    /// What was asked.
    package var declaration: QuestionDeclaration
    /// The touchpoint asked about by declaration; `nil`: the row's.
    package var touchpoint: Int32?
    /// The rows that hold words.
    package var rows: [Int32]
    /// The words of each of them, as they were written: nothing of this may be published unscrubbed.
    package var texts: [String]
  }

  /// The answers to one question with a list to choose from.
  package struct ChoiceQuestion: Sendable {
    /// What was asked.
    package var declaration: QuestionDeclaration
    /// The touchpoint asked about by declaration; `nil`: the row's.
    package var touchpoint: Int32?
    /// Every answer that somebody gave, as it was first written.
    package var options: [String] = []
    /// Each row's answer, as a place among `options`; `SurveyAnswers.none` where there is none.
    package var answers: [Int32] = []
  }

  /// One declared source of answers; columns are parallel arrays over rows.
  package struct Survey: Sendable {
    /// The first file's name.
    package var name: String
    /// The kind of survey.
    package var type: SurveyType
    /// Number of each row's respondent; -1 without an id.
    package var respondents: [Int32] = []
    /// When it was answered, microseconds UTC; `Int64.min` where unknown.
    package var times: [Int64] = []
    /// When the invitation went out; empty when the source does not say.
    package var invited: [Int64] = []
    /// Touchpoint codes, -1 for none; empty when rows name none.
    package var touchpoints: [Int32] = []
    /// Channel codes, -1 for none.
    package var channels: [Int32] = []
    /// Weights in millionths; empty when none are declared. A row without one has weight 0.
    package var weights: [Int64] = []
    /// Codes into `languages`, -1 for none; empty when the source does not say.
    package var languages: [Int32] = []
    /// Other columns asked for, by name.
    package var attributes: [(name: String, column: DictionaryColumn)] = []
    /// The columns among them that name branches and teams.
    package var units: [(unit: OrganisationUnit, column: String)] = []
    /// Questions with a scale, as declared.
    package var questions: [Question] = []
    /// Questions answered in words, as declared.
    package var texts: [TextQuestion] = []
    /// Questions with a list to choose from, as declared.
    package var choices: [ChoiceQuestion] = []
    /// Known margins its answers are weighted to; empty: none.
    package var weighting: [WeightingMargin] = []
    /// The days the project gives it; `nil` where rows say when they were answered, or nobody does.
    package var wave: DateSpan?
    /// True where the row holds any answer at all; the others were invited only.
    package var isAnswered: [Bool] = []

    /// Rows, answered or not.
    package var rowCount: Int { respondents.count }
    /// Whether rows tell how many were asked.
    package var hasInvitations: Bool { !invited.isEmpty }
  }

  /// A touchpoint answers speak of.
  package struct Touchpoint: Sendable {
    package var id: String
    package var name: LocalizedText
    /// Index into `departments`.
    package var department: Int32?
    /// Whether the project file declares it.
    package var isDeclared: Bool
  }

  /// Where a respondent's journey lies.
  package struct Place: Sendable, Equatable {
    /// The part of the log.
    package var part: Int32
    /// The customer's number within the part.
    package var customer: Int32
  }

  /// A question without an answer.
  package static let none = Int32.min
  /// Into how many groups respondents are put for resampling.
  package static let groupCount = 256

  /// The sources, as declared.
  package var surveys: [Survey] = []
  /// Touchpoints by code; see the type.
  package var touchpoints: [Touchpoint] = []
  /// How many of them the log's catalog has.
  package var catalogTouchpoints = 0
  /// Departments by code.
  package var departments: [NamedThing] = []
  /// Channels by code.
  package var channels: [NamedThing] = []
  /// Language codes as the data write them.
  package var languages: [String] = []
  /// Where each respondent's journey lies; `nil` for one the log does not know.
  package var places: [Place?] = []
  /// What the customers' files say of each respondent, of the columns that groups and weights ask for.
  package var attributes: [Attribute] = []
  /// The group of each respondent, by hash of the id.
  package var groups: [UInt8] = []

  /// No answers.
  package init() {}

  /// Whether there is nothing to analyse.
  package var isEmpty: Bool { surveys.allSatisfy { $0.rowCount == 0 } }
  /// Respondents with an id.
  package var respondentCount: Int { places.count }
}

/// What reading one source of answers found, for the data-quality page.
package struct SurveyQuality: Sendable {
  /// A cell that is no answer on its question's scale, and how often it came.
  package struct Stray: Sendable, Equatable {
    package var column: String
    package var value: String
    package var rows: Int
  }
  /// The first file's name.
  package var name: String
  /// The kind of survey.
  package var type: SurveyType
  /// True when no type was declared.
  package var isTypeGuessed: Bool
  /// Columns taken for questions because none were declared.
  package var guessedQuestions: [QuestionDeclaration] = []
  /// Rows read.
  package var rows = 0
  /// Rows left out by `filter`.
  package var filtered = 0
  /// Rows that say when the invitation was sent.
  package var invited = 0
  /// Rows with any answer.
  package var answered = 0
  /// Scores read.
  package var scores = 0
  /// Answers read to questions with a list to choose from.
  package var choices = 0
  /// Cells that hold a declared code for "no answer".
  package var declined = 0
  /// Cells outside the declared scale or without a number: not used.
  package var outOfScale = 0
  /// The most frequent of them, at most twenty.
  package var strays: [Stray] = []
  /// Answered rows without a customer's id.
  package var withoutCustomer = 0
  /// Answered rows whose customer has no event in the log.
  package var unknownCustomers = 0
  /// Answered rows whose customer is in the log.
  package var matched = 0
  /// Answers to questions about a touchpoint that found their event inside the window; relational ones, their customer.
  package var attached = 0
  /// Answers that should have found one and did not.
  package var unattached = 0
  /// Rows without a weight where weights are declared.
  package var withoutWeight = 0
  /// Touchpoints named by rows or questions that neither the project file nor the events know, and answers at each.
  package var unknownTouchpoints: [(id: String, answers: Int)] = []
}
