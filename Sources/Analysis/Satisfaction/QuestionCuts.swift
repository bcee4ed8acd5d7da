import Journeys
import Statistics

extension RatingTable {
  /// A column of more values than these tells people apart rather than groups.
  static let mostGroupValues = 60

  /// One question's answers in every cut; its trend is judged later, with all others.
  func scores(_ ref: QuestionRef) -> QuestionScores {
    let survey = survey(ref)
    let question = question(ref)
    let measure = measure(ref)
    let isWeighted = !survey.weights.isEmpty
    let empty = ScoreTally(question.scale)
    var overall = empty
    var byTouchpoint = [ScoreTally](repeating: empty, count: answers.touchpoints.count)
    var byDepartment = [ScoreTally](repeating: empty, count: answers.departments.count)
    var byChannel = [ScoreTally](repeating: empty, count: answers.channels.count)
    var byLanguage = [ScoreTally](repeating: empty, count: answers.languages.count)
    forEachAnswer(ref) { row, score, touchpoint, weight in
      overall.add(score, weight: weight)
      if question.touchpoint == nil, touchpoint >= 0 { byTouchpoint[Int(touchpoint)].add(score, weight: weight) }
      let department = department(question, touchpoint)
      if department >= 0 { byDepartment[Int(department)].add(score, weight: weight) }
      if survey.channels[row] >= 0 { byChannel[Int(survey.channels[row])].add(score, weight: weight) }
      if !survey.languages.isEmpty, survey.languages[row] >= 0 {
        byLanguage[Int(survey.languages[row])].add(score, weight: weight)
      }
    }
    func cuts(_ tallies: [ScoreTally], _ ids: [String]) -> [CutScore] {
      sortedCuts(
        tallies.indices.filter { tallies[$0].n > 0 }.map {
          CutScore(
            id: ids[$0],
            score: tallies[$0].score(measure.metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow))
        })
    }
    let waves = WaveTally([ref], self)
    let groups = blueprint.groups.compactMap { by -> GroupScores? in
      guard let column = answers.rows(by, of: ref.survey), column.values.count <= Self.mostGroupValues else { return nil }
      var byValue = [ScoreTally](repeating: empty, count: column.values.count + 1)
      forEachAnswer(ref) { row, score, _, weight in byValue[Int(column.codes[row]) + 1].add(score, weight: weight) }
      return GroupScores(by: by, values: cuts(byValue, [""] + column.values))
    }
    return QuestionScores(
      id: id(ref), survey: survey.name, column: question.declaration.column, wording: question.declaration.wording,
      measure: measure, subject: question.declaration.subject,
      touchpoint: question.touchpoint.map { answers.touchpoints[Int($0)].id },
      department: question.department.map { answers.departments[Int($0)].id },
      overall: overall.score(measure.metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow),
      byTouchpoint: cuts(byTouchpoint, answers.touchpoints.map(\.id)),
      byDepartment: cuts(byDepartment, answers.departments.map(\.id)),
      byChannel: cuts(byChannel, answers.channels.map(\.id)), byLanguage: cuts(byLanguage, answers.languages),
      byGroup: groups,
      waves: waves.waves(self, measure, isWeighted: isWeighted), trend: waves.trend(self, measure.metric))
  }

  /// How each survey was answered.
  func responses(dayOf: (Int64) -> Int64) -> [SurveyResponse] {
    answers.surveys.indices.map { s in
      let survey = answers.surveys[s]
      let rows = survey.respondents.indices.filter { isInPeriod[s][$0] }
      let answered = rows.count { survey.isAnswered[$0] }
      let times = rows.compactMap { survey.isAnswered[$0] && survey.times[$0] != .min ? survey.times[$0] : nil }
      func day(_ time: Int64?) -> CivilDate? { time.map { CivilDate(daysSince1970: Int(dayOf($0))) } }
      var response = SurveyResponse(
        survey: survey.name, type: survey.type, rows: rows.count, answered: answered,
        response: survey.hasInvitations ? rate(survey, rows) : nil, weighting: weightings[s], firstDay: day(times.min()), lastDay: day(times.max()))
      if survey.hasInvitations, !survey.touchpoints.isEmpty {
        var rowsOf = [[Int]](repeating: [], count: answers.touchpoints.count)
        for row in rows where survey.touchpoints[row] >= 0 { rowsOf[Int(survey.touchpoints[row])].append(row) }
        response.byTouchpoint = rowsOf.indices.filter { !rowsOf[$0].isEmpty }
          .map { (id: answers.touchpoints[$0].id, response: rate(survey, rowsOf[$0])) }
          .sorted {
            $0.response.invited != $1.response.invited
              ? $0.response.invited > $1.response.invited : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
          }
      }
      return response
    }
  }

  /// A row with a time of invitation was invited; an answer without one is no answer to an invitation.
  private func rate(_ survey: SurveyAnswers.Survey, _ rows: [Int]) -> ResponseRate {
    let invited = rows.count { survey.invited[$0] != .min }
    let answered = rows.count { survey.invited[$0] != .min && survey.isAnswered[$0] }
    return ResponseRate(invited: invited, answered: answered, rate: wilson(answered, of: invited))
  }
}
