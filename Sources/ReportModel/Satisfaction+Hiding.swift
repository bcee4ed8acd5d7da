import Analysis
import Journeys

extension SatisfactionResult {
  /// The same with every rating of too few people taken out, and as many others as it takes that no sum gives them back.
  ///
  /// What is hidden has state `.hidden` and no number left in it; everything that rests on it is left out.
  ///
  /// - Parameter k: fewest answers that may be shown; 0 or 1 hides nothing.
  package func hiding(below k: Int) -> SatisfactionResult {
    var ratings = RatingCells(threshold: k)
    for question in questions { ratings.add(question) }
    for touchpoint in touchpoints {
      for one in touchpoint.scores {
        let total = ratings.add(.touchpoint(one.measure, touchpoint.id), one.score.n)
        ratings.relate(
          one.waves.map { ($0.score.n, .touchpointWave(one.measure, touchpoint.id, $0.ordinal)) }, to: total, one.score.n)
      }
    }
    for clock in clocks {
      let overall = ratings.add(.clock(clock.measure), clock.overall.n)
      ratings.relate(clock.waves.map { ($0.score.n, .clockWave(clock.measure, $0.ordinal)) }, to: overall, clock.overall.n)
    }
    for result in consistency {
      for unit in result.units { ratings.add(.unit(result.between, result.measure, unit.id), unit.score.n) }
    }
    ratings.settle()
    var result = self
    result.hideScores(ratings)
    result.hideComparisons(ratings, k)
    return result
  }

  private mutating func hideScores(_ ratings: RatingCells) {
    questions = questions.map { ratings.shown($0) }
    for i in touchpoints.indices {
      for j in touchpoints[i].scores.indices {
        let (id, one) = (touchpoints[i].id, touchpoints[i].scores[j])
        touchpoints[i].scores[j].score = ratings.shown(one.score, .touchpoint(one.measure, id))
        for k in one.waves.indices {
          touchpoints[i].scores[j].waves[k].score = ratings.shown(
            one.waves[k].score, .touchpointWave(one.measure, id, one.waves[k].ordinal))
        }
        if touchpoints[i].scores[j].score.state == .hidden { touchpoints[i].scores[j].trend = nil }
      }
    }
    for i in clocks.indices {
      let measure = clocks[i].measure
      clocks[i].overall = ratings.shown(clocks[i].overall, .clock(measure))
      for j in clocks[i].waves.indices {
        let wave = clocks[i].waves[j]
        clocks[i].waves[j].score = ratings.shown(wave.score, .clockWave(measure, wave.ordinal))
      }
    }
    for i in weakestLinks.indices {
      let measure = weakestLinks[i].measure
      func isHidden(_ t: RankedTouchpoint) -> Bool {
        ratings.shown(t.score, .touchpoint(measure, t.id)).state == .hidden
      }
      weakestLinks[i].thin += weakestLinks[i].touchpoints.filter(isHidden).map(\.id)
      weakestLinks[i].touchpoints = weakestLinks[i].touchpoints.compactMap { ranked in
        var ranked = ranked
        ranked.score = ratings.shown(ranked.score, .touchpoint(measure, ranked.id))
        return ranked.score.state == .hidden ? nil : ranked
      }
      let shown = Set(weakestLinks[i].touchpoints.map(\.id))
      weakestLinks[i].verdict = weakestLinks[i].verdict.among(shown)
      weakestLinks[i].strength = weakestLinks[i].strength.among(shown)
    }
    for i in curve.indices {
      for j in curve[i].points.indices {
        let point = curve[i].points[j]
        let state = ratings.state(.touchpoint(curve[i].measure, point.touchpoint), point.n)
        curve[i].points[j].state = state
        guard state == .hidden else { continue }
        curve[i].points[j].index = nil
        curve[i].points[j].n = 0
      }
    }
  }

  private mutating func hideComparisons(_ ratings: RatingCells, _ k: Int) {
    for i in touchpoints.indices { touchpoints[i].terms.removeAll { $0.customers < k } }
    for i in terms.indices { terms[i].terms.removeAll { $0.customers < k } }
    clockGaps.removeAll { gap in
      touchpoints.first { $0.id == gap.touchpoint }?.scores.contains {
        $0.measure.metric == gap.metric && $0.score.state == .hidden
      } ?? false
    }
    for i in consistency.indices {
      let (between, measure) = (consistency[i].between, consistency[i].measure)
      for j in consistency[i].units.indices {
        let unit = consistency[i].units[j]
        consistency[i].units[j].score = ratings.shown(unit.score, .unit(between, measure, unit.id))
      }
      let hidden = Set(consistency[i].units.filter { $0.score.state == .hidden }.map(\.id))
      if consistency[i].lowest.map({ hidden.contains($0.id) }) ?? false { consistency[i].lowest = nil }
      if consistency[i].highest.map({ hidden.contains($0.id) }) ?? false { consistency[i].highest = nil }
      if consistency[i].customersRatingTwo < k {
        (consistency[i].meanGap, consistency[i].wideGapShare) = (nil, nil)
        consistency[i].customersRatingTwo = 0
      }
    }
    leavers.removeAll { ($0.left?.n ?? 0) < max(k, 1) || ($0.stayed?.n ?? 0) < max(k, 1) }
    drivers.removeAll { $0.n < k }
    for i in drivers.indices {
      for j in drivers[i].drivers.indices {
        let performance = drivers[i].drivers[j].performance
        drivers[i].drivers[j].performance = ratings.restated(performance, isHidden: performance.n > 0 && performance.n < k)
      }
    }
    for i in chainTests.indices { chainTests[i].byLowest.removeAll { $0.share.n < k } }
    if var link = repurchase {
      link.rows.removeAll { $0.customers < k || ($0.high?.n ?? k) < k || ($0.low?.n ?? k) < k }
      repurchase = link.rows.isEmpty ? nil : link
    }
    for i in responses.indices { responses[i].byTouchpoint.removeAll { $0.response.answered < k } }
    for i in programme.rows.indices {
      let id = programme.rows[i].touchpoint
      let scores = touchpoints.first { $0.id == id }?.scores ?? []
      for j in programme.rows[i].cells.indices {
        let cell = programme.rows[i].cells[j]
        let isHidden = scores.contains { $0.measure.type == cell.type && $0.score.state == .hidden }
        guard isHidden || (cell.n > 0 && cell.n < k) else { continue }
        programme.rows[i].cells[j].n = SurveyProgramme.hiddenCount
        programme.rows[i].cells[j].marginOfError = nil
        programme.rows[i].cells[j].responseRate = nil
      }
    }
  }
}

extension Wave {
  /// Quarters counted through.
  var ordinal: Int { year * 4 + quarter }
}

extension SurveyProgramme {
  /// Stands for a number of answers that is hidden.
  package static let hiddenCount = -1
}

extension WeakestLinkResult.Verdict {
  /// The same where all it names may be shown.
  fileprivate func among(_ shown: Set<String>) -> Self {
    switch self {
    case .named(let id): shown.contains(id) ? self : .tooFew
    case .contenders(let ids):
      ids.allSatisfy { shown.contains($0) } ? self : .tooFew
    case .noDifference, .tooFew: self
    }
  }
}

/// Numbers of answers as cells of one family, found again by what they are about.
private struct RatingCells {
  /// What a number of answers is about.
  enum Key: Hashable {
    case question(String), questionPart(String, String, String), questionWave(String, Int)
    case touchpoint(Measure, String), touchpointWave(Measure, String, Int)
    case clock(Measure), clockWave(Measure, Int)
    case unit(ConsistencyResult.Between, Measure, String)
  }
  private var family: Suppression
  /// Only looked up, never listed.
  private var cells: [Key: Int] = [:]
  private let threshold: Int

  init(threshold: Int) {
    family = Suppression(threshold: threshold)
    self.threshold = threshold
  }

  /// The cell of a number; the same about the same thing is one cell.
  @discardableResult
  mutating func add(_ key: Key, _ n: Int) -> Int {
    if let cell = cells[key], family.value(cell) == n { return cell }
    let cell = family.add(n)
    cells[key] = cell
    return cell
  }

  mutating func relate(_ parts: [(n: Int, key: Key)], to total: Int, _ n: Int) {
    let parts = parts.map { (n: $0.n, cell: add($0.key, $0.n)) }
    guard parts.count > 1, parts.reduce(0, { $0 + $1.n }) == n else { return }
    family.relate(parts: parts.map(\.cell), total: total)
  }

  mutating func add(_ question: QuestionScores) {
    let total = add(.question(question.id), question.overall.n)
    let n = question.overall.n
    relate(question.byTouchpoint.map { ($0.score.n, .touchpoint(question.measure, $0.id)) }, to: total, n)
    for (name, parts) in Self.parts(question) {
      relate(parts.map { ($0.score.n, .questionPart(question.id, name, $0.id)) }, to: total, n)
    }
    relate(
      question.waves.map { ($0.score.n, .questionWave(question.id, $0.ordinal)) }, to: total, n)
  }

  private static func parts(_ question: QuestionScores) -> [(String, [CutScore])] {
    [("department", question.byDepartment), ("channel", question.byChannel), ("language", question.byLanguage)]
      + question.byGroup.map { ("group/" + $0.by, $0.values) }
  }

  mutating func settle() { family.settle() }

  /// Whether a number is hidden, by its cell or by itself.
  func state(_ key: Key, _ n: Int) -> DisplayState {
    let isHidden = cells[key].map { family[$0] == .hidden } ?? (n > 0 && n < threshold)
    return isHidden ? .hidden : n < 30 ? .directional : .solid
  }

  func shown(_ score: Score, _ key: Key) -> Score {
    restated(score, isHidden: state(key, score.n) == .hidden)
  }

  func restated(_ score: Score, isHidden: Bool) -> Score {
    var score = score
    score.state = isHidden ? .hidden : score.n < 30 ? .directional : .solid
    guard isHidden else { return score }
    (score.n, score.nEffective, score.distribution) = (0, 0, [])
    (score.value, score.unweighted, score.mean, score.index) = (nil, nil, nil, nil)
    return score
  }

  func shown(_ question: QuestionScores) -> QuestionScores {
    var question = question
    question.overall = shown(question.overall, .question(question.id))
    for i in question.byTouchpoint.indices {
      let cut = question.byTouchpoint[i]
      question.byTouchpoint[i].score = shown(cut.score, .touchpoint(question.measure, cut.id))
    }
    func cuts(_ name: String, _ all: [CutScore]) -> [CutScore] {
      all.map { cut in
        var cut = cut
        cut.score = shown(cut.score, .questionPart(question.id, name, cut.id))
        return cut
      }
    }
    question.byDepartment = cuts("department", question.byDepartment)
    question.byChannel = cuts("channel", question.byChannel)
    question.byLanguage = cuts("language", question.byLanguage)
    for i in question.byGroup.indices {
      // A value of very few people may name them: with their number goes its name.
      question.byGroup[i].values = cuts("group/" + question.byGroup[i].by, question.byGroup[i].values)
        .filter { $0.score.state != .hidden }
    }
    for i in question.waves.indices {
      let wave = question.waves[i]
      question.waves[i].score = shown(wave.score, .questionWave(question.id, wave.ordinal))
    }
    return question
  }
}
