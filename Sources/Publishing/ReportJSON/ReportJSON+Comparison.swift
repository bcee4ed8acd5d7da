import Findings
import Pages

/// The report's period beside another.
extension ReportJSON {
  /// `comparison`: figures in the order of the page; `null` where the project names no other period.
  static func comparison(_ report: Report) -> JSON {
    guard let found = report.comparison else { return .null }
    return .object([
      "from": .string(found.firstDay.iso), "to": .string(found.lastDay.iso),
      "dataFrom": found.dataFrom.map { .string($0.iso) } ?? .null, "customers": shown(found.customersBefore),
      "journeys": shown(found.journeysBefore), "purchases": shown(found.purchasesBefore),
      "figures": .array(
        found.figures.map { figure in
          let (name, place) = subject(figure.subject, report)
          return .object([
            "subject": .string(name), "id": place, "now": estimate(figure.now), "before": estimate(figure.before),
            "difference": estimate(figure.difference), "adjustedP": figure.adjustedP.map { .number($0) } ?? .null,
            "verdict": .string(figure.verdict.rawValue), "worth": .number(figure.worth),
            "power": figure.power.map { .number($0) } ?? .null, "needed": shown(figure.needed),
          ])
        }),
      "sieve": .array(
        found.holes.map { hole in
          .object([
            "touchpoint": .string(report.catalog.touchpoints[hole.code].id), "now": side(hole.now),
            "before": side(hole.before),
          ])
        }),
      "decisions": .array(
        found.decisions.map { own in
          .object([
            "touchpoint": .string(report.decisions[own.index].touchpoint),
            "verdict": own.figure.map { .string($0.verdict.rawValue) } ?? .null, "beyond": estimate(own.beyond),
          ])
        }),
      "mixes": .array(
        found.mixes.map { mix in
          .object([
            "by": .string(by(mix.by, report)), "now": .number(mix.now), "before": .number(mix.before),
            "composition": .number(mix.composition), "rates": .number(mix.rates),
          ])
        }),
    ])
  }

  private static func side(_ side: ComparedHole.Side) -> JSON {
    .object(["touches": shown(side.touches), "leaks": shown(side.leaks)])
  }

  private static func by(_ by: MixFindings.By, _ report: Report) -> String {
    switch by {
    case .touchpoints: "touchpoint"
    case .channels: "channel"
    case .trait(let place): report.catalog.traits[place].name
    }
  }

  private static func subject(_ subject: ComparisonFindings.Subject, _ report: Report) -> (name: String, id: JSON) {
    switch subject {
    case .journeys: ("journeys", .null)
    case .purchases: ("purchases", .null)
    case .amount: ("amount", .null)
    case .amountPerPurchase: ("amountPerPurchase", .null)
    case .stopped: ("stopped", .null)
    case .followed: ("followed", .null)
    case .step(let step): ("step", .integer(step))
    case .converted: ("converted", .null)
    case .leaks(let code): ("leaks", .string(report.catalog.touchpoints[code].id))
    case .entries(let code):
      ("entries", Int(code) < report.catalog.channels.count ? .string(report.catalog.channels[Int(code)].id) : .null)
    case .score(let touchpoint, let measure):
      ("score", .string(touchpoint + " " + measure.type.rawValue + " " + measure.metric.rawValue))
    }
  }
}
