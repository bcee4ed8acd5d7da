import Journeys
import Reading

extension CheckReport {
  /// What became of a survey's rows: invited, answered, tied to a customer and to an event.
  func surveyLines(_ survey: SurveyQuality, hasEvents: Bool, _ words: CheckWords) -> [String] {
    var lines: [String] = []
    func add(_ he: String, _ en: String, _ text: String) { lines.append("  " + words.say(he, en) + text) }
    func share(_ part: Int, of whole: Int) -> String {
      whole > 0 ? "\((Double(part) / Double(whole) * 1000).rounded() / 10)% (\(part) / \(whole))" : "—"
    }
    let type = survey.isTypeGuessed ? " (" + words.say("ניחוש", "guessed") + ")" : ""
    add("סוג הסקר: ", "kind of survey: ", survey.type.rawValue + type)
    if !survey.guessedQuestions.isEmpty {
      add(
        "שאלות שנוחשו: ", "questions guessed: ",
        survey.guessedQuestions.map { "\($0.metric.rawValue) = \(clipped(printable($0.column)))" }.joined(
          separator: ", "))
    }
    if survey.filtered > 0 { add("שורות שהושמטו לפי filter: ", "rows left out by filter: ", "\(survey.filtered)") }
    if survey.invited > 0 {
      add("נשלחו הזמנות: ", "invitations: ", "\(survey.invited)")
      add("שיעור המענה: ", "response rate: ", share(min(survey.answered, survey.invited), of: survey.invited))
    }
    add("ענו: ", "answered: ", share(survey.answered, of: survey.rows - survey.filtered))
    add("ציונים שנקראו: ", "scores read: ", "\(survey.scores)")
    if survey.declined > 0 {
      add("תאים עם קוד של אי־תשובה: ", "cells with a code for no answer: ", "\(survey.declined)")
    }
    if survey.outOfScale > 0 {
      add(
        "תאים מחוץ לסולם, לא בשימוש: ", "cells outside the scale, not used: ",
        "\(survey.outOfScale): "
          + survey.strays.prefix(max(1, examples)).map { stray in
            "\(clipped(printable(stray.column))) \"\(printable(stray.value))\" × \(stray.rows)"
          }.joined(separator: ", ")
          + words.say("; missing מגדיר קודים של אי־תשובה", "; `missing` declares codes for no answer"))
    }
    if hasEvents {
      add(
        "תשובות של לקוחות שיש להם אינטראקציות: ", "answers of customers with interactions: ",
        share(survey.matched, of: survey.answered))
      if survey.withoutCustomer > 0 {
        add("תשובות בלי מזהה לקוח: ", "answers without a customer's id: ", "\(survey.withoutCustomer)")
      }
      if survey.unknownCustomers > 0 {
        add(
          "תשובות של לקוחות שאינם בנתונים: ", "answers of customers not in the data: ", "\(survey.unknownCustomers)")
      }
      if survey.attached + survey.unattached > 0 {
        add(
          "תשובות שנמצאה להן האינטראקציה: ", "answers tied to their interaction: ",
          share(survey.attached, of: survey.attached + survey.unattached))
      }
    }
    if survey.withoutWeight > 0 {
      add("שורות בלי משקל: ", "rows without a weight: ", "\(survey.withoutWeight)")
    }
    // Where there are no events, every touchpoint is known from the survey alone.
    if hasEvents, !survey.unknownTouchpoints.isEmpty {
      add(
        "נקודות מגע שרק הסקר מכיר: ", "touchpoints only the survey knows: ",
        survey.unknownTouchpoints.prefix(20).map { "\(printable($0.id)) (\($0.answers))" }.joined(separator: ", "))
    }
    return lines
  }

  /// What a sheet of decisions says, and how its columns were understood.
  func decisionLines(_ sheet: DecisionSheet, _ words: CheckWords) -> [String] {
    var lines = [
      "  " + words.say("עמודות: ", "columns: ")
        + sheet.columns.map { "\($0.role.rawValue) = \(clipped(printable($0.column)))" }.joined(separator: ", "),
      "  " + words.say("החלטות שנקראו: ", "decisions read: ") + "\(sheet.decisions)",
    ]
    if sheet.unfilled > 0 {
      lines.append("  " + words.say("שורות שלא מולאו: ", "rows not filled in: ") + "\(sheet.unfilled)")
    }
    return lines
  }
}
