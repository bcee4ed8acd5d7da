import Findings
import Pages

/// What an earlier report told otherwise.
extension ReportJSON {
  /// `restated`: figures in the order of the page; `null` where no earlier report was given.
  static func restated(_ report: Report) -> JSON {
    guard let found = report.restated else { return .null }
    return .object([
      "from": .string(found.firstDay.iso), "to": .string(found.lastDay.iso),
      "observedUntil": .string(found.observedUntil.iso), "told": .integer(found.told),
      "hidden": .integer(found.hidden),
      "windows": .array(
        found.windows.map {
          .object([
            "window": .string($0.window.rawValue), "before": .number($0.before), "now": .number($0.now),
          ])
        }),
      "figures": .array(
        found.figures.map { figure in
          let (name, id) = subject(figure.subject, report)
          return .object([
            "subject": .string(name), "id": id, "from": .string(figure.firstDay.iso),
            "to": .string(figure.lastDay.iso), "before": value(figure.before), "now": value(figure.now),
          ])
        }),
    ])
  }

  private static func subject(_ subject: RestatedFindings.Subject, _ report: Report) -> (name: String, id: JSON) {
    switch subject {
    case .journeys: ("journeys", .null)
    case .purchases: ("purchases", .null)
    case .cancelled: ("cancelled", .null)
    case .open: ("open", .null)
    case .amount: ("amount", .null)
    case .stopped: ("stopped", .null)
    case .journeysStopped: ("journeysStopped", .null)
    case .followed: ("followed", .null)
    case .converted: ("converted", .null)
    case .leaks(let code): ("leaks", .string(report.catalog.touchpoints[code].id))
    }
  }

  private static func value(_ value: RestatedFindings.Value) -> JSON {
    switch value {
    case .count(let n): shown(n)
    case .amount(let amount): published(amount) { .number(millionths: $0) }
    case .share(let share): estimate(share)
    }
  }
}
