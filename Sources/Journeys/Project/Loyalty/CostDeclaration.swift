import Basics
import Reading

/// What something costs, in units of the project's currency.
package struct Cost: Sendable, Equatable {
  /// How often it is paid.
  package enum Payment: Sendable, Equatable {
    case once
    /// With every purchase.
    case each
    case per(RetentionUnit)
  }

  /// Units of the currency, each time.
  package var value: Double
  package var payment: Payment
  /// The days it is paid for; `nil`: all of the report's.
  package var dates: DateSpan?

  package init(value: Double, payment: Payment, dates: DateSpan? = nil) {
    (self.value, self.payment, self.dates) = (value, payment, dates)
  }

  /// More than this nothing costs.
  static let most = 1e12
}

/// One entry of `cost:`.
package struct CostDeclaration: Sendable, Equatable {
  /// What is paid for.
  package enum Subject: Sendable, Equatable {
    /// By id.
    case channel(String)
    /// By its name in the data.
    case offer(String)
    /// What is done about a touchpoint; without a kind about whatever is to be gained there.
    case opportunity(touchpoint: String, kind: OpportunityKind?)
  }

  package var subject: Subject
  package var cost: Cost
  /// Where its name stands.
  package var place: ProjectPlace
}

extension Blueprint {
  /// Takes `cost:` from the project file.
  mutating func decodeCosts(_ map: YAMLMap) throws(ProjectFileError) {
    for item in try map["cost"]?.list("cost") ?? [] {
      let entries = try item.map(
        "cost", allowed: ["channel", "offer", "opportunity", "per", "value", "once", "each", "dates"])
      let named = ["channel", "offer", "opportunity"].compactMap { key in entries[key].map { (key, $0) } }
      guard named.count == 1, let (key, cursor) = named.first else {
        throw item.fail(Sentence("error.project.cost-of-what", ["example": .code("{channel: radio, once: 40000}")]))
      }
      let name = try cursor.id("cost." + key)
      let subject: CostDeclaration.Subject
      let ways: [String]
      switch key {
      case "channel": (subject, ways) = (.channel(name), ["once", "per"])
      case "offer": (subject, ways) = (.offer(name), ["each"])
      default:
        let id = OpportunityID(name)
        (subject, ways) = (.opportunity(touchpoint: id?.touchpoint ?? name, kind: id?.kind), ["once"])
      }
      var cost = try Cost(entries, ways, "cost")
      if let dates = entries["dates"] {
        guard key == "channel" else { throw dates.fail(Sentence("error.project.cost-dates")) }
        cost.dates = try dates.dates("cost.dates")
      }
      let mark = cursor.node.mark
      costs.append(
        CostDeclaration(
          subject: subject, cost: cost, place: ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1)))
    }
  }

  /// Refuses costs of channels, offers and touchpoints that the data do not have.
  func checkCosts(_ catalog: Catalog) throws(ProjectFileError) {
    func check(_ id: String, _ known: [String], _ place: ProjectPlace, _ what: String) throws(ProjectFileError) {
      guard !known.contains(id) else { return }
      throw .invalid(
        file: file, line: place.line, column: place.column,
        Sentence("error.project.no-cost-" + what, ["id": .name(clipped(id)), "hint": .meant(id, among: known)]))
    }
    for own in costs {
      switch own.subject {
      case .channel(let id): try check(id, catalog.channels.map(\.id), own.place, "channel")
      case .offer(let name):
        let offers = catalog.attributes.filter(\.isOffer).flatMap { $0.values.map(\.id) }
        try check(name, offers, own.place, "offer")
      case .opportunity(let touchpoint, _):
        try check(touchpoint, catalog.touchpoints.map(\.id), own.place, "touchpoint")
      }
    }
  }
}

extension Cost {
  /// What an entry says: one amount, and how often it is paid.
  ///
  /// - Parameter ways: keys that may say so: `once`, `each`, or `per` with `value`.
  init(_ entries: YAMLMap, _ ways: [String], _ what: String) throws(ProjectFileError) {
    func amount(_ cursor: YAMLCursor, _ key: String) throws(ProjectFileError) -> Double {
      let value = try cursor.double(what + "." + key)
      guard value >= 0, value <= Self.most else {
        throw cursor.fail(Sentence("error.project.cost-amount", ["what": .key(what + "." + key)]))
      }
      return value
    }
    let given = ["once", "each", "per"].filter { entries[$0] != nil }
    guard given.count == 1, let way = given.first, ways.contains(way), let cursor = entries[way],
      way == "per" || entries["value"] == nil
    else {
      throw entries.cursor.fail(
        Sentence("error.project.cost-how-often", ["what": .key(what), "known": .codes(ways)]))
    }
    switch way {
    case "once": self.init(value: try amount(cursor, way), payment: .once)
    case "each": self.init(value: try amount(cursor, way), payment: .each)
    default:
      let unit = try cursor.choice(what + ".per", RetentionUnit.self)
      self.init(value: try amount(try entries.required("value"), "value"), payment: .per(unit))
    }
  }
}
