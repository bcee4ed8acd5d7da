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
        "responsedate", "surveydate", "תאריךסקר", "תאריךהסקר",
        "completedat", "endtime", "reviewdate", "end", "starttime", "start",
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

  /// The columns of a survey that have a role, by their names alone: a column of scores looks like an id too often.
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
          simplifiedHeader(inspection.survey?.ownNames[$0] ?? inspection.columns[$0]) == name
        }
      }
      if let like = role.asOfEvents, let guess = byName.first(where: { $0.role == like }),
        let index = inspection.columns.firstIndex(of: guess.column)
      {
        // An event's own name for its customer is surer than a tool's spare field; a tool's own name for its time is.
        columns.insert(index, at: role == .customer ? 0 : columns.count)
      }
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
