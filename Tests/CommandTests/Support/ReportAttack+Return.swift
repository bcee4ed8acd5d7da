import TestSupport

extension ReportAttack {
  /// Who comes back: purchases one after another, states, cohorts, tables and the test of the forecast.
  mutating func addReturn(_ report: JSONValue, _ open: JSONValue) {
    let (shown, truth) = (report["return"], open["return"])
    share("loop", report["loyalty"]["loop"]["followed"], open["loyalty"]["loop"]["followed"], part: nil, whole: nil)
    addLadder(shown, truth)
    let states = ["new", "active", "slowing", "inactive", "returned"]
    for state in states { add("state \(state)", shown["states"][state], truth["states"][state]) }
    relate(states.map { cells["state \($0)"] }, cells["buyers"], "states")
    // What is told with privacy off alone is nothing that anybody reads.
    let cohorts = shown["retention"]["cohorts"].list.isEmpty ? [] : truth["retention"]["cohorts"].list
    for (c, cohort) in cohorts.enumerated() {
      let own = shown["retention"]["cohorts"][c]
      add("cohort \(c)", own["customers"], cohort["customers"])
      for (k, active) in cohort["active"].list.enumerated() {
        add("cohort \(c) in \(k)", own["active"][k], active)
        bound("cohort \(c) in \(k)", "cohort \(c)", ofPeople: true)
      }
    }
    relate(cohorts.indices.map { cells["cohort \($0)"] }, cells["step 0"], "cohorts", ifTrue: true)
    if !shown["recencyFrequency"]["byDays"].list.isEmpty {
      addTable(shown["recencyFrequency"], truth["recencyFrequency"])
    }
    for (m, month) in truth["awareness"]["shares"].list.enumerated() {
      share("month \(m)", shown["awareness"]["shares"][m], month, part: nil, whole: nil)
    }
    for (c, channel) in truth["firstPurchase"].list.enumerated() {
      add("first purchase \(c)", shown["firstPurchase"][c]["customers"], channel["customers"])
    }
    relate(
      truth["firstPurchase"].list.indices.map { cells["first purchase \($0)"] }, cells["buyers"], "first purchases",
      ifTrue: true)
    addForecast(shown["forecast"], truth["forecast"])
  }

  private mutating func addLadder(_ shown: JSONValue, _ truth: JSONValue) {
    let steps = truth["ladder"].list
    for (s, step) in steps.enumerated() {
      add("step \(s)", shown["ladder"][s]["customers"], step["customers"])
      share("step \(s) on", shown["ladder"][s]["goesOn"], step["goesOn"], part: nil, whole: nil)
      if s + 1 < steps.count { bound("step \(s) on whole", "step \(s)") }
    }
    for s in steps.indices.dropLast() {
      bound("step \(s + 1)", "step \(s)", ofPeople: true)
      bound("step \(s) on part", "step \(s + 1)")
    }
    relate([cells["step 0"]], cells["buyers"], "buyers", ifTrue: true)
    relate([cells["step 1"]], cells["repeat part"], "repeat buyers", ifTrue: true)
    relate(steps.indices.map { cells["step \($0) on whole"] }, cells["loop whole"], "old enough", ifTrue: true)
    relate(steps.indices.map { cells["step \($0) on part"] }, cells["loop part"], "followed", ifTrue: true)
    add("referred", shown["referred"], truth["referred"])
    add("bought once", shown["boughtOnce"], truth["boughtOnce"])
    relate([cells["bought once"], cells["step 1"]], cells["step 0"], "bought once", ifTrue: true)
    let windows = truth["repurchase"].list
    for (w, window) in windows.enumerated() {
      share("window \(w)", shown["repurchase"][w]["share"], window["share"], part: nil, whole: nil)
      bound("window \(w) whole", "step 0")
      bound("window \(w) part", "step 1")
      if w > 0 { bound("window \(w) whole", "window \(w - 1) whole", ofPeople: true) }
    }
  }

  private mutating func addTable(_ shown: JSONValue, _ truth: JSONValue) {
    let rows = truth["customers"].list
    let width = truth["byPurchases"].list.count
    for (r, row) in rows.enumerated() {
      for c in 0..<width { add("recency \(r) \(c)", shown["customers"][r][c], row[c]) }
      add("recency \(r)", shown["byDays"][r], truth["byDays"][r])
      relate((0..<width).map { cells["recency \(r) \($0)"] }, cells["recency \(r)"], "recency \(r)")
    }
    for c in 0..<width {
      add("frequency \(c)", shown["byPurchases"][c], truth["byPurchases"][c])
      relate(rows.indices.map { cells["recency \($0) \(c)"] }, cells["frequency \(c)"], "frequency \(c)")
    }
    relate(rows.indices.map { cells["recency \($0)"] }, cells["buyers"], "recency")
    relate((0..<width).map { cells["frequency \($0)"] }, cells["buyers"], "frequency")
  }

  private mutating func addForecast(_ shown: JSONValue, _ truth: JSONValue) {
    add("test customers", shown["test"]["customers"], truth["test"]["customers"])
    add("test came", shown["test"]["came"], truth["test"]["came"])
    let groups = truth["groups"].list
    for (g, group) in groups.enumerated() {
      for key in ["before", "came", "customers"] {
        add("group \(g) \(key)", shown["groups"][g][key], group[key])
      }
    }
    func all(_ key: String) -> [Int?] { groups.indices.map { cells["group \($0) \(key)"] } }
    relate(all("before"), cells["test customers"], "customers of the test", ifTrue: true)
    relate(all("came"), cells["test came"], "what came", ifTrue: true)
    relate(all("customers"), cells["step 0"], "customers by repeats", ifTrue: true)
  }
}
