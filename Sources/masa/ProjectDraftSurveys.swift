import Reading

/// A question as a survey source declares it.
struct DraftQuestion {
  /// The column of its answers.
  var column: String
  /// `nps`, `csat`, `ces` or `text`.
  var metric: String
  /// Whether the column's name alone makes its file a survey.
  var isCertain: Bool
}

/// The questions among a file's columns, with what they seem to measure: the one place that knows what a survey asks.
func surveyQuestions(_ inspection: Inspection) -> [DraftQuestion] {
  inspection.columns.indices.compactMap { index in
    let column = inspection.columns[index]
    let words = DraftName.words(column)
    let answers = inspection.samples[index].filter { !$0.isEmpty }
    let numbers = answers.compactMap { Int($0) }
    let isRating = numbers.count * 10 >= answers.count * 7 && numbers.allSatisfy { (0...11).contains($0) }
    func says(_ beginnings: [String]) -> Bool { words.contains { word in beginnings.contains { word.hasPrefix($0) } } }
    if says(["nps"]), isRating { return DraftQuestion(column: column, metric: "nps", isCertain: true) }
    if says(["csat", "satisf", "שביעות"]), isRating {
      return DraftQuestion(column: column, metric: "csat", isCertain: words == ["csat"])
    }
    if says(["ces", "effort", "ease", "קלות"]), isRating {
      return DraftQuestion(column: column, metric: "ces", isCertain: words == ["ces"])
    }
    if says(["why", "comment", "verbatim", "הערות", "מדוע", "למה"]), !answers.isEmpty, !isRating {
      return DraftQuestion(column: column, metric: "text", isCertain: false)
    }
    return nil
  }
}

extension ProjectDraft {
  /// A survey's source: the one place where surveys are written.
  func surveyLines(_ source: Source) -> [String] {
    var lines = [
      "  - file: \(yamlScalar(source.name))", "    kind: survey",
      "    # "
        + say(
          "סוג הסקר: relational (תקופתי), transactional (אחרי רכישה או טיפול), momentary (מיד אחרי אינטראקציה)",
          "the kind of survey: relational (periodic), transactional (after one purchase or case), momentary (right after a touch)"
        ),
    ]
    for type in ["relational", "transactional", "momentary"] where source.name.lowercased().contains(type) {
      lines.append("    type: \(type)  # " + say("guessed: לפי שם הקובץ", "guessed: by the file's name"))
      break
    }
    let roles: [(role: String, names: [String])] = [
      ("time", ["answered", "answered_at", "recordeddate", "enddate", "submitted", "תאריך מענה"]),
      ("touchpoint", ["where", "touchpoint", "נקודת מגע"]), ("weight", ["weight", "w", "משקל"]),
      ("language", ["language", "lang", "userlanguage", "שפה"]), ("invited", ["sent", "invited", "נשלח"]),
    ]
    var columns: [(String, String)] = []
    if let customer = source.guesses.first(where: { $0.role == .customer }) {
      columns.append(("customer", customer.column))
    }
    for (role, names) in roles {
      let found = source.inspection.columns.first { names.contains($0.lowercased()) }
      let guess = role == "time" ? source.guesses.first { $0.role == .time }?.column : nil
      if let column = found ?? guess, !columns.contains(where: { $0.1 == column }) { columns.append((role, column)) }
    }
    if !columns.isEmpty {
      lines.append("    columns:  # " + say("guessed: לפי שמות העמודות", "guessed: by the columns' names"))
      lines += columns.map { "      \($0.0): \(yamlScalar($0.1))" }
    }
    let questions = surveyQuestions(source.inspection)
    guard !questions.isEmpty else { return lines }
    lines.append(
      "    questions:  # " + say("guessed: לפי שמות העמודות והתשובות", "guessed: by the columns' names and answers"))
    for question in questions {
      lines.append("      - {column: \(yamlScalar(question.column)), metric: \(question.metric)}")
    }
    return lines
  }
}
