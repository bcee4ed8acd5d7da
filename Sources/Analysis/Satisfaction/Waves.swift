import Journeys
import Statistics

/// Answers by quarter, of one question or of several of one measure.
struct WaveTally: Sendable {
  /// `4 · year + quarter − 1`, ascending.
  private(set) var quarters: [Int32] = []
  private(set) var tallies: [ScoreTally] = []
  /// Answers by language code and quarter.
  private var languages: [[Int]] = []
  /// Which of the questions were asked in the quarter.
  private var asked: [Set<Int>] = []

  /// Over all data, whatever the report's period: a trend needs what came before.
  ///
  /// - Parameter only: the code of the one touchpoint whose answers count; `nil`: all do.
  init(_ refs: [QuestionRef], _ table: RatingTable, only: Int32? = nil) {
    var first = Int32.max
    var last = Int32.min
    for ref in refs {
      for (row, quarter) in table.quarters[ref.survey].enumerated()
      where quarter != .min && table.question(ref).scores[row] != SurveyAnswers.none {
        first = min(first, quarter)
        last = max(last, quarter)
      }
    }
    guard let scale = refs.first.map({ table.question($0).scale }), first <= last, last - first < 400 else { return }
    let count = Int(last - first) + 1
    var all = [ScoreTally](repeating: ScoreTally(scale), count: count)
    var spoken = [[Int]](repeating: [Int](repeating: 0, count: table.answers.languages.count), count: count)
    var questions = [Set<Int>](repeating: [], count: count)
    for (number, ref) in refs.enumerated() {
      let survey = table.survey(ref)
      table.forEachAnswer(ref, everyPeriod: true) { row, score, touchpoint, weight in
        let quarter = table.quarters[ref.survey][row]
        guard quarter != .min, only == nil || touchpoint == only else { return }
        let place = Int(quarter - first)
        all[place].add(score, weight: weight)
        questions[place].insert(number)
        if !survey.languages.isEmpty, survey.languages[row] >= 0 { spoken[place][Int(survey.languages[row])] += 1 }
      }
    }
    for place in 0..<count where all[place].n > 0 {
      quarters.append(first + Int32(place))
      tallies.append(all[place])
      languages.append(spoken[place])
      asked.append(questions[place])
    }
  }

  /// Languages are another mix when any share moved by this much between waves of 30 answers.
  static let languageShift = 0.15

  private func isBreak(_ wave: Int) -> Bool {
    guard wave > 0 else { return false }
    if asked[wave] != asked[wave - 1] { return true }
    let now = languages[wave].reduce(0, +)
    let before = languages[wave - 1].reduce(0, +)
    guard now >= 30, before >= 30 else { return false }
    return languages[wave].indices.contains { code in
      abs(Double(languages[wave][code]) / Double(now) - Double(languages[wave - 1][code]) / Double(before))
        > Self.languageShift
    }
  }

  /// Fewer answers than these make no wave of a trend.
  static let fewest = 30

  /// Whether the series moves, over its waves of 30 answers and more since the last break; p not yet corrected.
  func trend(_ table: RatingTable, _ metric: QuestionMetric) -> WaveTrend? {
    let start = quarters.indices.last { isBreak($0) } ?? 0
    let shown = quarters.indices.filter { $0 >= start && tallies[$0].n >= Self.fewest }
    guard let first = shown.first, let last = shown.last, first < last,
      let change = table.difference(tallies[last], minus: tallies[first], metric)
    else { return nil }
    var p = change.p
    if shown.count > 2 {
      let origin = quarters[first]
      switch metric {
      case .nps:
        let values = shown.compactMap { wave -> (wave: Double, value: Double, standardError: Double)? in
          tallies[wave].value(.nps).map {
            (Double(quarters[wave] - origin), $0.value, max(1e-9, ($0.high - $0.low) / (2 * z95)))
          }
        }
        p = Trend(values: values)?.pValue ?? p
      case .csat, .ces:
        var shares = [(part: Int, whole: Int)](repeating: (0, 0), count: Int(quarters[last] - origin) + 1)
        for wave in shown { shares[Int(quarters[wave] - origin)] = tallies[wave].top(metric) }
        p = Trend(shares: shares)?.pValue ?? p
      case .text: break
      }
    }
    return WaveTrend(change: change.estimate, pValue: p, adjustedP: p)
  }

  func waves(_ table: RatingTable, _ measure: Measure, isWeighted: Bool) -> [Wave] {
    quarters.indices.map { wave in
      Wave(
        year: Int(quarters[wave]) / 4, quarter: Int(quarters[wave]) % 4 + 1,
        score: tallies[wave].score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow),
        isBreak: isBreak(wave))
    }
  }
}
