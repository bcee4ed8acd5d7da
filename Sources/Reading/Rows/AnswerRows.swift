extension Inspection {
  /// A survey of one row an answer as a table of one row a person, with a column for each question; itself where it is
  /// no such survey.
  ///
  /// The whole file is read once, because nothing but its rows say what was asked.
  package func withAnswersBeside(limits: ReadingLimits = ReadingLimits()) throws(ReadingError) -> Inspection {
    guard survey == nil, shape == .long, preparation == nil, fileKind(self) == .survey else { return self }
    let scorer = RoleScorer(self)
    guard let pair = SurveySigns(self, scorer, guessRoles(self)).pairs, let keys = answerKeys(pair) else { return self }
    let layout = AnswerLayout(
      keys: keys, question: columns[pair.question], answer: columns[pair.answer], questions: [],
      original: TableShape.Original(columns: columns, samples: samples))
    let kept = columns.filter { $0 != layout.question && $0 != layout.answer }
    let rows = try AnswerRows(self, layout, others: kept, atMost: sampleRows, limits: limits, zone: .utc)
    guard !rows.questions.isEmpty, rows.questions.count <= AnswerLayout.most else { return self }
    var result = self
    result.columns = uniqueNames(kept + rows.questions)
    let named = Array(result.columns.dropFirst(kept.count))
    result.shape = .answers(
      AnswerLayout(
        keys: keys, question: layout.question, answer: layout.answer,
        questions: zip(rows.questions, named).map { AnswerLayout.Question(text: $0, column: $1) },
        original: layout.original))
    result.samples =
      kept.indices.map { place in rows.people.map { sampled($0.others[place]) } }
      + rows.questions.map { question in rows.people.map { sampled($0.answers[question] ?? "") } }
    result.questions = questionsByWording(result.columns, result.samples)
    result.questions = withGrids(result)
    return result
  }

  /// The columns that tell whose an answer is: the response's own number, or who answered and when.
  private func answerKeys(_ pair: (question: Int, answer: Int)) -> [String]? {
    let free = columns.indices.filter { $0 != pair.question && $0 != pair.answer }
    let numbers = ["responseid", "submissionid", "surveyresponseid", "entryid", "formid", "מזההתגובה", "מזההתשובה"]
    if let number = free.first(where: { numbers.contains(simplifiedHeader(columns[$0])) }) { return [columns[number]] }
    let people = ["respondentid", "respondent", "participantid", "participant", "personid", "מזההמשיב", "משיב"]
    let roles = guessRoles(self)
    func role(_ role: ColumnRole) -> String? {
      roles.first { $0.role == role && $0.column != columns[pair.question] && $0.column != columns[pair.answer] }?
        .column
    }
    let person = free.first { people.contains(simplifiedHeader(columns[$0])) }.map { columns[$0] } ?? role(.customer)
    guard let person else { return nil }
    let time = free.first { profile($0).looksLikeTime }.map { columns[$0] }
    return [person] + (time.map { [$0] } ?? [])
  }
}

/// Where a survey of one row an answer has its questions and answers.
package struct AnswerLayout: Sendable, Equatable {
  /// A question and the name of the column made for it.
  struct Question: Sendable, Equatable {
    var text: String
    var column: String
  }

  /// More questions than this are no questionnaire.
  static let most = 500

  /// The columns that together tell whose an answer is.
  var keys: [String]
  /// The column of the questions.
  var question: String
  /// The column of the answers.
  var answer: String
  /// What was asked, in the order of first sight.
  var questions: [Question]
  /// The columns of the file and their first values.
  var original: TableShape.Original
}

/// The rows of such a survey, brought together by person.
struct AnswerRows {
  /// What one person answered at one time.
  struct Person {
    /// The first row of his.
    var row: UInt32
    /// The cells of the other columns.
    var others: [String]
    /// Answers by question.
    var answers: [String: String] = [:]
  }

  private(set) var people: [Person] = []
  private(set) var questions: [String] = []
  /// The table the rows were read from.
  let table: Table

  /// Reads the file whole.
  ///
  /// - Parameter most: of those after so many people nothing is kept but what they were asked.
  init(
    _ inspection: Inspection, _ layout: AnswerLayout, others: [String], atMost most: Int = .max, limits: ReadingLimits,
    zone: TimeZoneTable
  ) throws(ReadingError) {
    var base = inspection
    (base.shape, base.columns, base.samples) = (.long, layout.original.columns, layout.original.samples)
    let texts = try TextTable(
      base, layout.keys + [layout.question, layout.answer] + others,
      ReadRequest(columns: [], zone: zone, limits: limits))
    table = texts.table
    // Whoever came after those that are kept is at no place.
    var placeOf: [String: Int] = [:]
    var isKnown: Set<String> = []
    for row in 0..<table.rowCount {
      guard let question = texts.cell(layout.question, row) else { continue }
      if isKnown.insert(question).inserted { questions.append(question) }
      let key = layout.keys.map { texts.cell($0, row) ?? "" }.joined(separator: "\u{1F}")
      let answer = texts.cell(layout.answer, row) ?? ""
      // Who is asked the same again has answered again.
      let known = placeOf[key]
      if let known, known >= 0, people[known].answers[question] == nil {
        people[known].answers[question] = answer
        continue
      }
      guard people.count < most else {
        if known != nil { placeOf[key] = -1 }
        continue
      }
      placeOf[key] = people.count
      people.append(
        Person(
          row: table.rowNumbers[row], others: others.map { texts.cell($0, row) ?? "" }, answers: [question: answer]))
    }
  }
}

/// Reads requested columns of a survey of one row an answer, one row a person.
func readAnswers(_ inspection: Inspection, _ request: ReadRequest, _ layout: AnswerLayout) throws(ReadingError) -> Table
{
  let names = request.columns.map(\.name)
  let questionOf = Dictionary(layout.questions.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
  let others = names.filter { questionOf[$0] == nil }
  let rows = try AnswerRows(inspection, layout, others: others, limits: request.limits, zone: request.zone)
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: inspection.file.name)
  var cells = CellRow(columns: names.count)
  for person in rows.people {
    cells.clear()
    for (slot, name) in names.enumerated() {
      let text: String?
      if let question = questionOf[name] {
        text = person.answers[question]
      } else {
        text = others.firstIndex(of: name).map { person.others[$0] }
      }
      if let text, !text.isEmpty { cells.set(slot, text) }
    }
    cells.add(to: &builder, row: person.row)
  }
  try builder.check()
  var table = builder.finish(contentHash: rows.table.contentHash)
  table.issues.merge(rows.table.issues)
  return table
}
