import Reading

/// Which columns of a file of answers are read, and what each of them is.
struct SurveyPlan {
  /// Role and column, declared or recognised.
  private(set) var roles: [(role: SurveyRole, column: String)]
  /// Recognised rather than declared.
  private(set) var guesses: [RoleGuess] = []
  private(set) var questions: [QuestionDeclaration]
  private let attributes: [String]
  /// Columns read as dictionaries, then times, then weights: place in the table.
  private let dictionaries: [String]
  private let times: [String]
  /// What codes stand for, by column, where the file says it apart from the cells.
  private let labels: [String: [AnswerLabel]]

  init(_ inspection: Inspection, _ declaration: SourceDeclaration) {
    // The project file's roles of a survey were held to this list when it was decoded.
    roles = declaration.columns.compactMap { entry in SurveyRole(rawValue: entry.role).map { ($0, entry.column) } }
    questions = declaration.questions
    attributes = declaration.attributes
    labels = Dictionary(inspection.questions.map { ($0.column, $0.labels) }) { first, _ in first }
    let declared = roles
    let asked = (questions.isEmpty ? guessedQuestions(inspection) : questions).map(\.column)
    // What is declared of one column leaves the others to be guessed.
    for guess in SurveyRole.guesses(inspection, besides: asked + declared.map(\.column)) {
      // Weights, invitations and languages count only where they are declared.
      guard let role = guess.role.asOfEvents, !declared.contains(where: { $0.role == guess.role }) else { continue }
      roles.append(guess)
      guesses.append(RoleGuess(role: role, column: guess.column, reason: .name))
    }
    if let format = declaration.timeFormat.flatMap({ TimeFormat(declared: $0) }), format != .auto,
      !roles.contains(where: { $0.role == .time }),
      let column = timeColumn(inspection, written: format, guess: nil), !asked.contains(column),
      !roles.contains(where: { $0.column == column })
    {
      roles.append((role: .time, column: column))
      guesses.append(RoleGuess(role: .time, column: column, reason: .content))
    }
    if questions.isEmpty {
      let taken = roles.map(\.column)
      questions = guessedQuestions(inspection).filter { !taken.contains($0.column) }
    }
    var names: [String] = []
    for (role, column) in roles where role.isName { names.append(column) }
    names += questions.map(\.column) + attributes
    var unique: [String] = []
    for name in names where !unique.contains(name) { unique.append(name) }
    dictionaries = unique
    times = roles.filter { $0.role.isTime }.map(\.column)
  }

  /// The roles that events have too, with their columns.
  var eventRoles: [(role: ColumnRole, column: String)] {
    roles.compactMap { entry in entry.role.asOfEvents.map { (role: $0, column: entry.column) } }
  }

  /// What the codes of a question stand for.
  func labels(of column: String) -> [AnswerLabel] { labels[column] ?? [] }

  func column(_ role: SurveyRole) -> String? { roles.first { $0.role == role }?.column }

  func request(_ zone: TimeZoneTable, _ declaration: SourceDeclaration) -> ReadRequest {
    let format = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
    var columns = dictionaries.map { ColumnRequest(name: $0, kind: .dictionary) }
    columns += times.map { ColumnRequest(name: $0, kind: .time(format)) }
    if let weight = column(.weight) { columns.append(ColumnRequest(name: weight, kind: .decimal)) }
    return ReadRequest(columns: columns, zone: zone)
  }

  func dictionary(_ role: SurveyRole, _ table: Table) -> DictionaryColumn? {
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
  func numbers(_ role: SurveyRole, _ table: Table) -> [Int64]? {
    guard let name = column(role) else { return nil }
    let place = role == .weight ? table.columns.count - 1 : (times.firstIndex(of: name) ?? 0) + dictionaries.count
    switch table.columns[place] {
    case .time(let values), .decimal(let values), .integer(let values): return values
    case .dictionary, .ids: return nil
    }
  }
}

extension SurveyRole {
  /// Whether its cells are moments.
  fileprivate var isTime: Bool {
    switch self {
    case .time, .invited: true
    case .customer, .touchpoint, .channel, .weight, .language: false
    }
  }

  /// Whether its cells are names, each known by its text.
  fileprivate var isName: Bool {
    switch self {
    case .customer, .touchpoint, .channel, .language: true
    case .time, .invited, .weight: false
    }
  }
}

/// What the columns of a file seem to ask, where the project declares no question.
///
/// What a column seems to measure is known in `Reading`; codes that look like no answer are taken for none.
package func guessedQuestions(_ inspection: Inspection) -> [QuestionDeclaration] {
  inspection.questions.compactMap { found in
    guard let metric = found.metric else { return nil }
    var question = QuestionDeclaration(column: found.column, metric: metric)
    if metric == .csat || metric == .ces, let low = found.low, let high = found.high, low < high, high - low <= 100 {
      let scale = Int32(clamping: low)...Int32(clamping: high)
      if scale != metric.usualScale { question.scale = scale }
    }
    if metric.isScored { question.missing = found.likelyMissing }
    question.isReversed = found.isReversed && metric.isScored
    if found.isItem { question.touchpoint = found.column }
    if found.isOverall { question.subject = .overall }
    if found.text != found.column { question.wording = LocalizedText(found.text) }
    return question
  }
}
