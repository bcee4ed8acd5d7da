import Findings
import Pages

/// `report.json`: everything the report says, for machines, after the same hiding as the pages.
///
/// Keys are in a fixed order; what is undefined is `null`, what is hidden is `"hidden"`.
package enum ReportJSON {
  /// - Parameter editions: the pages in every language, from which the findings are taken.
  package static func bytes(_ report: Report, _ editions: [Edition]) -> [UInt8] {
    // Touchpoints and pairs are what there may be many of.
    let room = 1 << 16 + report.touchpoints.count << 10 + report.paths.edges.count << 8
    return JSONWriter.document(room: room) { json in
      subject(report, editions, &json)
      totals(report, &json)
      touchpoints(report, editions.map(\.frame.language.code), &json)
      paths(report, &json)
      json.member("funnel", funnel(report))
      json.member("blindness", blindness(report))
      sieve(report, &json)
      stages(report, editions, &json)
      json.members(separation(report))
      holes(report, &json)
      json.member("afterPurchase", afterPurchase(report))
      json.member("experience", experience(report))
      json.member("waiting", waiting(report))
      json.member("overTime", overTime(report))
      json.member("comparison", comparison(report))
      json.member("restated", restated(report))
      json.member("surveyWaves", surveyWaves(report))
      json.member("channels", channels(report))
      json.member("groups", groups(report))
      json.member("groupReach", groupReach(report))
      json.member("groupJourneys", groupJourneys(report))
      json.member("products", products(report))
      json.member("groupPurchases", groupPurchases(report))
      json.member("groupPages", groupPages(report))
      json.members(personas(report, editions.map(\.frame.language.code)))
      json.member("units", units(report))
      json.member(
        "loyalty",
        .object([
          "repeatRate": estimate(report.journeys.repeatShare),
          "loop": .object(["followed": estimate(report.journeys.followed)]),
        ]))
      json.member("return", comeback(report))
      json.member("captive", captive(report))
      json.member("club", club(report))
      json.member("friends", friends(report))
      json.member("costs", costs(report))
      json.member("clubRatings", clubRatings(report))
      json.member("contacts", contacts(report))
      json.member("contactPressure", pressure(report))
      json.member("claims", claims(report))
      json.member("effort", effort(report))
      json.member("outreach", .array(outreach(report)))
      json.members(surveys(report))
      json.member("opportunities", opportunities(report))
      json.member("decisions", .array(report.decisions.map(decision)))
      json.member("findings", .array(findings(editions)))
    }
  }

  // MARK: Parts

  /// What page one says: the headline, and its figures as they are printed. The list of reports shows it.
  private static func summary(_ editions: [Edition]) -> JSON {
    func page(_ edition: Edition) -> Page? { edition.pages.first { $0.id == .summary } }
    return .object([
      "headline": texts(editions) { page($0)?.headline.plain ?? "" },
      "figures": .array(
        (editions.first.flatMap(page)?.keyFigures ?? []).map { figure in
          func own(_ edition: Edition) -> KeyFigure? { page(edition)?.keyFigures.first { $0.id == figure.id } }
          return .object([
            "id": .string(figure.id), "name": texts(editions) { own($0)?.label.plain ?? "" },
            "text": texts(editions) { own($0)?.value.text.plain ?? "" },
          ])
        }),
    ])
  }

  /// Whose report it is, over what, and from which data.
  private static func subject(_ report: Report, _ editions: [Edition], _ json: inout JSONWriter) {
    let blueprint = report.blueprint
    json.member("schema", 1)
    json.member(
      "client",
      .object(["id": .string(blueprint.client.id), "name": texts(editions) { $0.frame.client.plain }]))
    json.member(
      "period",
      .object([
        "from": report.isUndated ? .null : .string(report.firstDay.iso),
        "to": report.isUndated ? .null : .string(report.lastDay.iso),
        "name": texts(editions) { $0.frame.period.plain },
      ]))
    json.member("languages", .array(blueprint.languages.map { .string($0) }))
    json.member("summary", summary(editions))
    json.member("settings", settings(report))
    json.member("rows", rows(report))
    json.member(
      "identity",
      .array(
        report.books.identity.map {
          .object([
            "source": .string($0.source), "events": .number($0.events), "money": published($0.money) { .number($0) },
          ])
        }))
    json.member(
      "sharedCustomers",
      .array(
        report.books.inCommon.map {
          .object([
            "first": .string($0.first), "second": .string($0.second),
            "shareOfFirst": published($0.ofFirst) { .number($0) },
            "shareOfSecond": published($0.ofSecond) { .number($0) },
          ])
        }))
    json.member(
      "crowds",
      .array(
        report.quality.assembly.suspects.map {
          .object(["events": .integer($0.events), "share": .number($0.share)])
        }))
  }

  /// Counts of the whole.
  private static func totals(_ report: Report, _ json: inout JSONWriter) {
    json.member("totals", .array(report.books.totals.map(total)))
    json.member("events", shown(report.journeys.events))
    let isSplit = report.journeys.visitors != .undefined
    json.member("customers", shown(report.journeys.counted))
    json.member("customersActive", shown(isSplit ? report.journeys.active : report.journeys.customers))
    json.member("visitors", isSplit ? shown(report.journeys.visitors) : .null)
    json.member("people", shown(report.journeys.customers))
    if let recognition = report.recognition {
      json.object("recognised", isFlat: false) { json in
        json.member("eventShare", estimate(recognition.eventShare))
        json.member("outside", estimate(recognition.outside))
        json.member("lost", shown(recognition.lost))
        json.member("lostVisitors", shown(recognition.lostVisitors))
      }
    }
    json.member("buyers", shown(report.journeys.buyers))
    json.member("buyersCancelledOnly", shown(report.journeys.cancelledBuyers))
    json.member("cycles", shown(report.journeys.cycles))
    json.member(
      "cyclesByOrigin",
      .object(
        report.journeys.cyclesByOrigin.map {
          JSON.Member("\($0.origin)", .object(["cycles": shown($0.cycles), "buying": shown($0.buying)]))
        }))
    json.member("leakedCycles", shown(report.journeys.leakedCycles))
    json.member("cameIn", shown(report.sieve.cameInTotal))
    json.member("lost", shown(report.sieve.lostTotal))
    json.member("stopShare", estimate(report.sieve.stopShare))
    json.member("openCycles", shown(report.journeys.openCycles))
    json.member("purchases", shown(report.journeys.purchases))
    json.member("cancelled", shown(report.journeys.cancelled))
    json.member("amount", published(report.journeys.amount) { .number(millionths: $0) })
    json.member(
      "walkIns",
      .object([
        "purchases": shown(report.books.walkIns),
        "amount": published(report.books.walkInAmount) { .number(millionths: $0) },
      ]))
    json.member("variants", .integer(report.paths.gone.variantCount))
    json.member("paths", .integer(report.paths.told.variantCount))
  }

  /// What follows what, and the commonest ways as a whole.
  private static func paths(_ report: Report, _ json: inout JSONWriter) {
    let ids = report.catalog.touchpoints
    let edges = report.paths.edges.filter { $0.count.shown != nil || $0.count.range != nil }
    json.list("directlyFollows", edges.count) { json, place in
      let edge = edges[place]
      json.object(isFlat: true) { json in
        json.member("from", .string(ids[edge.from].id))
        json.member("to", .string(ids[edge.to].id))
        json.member("count", shown(edge.count))
        json.member("meanSeconds", published(edge.meanSeconds) { .number($0) })
        json.member("medianSeconds", published(edge.medianSeconds) { .number($0) })
      }
    }
    json.member("directlyFollowsHidden", .integer(report.paths.edges.count - edges.count))
    json.member("directlyFollowsOmitted", .integer(report.paths.omittedPairs))
    func variants(_ variants: PathFindings.Variants) -> JSON {
      .array(
        variants.commonest.map {
          .object(["touchpoints": .array($0.touchpoints.map { id($0, report) }), "count": shown($0.count)])
        })
    }
    json.member("topVariants", variants(report.paths.gone))
    json.member("topPaths", variants(report.paths.told))
  }

  private static func settings(_ report: Report) -> JSON {
    let b = report.blueprint
    func days(_ micros: Int64?) -> JSON { .number(micros.map { Double($0) / 86_400_000_000 }) }
    return .object([
      "timezone": .string(b.timezone ?? "UTC"), "timezoneGuessed": .bool(b.timezone == nil),
      "currency": .string(b.currency), "valueBasis": .string(b.value.basis.rawValue),
      "vat": .string(b.value.vat.rawValue), "observedUntil": .string(report.observedUntilDay.iso),
      "inactivityDays": days(report.window.window), "inactivitySource": .string("\(report.window.source)"),
      "conversionDays": days(report.funnel.window), "repurchaseDays": days(b.windows.repurchase),
      "responseDays": days(b.windows.response), "ties": .string(b.ties.rawValue),
      "duplicates": .string(b.duplicates.rawValue), "countOnceBy": .string(b.countsOrdersOnce ? "order" : "none"),
      "negativeAmounts": .string(b.negativeAmounts.rawValue), "recognised": .string(b.onlyRecognised ? "only" : "all"),
      "mergeWithinSeconds": .number(Double(b.mergeWithin) / 1_000_000), "lifecycle": .string(b.lifecycle.rawValue),
      "collapse": .string(b.collapseAdjacent ? "adjacent" : "none"),
      "privacy": b.privacy.isOff
        ? "off"
        : .object(["behaviour": .integer(b.privacy.behaviour), "ratings": .integer(b.privacy.ratings)]),
    ])
  }

  private static func rows(_ report: Report) -> JSON {
    let quality = report.quality
    return .object([
      "read": shown(report.rowsRead()), "used": shown(report.journeys.events),
      "rejected": .integer(quality.rowsRejected),
      "filtered": .integer(quality.assembly.filtered + quality.assembly.otherLifecycle),
      "duplicates": .integer(quality.assembly.duplicates),
      "acrossFiles": .integer(quality.assembly.acrossFiles), "ordersOnce": shown(report.books.ordersOnce),
      "ordersDiffering": shown(report.books.ordersDiffering),
      "equalFiles": .array(quality.equalFiles.map { .string($0.name) }),
      "tiedShare": published(report.journeys.tiedShare) { .number($0) },
      "sources": .array(
        quality.sources.map { source in
          JSON.object([
            "name": .string(source.name), "kind": .string(source.kind.rawValue),
            "format": .string(source.format.rawValue), "encoding": .string(source.encoding.rawValue),
            "read": shown(report.rowsRead(source)), "rejected": .integer(source.rowsRejected),
            "crc32": .integer(Int(source.contentHash)),
            "issues": .array(
              source.issues.entries.map {
                JSON.object([
                  "kind": .string($0.kind.rawValue), "column": .string($0.column), "count": .integer($0.count),
                ])
              }),
          ])
        }),
    ])
  }

  private static func total(_ total: Books.Total) -> JSON {
    .object([
      "what": .string(total.declared.what.rawValue), "declared": .number(total.declared.value),
      "found": published(total.found) { .number(millionths: $0) },
      "difference": published(total.difference) { .number(millionths: $0) },
      "explained": .object(
        total.explained.map { JSON.Member($0.cause.rawValue, published($0.amount) { .number(millionths: $0) }) }),
    ])
  }

  private static func funnel(_ report: Report) -> JSON {
    func counts(_ n: FunnelNumbers) -> JSON {
      .object([
        "strict": .array(n.strict.map(shown)), "ordered": .array(n.ordered.map(shown)),
        "anyOrder": .array(n.anyOrder.map(shown)), "firstEntry": .array(n.firstEntry.map(shown)),
        "attempts": .array(n.attempts.map(shown)), "touched": .array(n.touched.map(shown)),
        "immature": shown(n.immature), "medianSeconds": .array(n.medianSeconds.map { published($0) { .number($0) } }),
        "totalConversion": estimate(n.totalConversion),
      ])
    }
    return .object([
      "steps": .array(
        report.funnel.steps.map { step in
          switch step.subject {
          case .stage(let stage): .string(report.catalog.stages[stage].id)
          case .touchpoint(let code): id(code, report)
          }
        }), "windowSeconds": .number(report.funnel.window.map { Double($0) / 1_000_000 }),
      "customers": counts(report.funnel.customers), "cycles": counts(report.funnel.cycles),
    ])
  }

  private static func blindness(_ report: Report) -> JSON {
    guard let b = report.funnel.blindness else { return .null }
    return .object([
      "purchases": shown(b.purchases), "outside": shown(b.outside), "share": estimate(b.share),
      "outsideStrict": shown(b.outsideStrict), "firstOutside": shown(b.firstOutside),
      "firstShare": estimate(b.firstShare),
      "reasons": .object(b.reasons.map { JSON.Member("\($0.reason)", shown($0.count)) }),
    ])
  }

  private static func outreach(_ report: Report) -> [JSON] {
    report.touchpoints.compactMap { t in
      t.outreach.map { o in
        JSON.object([
          "touchpoint": .string(t.info.id), "events": shown(o.events), "customers": shown(o.customers),
          "response": estimate(o.response),
        ])
      }
    }
  }

  /// Headlines, leads and figure titles: what the report says in sentences.
  private static func findings(_ editions: [Edition]) -> [JSON] {
    guard let first = editions.first else { return [] }
    func sentences(_ page: Page) -> [(id: String, text: String)] {
      var all = [("headline", page.headline.plain)]
      for (i, line) in page.lead.enumerated() { all.append(("lead-\(i + 1)", line.plain)) }
      for section in page.sections {
        for block in section.blocks {
          switch block {
          case .figure(let figure): all.append((figure.id, figure.title.plain))
          case .pair(let a, let b): all += [(a.id, a.title.plain), (b.id, b.title.plain)]
          case .actions(let actions):
            for (i, action) in actions.enumerated() {
              all.append(("\(section.id)-\(i + 1)", action.title.plain + ": " + action.sentence.plain))
            }
          case .claims(let rows):
            for row in rows {
              let number = row.value.state == .shown ? row.value.text.plain + " " : ""
              all.append((row.id, "\(row.claim.plain): \(row.verdictText.plain). \(number)\(row.sentence.plain)"))
            }
          case .paragraph, .table, .folded, .list, .definitions, .note, .link, .choices, .strip: break
          }
        }
      }
      return all
    }
    return first.pages.indices.flatMap { p -> [JSON] in
      let versions = editions.map { sentences($0.pages[p]) }
      let page = first.pages[p]
      let place = page.id.rawValue + (page.part.map { "/" + $0 } ?? "")
      return versions[0].indices.map { i in
        JSON.object([
          JSON.Member("id", .string(place + "/" + versions[0][i].id)),
          JSON.Member("page", .string(page.id.rawValue)),
          JSON.Member(
            "text",
            .object(
              editions.indices.filter { versions[$0].indices.contains(i) }.map {
                JSON.Member(editions[$0].frame.language.code, .string(versions[$0][i].text))
              })),
        ])
      }
    }
  }

  // MARK: Values

  private static func id(_ code: Int, _ report: Report) -> JSON { .string(report.catalog.touchpoints[code].id) }

  /// A number about people: itself, `null` when undefined, and when hidden the range that may be said, or `"hidden"`.
  static func published<Value>(_ number: Published<Value>, _ json: (Value) -> JSON) -> JSON {
    if let value = number.shown { return json(value) }
    if let range = number.range {
      return .object(["hidden": .bool(true), "low": json(range.low), "high": json(range.high)])
    }
    return number.isHidden ? "hidden" : .null
  }

  static func shown(_ count: Published<Int>) -> JSON { published(count) { .integer($0) } }

  static func estimate(_ value: Published<Estimate>) -> JSON { published(value, estimate) }

  static func estimate(_ e: Estimate) -> JSON { .estimate(value: e.value, low: e.low, high: e.high, n: e.n) }

  static func texts(_ editions: [Edition], _ text: (Edition) -> String) -> JSON {
    .object(editions.map { JSON.Member($0.frame.language.code, .string(text($0))) })
  }
}
