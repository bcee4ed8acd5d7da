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
  private var asked: [[Int]] = []
  /// Quarters in which the project file says that some question changed.
  private var changed: Set<Int32> = []

  private init() {}

  /// Over all data, whatever the report's period: a trend needs what came before.
  init(_ refs: [QuestionRef], _ table: RatingTable) {
    self = Self.cut(refs, table, parts: 1) { _, _ in 0 }[0]
  }

  /// One series for each of some touchpoints, in the order of their codes given, from one pass over the answers.
  static func byTouchpoint(_ refs: [QuestionRef], _ table: RatingTable, codes: [Int]) -> [WaveTally] {
    var placeOf = [Int32](repeating: -1, count: table.answers.touchpoints.count)
    for (place, code) in codes.enumerated() { placeOf[code] = Int32(place) }
    return cut(refs, table, parts: codes.count) { column, row in
      let touchpoint = column.touchpoint(row)
      return touchpoint < 0 ? -1 : placeOf[Int(touchpoint)]
    }
  }

  /// - Parameter part: which series a row's answer belongs to; negative for none.
  @inline(__always)
  private static func cut(
    _ refs: [QuestionRef], _ table: RatingTable, parts: Int, _ part: (AnswerColumn, Int) -> Int32
  ) -> [WaveTally] {
    let ranges = refs.compactMap { table.waveRanges[$0.survey][$0.question] }
    let first = ranges.reduce(Int32.max) { min($0, $1.lowerBound) }
    let last = ranges.reduce(Int32.min) { max($0, $1.upperBound) }
    var result = [WaveTally](repeating: WaveTally(), count: parts)
    guard let scale = refs.first.map({ table.question($0).scale }), first <= last, last - first < 400 else {
      return result
    }
    let count = Int(last - first) + 1
    var all = TallyGrid(
      scale, parts: count * parts, isWeighted: refs.contains { !table.weights[$0.survey].isEmpty })
    let codes = table.answers.languages.count
    var spoken = [Int](repeating: 0, count: count * parts * codes)
    var asked = [[Int]](repeating: [], count: count * parts)
    var answers = [Int](repeating: 0, count: count * parts)
    for (number, ref) in refs.enumerated() {
      let column = table.column(ref, everyPeriod: true)
      let languages = table.survey(ref).languages
      let quarters = table.quarters[ref.survey]
      @inline(__always)
      func place(_ row: Int) -> Int32 {
        let part = part(column, row)
        return part < 0 || quarters[row] == .min ? -1 : part * Int32(count) + quarters[row] - first
      }
      all.add(column) { place($0) }
      if !languages.isEmpty {
        column.forEach { row, _ in
          let place = place(row)
          if place >= 0, languages[row] >= 0 { spoken[Int(place) * codes + Int(languages[row])] += 1 }
        }
      }
      for place in answers.indices where all.n(place) > answers[place] {
        asked[place].append(number)
        answers[place] = all.n(place)
      }
    }
    var changed: Set<Int32> = []
    for ref in refs {
      for day in table.question(ref).declaration.changed { changed.insert(Int32(day.year * 4 + (day.month - 1) / 3)) }
    }
    for part in 0..<parts {
      result[part].changed = changed
      for wave in 0..<count where answers[part * count + wave] > 0 {
        let place = part * count + wave
        result[part].quarters.append(first + Int32(wave))
        result[part].tallies.append(all[place])
        result[part].languages.append(Array(spoken[place * codes..<(place + 1) * codes]))
        result[part].asked.append(asked[place])
      }
    }
    return result
  }

  /// Languages are another mix when any share moved by this much between waves of 30 answers.
  static let languageShift = 0.15

  private func breakBefore(_ wave: Int) -> WaveBreak? {
    guard wave > 0 else { return nil }
    if changed.contains(where: { $0 > quarters[wave - 1] && $0 <= quarters[wave] }) { return .declared }
    if asked[wave] != asked[wave - 1] { return .questions }
    let now = languages[wave].reduce(0, +)
    let before = languages[wave - 1].reduce(0, +)
    guard now >= 30, before >= 30 else { return nil }
    let isMoved = languages[wave].indices.contains { code in
      abs(Double(languages[wave][code]) / Double(now) - Double(languages[wave - 1][code]) / Double(before))
        > Self.languageShift
    }
    return isMoved ? .languages : nil
  }

  /// Fewer answers than these make no wave of a trend.
  static let fewest = 30

  /// Waves of a trend: those of 30 answers and more since the last break; `nil` of fewer than two.
  private var shown: [Int]? {
    let start = quarters.indices.last { breakBefore($0) != nil } ?? 0
    let shown = quarters.indices.filter { $0 >= start && tallies[$0].n >= Self.fewest }
    return shown.count > 1 ? shown : nil
  }

  /// The first and the last quarter a trend compares.
  var compared: (first: Int32, last: Int32)? {
    guard let shown, let first = shown.first, let last = shown.last else { return nil }
    return (quarters[first], quarters[last])
  }

  /// Whether the series moves, over its waves of 30 answers and more since the last break; p not yet corrected.
  func trend(_ table: RatingTable, _ metric: QuestionMetric) -> WaveTrend? {
    guard let shown, let first = shown.first, let last = shown.last,
      let change = table.difference(tallies[last], minus: tallies[first], metric)
    else { return nil }
    var p = change.p
    if shown.count > 2 {
      let origin = quarters[first]
      switch metric {
      case .nps:
        let values = shown.compactMap { wave -> (wave: Double, value: Double, standardError: Double)? in
          netPromoterScore(tallies[wave].promotersWorth).map {
            (Double(quarters[wave] - origin), $0.value, max(1e-9, ($0.high - $0.low) / (2 * z95)))
          }
        }
        p = Trend(values: values)?.pValue ?? p
      case .csat, .ces:
        var shares = [(part: Int, whole: Int)](repeating: (0, 0), count: Int(quarters[last] - origin) + 1)
        for wave in shown { shares[Int(quarters[wave] - origin)] = tallies[wave].topWorth(metric) }
        p = Trend(shares: shares)?.pValue ?? p
      case .text, .choice: break
      }
    }
    return WaveTrend(change: change.estimate, pValue: p, adjustedP: p)
  }

  func waves(_ table: RatingTable, _ measure: Measure, isWeighted: Bool) -> [Wave] {
    quarters.indices.map { wave in
      Wave(
        year: Int(quarters[wave]) / 4, quarter: Int(quarters[wave]) % 4 + 1,
        score: tallies[wave].score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow),
        breakBefore: breakBefore(wave))
    }
  }
}
