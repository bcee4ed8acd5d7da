/// What a column of a survey means beside its questions.
package enum SurveyRole: String, CaseIterable, Sendable {
  case customer, time, invited, touchpoint, channel, weight, language

  /// Header names that mean this role in surveys, the surest first; compared without case, spaces and punctuation.
  var names: [String] {
    switch self {
    case .customer:
      ["externaldatareference", "externalreference", "customdata1", "customdata", "customvalue", "token"]
    case .time:
      [
        "recordeddate", "submissiontime", "completiontime", "enddate", "datesubmitted", "submitdate", "submittedat",
        "submitdateutc", "datecompleted",
        "answered", "answeredat", "תאריךמענה", "מועדמענה", "datecreated", "timestamp", "חותמתזמן", "startdate",
        "responsedate", "surveydate", "תאריךסקר", "תאריךהסקר", "שעתסיום", "שעתהשלמה", "surveyresponsedate",
        "responsetime",
        "reviewcreated", "reviewcreatedat",
        "completedat", "endtime", "reviewdate", "end", "starttime", "start", "שעתהתחלה",
      ]
    case .invited:
      ["invited", "invitedat", "sent", "sentat", "invitationdate", "נשלח", "תאריךשליחה", "מועדשליחה"]
        + SurveySigns.sendings.sorted()
    case .touchpoint: ["touchpoint", "נקודתמגע", "where"]
    case .channel: ["channel", "ערוץ"]
    case .weight: ["weight", "w", "wt", "משקל", "weighting"]
    case .language: ["userlanguage", "language", "lang", "startlanguage", "שפה"]
    }
  }

  /// The role of events that means the same, and whose names mean this one too.
  package var asOfEvents: ColumnRole? {
    switch self {
    case .customer: .customer
    case .time: .time
    case .touchpoint: .touchpoint
    case .channel: .channel
    case .invited, .weight, .language: nil
    }
  }

  /// The columns of a survey that have a role, by their names: a column of scores looks like an id too often. A column of
  /// times is one by its cells, too, where no name tells.
  ///
  /// - Parameter questions: columns that are questions and so have no role.
  package static func guesses(
    _ inspection: Inspection, besides questions: [String]
  ) -> [(role: SurveyRole, column: String)] {
    let byName = guessRoles(inspection).filter { !$0.byContent }
    var taken = questions
    var found: [(role: SurveyRole, column: String)] = []
    for role in allCases {
      var columns = role.names.compactMap { name in
        inspection.columns.indices.first {
          let header = simplifiedHeader(inspection.survey?.ownNames[$0] ?? inspection.columns[$0])
          // Review Created (UTC), Ended at [GMT].
          return header == name || (role == .time && ["utc", "gmt"].contains { header == name + $0 })
        }
      }
      let times = role == .time ? inspection.columnsOfTimes : (answers: [], others: [])
      columns += times.answers
      if let like = role.asOfEvents, let guess = byName.first(where: { $0.role == like }),
        let index = inspection.columns.firstIndex(of: guess.column)
      {
        // An event's own name for its customer is surer than a tool's spare field; a tool's own name for its time is.
        if role != .time || !inspection.saysBirth(index) {
          columns.insert(index, at: role == .customer ? 0 : columns.count)
        }
      }
      columns += times.others
      let fitting = columns.first { index in
        !taken.contains(inspection.columns[index]) && role.fits(inspection.samples[index])
      }
      guard let fitting else { continue }
      taken.append(inspection.columns[fitting])
      found.append((role, inspection.columns[fitting]))
    }
    return found
  }

  private func fits(_ samples: [String]) -> Bool {
    let values = samples.filter { !$0.isEmpty }
    switch self {
    case .time, .invited: return ColumnProfile(samples).looksLikeTime
    case .weight: return !values.isEmpty && values.allSatisfy { Double($0) ?? -1 >= 0 }
    // One name for everybody is nobody's: Microsoft Forms writes "anonymous".
    case .customer: return !values.isEmpty && (values.count < 2 || Set(values).count > 1)
    case .touchpoint, .channel, .language: return !values.isEmpty
    }
  }
}

extension Inspection {
  /// The columns that hold times in nearly every cell: those that say that somebody answered, and all others, those with a
  /// time of day first.
  ///
  /// When somebody was born, joined or was asked is not when he answered, and a column of one day alone is a clock whose day
  /// says nothing.
  fileprivate var columnsOfTimes: (answers: [Int], others: [Int]) {
    let elsewhen: Set<String> = [
      "joined", "registered", "registration", "sent", "invited", "invitation", "due", "expiry", "expires", "הצטרפות",
      "רישום", "הרשמה", "שליחה", "נשלח", "הזמנה", "תפוגה",
    ]
    let answering: Set<String> = [
      "response", "responded", "answer", "answered", "review", "reviewed", "feedback", "submitted", "submission",
      "rated", "מענה", "תשובה", "ביקורת", "משוב",
    ]
    var found: (answers: [Int], others: [Int]) = ([], [])
    for index in columns.indices where profile(index).looksLikeTime && profile(index).areDigitsTimes {
      let header = HeaderWords(columns[index])
      let words = Set(header.words)
      if header.say(.duration) || saysBirth(index) || !words.isDisjoint(with: elsewhen) || isClock(index) { continue }
      if words.isDisjoint(with: answering) { found.others.append(index) } else { found.answers.append(index) }
    }
    func isClock(_ index: Int) -> Bool {
      profile(index).hasTimeOfDay
        && Set(samples[index].lazy.filter { !$0.isEmpty }.map { $0.prefix { $0 != " " && $0 != "T" } }).count == 1
    }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      (profile(a).hasTimeOfDay ? 0 : 1, a) < (profile(b).hasTimeOfDay ? 0 : 1, b)
    }
    return (found.answers.sorted(by: precedes), found.others.sorted(by: precedes))
  }

  /// Whether a column says when somebody was born.
  fileprivate func saysBirth(_ index: Int) -> Bool {
    let births: Set<String> = ["birth", "birthday", "birthdate", "dob", "לידה", "הולדת"]
    return !Set(HeaderWords(columns[index]).words).isDisjoint(with: births)
  }
}
