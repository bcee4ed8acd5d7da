import Reading

/// Which columns of a file of answers are read, and what each of them is.
struct SurveyPlan {
  /// Role and column, declared or recognised.
  private(set) var roles: [(role: String, column: String)]
  /// Recognised rather than declared.
  private(set) var guesses: [RoleGuess] = []
  private(set) var questions: [QuestionDeclaration]
  private let attributes: [String]
  /// Columns read as dictionaries, then times, then weights: place in the table.
  private let dictionaries: [String]
  private let times: [String]

  init(_ inspection: Inspection, _ declaration: SourceDeclaration) {
    roles = declaration.columns
    questions = declaration.questions
    attributes = declaration.attributes
    if roles.isEmpty {
      // By name only: a column of scores looks like an id too often.
      for guess in guessRoles(inspection) where !guess.byContent {
        guard [.customer, .time, .touchpoint, .channel].contains(guess.role),
          !questions.contains(where: { $0.column == guess.column })
        else { continue }
        roles.append((guess.role.rawValue, guess.column))
        guesses.append(guess)
      }
    }
    if questions.isEmpty {
      let taken = roles.map(\.column)
      questions = guessedQuestions(inspection).filter { !taken.contains($0.column) }
    }
    var names: [String] = []
    for (role, column) in roles where !["time", "invited", "weight"].contains(role) { names.append(column) }
    names += questions.map(\.column) + attributes
    var unique: [String] = []
    for name in names where !unique.contains(name) { unique.append(name) }
    dictionaries = unique
    times = roles.filter { ["time", "invited"].contains($0.role) }.map(\.column)
  }

  func column(_ role: String) -> String? { roles.first { $0.role == role }?.column }

  func request(_ zone: TimeZoneTable, _ declaration: SourceDeclaration) -> ReadRequest {
    let format = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
    var columns = dictionaries.map { ColumnRequest(name: $0, kind: .dictionary) }
    columns += times.map { ColumnRequest(name: $0, kind: .time(format)) }
    if let weight = column("weight") { columns.append(ColumnRequest(name: weight, kind: .decimal)) }
    return ReadRequest(columns: columns, zone: zone)
  }

  func dictionary(_ role: String, _ table: Table) -> DictionaryColumn? {
    column(role).flatMap { dictionary(question: $0, table) }
  }

  func attribute(_ name: String, _ table: Table) -> DictionaryColumn? { dictionary(question: name, table) }

  func dictionary(question column: String, _ table: Table) -> DictionaryColumn? {
    guard let place = dictionaries.firstIndex(of: column), case .dictionary(let data) = table.columns[place] else {
      return nil
    }
    return data
  }

  /// Times in microseconds, or weights in millionths; `Int64.min` where missing.
  func numbers(_ role: String, _ table: Table) -> [Int64]? {
    guard let name = column(role) else { return nil }
    let place = role == "weight" ? table.columns.count - 1 : (times.firstIndex(of: name) ?? 0) + dictionaries.count
    switch table.columns[place] {
    case .time(let values), .decimal(let values), .integer(let values): return values
    case .dictionary: return nil
    }
  }
}

/// What the columns of a file seem to ask, where the project declares no question: the one place that knows.
func guessedQuestions(_ inspection: Inspection) -> [QuestionDeclaration] {
  let metrics: [(word: String, metric: QuestionMetric)] = [
    ("nps", .nps), ("csat", .csat), ("ces", .ces), ("why", .text), ("reason", .text), ("comment", .text),
    ("סיבה", .text), ("הערות", .text),
  ]
  return inspection.columns.compactMap { column in
    let words = column.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return metrics.first { words.contains($0.word) }.map { QuestionDeclaration(column: column, metric: $0.metric) }
  }
}
