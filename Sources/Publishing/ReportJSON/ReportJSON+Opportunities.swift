import Findings
import Pages

/// What can be gained, and what workshops have decided about it.
extension ReportJSON {
  /// Ranked, the first thing first; none where nothing is sure to be gained.
  static func opportunities(_ report: Report) -> JSON {
    let catalog = report.catalog
    return .array(
      report.opportunities.ranked.map { own in
        let touchpoint = catalog.touchpoints[own.code].id
        return .object([
          "id": .string(OpportunityID(touchpoint: touchpoint, kind: own.kind).text), "touchpoint": .string(touchpoint),
          "kind": .string(own.kind.rawValue), "lost": shown(own.gain.lost), "customers": shown(own.gain.customers),
          "plugged": own.kind == .leakBefore ? .number(0.5) : .null,
          "perYear": .bool(report.holes?.isPerYear ?? false), "purchases": range(own.gain.purchases, unit: 1),
          "value": range(own.gain.money, unit: 1_000_000), "certainty": .string(own.certainty.rawValue),
          "department": own.department.map { .string(catalog.departments[$0].id) } ?? .null,
          "firstLook": .string(name(own.firstLook)), "decisions": .array(own.decisions.map(decision)),
          "cost": own.cost.map { .number($0) } ?? .null, "paybackMonths": estimate(own.payback),
        ])
      })
  }

  private static func name(_ look: Opportunity.FirstLook) -> String {
    switch look {
    case .note: "note"
    case .words: "words"
    case .listen: "listen"
    case .goThrough: "goThrough"
    }
  }

  /// A row of a workshop's sheet.
  static func decision(_ own: Decision) -> JSON {
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    return .object([
      "touchpoint": .string(own.touchpoint), "kind": text(own.kind?.rawValue), "decision": text(own.decision),
      "owner": text(own.owner), "due": text(own.due?.iso), "effort": text(own.effort), "cost": text(own.cost),
      "status": text(own.status?.rawValue), "doneOn": text(own.doneOn?.iso), "source": .string(own.file),
      "row": .integer(own.row),
    ])
  }
}
