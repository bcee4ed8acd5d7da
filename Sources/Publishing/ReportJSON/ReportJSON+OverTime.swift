import Findings
import Pages

/// How it all goes over time, and what changed.
extension ReportJSON {
  /// `overTime`: units in order; changes the surest first.
  static func overTime(_ report: Report) -> JSON {
    let found = report.overTime
    let catalog = report.catalog
    func channel(_ code: UInt32) -> JSON { .string(catalog.channels[Int(code)].id) }
    return .object([
      "unit": found.unit.map { .string($0.rawValue) } ?? .null,
      "channels": .array(found.channels.map(channel)),
      "units": .array(found.units.map(unit)),
      "looked": .integer(found.looked),
      "changes": .array(found.changes.map { change($0, report) }),
      "scoreChanges": .array(found.scores.map(scoreChange)),
      "facts": .array(found.facts.map { fact($0, report) }),
    ])
  }

  private static func unit(_ unit: OverTimeFindings.Unit) -> JSON {
    .object([
      "from": .string(unit.firstDay.iso), "to": .string(unit.lastDay.iso), "complete": .bool(unit.isComplete),
      "journeys": shown(unit.journeys), "purchases": shown(unit.purchases), "stopped": estimate(unit.stopped),
      "value": published(unit.amount) { .number(millionths: $0) },
      "entries": .array(unit.entries.map { shown($0) }),
      "effectiveChannels": published(unit.effectiveChannels) { .number($0) },
    ])
  }

  private static func fact(_ fact: FactFindings, _ report: Report) -> JSON {
    let levels = fact.levels.map { own in
      let (name, place) = subject(own.subject, report)
      return JSON.object([
        "subject": .string(name), "id": place, "before": level(own.before), "after": level(own.after),
        "difference": level(own.difference), "adjustedP": .number(own.adjustedP),
      ])
    }
    return .object([
      "date": .string(report.blueprint.facts[fact.index].date.iso), "levels": .array(levels),
      "scores": .array(fact.scores.map(scoreChange)),
    ])
  }

  private static func subject(_ subject: ChangeFindings.Subject, _ report: Report) -> (name: String, id: JSON) {
    switch subject {
    case .journeys: ("journeys", .null)
    case .purchases: ("purchases", .null)
    case .stops: ("stops", .null)
    case .purchasesAfter(let code): ("purchasesAfter", .string(report.catalog.touchpoints[code].id))
    case .touchpoint(let code): ("touchpoint", .string(report.catalog.touchpoints[code].id))
    case .channel(let code): ("channel", .string(report.catalog.channels[code].id))
    }
  }

  private static func change(_ change: ChangeFindings, _ report: Report) -> JSON {
    let (name, place) = subject(change.subject, report)
    return .object([
      "subject": .string(name), "id": place, "form": .string(change.form.rawValue),
      "from": .string(change.firstDay.iso), "to": .string(change.lastDay.iso), "inside": level(change.inside),
      "outside": level(change.outside), "adjustedP": .number(change.adjustedP),
    ])
  }

  /// Without the number it is of, which would tell the count that its steps do not.
  private static func level(_ value: Published<Estimate>) -> JSON {
    published(value) { .object(["value": .number($0.value), "low": .number($0.low), "high": .number($0.high)]) }
  }

  private static func scoreChange(_ change: ScoreChangeFindings) -> JSON {
    .object([
      "touchpoint": .string(change.touchpoint), "type": .string(change.measure.type.rawValue),
      "metric": .string(change.measure.metric.rawValue), "form": .string(change.form.rawValue),
      "from": .string(change.firstDay.iso), "to": .string(change.lastDay.iso), "rises": .bool(change.isRise),
      "inside": .object(score(change.inside)), "outside": .object(score(change.outside)),
      "difference": estimate(change.difference), "adjustedP": .number(change.adjustedP),
    ])
  }
}
