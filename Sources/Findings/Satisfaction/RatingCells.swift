import Analysis
import Journeys

/// Numbers of answers as cells of one family, settled, found again by what they are about.
struct RatingCells {
  /// What a number of answers is about.
  enum Key: Hashable {
    case question(String)
    case questionPart(String, String, String)
    case questionWave(String, Int)
    case touchpoint(Analysis.Measure, String)
    case touchpointWave(Analysis.Measure, String, Int)
    case clock(Analysis.Measure)
    case clockWave(Analysis.Measure, Int)
    case unit(Analysis.ConsistencyResult.Between, Analysis.Measure, String)
  }
  private var family: Suppression
  /// Only looked up, never listed.
  private var cells: [Key: Int] = [:]
  /// For numbers of people that add up to nothing else.
  let hiding: Hiding

  /// - Parameters:
  ///   - captive: who is told apart as captive.
  ///   - personas: whose answers are told apart too.
  ///   - earlier: what an earlier report told, and whether all of its days are of this one.
  init(
    _ result: SatisfactionResult, _ hiding: Hiding, captive: CaptiveRule? = nil, personas: [Persona] = [],
    earlier: (report: EarlierReport, isWithin: Bool)? = nil
  ) {
    family = Suppression(threshold: hiding.threshold)
    self.hiding = hiding
    for question in result.questions { add(question) }
    for touchpoint in result.touchpoints {
      for one in touchpoint.scores {
        let total = add(.touchpoint(one.measure, touchpoint.id), one.score.n)
        relate(
          one.waves.map { ($0.score.n, .touchpointWave(one.measure, touchpoint.id, $0.ordinal)) }, to: total,
          one.score.n)
      }
    }
    for clock in result.clocks {
      let overall = add(.clock(clock.measure), clock.overall.n)
      relate(clock.waves.map { ($0.score.n, .clockWave(clock.measure, $0.ordinal)) }, to: overall, clock.overall.n)
    }
    for one in result.consistency {
      for unit in one.units {
        let cell = add(.unit(one.between, one.measure, unit.id), unit.score.n)
        // A department's answers are those about its touchpoints.
        guard one.between == .departments else { continue }
        relate(
          result.touchpoints.filter { $0.department == unit.id }.flatMap { touchpoint in
            touchpoint.scores.filter { $0.measure == one.measure }
              .map { (n: $0.score.n, key: Key.touchpoint(one.measure, touchpoint.id)) }
          }, to: cell, unit.score.n)
      }
    }
    for question in result.questions { relateDepartments(question, result) }
    for question in result.questions {
      if let captive { relateCaptives(question, captive) }
      for persona in personas { relatePersona(question, persona) }
    }
    if let earlier { for question in result.questions { relate(question, earlier.report, earlier.isWithin) } }
    family.settle()
  }

  /// Answers that an earlier report had not, or has no more, are few people's where they are few: their score follows from
  /// both.
  private mutating func relate(
    _ question: Analysis.QuestionScores, _ earlier: EarlierReport, _ isWithin: Bool
  ) {
    var joined = question.waves.map {
      (
        EarlierReport.Name("surveys.waves.n", of: EarlierReport.joined([question.id, "\($0.ordinal)"])),
        Key.questionWave(question.id, $0.ordinal), $0.score.n
      )
    }
    if isWithin {
      joined.append((EarlierReport.Name("surveys.n", of: question.id), .question(question.id), question.overall.n))
      joined += question.byTouchpoint.map {
        (
          EarlierReport.Name("surveys.touchpoints.n", of: EarlierReport.joined([question.id, $0.id])),
          Key.touchpoint(question.measure, $0.id), $0.score.n
        )
      }
    }
    for (name, key, n) in joined {
      guard let told = earlier.counts[name], let cell = cells[key], family.value(cell) == n else { continue }
      family.relate(cell, earlier: told, grows: true)
    }
  }

  /// The number of a question's answers from one branch or team.
  func unit(_ question: String, by column: String, _ id: String, n: Int) -> Published<Int> {
    cells[.questionPart(question, "group/" + column, id)].map { family[$0] } ?? hiding.count(n)
  }

  /// A score as the number of answers it rests on may be shown.
  func score(_ score: Analysis.Score, _ key: Key) -> Score {
    Score(score, n: cells[key].map { family.isHidden($0) ? .hidden : hiding.count(score.n) } ?? hiding.count(score.n))
  }

  /// The cell of a number; the same about the same thing is one cell.
  @discardableResult
  private mutating func add(_ key: Key, _ n: Int) -> Int {
    if let cell = cells[key], family.value(cell) == n { return cell }
    let cell = family.add(n)
    cells[key] = cell
    return cell
  }

  private mutating func relate(_ parts: [(n: Int, key: Key)], to total: Int, _ n: Int) {
    let parts = parts.map { (n: $0.n, cell: add($0.key, $0.n)) }
    guard parts.count > 1, parts.reduce(0, { $0 + $1.n }) == n else { return }
    family.relate(parts: parts.map(\.cell), total: total)
  }

  private mutating func add(_ question: Analysis.QuestionScores) {
    let total = add(.question(question.id), question.overall.n)
    let n = question.overall.n
    relate(question.byTouchpoint.map { ($0.score.n, .touchpoint(question.measure, $0.id)) }, to: total, n)
    for (name, parts) in Self.parts(question) {
      relate(parts.map { ($0.score.n, .questionPart(question.id, name, $0.id)) }, to: total, n)
    }
    for group in question.byGroup {
      for cut in group.byTouchpoint {
        guard let all = question.byTouchpoint.first(where: { $0.id == cut.touchpoint }) else { continue }
        relate(
          cut.values.map { ($0.score.n, Self.key(question.id, group.by, $0.id, at: cut.touchpoint)) },
          to: add(.touchpoint(question.measure, cut.touchpoint), all.score.n), all.score.n)
      }
      for value in group.values {
        let parts = group.byTouchpoint.flatMap { cut in
          cut.values.filter { $0.id == value.id }.map {
            (n: $0.score.n, key: Self.key(question.id, group.by, value.id, at: cut.touchpoint))
          }
        }
        relate(parts, to: add(.questionPart(question.id, "group/" + group.by, value.id), value.score.n), value.score.n)
      }
    }
    relate(
      question.waves.map { ($0.score.n, .questionWave(question.id, $0.ordinal)) }, to: total, n)
  }

  /// The same within one question.
  private mutating func relateDepartments(_ question: Analysis.QuestionScores, _ result: SatisfactionResult) {
    for department in question.byDepartment {
      let own = Set(result.touchpoints.filter { $0.department == department.id }.map(\.id))
      let cell = add(.questionPart(question.id, "department", department.id), department.score.n)
      relate(
        question.byTouchpoint.filter { own.contains($0.id) }
          .map { (n: $0.score.n, key: Key.touchpoint(question.measure, $0.id)) }, to: cell, department.score.n)
    }
  }

  private static func parts(_ question: Analysis.QuestionScores) -> [(String, [Analysis.CutScore])] {
    [("department", question.byDepartment), ("channel", question.byChannel), ("language", question.byLanguage)]
      + question.byGroup.map { ("group/" + $0.by, $0.values) }
      + question.byUnit.filter { unit in !question.byGroup.contains { $0.by == unit.by } }
      .map { ("group/" + $0.by, $0.values) }
      + (question.captives.map { [(captives, $0.values)] } ?? [])
      + (question.club.map { [(club, $0.values)] } ?? [])
  }

  /// The key of a value's answers about one touchpoint.
  static func key(_ question: String, _ column: String, _ value: String, at touchpoint: String) -> Key {
    .questionPart(question, "group/\(column)/" + touchpoint, value)
  }

  /// What the parts by whether a customer is captive are called.
  static let captives = "captives"
  /// And those by whether it was in the club.
  static let club = "club"

  /// Captive customers are some of those whose values fit in one column, or all of them.
  private mutating func relateCaptives(_ question: Analysis.QuestionScores, _ rule: CaptiveRule) {
    guard let own = question.captives?.values.first(where: { $0.id == CaptiveAnswers.captive }) else { return }
    relate(.questionPart(question.id, Self.captives, own.id), own.score.n, question) { column in
      rule.columns.contains(column) ? { rule.fits($0, column) } : nil
    }
  }

  /// So are those who fit a persona.
  private mutating func relatePersona(_ question: Analysis.QuestionScores, _ persona: Persona) {
    guard
      let own = question.byGroup.first(where: { $0.by == persona.id })?.values.first(where: { $0.id == persona.id })
    else { return }
    func fits(_ column: String) -> ((String) -> Bool)? {
      persona.conditions.first { $0.subject == column }.map { condition in { condition.fits($0) } }
    }
    relate(.questionPart(question.id, "group/" + persona.id, own.id), own.score.n, question, fits: fits)
    for cut in question.byGroup.first(where: { $0.by == persona.id })?.byTouchpoint ?? [] {
      guard let own = cut.values.first(where: { $0.id == persona.id }) else { continue }
      relate(
        Self.key(question.id, persona.id, own.id, at: cut.touchpoint), own.score.n, question, at: cut.touchpoint,
        fits: fits)
    }
  }

  /// States that answers are some of those of the values that fit in each column that a rule asks for.
  ///
  /// - Parameters:
  ///   - touchpoint: of answers about it; `nil`: of all.
  ///   - fits: of a column, whether a value fits; `nil` where it is not asked for.
  private mutating func relate(
    _ key: Key, _ n: Int, _ question: Analysis.QuestionScores, at touchpoint: String? = nil,
    fits: (_ column: String) -> ((String) -> Bool)?
  ) {
    let cell = add(key, n)
    for group in question.byGroup {
      guard let fits = fits(group.by) else { continue }
      let values =
        touchpoint.map { id in group.byTouchpoint.first { $0.touchpoint == id }?.values ?? [] } ?? group.values
      let fitting = values.filter { fits($0.id) }
      let sum = fitting.reduce(0) { $0 + $1.score.n }
      guard !fitting.isEmpty, sum >= n else { continue }
      let all = family.add(implied: sum)
      let parts = fitting.map { value in
        add(
          touchpoint.map { Self.key(question.id, group.by, value.id, at: $0) }
            ?? .questionPart(question.id, "group/" + group.by, value.id), value.score.n)
      }
      family.relate(parts: parts, total: all)
      let rest = sum > n ? [family.add(implied: sum - n)] : []
      family.relate(parts: [cell] + rest, total: all)
    }
  }
}
