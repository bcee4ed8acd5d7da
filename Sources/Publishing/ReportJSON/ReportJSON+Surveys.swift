import Findings
import Pages

/// What the surveys say, for machines; small groups are hidden before it comes here.
extension ReportJSON {
  /// The members of the document, in their order.
  static func surveys(_ report: Report) -> [JSON.Member] {
    let s = report.satisfaction
    return [
      JSON.Member("surveys", .array(s.questions.flatMap(question))),
      JSON.Member("choices", .array(s.choices.map(choice))),
      JSON.Member("series", .array(s.clocks.map(series))),
      JSON.Member("responses", .array(s.responses.map(response))),
      JSON.Member("weakestLink", .array(s.weakestLinks.map(weakest))),
      JSON.Member("chainTest", .array(s.chainTests.map(chainTest))),
      JSON.Member("drivers", .array(s.drivers.map(drivers))),
      JSON.Member("repurchaseByRating", .array(s.repurchase?.rows.map(repurchase) ?? [])),
      JSON.Member("consistency", .array(s.consistency.map(consistency))),
      JSON.Member("leavers", .array(s.leavers.map(leavers))),
      JSON.Member("programme", .array(s.programme.recommendations.map(recommendation))),
      JSON.Member("coverage", .object(coverage(s.programme))),
    ]
  }

  private static func measure(_ m: Measure) -> [JSON.Member] {
    [
      JSON.Member("type", .string(m.type.rawValue)), JSON.Member("metric", .string(m.metric.rawValue)),
      JSON.Member(
        "scale", .array([.integer(Int(m.scale.lowerBound)), .integer(Int(m.scale.upperBound))])),
    ]
  }

  private static func estimate(_ e: Estimate?) -> JSON { e.map { estimate($0) } ?? .null }

  /// A number of answers and what they say, or `"hidden"`.
  static func score(_ s: Score) -> [JSON.Member] {
    if s.n.isHidden {
      return ["n", "value", "mean", "index"].map { JSON.Member($0, "hidden") } + [JSON.Member("state", "hidden")]
    }
    return [
      JSON.Member("n", shown(s.n)), JSON.Member("value", estimate(s.value)), JSON.Member("mean", estimate(s.mean)),
      JSON.Member("index", estimate(s.index)), JSON.Member("weighted", .bool(s.isWeighted)),
      JSON.Member("state", .string(s.state.rawValue)),
    ]
  }

  private static func wave(_ wave: Wave) -> JSON {
    .object(
      [
        JSON.Member("year", .integer(wave.year)), JSON.Member("quarter", .integer(wave.quarter)),
        JSON.Member("isBreak", .bool(wave.isBreak)),
        JSON.Member("breakBefore", wave.breakBefore.map { .string($0.rawValue) } ?? .null),
      ] + score(wave.score))
  }

  /// One measure over its waves, and how much of its change is only other touchpoints or channels.
  private static func series(_ s: ClockSeries) -> JSON {
    func quarter(_ n: Int) -> JSON { .string("\(n / 4)Q\(n % 4 + 1)") }
    return .object(
      measure(s.measure) + score(s.overall) + [
        JSON.Member("waves", .array(s.waves.map(wave))),
        JSON.Member(
          "mix",
          .array(
            s.mixes.map { mix in
              .object([
                "by": .string(mix.by.rawValue), "from": quarter(mix.from), "to": quarter(mix.to),
                "change": .number(mix.change), "composition": .number(mix.composition), "ratings": .number(mix.ratings),
              ])
            })),
      ])
  }

  /// One question in all, and once more for each touchpoint its rows name and for each group.
  private static func question(_ q: QuestionScores) -> [JSON] {
    func entry(
      _ touchpoint: String?, _ s: Score, waves: [Wave], group: (by: String, cut: CutScore)? = nil
    ) -> JSON {
      var members = [JSON.Member("question", .string(q.id))] + measure(q.measure)
      members.append(JSON.Member("touchpoint", touchpoint.map { .string($0) } ?? .null))
      members.append(JSON.Member("department", q.department.map { .string($0) } ?? .null))
      members.append(JSON.Member("subject", q.subject.map { .string($0.rawValue) } ?? .null))
      if let group {
        members.append(
          JSON.Member(
            "group",
            .object(["by": .string(group.by), "value": group.cut.id.isEmpty ? .null : .string(group.cut.id)])))
      }
      members += score(s)
      if let difference = group?.cut.difference {
        members.append(JSON.Member("difference", estimate(difference.estimate)))
        members.append(JSON.Member("adjustedP", published(difference.adjustedP) { .number($0) }))
      }
      if !waves.isEmpty {
        members.append(JSON.Member("waves", .array(waves.map(wave))))
      }
      return .object(members)
    }
    return [entry(q.touchpoint, q.overall, waves: q.waves)] + q.byTouchpoint.map { entry($0.id, $0.score, waves: []) }
      + q.byGroup.flatMap { group in
        group.values.map { entry(q.touchpoint, $0.score, waves: [], group: (group.by, $0)) }
          + group.byTouchpoint.flatMap { cut in
            cut.values.map { entry(cut.touchpoint, $0.score, waves: [], group: (group.by, $0)) }
          }
      }
  }

  /// One question with a list to choose from; answers of few people stand together under `others`.
  private static func choice(_ c: ChoiceShares) -> JSON {
    func part(_ p: ChoiceShares.Part) -> [JSON.Member] {
      [JSON.Member("n", shown(p.n)), JSON.Member("share", estimate(p.share))]
    }
    return .object([
      "question": .string(c.id), "type": .string(c.type.rawValue),
      "touchpoint": c.touchpoint.map { .string($0) } ?? .null, "department": c.department.map { .string($0) } ?? .null,
      "subject": c.subject.map { .string($0.rawValue) } ?? .null, "n": shown(c.n), "weighted": .bool(c.isWeighted),
      "state": .string(c.state.rawValue),
      "answers": .array(c.options.map { .object([JSON.Member("answer", .string($0.label))] + part($0.part)) }),
      "others": c.others.map { .object(part($0)) } ?? .null,
    ])
  }

  private static func response(_ r: SurveyResponse) -> JSON {
    .object([
      "survey": .string(r.survey), "type": .string(r.type.rawValue), "invited": shown(r.invited),
      "answered": shown(r.answered), "responseRate": estimate(r.rate),
      "from": .string(r.firstDay?.iso ?? ""), "to": .string(r.lastDay?.iso ?? ""),
      "weighting": r.weighting.map(weighting) ?? .null,
    ])
  }

  private static func weighting(_ w: SurveyWeighting) -> JSON {
    let refused: JSON =
      switch w.refusal {
      case nil: .null
      case .noColumn(let column): .string("no column " + column)
      case .emptyCell(let column, let value): .string("nobody answered of \(column) = \(value)")
      case .tooUneven(let effect): .string("design effect \((effect * 100).rounded() / 100)")
      case .notReached: .string("margins contradict each other")
      }
    return .object([
      "by": .array(w.columns.map { .string($0) }), "designEffect": .number(w.designEffect),
      "effectiveN": .number(w.effectiveN), "largestDifference": .number(w.largestDifference), "refused": refused,
    ])
  }

  private static func verdict(_ v: WeakestLinkResult.Verdict) -> [JSON.Member] {
    func members(_ named: JSON, _ contenders: [String], _ word: String) -> [JSON.Member] {
      [
        JSON.Member("verdict", .string(word)), JSON.Member("named", named),
        JSON.Member("contenders", .array(contenders.map { .string($0) })),
      ]
    }
    return switch v {
    case .named(let id): members(.string(id), [], "named")
    case .contenders(let ids): members(.null, ids, "contenders")
    case .noDifference: members(.null, [], "noDifference")
    case .tooFew: members(.null, [], "tooFew")
    }
  }

  private static func weakest(_ r: WeakestLinkResult) -> JSON {
    .object(
      measure(r.measure) + [
        JSON.Member("measured", .integer(r.measured)),
        JSON.Member("unmeasured", .array(r.unmeasured.map { .string($0) })),
        JSON.Member("thin", .array(r.thin.map { .string($0) })),
        JSON.Member(
          "touchpoints",
          .array(
            r.touchpoints.map { t in
              .object(
                [JSON.Member("touchpoint", .string(t.id)), JSON.Member("probability", .number(t.probability))]
                  + [JSON.Member("probabilityStrongest", .number(t.probabilityStrongest))]
                  + [JSON.Member("shrunken", estimate(t.shrunken))] + score(t.score))
            })),
      ] + verdict(r.verdict) + [
        JSON.Member("strength", .object(verdict(r.strength))),
        JSON.Member("furtherAnswers", .integer(r.furtherAnswers)),
      ])
  }

  private static func chainTest(_ r: ChainResult) -> JSON {
    let (outcome, column): (String, JSON) =
      switch r.outcome {
      case .repurchase: ("repurchase", .null)
      case .overall(let column): ("overall", .string(column))
      }
    return .object(
      measure(r.measure) + [
        JSON.Member("outcome", .string(outcome)), JSON.Member("column", column),
        JSON.Member("verdict", .string(r.verdict.rawValue)),
        JSON.Member("customers", shown(r.customers)), JSON.Member("returned", shown(r.returned)),
        JSON.Member("lowestAddsP", .number(r.lowestAddsP)),
        JSON.Member("meanAddsP", .number(r.meanAddsP)),
        JSON.Member(
          "ordered",
          r.ordered.map { .object(["lowestAddsP": .number($0.lowestAddsP), "meanAddsP": .number($0.meanAddsP)]) }
            ?? .null),
        JSON.Member("size", estimate(r.size)), JSON.Member("correlation", .number(r.correlation)),
        JSON.Member(
          "byLowest",
          .array(r.byLowest.map { .object(["lowest": .integer(Int($0.lowest)), "share": estimate($0.share)]) })),
      ])
  }

  private static func drivers(_ r: DriverResult) -> JSON {
    .object(
      [JSON.Member("survey", .string(r.survey))] + measure(r.measure) + [
        JSON.Member("outcome", .string(r.outcome)), JSON.Member("n", shown(r.n)),
        JSON.Member("rSquared", .number(r.rSquared)), JSON.Member("small", .bool(r.isSmall)),
        JSON.Member("importanceLine", .number(r.importanceLine)),
        JSON.Member("performanceLine", .number(r.performanceLine)),
        JSON.Member("leftOut", .array(r.leftOut.map { .string($0) })),
        JSON.Member("dependent", .array(r.dependent.map { .string($0) })),
        JSON.Member(
          "items",
          .array(
            r.drivers.map { d in
              .object([
                "question": .string(d.question), "touchpoint": d.touchpoint.map { .string($0) } ?? .null,
                "pearson": .number(d.weight.pearson), "beta": .number(d.weight.beta),
                "varianceInflation": .number(d.weight.varianceInflation), "johnson": .number(d.weight.johnson),
                "lmg": .number(d.weight.lmg), "importance": .number(d.weight.importance),
                "importanceRange": estimate(d.weight.importanceRange), "topThree": .number(d.weight.topThree),
                "performance": .object(score(d.performance)), "quadrant": .string(d.quadrant.rawValue),
                "kind": d.impact.map { .string($0.kind.rawValue) } ?? .null, "penalty": .number(d.impact?.penalty),
                "reward": .number(d.impact?.reward),
              ])
            })),
      ])
  }

  private static func repurchase(_ r: RepurchaseLink.Row) -> JSON {
    .object(
      measure(r.measure) + [
        JSON.Member("customers", shown(r.customers)), JSON.Member("high", estimate(r.high)),
        JSON.Member("low", estimate(r.low)), JSON.Member("difference", estimate(r.difference)),
        JSON.Member("matched", estimate(r.matched)), JSON.Member("effectPer10", estimate(r.effectPer10)),
        JSON.Member("easiestLessHardest", estimate(r.thirds)),
      ])
  }

  private static func consistency(_ r: ConsistencyResult) -> JSON {
    .object(
      [JSON.Member("between", .string(r.between.rawValue))] + measure(r.measure) + [
        JSON.Member("index", .number(r.index)), JSON.Member("tau", .number(r.tau)),
        JSON.Member("spread", estimate(r.spread)), JSON.Member("icc", estimate(r.icc)),
        JSON.Member("pValue", .number(r.pValue)), JSON.Member("customersRatingTwo", shown(r.customersRatingTwo)),
        JSON.Member("meanGap", estimate(r.meanGap)), JSON.Member("wideGapShare", estimate(r.wideGapShare)),
        JSON.Member(
          "units", .array(r.units.map { .object([JSON.Member("id", .string($0.id))] + score($0.score)) })),
      ])
  }

  private static func leavers(_ r: LeaverComparison) -> JSON {
    .object(
      [JSON.Member("touchpoint", .string(r.touchpoint))] + measure(r.measure) + [
        JSON.Member("left", .object(score(r.left))),
        JSON.Member("stayed", .object(score(r.stayed))),
        JSON.Member("difference", estimate(r.difference)),
      ])
  }

  private static func recommendation(_ r: SurveyProgramme.Recommendation) -> JSON {
    .object([
      "touchpoint": r.touchpoint.map { .string($0) } ?? .null, "department": r.department.map { .string($0) } ?? .null,
      "type": .string(r.type.rawValue), "metric": .string(r.metric.rawValue),
      "frequency": .string(r.frequency.rawValue), "coverage": .string(r.coverage.rawValue),
      "population": shown(r.population),
      "completesNeeded": shown(r.completesNeeded),
      "invitationsNeeded": shown(r.invitationsNeeded), "rateTaken": .number(r.responseRate),
      "isOwnRate": .bool(r.isOwnRate), "invitableShare": .number(r.invitableShare),
      "obstacle": r.obstacle.map { .string($0.rawValue) } ?? .null,
      "bestMargin": published(r.bestMargin) { .number($0) },
      "priority": .integer(r.priority),
    ])
  }

  private static func coverage(_ p: SurveyProgramme) -> [JSON.Member] {
    [
      JSON.Member("covered", .integer(p.covered)), JSON.Member("declared", .integer(p.touchpoints)),
      JSON.Member("byVolume", .number(p.coverageByVolume)),
      JSON.Member("uncoveredDepartments", .array(p.uncoveredDepartments.map { .string($0) })),
      JSON.Member(
        "cells",
        .array(
          p.rows.flatMap { row in
            row.cells.map { cell in
              .object([
                "touchpoint": .string(row.touchpoint), "type": .string(cell.type.rawValue),
                "coverage": .string(cell.coverage.rawValue),
                "n": shown(cell.n),
                "marginOfError": published(cell.marginOfError) { .number($0) },
              ])
            }
          })),
    ]
  }
}
