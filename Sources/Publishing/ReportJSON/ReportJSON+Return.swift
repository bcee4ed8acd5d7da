import Findings
import Pages

/// Who comes back: purchases one after another, customers by state and cohort, and what may be expected.
extension ReportJSON {
  static func comeback(_ report: Report) -> JSON {
    guard let returns = report.returns else { return .null }
    let unit = returns.retention
    return .object([
      "horizonDays": .integer(returns.horizonDays), "reproduction": estimate(returns.reproduction),
      "multiplier": estimate(returns.multiplier), "referred": shown(returns.referred),
      "ladder": .array(
        returns.steps.map {
          .object([
            "customers": shown($0.reached), "goesOn": estimate($0.goesOn), "meanTouches": number($0.touches),
            "meanChannels": number($0.channels), "meanSeconds": number($0.seconds),
          ])
        }),
      "ratedOnTheWay": returns.ratings.map {
        .object([
          "type": .string($0.measure.type.rawValue), "metric": .string($0.measure.metric.rawValue),
          "rings": .array($0.means.map(estimate)),
        ])
      } ?? .null,
      "repurchase": .array(
        returns.windows.map {
          .object(["days": .integer($0.days), "share": estimate($0.again), "survival": estimate($0.waiting)])
        }),
      "curve": curve(returns.curve), "byLowestRating": .array(report.satisfaction.waits.map(wait)),
      "medianDays": published(returns.medianDays) { .integer($0) },
      "restrictedMeanDays": estimate(returns.restrictedMean), "byEntryChannelP": number(returns.byChannel),
      "byGroup": .array(returns.groups.map(group)),
      "states": .object(
        zip(ReturnFindings.State.allCases, returns.states).map { JSON.Member($0.rawValue, shown($1)) }),
      "exitReasons": .array(returns.exits.map(exit)),
      "retention": .object([
        "periods": .string(unit.periods.rawValue), "unit": .string(unit.unit.rawValue),
        "cohorts": .array(
          returns.cohorts.map {
            .object([
              "from": .string($0.firstDay.iso), "customers": shown($0.size), "active": .array($0.active.map(shown)),
              "money": .array($0.money.map(number)),
            ])
          }),
      ]),
      "recencyFrequency": recencyFrequency(returns.table), "awareness": awareness(returns.awareness, report),
      "firstPurchase": .array(
        returns.beginnings.map {
          .object([
            "entry": channel($0.channel, report), "customers": shown($0.customers), "medianDays": number($0.medianDays),
          ])
        }),
      "boughtOnce": shown(returns.boughtOnce),
      "meanPurchase": published(returns.meanPurchase) { .number(millionths: $0) },
      "forecast": returns.forecast.map(forecast) ?? .null, "contracts": returns.contracts.map(contracts) ?? .null,
    ])
  }

  private static func curve(_ points: [ReturnFindings.CurvePoint]) -> JSON {
    .array(
      points.map {
        .object(["days": .integer($0.days), "share": estimate($0.again), "waiting": shown($0.waiting)])
      })
  }

  private static func wait(_ wait: WaitFindings) -> JSON {
    .object([
      "type": .string(wait.measure.type.rawValue), "metric": .string(wait.measure.metric.rawValue),
      "scale": .array([.integer(Int(wait.measure.scale.lowerBound)), .integer(Int(wait.measure.scale.upperBound))]),
      "verdict": .string(wait.verdict.rawValue), "p": number(wait.pValue),
      "groups": .array(
        wait.groups.map {
          .object([
            "lowest": .string($0.level.rawValue), "customers": shown($0.customers), "curve": curve($0.curve),
          ])
        }),
    ])
  }

  private static func group(_ wait: GroupWaitFindings) -> JSON {
    .object([
      "by": wait.column.map { .string($0) } ?? .null, "verdict": .string(wait.verdict.rawValue),
      "p": number(wait.pValue), "days": .integer(wait.days), "notCompared": shown(wait.notCompared),
      "groups": .array(
        wait.groups.map { group -> JSON in
          .object([
            "kind": .string(kind(group.value)), "value": value(group.value), "customers": shown(group.customers),
            "medianDays": published(group.medianDays) { .integer($0) },
            "restrictedMeanDays": estimate(group.restrictedMean),
            "pace": group.pace.map { .string($0.rawValue) } ?? .null, "curve": curve(group.curve),
            "hazards": .array(group.hazards.map(estimate)),
          ])
        }),
    ])
  }

  private static func kind(_ value: GroupWaitFindings.Value) -> String {
    switch value {
    case .own: "value"
    case .several: "several"
    case .others: "others"
    }
  }

  private static func value(_ value: GroupWaitFindings.Value) -> JSON {
    switch value {
    case .own(let thing): .string(thing.id)
    case .several, .others: .null
    }
  }

  private static func exit(_ exit: ExitFindings) -> JSON {
    .object([
      "column": .string(exit.column), "answered": estimate(exit.answered),
      "reasons": .array(
        exit.reasons.map {
          .object([
            "label": $0.label.map { .string($0) } ?? .null, "customers": shown($0.customers),
            "share": estimate($0.share),
          ])
        }),
    ])
  }

  private static func number(_ value: Published<Double>) -> JSON { published(value) { .number($0) } }

  private static func channel(_ code: UInt32, _ report: Report) -> JSON {
    Int(code) < report.catalog.channels.count ? .string(report.catalog.channels[Int(code)].id) : .null
  }

  private static func recencyFrequency(_ table: ReturnFindings.Table) -> JSON {
    .object([
      "days": .array(table.recency.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) }),
      "purchases": .array(table.frequency.map { .array([.integer($0.ends.low), .integer($0.ends.high)]) }),
      "customers": .array(table.customers.map { .array($0.map(shown)) }),
      "byDays": .array(table.rowTotals.map(shown)), "byPurchases": .array(table.columnTotals.map(shown)),
      "moneyByDays": .array(table.money.map(number)),
    ])
  }

  private static func awareness(_ awareness: ReturnFindings.Awareness?, _ report: Report) -> JSON {
    guard let awareness else { return .null }
    return .object([
      "from": .string(awareness.firstMonth.iso), "shares": .array(awareness.shares.map(estimate)),
      "slope": .number(awareness.trend?.slope), "p": .number(awareness.trend?.pValue),
      "advertised": .array(awareness.advertised.map { channel($0, report) }),
    ])
  }

  private static func contracts(_ contracts: ContractFindings) -> JSON {
    .object([
      "periods": .integer(contracts.periods),
      "test": .object([
        "customers": shown(contracts.before), "stayed": shown(contracts.kept), "sameRate": number(contracts.sameRate),
        "expected": number(contracts.model), "error": number(contracts.error),
      ]),
      "customers": shown(contracts.now), "stay": estimate(contracts.forecast),
    ])
  }

  private static func forecast(_ forecast: ForecastFindings) -> JSON {
    .object([
      "days": .integer(forecast.days), "best": forecast.best.map { .string($0.rawValue) } ?? .null,
      "test": .object([
        "customers": shown(forecast.before), "came": shown(forecast.came),
        "methods": .array(
          forecast.trials.map {
            .object([
              "method": .string($0.method.rawValue), "expected": number($0.expected), "error": number($0.error),
            ])
          }),
      ]),
      "groups": .array(
        forecast.groups.map {
          .object([
            "before": shown($0.before), "came": shown($0.came), "expectedBefore": number($0.expectedBefore),
            "customers": shown($0.customers), "forecast": estimate($0.forecast),
          ])
        }),
      "all": estimate(forecast.all),
    ])
  }
}
