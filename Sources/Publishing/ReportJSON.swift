import ReportModel

/// `report.json`: everything the report says, for machines, after the same hiding as the pages.
///
/// Keys are in a fixed order; what is undefined is `null`, what is hidden is `"hidden"`.
package enum ReportJSON {
  /// - Parameter editions: the pages in every language, from which the findings are taken.
  package static func bytes(_ report: Report, _ editions: [Edition]) -> [UInt8] {
    JSONWriter.bytes(of: document(report, editions))
  }

  private static func document(_ report: Report, _ editions: [Edition]) -> JSON {
    guard case .object(let journeys) = journeys(report, editions) else { return .null }
    let findings = JSON.Member("findings", .array(findings(editions)))
    return .object(journeys + surveys(report) + [JSON.Member("decisions", decisions(report)), findings])
  }

  private static func journeys(_ report: Report, _ editions: [Edition]) -> JSON {
    let blueprint = report.blueprint
    let codes = editions.map(\.frame.language.code)
    return .object([
      "schema": 1,
      "client": .object([
        "id": .string(blueprint.client.id), "name": texts(editions) { $0.frame.client.plain },
      ]),
      "period": .object([
        "from": .string(report.firstDay.iso), "to": .string(report.lastDay.iso),
        "name": texts(editions) { $0.frame.period.plain },
      ]),
      "languages": .array(blueprint.languages.map { .string($0) }), "settings": settings(report),
      "rows": rows(report),
      "identity": .array(
        report.identity.map {
          .object(["source": .string($0.source), "events": .number($0.events), "money": .number($0.money)])
        }), "totals": .array(report.totals.map(total)), "events": .integer(report.events),
      "customers": shown(report.customers), "buyers": shown(report.buyers),
      "cycles": shown(report.cycles),
      "cyclesByOrigin": .object(
        report.cyclesByOrigin.map {
          JSON.Member("\($0.origin)", .object(["cycles": shown($0.cycles), "buying": shown($0.buying)]))
        }), "leakedCycles": shown(report.leakedCycles), "openCycles": shown(report.openCycles),
      "purchases": shown(report.purchases), "cancelled": shown(report.cancelled),
      "amount": .number(report.amount.map { Double($0) / 1_000_000 }), "variants": .integer(report.variantCount),
      "touchpoints": touchpoints(report, codes),
      "directlyFollows": directlyFollows(report),
      "directlyFollowsHidden": .integer(report.edges.reduce(0) { $0 + ($1.count == .hidden ? 1 : 0) }),
      "directlyFollowsOmitted": .integer(report.omittedPairs),
      "topVariants": .array(
        report.variants.map {
          JSON.object([
            "touchpoints": .array($0.touchpoints.map { id($0, report) }), "count": .integer($0.count),
          ])
        }), "funnel": funnel(report), "blindness": blindness(report), "sieve": sieve(report),
      "stages": .array(stages(report, editions)),
      "channels": .object([
        "entryByPurchase": .array(matrix(report.entryByPurchase, report)),
        "entryByPurchaseCycles": .array(matrix(report.entryByPurchaseCycles, report)),
        "otherChannel": estimate(report.otherChannel),
        "contact": .object([
          "direct": shown(report.contactCustomers[0]), "indirect": shown(report.contactCustomers[1]),
          "none": shown(report.contactCustomers[2]),
        ]),
      ]),
      "loyalty": .object([
        "repeatRate": estimate(report.repeatShare),
        "loop": .object(["followed": estimate(report.followed)]),
      ]),
      "outreach": .array(outreach(report)),
    ])
  }

  // MARK: Parts

  private static func decisions(_ report: Report) -> JSON {
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    return .array(
      report.decisions.map {
        .object([
          "touchpoint": .string($0.touchpoint), "decision": text($0.decision), "owner": text($0.owner),
          "due": text($0.due?.iso), "effort": text($0.effort), "source": .string($0.file), "row": .integer($0.row),
        ])
      })
  }

  private static func directlyFollows(_ report: Report) -> JSON {
    let edges = report.edges.filter { $0.count != .hidden }
    return JSONWriter.list(edges.count) { index in
      let edge = edges[index]
      return .object([
        "from": id(edge.from, report), "to": id(edge.to, report), "count": shown(edge.count),
        "meanSeconds": .number(edge.meanSeconds), "medianSeconds": .number(edge.medianSeconds),
      ])
    }
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
      "duplicates": .string(b.dropDuplicates ? "drop" : "keep"),
      "mergeWithinSeconds": .number(Double(b.mergeWithin) / 1_000_000), "lifecycle": .string(b.lifecycle.rawValue),
      "privacy": b.privacy.isOff
        ? "off"
        : .object(["behaviour": .integer(b.privacy.behaviour), "ratings": .integer(b.privacy.ratings)]),
    ])
  }

  private static func rows(_ report: Report) -> JSON {
    let quality = report.quality
    return .object([
      "read": .integer(quality.rowsRead), "used": .integer(report.events), "rejected": .integer(quality.rowsRejected),
      "filtered": .integer(quality.assembly.filtered + quality.assembly.otherLifecycle),
      "duplicates": .integer(quality.assembly.duplicates), "tiedShare": .number(report.tiedShare),
      "sources": .array(
        quality.sources.map { source in
          JSON.object([
            "name": .string(source.name), "kind": .string(source.kind.rawValue),
            "format": .string(source.format.rawValue), "encoding": .string(source.encoding.rawValue),
            "read": .integer(source.rowsRead), "rejected": .integer(source.rowsRejected),
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

  private static func total(_ total: Report.Total) -> JSON {
    .object([
      "what": .string(total.declared.what.rawValue), "declared": .number(total.declared.value),
      "found": total.foundShown == .hidden ? "hidden" : .number(total.found),
      "difference": total.foundShown == .hidden ? "hidden" : .number(total.difference),
      "explained": .object(total.explained.map { JSON.Member($0.cause, .integer($0.count)) }),
    ])
  }

  /// - Parameter codes: the report's languages.
  private static func touchpoints(_ report: Report, _ codes: [String]) -> JSON {
    // Of the whole report, each of a long list would be a copy.
    let (touchpoints, stages) = (report.touchpoints, report.catalog.stages.map(\.id))
    return JSONWriter.list(touchpoints.count) { touchpoint(touchpoints[$0], stages, codes) }
  }

  private static func touchpoint(_ t: Report.Touchpoint, _ stages: [String], _ codes: [String]) -> JSON {
    .object([
      "id": .string(t.info.id),
      "name": .object(codes.map { JSON.Member($0, .string(t.info.name.text($0))) }),
      "stage": .string(stages[t.info.stage]), "kind": .string(t.info.kind.rawValue),
      "events": shown(t.events), "customers": shown(t.customers), "starts": shown(t.starts), "ends": shown(t.ends),
      "purchases": shown(t.purchases), "cancelled": shown(t.cancelled),
    ])
  }

  private static func funnel(_ report: Report) -> JSON {
    func counts(_ n: Report.FunnelNumbers) -> JSON {
      .object([
        "strict": .array(n.strict.map(shown)), "ordered": .array(n.ordered.map(shown)),
        "anyOrder": .array(n.anyOrder.map(shown)), "firstEntry": .array(n.firstEntry.map(shown)),
        "attempts": .array(n.attempts.map(shown)), "touched": .array(n.touched.map(shown)),
        "immature": shown(n.immature), "medianSeconds": .array(n.medianSeconds.map { .number($0) }),
        "totalConversion": n.totalConversion.map(estimate) ?? .null,
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
      "customers": counts(report.funnelCustomers), "cycles": counts(report.funnelCycles),
    ])
  }

  private static func blindness(_ report: Report) -> JSON {
    guard let b = report.blindness else { return .null }
    return .object([
      "purchases": shown(b.purchases), "outside": shown(b.outside), "share": estimate(b.share),
      "outsideStrict": shown(b.outsideStrict),
      "reasons": .object(b.reasons.map { JSON.Member("\($0.reason)", shown($0.count)) }),
    ])
  }

  private static func numbers(_ n: Report.SieveNumbers) -> [JSON.Member] {
    var on: JSON = "hidden"
    if let a = n.advance.value, let s = n.skip.value { on = .integer(a + s) }
    return [
      JSON.Member("starts", shown(n.starts)), JSON.Member("arrivals", shown(n.arrivals)),
      JSON.Member("on", on), JSON.Member("skip", shown(n.skip)), JSON.Member("back", shown(n.back)),
      JSON.Member("lateral", shown(n.lateral)), JSON.Member("repeat", shown(n.repeats)),
      JSON.Member("purchase", shown(n.purchase)), JSON.Member("rest", shown(n.rest)),
      JSON.Member("well", shown(n.well)), JSON.Member("leak", shown(n.leak)), JSON.Member("open", shown(n.open)),
      JSON.Member("end", shown(n.end)), JSON.Member("hole", estimate(n.hole)),
      JSON.Member("returned", shown(n.returned)),
    ]
  }

  private static func sieve(_ report: Report) -> JSON {
    let touchpoints = report.touchpoints
    let rows = touchpoints.indices.filter { touchpoints[$0].sieve != nil }
    return JSONWriter.list(rows.count) { place in
      let t = touchpoints[rows[place]]
      guard let sieve = t.sieve else { return .null }
      var members = [JSON.Member("touchpoint", .string(t.info.id))] + numbers(sieve)
      if let people = sieve.people {
        members.append(
          JSON.Member(
            "people",
            JSON.object([
              "customers": shown(people.customers), "started": shown(people.started),
              "boughtNext": shown(people.boughtNext), "mature": shown(people.mature), "leaked": shown(people.leaked),
              "returned": shown(people.returned), "leakShare": estimate(people.leakShare),
            ])))
      }
      return .object(members)
    }
  }

  private static func stages(_ report: Report, _ editions: [Edition]) -> [JSON] {
    report.catalog.stages.indices.map { stage in
      let info = report.catalog.stages[stage]
      return .object([
        JSON.Member("id", .string(info.id)),
        JSON.Member(
          "name",
          .object(editions.map { JSON.Member($0.frame.language.code, .string(info.name.text($0.frame.language.code))) })),
        JSON.Member("sieve", .object(numbers(report.stageSieve[stage]))),
      ])
    }
  }

  private static func matrix(_ m: Report.Matrix, _ report: Report) -> [JSON] {
    func name(_ code: UInt32) -> JSON {
      Int(code) < report.catalog.channels.count ? .string(report.catalog.channels[Int(code)].id) : .null
    }
    let bought = m.columns.map { code in Int(code) < report.catalog.channels.count }
    return m.rows.indices.flatMap { r -> [JSON] in
      m.columns.indices.filter { m.cells[r][$0] != .count(0) }.map { c -> JSON in
        .object([
          "entry": name(m.rows[r]), "purchase": name(m.columns[c]),
          "bought": .bool(bought[c] || m.columns[c] == UInt32.max), "count": shown(m.cells[r][c]),
        ])
      }
    }
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
          case .paragraph, .table, .list, .definitions, .note: break
          }
        }
      }
      return all
    }
    return first.pages.indices.flatMap { p -> [JSON] in
      let versions = editions.map { sentences($0.pages[p]) }
      return versions[0].indices.map { i in
        JSON.object([
          JSON.Member("id", .string(first.pages[p].id.rawValue + "/" + versions[0][i].id)),
          JSON.Member("page", .string(first.pages[p].id.rawValue)),
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

  private static func shown(_ value: Shown) -> JSON {
    switch value {
    case .count(let n): .integer(n)
    case .hidden: "hidden"
    }
  }

  private static func estimate(_ value: ShownEstimate) -> JSON {
    switch value {
    case .undefined: .null
    case .hidden: "hidden"
    case .estimate(let e):
      .object([
        "value": .number(e.value), "low": .number(e.low), "high": .number(e.high), "n": .integer(e.n),
      ])
    }
  }

  private static func texts(_ editions: [Edition], _ text: (Edition) -> String) -> JSON {
    .object(editions.map { JSON.Member($0.frame.language.code, .string(text($0))) })
  }
}
