import Basics
import Journeys
import Statistics

/// The two latest waves of surveys that the project dates by `wave:`, question by question.
///
/// Questions are the same where touchpoint, department, metric, subject and type of survey are; where several of a wave are,
/// those in columns of one name.
package struct WaveComparison: Sendable {
  /// Why two questions that are the same are not compared.
  package enum Cut: String, Sendable { case wording, scale, declared, languages, channels }
  /// A question of both waves.
  package struct Pair: Sendable {
    /// Places among all questions, as `SatisfactionResult.questions` has them.
    package var now: Int
    package var before: Int
    /// `nil` where something cuts the line, or an error is none.
    package var difference: RatioDifference?
    package var cut: Cut?
    /// The smallest difference worth saying.
    package var worth: Double
  }
  package var now: DateSpan
  package var before: DateSpan
  package var pairs: [Pair]
  /// Places of questions without a partner, of the later wave and of the earlier.
  package var onlyNow: [Int]
  package var onlyBefore: [Int]
}

extension RatingTable {
  /// `nil` where answers come from fewer than two waves.
  func waveComparison() -> WaveComparison? {
    var waves: [DateSpan] = []
    for survey in answers.surveys where survey.wave != nil {
      if let wave = survey.wave, !waves.contains(wave) { waves.append(wave) }
    }
    waves.sort { ($0.first.daysSince1970, $0.last.daysSince1970) < ($1.first.daysSince1970, $1.last.daysSince1970) }
    guard waves.count > 1 else { return nil }
    let all = questions
    func of(_ wave: DateSpan) -> [Int] { all.indices.filter { survey(all[$0]).wave == wave } }
    let (now, before) = (waves[waves.count - 1], waves[waves.count - 2])
    let (later, earlier) = (of(now), of(before))
    var comparison = WaveComparison(now: now, before: before, pairs: [], onlyNow: [], onlyBefore: [])
    var taken: Set<Int> = []
    for place in later {
      let partner = partner(of: all[place], among: earlier.map { all[$0] }, beside: later.map { all[$0] })
      guard let partner, case let own = earlier[partner], !taken.contains(own) else {
        comparison.onlyNow.append(place)
        continue
      }
      taken.insert(own)
      comparison.pairs.append(pair(place, own, all, from: before, to: now))
    }
    comparison.onlyBefore = earlier.filter { !taken.contains($0) }
    return comparison
  }

  /// What makes two questions the same.
  private struct Sameness: Hashable {
    var touchpoint: Int32?
    var department: Int32?
    var metric: QuestionMetric
    var subject: QuestionSubject?
    var type: SurveyType
  }

  private func sameness(_ ref: QuestionRef) -> Sameness {
    let question = question(ref)
    return Sameness(
      touchpoint: question.touchpoint, department: question.department, metric: question.declaration.metric,
      subject: question.declaration.subject, type: survey(ref).type)
  }

  private func partner(of ref: QuestionRef, among earlier: [QuestionRef], beside later: [QuestionRef]) -> Int? {
    let own = sameness(ref)
    let same = earlier.indices.filter { sameness(earlier[$0]) == own }
    if same.count == 1, later.count(where: { sameness($0) == own }) == 1 { return same[0] }
    return same.first { question(earlier[$0]).declaration.column == question(ref).declaration.column }
  }

  private func pair(
    _ now: Int, _ before: Int, _ all: [QuestionRef], from: DateSpan, to: DateSpan
  ) -> WaveComparison.Pair {
    let (a, b) = (all[now], all[before])
    let metric = measure(a).metric
    let cut = cut(a, b, from: from, to: to)
    var difference: RatioDifference?
    if cut == nil {
      func tally(_ ref: QuestionRef) -> ScoreTally {
        var grid = TallyGrid(question(ref).scale, parts: 1, isWeighted: !weights[ref.survey].isEmpty)
        grid.add(column(ref, everyPeriod: true))
        return grid[0]
      }
      let isWeighted = !weights[a.survey].isEmpty || !weights[b.survey].isEmpty
      let (x, y) = (tally(a), tally(b))
      if min(x.n, y.n) >= WaveTally.fewest {
        difference = x.difference(minus: y, metric, isWeighted: isWeighted, self)
      }
    }
    return WaveComparison.Pair(
      now: now, before: before, difference: difference, cut: cut,
      worth: metric == .nps ? 10 : PeriodComparison.worthOfShare)
  }

  /// What cuts the line from one question to another; `nil` where nothing does.
  private func cut(_ a: QuestionRef, _ b: QuestionRef, from: DateSpan, to: DateSpan) -> WaveComparison.Cut? {
    let (x, y) = (question(a), question(b))
    if x.scale != y.scale { return .scale }
    if let own = x.declaration.wording, let other = y.declaration.wording, own != other { return .wording }
    let changed = x.declaration.changed + y.declaration.changed
    if changed.contains(where: { $0 > from.first && $0 <= to.last }) { return .declared }
    if isMoved(a, b, { survey($0).languages }, answers.languages.count) { return .languages }
    return isMoved(a, b, { survey($0).channels }, answers.channels.count) ? .channels : nil
  }

  /// Whether the mix of some codes among the answers is another.
  private func isMoved(
    _ a: QuestionRef, _ b: QuestionRef, _ codes: (QuestionRef) -> [Int32], _ count: Int
  ) -> Bool {
    func counts(_ ref: QuestionRef) -> [Int] {
      var counts = [Int](repeating: 0, count: count + 1)
      let own = codes(ref)
      column(ref, everyPeriod: true).forEach { row, _ in
        counts[row < own.count && own[row] >= 0 ? Int(own[row]) : count] += 1
      }
      return counts
    }
    let (x, y) = (counts(a), counts(b))
    let (m, n) = (x.reduce(0, +), y.reduce(0, +))
    guard min(m, n) >= WaveTally.fewest else { return false }
    return zip(x, y).contains { abs(Double($0) / Double(m) - Double($1) / Double(n)) > WaveTally.languageShift }
  }
}
