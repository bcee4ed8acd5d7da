import Findings

// Where customers started and where they bought.
extension ReportJSON {
  static func channels(_ report: Report) -> JSON {
    let own = report.channels
    let isGrouped = !report.catalog.channelGroups.isEmpty
    return .object([
      "entryByPurchase": .array(matrix(own.entryByPurchase, report)),
      "entryByPurchaseCycles": .array(matrix(own.entryByPurchaseCycles, report)),
      "groups": .array(
        report.catalog.channelGroups.map { group in
          .object([
            "id": .string(group.id), "channels": .array(group.channels.map { id($0, report) }),
          ])
        }),
      "entryByPurchaseGroups": .array(isGrouped ? matrix(own.entryByPurchasePlaces, report) : []),
      "entryByPurchaseGroupsCycles": .array(isGrouped ? matrix(own.entryByPurchasePlacesCycles, report) : []),
      "otherChannel": estimate(own.otherChannel),
      "pathBuyers": report.hasPurchases ? shown(own.pathBuyers) : .null,
      "paths": .array(
        own.paths.map { path in
          .object([
            "channels": .array(path.steps.map { id($0, report) }),
            "service": .array(path.service.map { id($0, report) }), "buyers": shown(path.buyers),
            "share": estimate(path.share),
          ])
        }),
      "onlyOne": shown(own.use.onlyOne), "onlyOneShare": estimate(own.use.onlyOneShare),
      "cards": .array(own.use.cards.map { card($0, own.use, report) }),
      "journeyNumbers": .object([
        "verdict": .string(report.journeyNumbers.verdict.rawValue),
        "channels": .array(
          report.journeyNumbers.rows.map { row in
            .object([
              "channel": id(row.place, report), "first": shown(row.first), "second": shown(row.second),
              "later": shown(row.later), "firstShare": estimate(row.firstShare),
              "secondShare": estimate(row.secondShare), "isMore": row.isMore.map { .bool($0) } ?? .null,
            ])
          }),
      ]),
      "answers": .array(report.answers.map { answers($0, report) }),
      "contact": .object([
        "direct": shown(own.contactCustomers[0]), "indirect": shown(own.contactCustomers[1]),
        "none": shown(own.contactCustomers[2]),
      ]),
    ])
  }

  /// Who answers the company, by what the rows are.
  private static func answers(_ own: AnswerFindings, _ report: Report) -> JSON {
    let (kind, by): (String, JSON) =
      switch own.subject {
      case .channel: ("channel", .null)
      case .hour: ("hour", .null)
      case .column(let header): ("column", .string(header))
      }
    return .object([
      "of": .string(kind), "by": by, "verdict": .string(own.verdict.rawValue),
      "p": published(own.pValue) { .number($0) },
      "rows": .array(
        own.rows.map { row in
          let name: JSON =
            switch own.subject {
            case .channel: row.code.map { id($0, report) } ?? .null
            case .hour: row.code.map { .integer(Int($0) * 6) } ?? .null
            case .column: row.value.map { .string($0.id) } ?? .null
            }
          return .object([
            "value": name, "contacted": shown(row.contacted), "answered": estimate(row.share),
            "isMore": row.isMore.map { .bool($0) } ?? .null,
          ])
        }),
    ])
  }

  /// A channel by itself, with its neighbours in journeys.
  private static func card(
    _ card: ChannelUseFindings.Card, _ use: ChannelUseFindings, _ report: Report
  ) -> JSON {
    func neighbours(_ counts: [Published<Int>]) -> JSON {
      .array(
        zip(use.cards, counts).filter { !$0.1.isZero }.map {
          .object(["channel": id($0.0.place, report), "customers": shown($0.1)])
        })
    }
    return .object([
      "channel": id(card.place, report), "customers": shown(card.customers), "share": estimate(card.share),
      "started": shown(card.started), "bought": report.hasPurchases ? shown(card.bought) : .null,
      "only": shown(card.only), "onlyShare": estimate(card.onlyShare), "from": neighbours(card.from),
      "fromOthers": shown(card.fromOthers), "to": neighbours(card.to), "toOthers": shown(card.toOthers),
      "ended": shown(card.ended),
    ])
  }

  /// A channel's, or a group of channels'; `null` of neither.
  private static func id(_ code: UInt32, _ report: Report) -> JSON {
    report.catalog.channelID(code).map { .string($0) } ?? .null
  }

  private static func matrix(_ m: ChannelMatrix, _ report: Report) -> [JSON] {
    let bought = m.columns.map { report.catalog.channelID($0) != nil || $0 == Catalog.noChannel }
    return m.rows.indices.flatMap { r -> [JSON] in
      m.columns.indices.filter { !m.cells[r][$0].isZero }.map { c -> JSON in
        .object([
          "entry": id(m.rows[r], report), "purchase": id(m.columns[c], report), "bought": .bool(bought[c]),
          "count": shown(m.cells[r][c]),
        ])
      }
    }
  }
}
