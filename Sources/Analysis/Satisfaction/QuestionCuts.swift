import Journeys
import Statistics

extension RatingTable {
  /// Answers of members, and of others, for a difference to be told.
  static let fewestOfSide = 30

  /// One question's answers in every cut; its trend is judged later, with all others.
  func scores(_ ref: QuestionRef) -> QuestionScores {
    let survey = survey(ref)
    let question = question(ref)
    let measure = measure(ref)
    let isWeighted = !survey.weights.isEmpty
    let column = column(ref)
    func grid(_ parts: Int) -> TallyGrid { TallyGrid(question.scale, parts: parts, isWeighted: isWeighted) }
    var overall = grid(1)
    var byTouchpoint = grid(answers.touchpoints.count)
    var byDepartment = grid(answers.departments.count)
    var byChannel = grid(answers.channels.count)
    var byLanguage = grid(answers.languages.count)
    overall.add(column)
    if question.touchpoint == nil, !survey.touchpoints.isEmpty { byTouchpoint.add(column) { column.touchpoint($0) } }
    byDepartment.add(column) { column.department($0) }
    let channels = survey.channels
    if !answers.channels.isEmpty { byChannel.add(column) { channels[$0] } }
    let languages = survey.languages
    if !languages.isEmpty { byLanguage.add(column) { languages[$0] } }
    func cuts(_ grid: TallyGrid, _ ids: [String]) -> [CutScore] {
      sortedCuts(
        (0..<grid.parts).filter { grid.n($0) > 0 }.map {
          CutScore(
            id: ids[$0],
            score: grid[$0].score(measure.metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow))
        })
    }
    let waves = WaveTally([ref], self)
    /// Members beside others, where the question is about what a club is to give.
    func clubScores() -> ClubScores? {
      guard question.declaration.subject?.isOfClub == true, let side = members[ref.survey] else { return nil }
      var bySide = grid(3)
      let codes = side.codes
      bySide.add(column) { codes[$0] + 1 }
      var own = ClubScores(values: cuts(bySide, [""] + side.values))
      if min(bySide.n(1), bySide.n(2)) >= Self.fewestOfSide,
        let found = difference(bySide[1], minus: bySide[2], measure.metric)
      {
        (own.difference, own.pValue) = (found.estimate, found.p)
      }
      return own
    }
    return QuestionScores(
      id: id(ref), survey: survey.name, column: question.declaration.column, wording: question.declaration.wording,
      measure: measure, subject: question.declaration.subject,
      touchpoint: question.touchpoint.map { answers.touchpoints[Int($0)].id },
      department: question.department.map { answers.departments[Int($0)].id },
      overall: overall[0].score(measure.metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow),
      byTouchpoint: cuts(byTouchpoint, answers.touchpoints.map(\.id)),
      byDepartment: cuts(byDepartment, answers.departments.map(\.id)),
      byChannel: cuts(byChannel, answers.channels.map(\.id)), byLanguage: cuts(byLanguage, answers.languages),
      byGroup: groups[ref.survey].map { groupScores(ref, by: $0, of: overall[0], byTouchpoint) },
      captives: captives[ref.survey].map { groupScores(ref, by: $0, of: overall[0], byTouchpoint) },
      byUnit: units[ref.survey].map { unitScores(ref, $0, cuts) },
      club: clubScores(), waves: waves.waves(self, measure, isWeighted: isWeighted),
      trend: waves.trend(self, measure.metric))
  }

  /// How each survey was answered.
  func responses(dayOf: (Int64) -> Int64) -> [SurveyResponse] {
    answers.surveys.indices.map { s in
      let survey = answers.surveys[s]
      let rows = survey.respondents.indices.filter { isInPeriod[s][$0] }
      var answered = 0
      var times: (first: Int64, last: Int64)?
      for row in rows where survey.isAnswered[row] {
        answered += 1
        let time = survey.times[row]
        if time != .min { times = (min(times?.first ?? time, time), max(times?.last ?? time, time)) }
      }
      func day(_ time: Int64?) -> CivilDate? { time.map { CivilDate(daysSince1970: Int(dayOf($0))) } }
      var response = SurveyResponse(
        survey: survey.name, type: survey.type, rows: rows.count, answered: answered,
        response: survey.hasInvitations ? rate(survey, rows) : nil, weighting: weightings[s],
        firstDay: day(times?.first), lastDay: day(times?.last))
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
