import Journeys
import Statistics

/// What is measured where, and what should be: the rules of methods section 8.
struct ProgrammePlanner {
  let table: RatingTable
  let tallies: [MeasureTally]
  let catalog: Catalog
  /// Events of each touchpoint in the report; zeros without a log.
  let events: [Int]
  /// Who could be asked in a quarter.
  let recent: RecentVolumes
  /// Known customers who left in a quarter.
  let leaversPerQuarter: Int
  let observedUntil: Int64
  let responses: [SurveyResponse]
  let dayOf: (Int64) -> Int64

  /// Answers not younger than two quarters are stale.
  static let stale = 183 * Micros.day
  /// The margin planned for, in a share.
  static let shareMargin = 0.05
  /// Days nobody is asked again, by type; relational wins on overlap.
  static func quarantineDays(_ type: SurveyType) -> Double {
    switch type {
    case .relational: 180
    case .transactional: 90
    case .momentary: 30
    }
  }
  /// Response rates where the client has none: B2C averages, relationship and transaction (Satmetrix 2015).
  static func usualRate(_ type: SurveyType) -> Double {
    switch type {
    case .relational: 0.13
    case .transactional, .momentary: 0.16
    }
  }

  /// Nobody asks at more touchpoints than this.
  private static let plannedAtMost = 1000

  func programme() -> SurveyProgramme {
    var programme = SurveyProgramme()
    let order = table.journeyOrder.filter { $0 < catalog.touchpoints.count }
    let planned = busiest(order)
    programme.rows = planned.map { row($0) }
    let measured = order.filter { code in tallies.contains { $0.byTouchpoint[code].n >= 30 } }
    programme.covered = measured.count
    programme.touchpoints = order.count
    let all = order.reduce(0) { $0 + events[$1] }
    if all > 0 { programme.coverageByVolume = Double(measured.reduce(0) { $0 + events[$1] }) / Double(all) }
    programme.uncoveredDepartments = catalog.departments.indices.filter { department in
      !tallies.contains { $0.measure.type != .relational && $0.byDepartment[department].n > 0 }
    }.map { catalog.departments[$0].id }
    programme.recommendations = recommendations(planned)
    return programme
  }

  /// Touchpoints a plan is made for, where there are thousands: the busiest, and all that anybody was asked about.
  private func busiest(_ order: [Int]) -> [Int] {
    guard order.count > Self.plannedAtMost else { return order }
    let busiest = order.enumerated().smallest(Self.plannedAtMost) { a, b in
      (-events[a.element], a.offset) < (-events[b.element], b.offset)
    }
    let kept = Set(busiest.map(\.element))
    return order.filter { code in kept.contains(code) || tallies.contains { $0.byTouchpoint[code].n > 0 } }
  }

  private func row(_ code: Int) -> SurveyProgramme.Row {
    let touchpoint = catalog.touchpoints[code]
    return SurveyProgramme.Row(
      touchpoint: touchpoint.id, department: touchpoint.department.map { catalog.departments[$0].id },
      volume: events[code], cells: SurveyType.allCases.map { cell(code, $0) })
  }

  private func cell(_ code: Int, _ type: SurveyType) -> SurveyProgramme.Cell {
    let own = tallies.filter { $0.measure.type == type && $0.byTouchpoint[code].n > 0 }
    // Of several questions on one sheet the best answered one tells how many answered.
    guard let best = own.max(by: { $0.byTouchpoint[code].n < $1.byTouchpoint[code].n }) else {
      return SurveyProgramme.Cell(
        type: type, coverage: .none, n: 0, responseRate: nil, marginOfError: nil, lastDay: nil)
    }
    let score = best.touchpointScores[code]
    let latest = best.latest[code]
    let isStale = latest != .min && observedUntil - latest > Self.stale
    return SurveyProgramme.Cell(
      type: type, coverage: isStale ? .stale : score.n < 30 ? .thin : .ok, n: score.n,
      responseRate: responses.filter { $0.type == type }
        .compactMap { $0.byTouchpoint.first { $0.id == catalog.touchpoints[code].id }?.response.rate }.first,
      marginOfError: score.value.map { ($0.high - $0.low) / 2 },
      lastDay: latest == .min ? nil : CivilDate(daysSince1970: Int(dayOf(latest))))
  }

  /// The client's own response rate for a type, where enough were invited; else the usual one.
  private func rate(_ type: SurveyType, at touchpoint: String?) -> (value: Double, isOwn: Bool) {
    let own = responses.filter { $0.type == type }
    if let touchpoint {
      for response in own {
        if let here = response.byTouchpoint.first(where: { $0.id == touchpoint })?.response, here.invited >= 30,
          let rate = here.rate, rate.value > 0
        {
          return (rate.value, true)
        }
      }
    }
    let invited = own.reduce(0) { $0 + ($1.response?.invited ?? 0) }
    let answered = own.reduce(0) { $0 + ($1.response?.answered ?? 0) }
    return invited >= 30 && answered > 0 ? (Double(answered) / Double(invited), true) : (Self.usualRate(type), false)
  }

  /// What should be asked at a touchpoint; `nil` where nobody can be asked.
  private func advice(_ touchpoint: Catalog.Touchpoint, _ code: Int)
    -> (SurveyType, QuestionMetric, SurveyFrequency)?
  {
    guard !touchpoint.isCompanyInitiated else { return nil }
    switch touchpoint.kind {
    case .survey, .exit, .referral: return nil
    case .purchase: return (.transactional, .csat, .afterEach)
    case .refund: return (.momentary, .ces, .withinTheHour)
    case .service:
      return touchpoint.contact == .none ? (.transactional, .csat, .afterEach) : (.momentary, .ces, .withinTheHour)
    case .touch:
      switch touchpoint.contact {
      case .direct: return (.momentary, .csat, .withinTheHour)
      case .indirect: return (.momentary, .ces, .withinTheHour)
      case .none:
        // Where customers first hear of the company nobody can be asked; on its own pages a sample can.
        let isAsked = tallies.contains { $0.byTouchpoint[code].n > 0 }
        return touchpoint.stage > 0 || isAsked ? (.momentary, .csat, .sampledOnExit) : nil
      }
    }
  }

  /// The question that is asked there already and answered well, else the one that should be.
  private func wish(_ touchpoint: Catalog.Touchpoint, _ code: Int)
    -> (type: SurveyType, metric: QuestionMetric, frequency: SurveyFrequency)?
  {
    guard let own = advice(touchpoint, code) else { return nil }
    if cell(code, own.0).coverage == .ok { return own }
    for type in [SurveyType.transactional, .momentary] where cell(code, type).coverage == .ok {
      let best = tallies.filter { $0.measure.type == type }
        .max { $0.byTouchpoint[code].n < $1.byTouchpoint[code].n }
      if let best { return (type, best.measure.metric, type == .momentary ? .withinTheHour : .afterEach) }
    }
    return own
  }

  private func recommendations(_ order: [Int]) -> [SurveyProgramme.Recommendation] {
    var found: [SurveyProgramme.Recommendation] = []
    func add(_ recommendation: SurveyProgramme.Recommendation?) {
      if let recommendation { found.append(recommendation) }
    }
    let relational = tallies.filter { $0.measure.type == .relational }
    // Large enough to ask a thirteenth every week; smaller clients ask everybody once a year.
    let rhythm: SurveyFrequency = recent.active >= 2000 ? .quarterlyRolling : .yearlyCensus
    if recent.active > 0 {
      let n = relational.filter { $0.measure.metric == .nps }.map(\.overall.n).max() ?? 0
      add(
        recommendation(
          touchpoint: nil, department: nil, .relational, .nps, rhythm,
          coverage: n == 0 ? .none : n < 30 ? .thin : .ok, population: recent.active, load: 0.5))
    }
    var asked = Set<Int>()
    for code in order {
      let touchpoint = catalog.touchpoints[code]
      guard let (type, metric, frequency) = wish(touchpoint, code), recent.customersAt[code] > 0 else { continue }
      if let department = touchpoint.department { asked.insert(department) }
      // Triggers of one customer within one quarantine.
      let load =
        Double(recent.events[code]) / Double(recent.customersAt[code]) / RecentVolumes.quarterDays
        * Self.quarantineDays(type)
      add(
        recommendation(
          touchpoint: touchpoint.id, department: touchpoint.department.map { catalog.departments[$0].id }, type, metric,
          frequency, coverage: cell(code, type).coverage, population: recent.customersAt[code], load: load))
    }
    // A department whose touchpoints nobody can be asked at still gets its question, in the survey of the relationship.
    for (place, department) in catalog.departments.enumerated() where !asked.contains(place) && recent.active > 0 {
      let n = relational.map { $0.byDepartment[place].n }.max() ?? 0
      add(
        recommendation(
          touchpoint: nil, department: department.id, .relational, .csat, rhythm,
          coverage: n == 0 ? .none : n < 30 ? .thin : .ok, population: recent.active, load: 0.5))
    }
    if leaversPerQuarter > 0 {
      add(
        recommendation(
          touchpoint: nil, department: nil, .transactional, .text, .onceAfterLeaving, coverage: .none,
          population: leaversPerQuarter, load: 0))
    }
    // First what nobody was asked about and many pass through; a department last, since it is asked of the whole.
    func rank(_ coverage: SurveyCoverage) -> Int {
      switch coverage {
      case .none: 0
      case .stale: 1
      case .thin: 2
      case .ok: 3
      }
    }
    found = found.enumerated().sorted {
      let (a, b) = ($0.element, $1.element)
      let isDepartment = (a.touchpoint == nil && a.department != nil, b.touchpoint == nil && b.department != nil)
      if isDepartment.0 != isDepartment.1 { return isDepartment.1 }
      if rank(a.coverage) != rank(b.coverage) { return rank(a.coverage) < rank(b.coverage) }
      return a.population != b.population ? a.population > b.population : $0.offset < $1.offset
    }.map(\.element)
    // The plan opens with a touchpoint, where one is not known well enough.
    if let first = found.firstIndex(where: { $0.touchpoint != nil && $0.coverage != .ok }) {
      found.insert(found.remove(at: first), at: 0)
    }
    for place in found.indices { found[place].priority = place + 1 }
    return found
  }

  private func recommendation(
    touchpoint: String?, department: String?, _ type: SurveyType, _ metric: QuestionMetric,
    _ frequency: SurveyFrequency, coverage: SurveyCoverage, population: Int, load: Double
  ) -> SurveyProgramme.Recommendation? {
    let rate = rate(type, at: touchpoint)
    // ±10 points of NPS at worst is ±5 points of a share.
    guard let plan = SampleSize.plan(population: population, margin: Self.shareMargin, responseRate: rate.value) else {
      return nil
    }
    let invitable = SampleSize.invitable(load: load)
    let isQuarantined = plan.census == nil && Double(plan.invitations) > Double(population) * invitable
    var best = plan.census?.margin
    if isQuarantined {
      let answers = max(1, Int(Double(population) * invitable * rate.value))
      best = SampleSize.margin(answers: min(answers, population), population: population)
    }
    return SurveyProgramme.Recommendation(
      touchpoint: touchpoint, department: department, type: type, metric: metric, frequency: frequency,
      coverage: coverage, population: population, completesNeeded: plan.answers, invitationsNeeded: plan.invitations,
      responseRate: rate.value, isOwnRate: rate.isOwn, invitableShare: invitable,
      obstacle: plan.census != nil ? .tooFewCustomers : isQuarantined ? .quarantine : nil, bestMargin: best, priority: 0
    )
  }
}
