/// Whether a survey tool has written the file, or many columns hold answers on a scale, so that rows are people who
/// answered and not touches.
package func looksLikeSurvey(_ inspection: Inspection) -> Bool {
  if inspection.survey != nil || inspection.format.isSurveyTool { return true }
  if ratingColumns(inspection).count >= 5 { return true }
  return inspection.questions.contains { $0.metric == .nps } && !looksLikeEventLog(inspection)
}

/// Whether rows are touches of customers, although one column of theirs looks like answers on a scale.
///
/// Customer, time and a touchpoint of few repeated texts are all there, and so is one thing that answers to a survey do
/// not have: several rows for each customer, an amount or an order, or a score in the lesser part of the rows alone.
package func looksLikeEventLog(_ inspection: Inspection) -> Bool {
  guard inspection.survey == nil, !inspection.format.isSurveyTool, inspection.questions.count <= 1,
    !inspection.columns.contains(where: { onlySurveysSay.contains(simplifiedHeader($0)) })
  else { return false }
  let guesses = guessRoles(inspection).filter { guess in
    !inspection.questions.contains { $0.column == guess.column }
  }
  func place(_ role: ColumnRole) -> Int? {
    guesses.first { $0.role == role }.flatMap { inspection.columns.firstIndex(of: $0.column) }
  }
  guard let customer = place(.customer), place(.time) != nil, let touchpoint = place(.touchpoint),
    ColumnProfile(inspection.samples[touchpoint]).looksLikeActivity
  else { return false }
  if place(.amount) != nil || place(.order) != nil { return true }
  let ids = inspection.samples[customer].filter { !$0.isEmpty }
  if ids.count >= 2 * Set(ids).count { return true }
  // The first rows of a log in the order of time may hold each customer once.
  let isNamed = guesses.contains { $0.role == .touchpoint && !$0.byContent }
  let scores =
    inspection.questions.first.flatMap { inspection.columns.firstIndex(of: $0.column) }
    .map { inspection.samples[$0].filter { !$0.isEmpty }.count } ?? 0
  return isNamed && scores * 2 < ids.count
}

/// Headers that only tables of answers have, as they are compared.
private let onlySurveysSay: Set<String> = [
  "answered", "answeredat", "תאריךמענה", "מועדמענה", "responsedate", "surveydate", "תאריךסקר", "תאריךהסקר", "invited",
  "invitedat", "invitationdate", "recordeddate", "datesubmitted", "submitdate", "submittedat", "submitdateutc",
  "respondentid", "responseid", "weighting", "משקל", "externaldatareference", "מזההמשיב", "משיב"
]

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
