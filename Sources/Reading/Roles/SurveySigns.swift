/// What speaks for rows being answers of people who were asked.
struct SurveySigns {
  /// A survey tool has written the file.
  let isFromTool: Bool
  /// A column that numbers responses.
  let hasResponseID: Bool
  /// A header that only tables of answers have.
  let saysSo: Bool
  /// A column that says when somebody was sent the survey; logs of help desks have one too.
  let tellsOfSending: Bool
  /// Columns of answers on a scale, by name or by wording.
  let scores: [Int]
  /// Columns that hold small whole numbers only, whatever they are called.
  let points: [Int]
  /// Columns of words that somebody wrote.
  let comments: [Int]
  /// Question and answer, where each row holds one of each.
  let pairs: (question: Int, answer: Int)?
  /// A question whose answers are words that grade, and nothing else that says what happened.
  let isOneQuestion: Bool
  /// Whether a question by which customers recommend is among the columns.
  let asksToRecommend: Bool

  /// Looks at every column.
  init(_ inspection: Inspection, _ scorer: RoleScorer, _ roles: [RoleGuess]) {
    let columns = inspection.columns
    let headers = Set(columns.map(simplifiedHeader))
    isFromTool =
      inspection.survey != nil || inspection.format.isSurveyTool
      || Self.tools.contains { $0.isSubset(of: headers) && columns.count > $0.count }
    tellsOfSending = !headers.isDisjoint(with: Self.sendings)
    saysSo = columns.contains { Self.onlySurveysSay.contains(simplifiedHeader($0)) }
    hasResponseID = columns.indices.contains { index in
      let simple = simplifiedHeader(columns[index])
      guard
        Self.responses.contains(where: { simple == $0 + "id" || simple == $0 + "no" || simple == $0 + "number" })
          || Self.numbersAnswer(simple)
      else { return false }
      return true
    }
    let questions = Set(inspection.questions.filter { $0.metric?.isScored == true }.map(\.column))
    let isAnswers = hasResponseID || saysSo
    let named = columns.indices.filter { index in
      let profile = scorer.profiles[index]
      guard profile.rows >= 2 else { return false }
      if questions.contains(columns[index]) { return true }
      // Of people who answered, words that grade are answers whatever their column is called.
      if isAnswers, inspection.gradesInWords(index) { return true }
      guard scorer.words[index].say(.rating) else { return false }
      return Self.isScale(inspection.samples[index]) || Self.grades(inspection.samples[index])
    }
    points = ratingColumns(inspection)
    // Points are a score whatever their column is called, unless its name says that they count something else.
    var others: [HeaderClue] = [.step, .quantity, .count, .duration, .place, .trait, .clock, .day, .document]
    // How somebody feels is called a state too.
    if !hasResponseID { others.append(.status) }
    let roleColumns = roles.filter { $0.role != .touchpoint }.map(\.column)
    scores =
      named.isEmpty
      ? points.filter { !scorer.words[$0].say(anyOf: others) && !roleColumns.contains(columns[$0]) } : named
    comments = columns.indices.filter { index in
      let profile = scorer.profiles[index]
      guard profile.rows > 0, profile.looksLikeWords || profile.distinct == 1, !profile.looksLikeNumbers else {
        return false
      }
      return scorer.words[index].say(.freeText) || QuestionWording.asksForWords(columns[index])
        || columns[index].hasSuffix("?")
    }
    pairs = Self.pairs(inspection, scorer)
    let asked = columns.indices.filter { index in
      questions.contains(columns[index])
        || (QuestionWording.metric(of: columns[index], isScored: true) != nil && Self.grades(inspection.samples[index]))
    }
    let names = asked.map { columns[$0] }
    isOneQuestion = !asked.isEmpty && !roles.contains { $0.role == .touchpoint && !names.contains($0.column) }
    asksToRecommend = inspection.questions.contains { $0.metric == .nps }
  }

  /// Whether a Hebrew header numbers answers: מזהה תגובה, מספר תשובה, קוד המשיב.
  private static func numbersAnswer(_ header: String) -> Bool {
    let answers: Set<String> = [
      "תגובה", "תשובה", "משיב", "מענה", "סקר", "שאלון", "משוב", "טופס", "הגשה", "דירוג", "ביקורת", "משתתף",
    ]
    return ["מזהה", "מספר", "מס", "קוד"].contains { key in
      guard header.hasPrefix(key) else { return false }
      let rest = String(header.dropFirst(key.count))
      return answers.contains(rest) || (rest.hasPrefix("ה") && answers.contains(String(rest.dropFirst())))
    }
  }

  /// Headers that stand before the questions in the tables of Microsoft Forms, KoboToolbox, Formbricks, Delighted and LimeSurvey.
  private static let tools: [Set<String>] = [
    ["id", "starttime", "completiontime", "email", "name"], ["מזהה", "שעתהתחלה", "שעתסיום", "דואראלקטרוני", "שם"],
    ["מזהה", "שעתהתחלה", "שעתהשלמה", "דואראלקטרוני", "שם"],
    ["id", "uuid", "submissiontime", "validationstatus"], ["responseid", "surveyid", "finished"],
    ["surveyresponseid", "score", "surveytype"],
    // The questions of a LimeSurvey survey, exported without answers.
    ["class", "typescale", "relevance", "text", "language", "mandatory"],
  ]

  private static let responses = [
    "response", "respondent", "review", "submission", "answer", "survey", "feedback", "surveyresponse", "form",
    "rating",
    "responder", "participant", "entry",
  ]

  /// Headers that only tables of answers have, as they are compared.
  static let onlySurveysSay: Set<String> = [
    "answered", "answeredat", "תאריךמענה", "מועדמענה", "responsedate", "surveydate", "תאריךסקר", "תאריךהסקר", "invited",
    "invitedat", "invitationdate", "recordeddate", "datesubmitted", "submitdate", "submittedat", "submitdateutc",
    "respondentid", "responseid", "weighting", "משקל", "externaldatareference", "מזההמשיב", "משיב",
  ]

  /// Headers that say when a survey was sent, as they are compared.
  static let sendings: Set<String> = [
    "surveysent", "surveysentat", "surveysenton", "surveysentdate", "datesurveysent", "סקרנשלח", "מועדשליחתסקר",
    "מועדשליחתהסקר", "תאריךשליחתסקר", "תאריךשליחתהסקר",
  ]

  /// Whether nearly all values are points of a scale that people answer on.
  private static func isScale(_ samples: [String]) -> Bool {
    let values = samples.filter { !$0.isEmpty }
    let points = values.compactMap { (AnswerNumber($0) ?? starCount($0))?.value }
    guard values.count >= 2, points.count * 10 >= values.count * 9 else { return false }
    return points.allSatisfy { $0 >= 0 && $0 <= 100 } && Set(points).count <= 101
  }

  /// Whether the values are words that speak of more and less: Very satisfied, Good, Bad.
  static func grades(_ samples: [String]) -> Bool {
    let values = Set(samples.filter { !$0.isEmpty })
    return (2...20).contains(values.count) && QuestionWording.grades(Array(values))
  }

  /// Whether at least half of the different values are such words, so that the column holds answers and nothing else.
  static func areGrades(_ samples: [String]) -> Bool {
    let values = Set(samples.filter { !$0.isEmpty })
    return (2...12).contains(values.count) && QuestionWording.gradingCount(Array(values)) * 2 >= values.count
  }

  /// Columns of questions and answers, where the layout is long.
  private static func pairs(_ inspection: Inspection, _ scorer: RoleScorer) -> (question: Int, answer: Int)? {
    func column(_ names: Set<String>) -> Int? {
      inspection.columns.firstIndex { names.contains(simplifiedHeader($0)) }
    }
    guard
      let question = column([
        "question", "questiontext", "questionname", "questionlabel", "questiontitle", "item", "prompt", "שאלה",
        "נוסחהשאלה", "טקסטשאלה", "questionid",
      ]),
      let answer = column([
        "answer", "answertext", "answervalue", "response", "responsevalue", "responsetext", "value", "תשובה", "מענה",
        "ערך",
      ]), question != answer
    else { return nil }
    let profile = scorer.profiles[question]
    // The same few questions are asked of everybody.
    guard profile.rows >= 2, profile.distinct * 2 <= profile.rows || profile.rows < 8 else { return nil }
    return (question, answer)
  }
}

/// The columns that hold whole numbers from 0 to 11 only, several different ones.
package func numberedColumns(_ inspection: Inspection) -> [String] {
  ratingColumns(inspection).map { inspection.columns[$0] }
}

/// Columns that hold whole numbers from 0 to 11 only, several different ones.
func ratingColumns(_ inspection: Inspection) -> [Int] {
  inspection.columns.indices.filter { index in
    let values = inspection.samples[index].filter { !$0.isEmpty }
    guard values.count >= 3, values.allSatisfy({ Int($0).map { (0...11).contains($0) } ?? false }) else { return false }
    return Set(values).count >= 3
  }
}
