/// A survey tool whose exports are known, by the name that a project file gives them.
package enum SurveyTool: String, CaseIterable, Sendable {
  case qualtrics, surveymonkey, limesurvey
  case googleForms = "google-forms"
  case typeform

  /// The layout of a file that begins with these rows; `nil` where it is not declared to be this tool's and does not look so.
  func layout(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    switch self {
    case .qualtrics: SurveyLayout.qualtrics(rows, isDeclared: isDeclared)
    case .surveymonkey: SurveyLayout.surveyMonkey(rows, isDeclared: isDeclared)
    case .limesurvey: SurveyLayout.limeSurvey(rows, isDeclared: isDeclared)
    case .googleForms: SurveyLayout.googleForms(rows, isDeclared: isDeclared)
    case .typeform: SurveyLayout.typeform(rows, isDeclared: isDeclared)
    }
  }
}

/// How a survey tool lays out its export in rows of cells: where the headers are and which rows are answers.
///
/// It knows nothing of bytes, so that the same tool's CSV and workbook are read alike: a reader hands over the first
/// rows, and later each row's cells.
struct SurveyLayout: Sendable, Equatable {
  /// Rows with certain words in a column are no answers: previews, tests, deleted ones.
  struct RowRule: Sendable, Equatable {
    /// The column's position.
    var column: Int
    /// The words, in lower case.
    var words: [String]
  }

  var tool: SurveyTool
  /// How many rows stand before the first answer.
  var headerRows: Int
  /// The columns' names, made unique.
  var columns: [String]
  /// The text of the question each column answers; `nil` for what the tool itself adds.
  var texts: [String?]
  /// Columns of answers in the customer's own words, where the tool says so.
  var openColumns: [Int] = []
  /// Columns that only look like questions, such as the group Qualtrics computes from an NPS answer.
  var derivedColumns: [Int] = []
  /// Which rows are left out.
  var rules: [RowRule] = []
  /// Whether none of the first rows is an answer: they are previews, tests and the like.
  var holdsOnlyTests = false
  /// The zone of the file's times, where the tool says it.
  var zone: String?
  /// What the tool itself calls columns whose names say nothing: `V9`, EndDate.
  var ownNames: [Int: String] = [:]
  /// Columns of times written as only this tool does.
  var timeColumns: [Int] = []

  /// How many rows are needed to know a layout.
  static let rowsNeeded = 8

  /// The layout of a file that begins with these rows; with a declared format that tool's layout, otherwise the one
  /// recognised, or `nil` when no survey tool has written this.
  static func recognised(_ rows: [[String]], declared: InputFormat?) -> SurveyLayout? {
    guard rows.first?.isEmpty == false else { return nil }
    switch declared {
    case .surveyTool(let tool): return tool.layout(rows, isDeclared: true)
    case nil: return SurveyTool.allCases.lazy.compactMap { $0.layout(rows, isDeclared: false) }.first
    case .csv, .tsv, .xes, .xlsx, .sav, .jsonl, .fixedWidth: return nil
    }
  }

  /// The rule that makes a row no answer, if one does.
  func rule(leavingOut cell: (Int) -> String) -> Int? {
    rules.indices.first { index in rules[index].words.contains(cell(rules[index].column).lowercased()) }
  }

  /// A cell's text as the other readers understand it.
  func readable(_ column: Int, _ text: String) -> String {
    timeColumns.contains(column) ? googleTime(text) ?? text : text
  }

  /// The questions, from the first answers.
  func questions(_ samples: [[String]]) -> [QuestionColumn] {
    let questions = columns.indices.compactMap { index -> QuestionColumn? in
      guard let text = texts[index] else { return nil }
      let guess = QuestionGuess(
        column: columns[index], text: text, samples: samples[index], isOpen: openColumns.contains(index))
      var question = guess.question
      if derivedColumns.contains(index) { (question.metric, question.low, question.high) = (nil, nil, nil) }
      return question
    }
    return onScalesOfSiblings(questions)
  }

  /// Header names as they are used: white space in them made single, none empty, no two the same.
  static func names(_ header: [String]) -> [String] { uniqueNames(header.map(singleSpaced)) }

  /// Rules for a column that tells how a row came to be, whatever tool calls it so.
  static func statusRules(_ header: [String]) -> [RowRule] {
    header.indices.compactMap { index in
      ["status", "responsestatus", "סטטוס", "סטטוסתגובה"].contains(simplifiedHeader(header[index]))
        ? RowRule(column: index, words: ["deleted", "preview", "test", "נמחק", "נמחקה", "תצוגה מקדימה", "בדיקה"]) : nil
    }
  }
}
