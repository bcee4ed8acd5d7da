extension SurveyLayout {
  /// LimeSurvey's CSV, with questions or their codes as names, and the data file it writes for R.
  static func limeSurvey(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    let header = rows[0]
    let simple = header.map(simplifiedHeader)
    let known = simple.filter { isLimeSurveyOwn($0) }
    let hasLanguage = simple.contains { ["startlanguage", "שפתהתחלה", "שפתפתיחה"].contains($0) }
    guard isDeclared || (hasLanguage && known.count >= 3) else { return nil }
    return SurveyLayout(
      tool: .limesurvey, headerRows: 1, columns: names(header),
      texts: header.indices.map { isLimeSurveyOwn(simple[$0]) ? nil : header[$0] })
  }
}

/// Whether LimeSurvey itself adds a column of this simplified name.
func isLimeSurveyOwn(_ simple: String) -> Bool {
  limeSurveyOwn.contains(simple) || simple.hasPrefix("attribute") || simple.hasPrefix("grouptime")
    || simple.hasPrefix("questiontime")
}

private let limeSurveyOwn: Set<String> = [
  "id", "responseid", "submitdate", "datesubmitted", "lastpage", "startlanguage", "seed", "startdate", "datestarted",
  "datestamp", "datelastaction", "ipaddr", "ipaddress", "refurl", "referrerurl", "token", "accesscode", "firstname",
  "lastname", "email", "emailaddress", "interviewtime", "totaltime", "quotaexit",
  "מזההתגובה", "מזההתשובה", "תאריךשליחה", "תאריךהגשה", "תאריךשהוגש", "עמודאחרון", "דףאחרון", "שפתהתחלה", "שפתפתיחה",
  "תאריךהתחלה", "תאריךפעולהאחרונה", "תאריךהפעולההאחרונה", "זרע",
]
