import Findings
import Wording

/// How everything was computed.
struct MethodsPage: PageContent {
  let telling: Telling

  /// Every definition with the value in force.
  func page() -> Page {
    Page(
      id: .methods, language: w.language, name: w.plain("page.methods"), headline: w("methods.headline"),
      lead: [w("methods.lead")],
      sections: [
        Section(id: "settings", heading: w("methods.settings-title"), blocks: [.table(settingsTable())]),
        Section(id: "definitions", heading: w("methods.definitions-title"), blocks: [.definitions(definitions())]),
      ])
  }

  private func settingsTable() -> Table {
    let blueprint = report.blueprint
    let defaults = Blueprint()
    var rows: [Table.Row] = []
    func add(_ key: String, _ value: RichText, _ how: RichText) {
      rows.append(Table.Row([text(w("methods.setting." + key)), text(value), text(how)]))
    }
    func how(_ isDefault: Bool) -> RichText { w(isDefault ? "methods.how.default" : "methods.how.declared") }
    func duration(_ micros: Int64?) -> RichText { micros.map { w.duration(micros: $0) } ?? w("methods.none") }
    add("period", period, blueprint.period == nil && !report.isUndated ? w("methods.how.data") : how(false))
    if !report.isUndated {
      let day = report.observedUntilDay
      add(
        "observed", w.date(day.year, day.month, day.day),
        blueprint.observedUntil == nil ? w("methods.how.data") : how(false))
    }
    add(
      "zone", .name(blueprint.timezone ?? "UTC"),
      w(blueprint.timezone == nil ? "methods.how.guessed" : "methods.how.declared"))
    addInactivity(add)
    for stage in report.catalog.stages.indices {
      guard let own = report.catalog.stages[stage].inactivity else { continue }
      rows.append(
        Table.Row([
          text(w("methods.setting.stage-inactivity", ["name": .text(stageName(stage))])), text(duration(own)),
          text(how(false)),
        ]))
    }
    add("conversion", duration(report.funnel.window), how(report.funnel.window == defaults.windows.conversion))
    add(
      "repurchase", duration(blueprint.windows.repurchase),
      how(blueprint.windows.repurchase == defaults.windows.repurchase))
    if report.returns != nil { add("retention", retentionText(), how(blueprint.retention == defaults.retention)) }
    add("response", duration(blueprint.windows.response), how(blueprint.windows.response == defaults.windows.response))
    if !surveys.questions.isEmpty {
      add(
        "survey-transactional", duration(blueprint.windows.transactional),
        how(blueprint.windows.transactional == defaults.windows.transactional))
      add(
        "survey-momentary", duration(blueprint.windows.momentary),
        how(blueprint.windows.momentary == defaults.windows.momentary))
    }
    add(
      "steps", stepsText(), w(report.funnel.isDeclared ? "methods.how.declared" : "methods.how.guessed"))
    add(
      "privacy", blueprint.privacy.isOff ? w("methods.privacy-off") : w.number(blueprint.privacy.behaviour),
      how(blueprint.privacy == defaults.privacy))
    add(
      "ratings", blueprint.privacy.isOff ? w("methods.privacy-off") : w.number(blueprint.privacy.ratings),
      how(blueprint.privacy == defaults.privacy))
    add(
      "duplicates",
      w(["keep": "methods.keep", "drop": "methods.drop"][blueprint.duplicates.rawValue] ?? "twice.drop-across"),
      how(blueprint.duplicates == .keep))
    add(
      "merge", blueprint.mergeWithin == 0 ? w("methods.none") : duration(blueprint.mergeWithin),
      how(blueprint.mergeWithin == 0))
    add(
      "collapse", w(blueprint.collapseAdjacent ? "methods.told-as-one" : "methods.told-each"),
      how(blueprint.collapseAdjacent == defaults.collapseAdjacent))
    add("currency", .name(blueprint.currency), how(blueprint.currency == defaults.currency))
    return Table(
      id: "settings", caption: w("methods.settings-table"),
      columns: [
        column("methods.column.setting", .name), column("methods.column.value", .text),
        column("methods.column.how", .text),
      ], rows: rows)
  }

  private func addInactivity(_ add: (String, RichText, RichText) -> Void) {
    let window = report.window
    let value = window.window.map { w.duration(micros: $0) }
    switch window.source {
    case .calibrated:
      let c = window.coverage.map { w.percent($0) }
      let how = w(
        "methods.how.calibrated",
        c.count == 3 ? ["low": .text(c[0]), "mid": .text(c[1]), "high": .text(c[2])] : [:])
      add("inactivity", value ?? w("methods.none"), how)
    case .declared: add("inactivity", value ?? w("methods.none"), w("methods.how.declared"))
    case .switchedOff: add("inactivity", w("methods.none"), w("methods.how.declared"))
    case .tooShort: add("inactivity", w("methods.none"), w("methods.too-short"))
    case .notNeeded: add("inactivity", w("methods.none"), w("methods.not-needed"))
    }
  }

  private func retentionText() -> RichText {
    let retention = report.blueprint.retention
    return w(
      retention.periods == .rolling ? "methods.retention.rolling" : "methods.retention.calendar",
      ["days": .number(retention.unit.days)])
  }

  private func stepsText() -> RichText { w.list(report.funnel.steps.map(stepName)) }

  private func definitions() -> [(id: String, term: RichText, meaning: [RichText])] {
    let windows = report.blueprint.windows
    return [
      "cycle", "leak", "window", "leak-share", "lost", "sieve", "phases", "holes", "exits", "sensitivity", "chain",
      "experience", "waiting", "funnel", "blindness", "loop", "reproduction", "time-to-next", "lowest-wait",
      "groups-wait",
      "after-purchase", "cohorts", "states",
      "reasons", "awareness", "forecast", "contracts", "captive", "club", "contacts", "pressure", "costs", "friends",
      "flow", "channels", "channel-paths", "channel-cards", "answers",
      "groups-channels", "groups-ways", "groups-pages", "groups-scores", "products", "units",
      "concentration", "outreach", "cancelled",
      "separates", "survey-windows", "scores", "choice", "weakest", "strength", "chain-test", "drivers", "consistency",
      "waves", "over-time", "compared", "restated", "claims",
      "coverage", "quarantine", "range", "privacy",
    ].map { id in
      // A report without leaks has no window that could be named.
      let key = id == "leak" && report.window.window == nil ? "leak-without" : id
      let meaning = w(
        "methods.def.\(key).meaning",
        [
          "repurchase": .text(w.duration(micros: windows.repurchase)), "window": .text(leakWindow),
          "transactional": .text(atMost(windows.transactional)), "momentary": .text(atMost(windows.momentary)),
          "response": .text(w.duration(micros: windows.response)), "k": .number(max(1, report.fewestPeople)),
          "ratings": .number(max(1, report.blueprint.privacy.ratings)),
        ])
      return (id, w("methods.def.\(id).term"), [meaning])
    }
  }

  /// "At most 14 days before", or without a limit.
  private func atMost(_ window: Int64?) -> RichText {
    window.map { w("methods.at-most", ["window": .text(w.duration(micros: $0))]) } ?? w("methods.no-limit")
  }
}
