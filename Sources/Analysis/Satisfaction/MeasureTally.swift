import Journeys
import Statistics

/// The answers of one measure, cut in every way a report shows.
struct MeasureTally: Sendable {
  let measure: Measure
  /// By code, all answers that name a touchpoint.
  let byTouchpoint: [ScoreTally]
  /// Their scores, which many figures show.
  let touchpointScores: [Score]
  let byDepartment: [ScoreTally]
  let byChannel: [ScoreTally]
  let overall: ScoreTally
  let isWeighted: Bool
  /// Latest time of an answer by touchpoint code; `Int64.min` for none.
  let latest: [Int64]

  init(_ measure: Measure, _ table: RatingTable) {
    self.measure = measure
    let refs = table.questions(of: measure)
    let (touchpoints, departments, channels) =
      (table.answers.touchpoints.count, table.answers.departments.count, table.answers.channels.count)
    let isWeighted = refs.contains { !table.weights[$0.survey].isEmpty }
    func grid(_ parts: Int) -> TallyGrid { TallyGrid(measure.scale, parts: parts, isWeighted: isWeighted) }
    var all = grid(1)
    var (touchpointGrid, departmentGrid, channelGrid) = (grid(touchpoints), grid(departments), grid(channels))
    var latest = [Int64](repeating: .min, count: touchpoints)
    for ref in refs {
      let column = table.column(ref)
      let survey = table.survey(ref)
      let times = survey.times
      all.add(column)
      touchpointGrid.add(column) { column.touchpoint($0) }
      departmentGrid.add(column) { column.department($0) }
      if channels > 0 {
        let codes = survey.channels
        channelGrid.add(column) { codes[$0] }
      }
      column.forEach { row, _ in
        let touchpoint = column.touchpoint(row)
        if touchpoint >= 0, times[row] > latest[Int(touchpoint)] { latest[Int(touchpoint)] = times[row] }
      }
    }
    self.latest = latest
    self.isWeighted = isWeighted
    overall = all[0]
    byTouchpoint = touchpointGrid.tallies
    byDepartment = departmentGrid.tallies
    byChannel = channelGrid.tallies
    touchpointScores = byTouchpoint.map {
      $0.score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow)
    }
  }

  func score(_ tally: ScoreTally, _ table: RatingTable) -> Score {
    tally.score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow)
  }

  /// Scores of the codes that have answers, by answers descending, then id.
  func cuts(_ tallies: [ScoreTally], _ ids: [String], _ table: RatingTable) -> [CutScore] {
    sortedCuts(
      tallies.indices.filter { tallies[$0].n > 0 }.map { CutScore(id: ids[$0], score: score(tallies[$0], table)) })
  }
}
