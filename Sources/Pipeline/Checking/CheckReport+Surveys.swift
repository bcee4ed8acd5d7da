import Journeys
import Reading
import Wording

extension CheckReport {
  /// What became of a survey's rows: invited, answered, tied to a customer and to an event.
  func surveyLines(_ survey: SurveyQuality, hasEvents: Bool) -> [RichText] {
    var lines: [RichText] = []
    func add(_ key: String, _ value: Sentence.Value) {
      lines.append(line(1, Sentence("check.survey." + key, ["value": value])))
    }
    func count(_ key: String, _ count: Int) { if count > 0 { add(key, .number(count)) } }
    func share(_ key: String, _ part: Int, of whole: Int) {
      add(key, .code(whole > 0 ? "\(percent(Double(part), Double(whole))) (\(part) / \(whole))" : "—"))
    }
    add(survey.isTypeGuessed ? "type-guessed" : "type", .code(survey.type.rawValue))
    if !survey.guessedQuestions.isEmpty { add("questions", .questions(survey.guessedQuestions)) }
    count("filtered", survey.filtered)
    if survey.invited > 0 {
      count("invited", survey.invited)
      share("response", min(survey.answered, survey.invited), of: survey.invited)
    }
    share("answered", survey.answered, of: survey.rows - survey.filtered)
    add("scores", .number(survey.scores))
    count("choices", survey.choices)
    count("declined", survey.declined)
    if survey.outOfScale > 0 {
      let strays = survey.strays.prefix(max(1, examples)).map { stray in
        Sentence.Value.sentence(
          Sentence(
            "check.survey.stray",
            ["column": .name(clipped(stray.column)), "value": .name(stray.value), "n": .number(stray.rows)]))
      }
      lines.append(
        line(
          1, Sentence("check.survey.out-of-scale", ["value": .number(survey.outOfScale), "strays": .list(strays)])))
    }
    if hasEvents {
      share("matched", survey.matched, of: survey.answered)
      count("without-customer", survey.withoutCustomer)
      count("unknown-customers", survey.unknownCustomers)
      if survey.attached + survey.unattached > 0 {
        share("attached", survey.attached, of: survey.attached + survey.unattached)
      }
    }
    count("without-weight", survey.withoutWeight)
    // Where there are no events, every touchpoint is known from the survey alone.
    if hasEvents, !survey.unknownTouchpoints.isEmpty {
      let names = survey.unknownTouchpoints.prefix(20).map { unknown in
        Sentence.Value.sentence(
          Sentence("check.survey.touchpoint", ["name": .name(unknown.id), "n": .number(unknown.answers)]))
      }
      add("unknown-touchpoints", .list(names))
    }
    return lines
  }

  /// What a sheet of decisions says, and how its columns were understood.
  func decisionLines(_ sheet: DecisionSheet) -> [RichText] {
    let columns = sheet.columns.map { Sentence.Value.code("\($0.role.rawValue) = \(clipped($0.column))") }
    var lines = [
      line(1, Sentence("check.decisions.columns", ["value": .list(columns)])),
      line(1, Sentence("check.decisions.read", ["value": .number(sheet.decisions)])),
    ]
    if sheet.unfilled > 0 {
      lines.append(line(1, Sentence("check.decisions.unfilled", ["value": .number(sheet.unfilled)])))
    }
    return lines
  }
}
