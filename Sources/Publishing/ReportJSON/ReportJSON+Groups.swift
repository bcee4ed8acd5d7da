import Findings

// Customers by the columns of `groups`.
extension ReportJSON {
  /// What the places of a look are called, and those who are at none.
  private struct Names {
    var places = "places"
    var place = "place"
    var outside: String?
    var id: (UInt32) -> String
  }

  /// One for each column: the channels they started and bought in.
  static func groups(_ report: Report) -> JSON {
    let names = Names(places: "channels", place: "channel", outside: "notBought") {
      report.catalog.channelID($0) ?? ""
    }
    return .array(
      report.groups.map { own in
        .object(
          head(own) + [
            JSON.Member("started", look(own.first, names)),
            JSON.Member("bought", report.hasPurchases ? look(own.second, names) : .null),
          ])
      })
  }

  /// One for each column: how they make contact, and over how many channels.
  static func groupReach(_ report: Report) -> JSON {
    let ways = ["direct", "indirect", "both"]
    return .array(
      report.groupReach.map { own in
        .object(
          head(own) + [
            JSON.Member("contact", look(own.first, Names(outside: "none") { ways[Int($0)] })),
            JSON.Member("channels", look(own.second, Names { "\($0)" })),
          ])
      })
  }

  /// One for each column: where they came in and were lost.
  static func groupJourneys(_ report: Report) -> JSON {
    func names(_ outside: String?) -> Names { Names(outside: outside) { report.catalog.touchpoints[Int($0)].id } }
    return .array(
      report.groupJourneys.map { own in
        .object(
          head(own) + [
            JSON.Member("stopShares", .array(own.stopShares.map(estimate))),
            JSON.Member("stops", report.window.window == nil ? .null : own.stops.map(stops) ?? .null),
            JSON.Member("cameIn", look(own.first, names(nil))),
            JSON.Member("lost", report.window.window == nil ? .null : look(own.second, names("notLost"))),
          ])
      })
  }

  /// One for each column: what they bought first, and on which day of the week.
  static func groupPurchases(_ report: Report) -> JSON {
    let products = Names { $0 < UInt32(report.products.count) ? report.products[Int($0)].id : "several" }
    return .array(
      report.hasPurchases
        ? report.groupPurchases.map { own in
          .object(
            head(own) + [
              JSON.Member("product", report.products.isEmpty ? .null : look(own.first, products)),
              JSON.Member("weekday", look(own.second, Names { days[Int($0)] })),
            ])
        } : [])
  }

  /// What is bought and when, by what was bought first; `null` where nothing is known of any product.
  static func products(_ report: Report) -> JSON {
    guard let own = report.bought else { return .null }
    func id(_ code: UInt32) -> JSON {
      code < UInt32(report.products.count)
        ? .string(report.products[Int(code)].id) : code == own.several ? "several" : .null
    }
    let bands = ["0", "6", "12", "18"]
    let seasons = ["winter", "spring", "summer", "autumn"]
    let names = Names(outside: "none") {
      $0 < UInt32(report.products.count) ? report.products[Int($0)].id : "several"
    }
    let numbers = own.numbers.rows.map { row -> JSON in
      .object([
        "product": id(row.place), "first": shown(row.first), "second": shown(row.second), "later": shown(row.later),
        "firstShare": estimate(row.firstShare), "secondShare": estimate(row.secondShare),
        "isMore": row.isMore.map { .bool($0) } ?? .null,
      ])
    }
    let baskets = own.days.map { day -> JSON in .object(["product": id(day.code), "days": shown(day.days)]) }
    let pairs = own.pairs.map { pair -> JSON in
      .object([
        "a": id(pair.a), "b": id(pair.b), "days": shown(pair.together), "lift": estimate(pair.lift),
        "isMore": pair.isMore.map { .bool($0) } ?? .null,
      ])
    }
    var members = head(own.next)
    members.append(JSON.Member("next", look(own.next.first, names)))
    members.append(JSON.Member("weekday", look(own.next.second, Names { days[Int($0)] })))
    members.append(JSON.Member("hour", look(own.when.first, Names { bands[Int($0)] })))
    members.append(
      JSON.Member("season", own.hasSeasons ? look(own.when.second, Names { seasons[Int($0)] }) : .null))
    members.append(
      JSON.Member(
        "numbers", .object(["verdict": .string(own.numbers.verdict.rawValue), "products": .array(numbers)])))
    members.append(JSON.Member("basketDays", own.hasSeveral ? shown(own.allDays) : .null))
    members.append(JSON.Member("baskets", .array(baskets)))
    members.append(JSON.Member("pairs", .array(pairs)))
    return .object(members)
  }

  private static let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

  private static func head(_ own: GroupFindings) -> [JSON.Member] {
    [
      JSON.Member("by", .string(own.column)), JSON.Member("isPersona", .bool(own.isPersona)),
      JSON.Member(
        "groups",
        .array(
          own.groups.map {
            .object([
              "kind": .string($0.value == nil ? "others" : "value"),
              "value": $0.value.map { .string($0.id) } ?? .null, "customers": shown($0.customers),
            ])
          })),
      JSON.Member("notCompared", shown(own.notCompared)),
    ]
  }

  private static func look(_ look: GroupFindings.Look, _ names: Names) -> JSON {
    let outside = names.outside.map { [JSON.Member($0, .array(look.outside.map(shown)))] } ?? []
    return .object(
      [
        JSON.Member("verdict", .string(look.verdict.rawValue)),
        JSON.Member(names.places, .array(look.places.map { code in code.map { .string(names.id($0)) } ?? .null })),
        JSON.Member("customers", .array(look.customers.map { .array($0.map(shown)) })),
        JSON.Member("shares", .array(look.shares.map { .array($0.map(estimate)) })),
        JSON.Member("unknown", .array(look.unknown.map(shown))),
      ] + outside + [
        JSON.Member("chiSquare", published(look.chiSquare) { .number($0) }),
        JSON.Member("degrees", look.isTold ? .integer(look.degrees) : .null),
        JSON.Member("p", published(look.pValue) { .number($0) }),
        JSON.Member("cramersV", estimate(look.effect)),
        JSON.Member("strength", look.band.map { .string($0.rawValue) } ?? .null),
        JSON.Member(
          "marks",
          .array(look.marks.map { mark in .object(self.mark(mark, [JSON.Member(names.place, .integer(mark.place))])) })),
      ])
  }

  /// A group that is off, and how far.
  private static func mark(_ mark: GroupFindings.Mark, _ place: [JSON.Member]) -> [JSON.Member] {
    [JSON.Member("group", .integer(mark.group))] + place + [
      JSON.Member("isMore", .bool(mark.isMore)), JSON.Member("share", .number(mark.own)),
      JSON.Member("others", .number(mark.others)), JSON.Member("difference", estimate(mark.difference)),
      JSON.Member("cohensH", .number(mark.cohensH)),
    ]
  }

  /// Who of each group stopped, against the other groups.
  private static func stops(_ own: GroupFindings.Stops) -> JSON {
    .object([
      "verdict": .string(own.verdict.rawValue), "p": published(own.pValue) { .number($0) },
      "differences": .array(own.differences.map(estimate)),
      "marks": .array(own.marks.map { .object(mark($0, [])) }),
    ])
  }
}
