import TestSupport

extension ReportAttack {
  /// Who comes back: purchases one after another, states, cohorts, tables and the test of the forecast.
  mutating func addReturn(_ report: JSONValue, _ open: JSONValue) {
    let (shown, truth) = (report["return"], open["return"])
    share("loop", report["loyalty"]["loop"]["followed"], open["loyalty"]["loop"]["followed"], part: nil, whole: nil)
    addLadder(shown, truth)
    addCurve(shown, truth)
    addLowest(shown, truth)
    addGroups(shown)
    addReasons(shown, truth)
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
    addContracts(shown["contracts"], truth["contracts"])
    addClub(report["club"], open["club"])
    addCaptive(report["captive"], open["captive"])
    addContacts(report["contacts"], open["contacts"])
    addCosts(report["costs"], open["costs"])
    addFriends(report["friends"], open["friends"])
    addPressure(report["contactPressure"], open["contactPressure"])
  }

  /// Customers by bands of contacts in 30 days: of each band those who came and who asked for no more, by the club's sides.
  private mutating func addPressure(_ shown: JSONValue, _ truth: JSONValue) {
    for (place, own) in shown["bands"].list.enumerated() {
      let other = truth["bands"][place]
      let sides = ["all", "members", "others"].filter { other[$0]["customers"].int != nil }
      for side in sides {
        let name = "pressure \(place) \(side)"
        add(name, own[side]["customers"], other[side]["customers"])
        for key in ["came", "optedOut"] where other[side][key].int != nil {
          add("\(name) \(key)", own[side][key], other[side][key])
          bound("\(name) \(key)", name, ofPeople: true)
        }
      }
      let all = "pressure \(place) all"
      // Who was contacted before joining and after it is on both sides, and once in all.
      for key in ["customers", "came", "optedOut"] where sides.count == 3 {
        guard let whole = other["all"][key].int, let a = other["members"][key].int, let b = other["others"][key].int,
          whole <= a + b
        else { continue }
        let end = key == "customers" ? "" : " " + key
        relateWithRest([all + end], "pressure \(place) members\(end)", "pressure \(place) others\(end)")
      }
      // Whoever was contacted often was contacted less often before, but for who had not yet come of itself then.
      let fewer = "pressure \(place - 1) all"
      if place > 0, let more = other["all"]["customers"].int,
        let less = truth["bands"][place - 1]["all"]["customers"].int, more <= less
      {
        bound(all, fewer, ofPeople: true)
      }
    }
  }

  /// Campaigns and offers by name: customers reached, and those of them who were compared, bought, and took an offer.
  private mutating func addContacts(_ shown: JSONValue, _ truth: JSONValue) {
    for kind in ["campaigns", "offers"] {
      for own in shown[kind].list {
        guard let id = own["id"].string, let other = truth[kind].list.first(where: { $0["id"].string == id }) else {
          continue
        }
        let name = "\(kind) \(id)"
        for key in ["reached", "used", "redeemed"] { add("\(name) \(key)", own[key], other[key]) }
        for key in ["afterContact", "afterUse"] where other[key]["compared"].int != nil {
          add("\(name) \(key)", own[key]["compared"], other[key]["compared"])
          add("\(name) \(key) bought", own[key]["bought"], other[key]["bought"])
          bound("\(name) \(key) bought", "\(name) \(key)", ofPeople: true)
        }
        bound("\(name) redeemed", "\(name) used", ofPeople: true)
        bound("\(name) redeemed", "\(name) reached", ofPeople: true)
        bound("\(name) used", "buyers", ofPeople: true)
        bound("\(name) afterContact", "\(name) reached", ofPeople: true)
        if kind == "offers" { bound("\(name) afterUse", "\(name) used", ofPeople: true) }
      }
    }
    add("win back", shown["winBack"]["compared"], truth["winBack"]["compared"])
    add("win back bought", shown["winBack"]["bought"], truth["winBack"]["bought"])
    if truth["winBack"]["compared"].int != nil { bound("win back bought", "win back", ofPeople: true) }
  }

  /// New customers who were brought, by month and by place in the chain, and those who brought them.
  private mutating func addFriends(_ shown: JSONValue, _ truth: JSONValue) {
    guard shown["new"] != .null, truth["new"].int != nil else { return }
    for key in ["new", "brought", "known", "bringers", "several"] { add("friends \(key)", shown[key], truth[key]) }
    let generations = truth["generations"].list
    for (place, own) in generations.enumerated() { add("friends after \(place)", shown["generations"][place], own) }
    relate(generations.indices.map { cells["friends after \($0)"] }, cells["friends known"], "friends by chain")
    bound("friends brought", "friends new", ofPeople: true)
    bound("origin referral cycles", "friends brought", ofPeople: true)
    bound("friends known", "friends brought", ofPeople: true)
    bound("friends several", "friends bringers", ofPeople: true)
    // Who brought several brought one at least beyond the first.
    if let known = truth["known"].int, let bringers = truth["bringers"].int {
      let beyond = addUnknown("friends beyond the first", known - bringers)
      relate([cells["friends bringers"], beyond], cells["friends known"], "friends beyond the first")
      if let several = truth["several"].int {
        let more = addUnknown("friends beyond the second", known - bringers - several)
        relate([cells["friends several"], more], beyond, "friends of who brought several")
      }
    }
    let months = shown["months"].list.isEmpty ? [] : truth["months"].list
    for (place, month) in months.enumerated() {
      let name = "friends of month \(place)"
      add(name, shown["months"][place]["new"], month["new"])
      share("\(name) brought", shown["months"][place]["share"], month["share"], part: nil, whole: name)
    }
    for side in ["brought", "others"] {
      let (name, a, b) = ("friends compared: \(side)", shown["within"][side], truth["within"][side])
      add(name, a["customers"], b["customers"])
      share("\(name) bought", a["bought"], b["bought"], part: nil, whole: nil)
      bound(name, side == "brought" ? "friends brought" : "friends new", ofPeople: true)
    }
  }

  /// First purchases by channel that costs something: some of all, and of the journeys that began in the channel.
  private mutating func addCosts(_ shown: JSONValue, _ truth: JSONValue) {
    for own in truth["channels"].list {
      let id = own["channel"].string ?? ""
      guard let told = shown["channels"].list.first(where: { $0["channel"].string == id }) else { continue }
      let name = "cost of \(id)"
      add(name, told["firstPurchases"], own["firstPurchases"])
      add("\(name) mature", told["mature"], own["mature"])
      bound("\(name) mature", name, ofPeople: true)
      bound(name, "step 0", ofPeople: true)
      bound("\(name) mature", "step 0 on whole", ofPeople: true)
    }
    for own in truth["offers"].list {
      let id = own["id"].string ?? ""
      guard let told = shown["offers"].list.first(where: { $0["id"].string == id }) else { continue }
      let name = "offers \(id)"
      add("\(name) taken", told["taken"], own["taken"])
      bound("\(name) used", "\(name) taken")
      bound("\(name) taken", "purchases")
    }
  }

  /// Captive customers and others: both together are all that is told of return.
  private mutating func addCaptive(_ shown: JSONValue, _ truth: JSONValue) {
    // Where nothing is told of them with privacy on, nothing is told.
    guard shown["captive"]["customers"] != .null, truth["captive"]["customers"].int != nil else { return }
    for side in ["captive", "others"] {
      let (name, a, b) = ("captive: \(side)", shown[side], truth[side])
      add(name, a["customers"], b["customers"])
      add("\(name) again", a["cameBack"], b["cameBack"])
      share("\(name) second", a["second"], b["second"], part: nil, whole: nil)
      bound("\(name) again", name, ofPeople: true)
      bound("\(name) second whole", name, ofPeople: true)
    }
    func both(_ what: String) -> [Int?] { ["captive", "others"].map { cells["captive: \($0)\(what)"] } }
    relate(both(""), cells["buyers"], "captive")
    relate(both(" again"), cells["repeat part"], "captive again")
    relate(both(" second whole"), cells["step 0 on whole"], "captive, old enough")
    relate(both(" second part"), cells["step 0 on part"], "captive, followed")
  }

  /// The club: members and others of the list, what they bought, and those compared from joining on.
  private mutating func addClub(_ shown: JSONValue, _ truth: JSONValue) {
    guard truth["members"].int != nil else { return }
    for key in ["members", "dated", "others", "joined"] { add("club \(key)", shown[key], truth[key]) }
    for (look, own) in [("raw", "as they are"), ("matched", "alike")] {
      for side in ["members", "others"] {
        let (name, a, b) = ("club \(side) \(own)", shown[look][side], truth[look][side])
        add(name, a["customers"], b["customers"])
        add("\(name) again", a["cameBack"], b["cameBack"])
        bound("\(name) again", name, ofPeople: true)
      }
    }
    for side in ["member", "other"] {
      add("club \(side) purchases", shown["raw"]["\(side)Purchases"], truth["raw"]["\(side)Purchases"])
      bound("club \(side)s as they are", "club \(side)s", ofPeople: true)
      bound("club \(side)s as they are", "club \(side) purchases")
    }
    // How many the list has is said with its file.
    let listed = (truth["members"].int ?? 0) + (truth["others"].int ?? 0)
    let all = add("club list", .number(Double(listed)), .number(Double(listed)))
    relate([cells["club members"], cells["club others"]], all, "club list")
    bound("club dated", "club members", ofPeople: true)
    bound("club joined", "club dated", ofPeople: true)
    bound("club members alike", "club joined", ofPeople: true)
    // Customers of no list bought what is left.
    relateWithRest(["club members as they are", "club others as they are"], "buyers")
    relateWithRest(["club members as they are again", "club others as they are again"], "repeat part")
    relateWithRest(["club member purchases", "club other purchases"], "purchases", "cancelled")
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

  /// A curve: of those who waited at one point, those who bought up to the next one and those no longer watched are told by
  /// nobody, and those who wait on are.
  private mutating func addPoints(_ name: String, _ shown: JSONValue, _ truth: JSONValue) {
    for (p, point) in truth.list.prefix(shown.list.count).enumerated() {
      add("\(name) \(p)", shown[p]["waiting"], point["waiting"])
      if p > 0 { bound("\(name) \(p)", "\(name) \(p - 1)", ofPeople: true) }
    }
  }

  private mutating func addCurve(_ shown: JSONValue, _ truth: JSONValue) {
    // With privacy off the curve may have other points.
    guard
      shown["curve"].list.map({ $0["days"].int })
        == truth["curve"].list.prefix(shown["curve"].list.count).map({ $0["days"].int })
    else { return }
    addPoints("curve", shown["curve"], truth["curve"])
    let windows = truth["repurchase"].list
    for (p, point) in shown["curve"].list.enumerated() {
      guard let w = windows.firstIndex(where: { $0["days"].int == point["days"].int }) else { continue }
      relate([cells["window \(w) part"], cells["curve \(p)"]], cells["window \(w) whole"], "curve \(p)", ifTrue: true)
    }
    relate([cells["curve 0"]], cells["step 0"], "all of the curve", ifTrue: true)
  }

  /// Curves by lowest rating: groups are of different customers, and what hides one measure hides it in both.
  private mutating func addLowest(_ shown: JSONValue, _ truth: JSONValue) {
    for (m, measure) in shown["byLowestRating"].list.enumerated() {
      let own = truth["byLowestRating"].list.first {
        $0["metric"].string == measure["metric"].string && $0["type"].string == measure["type"].string
      }
      for (g, group) in measure["groups"].list.enumerated() {
        guard let other = own?["groups"].list.first(where: { $0["lowest"].string == group["lowest"].string }) else {
          continue
        }
        add("lowest \(m) \(g)", group["customers"], other["customers"])
        addPoints("lowest \(m) \(g) curve", group["curve"], other["curve"])
        relate([cells["lowest \(m) \(g) curve 0"]], cells["lowest \(m) \(g)"], "lowest \(m) \(g)")
      }
    }
  }

  /// Curves by columns of customers and by product: parts of all first purchases. What is told of them is told as it is.
  private mutating func addGroups(_ shown: JSONValue) {
    for (b, by) in shown["byGroup"].list.enumerated() where !by["groups"].list.isEmpty {
      add("group \(b) rest", by["notCompared"], by["notCompared"])
      var parts = [cells["group \(b) rest"]]
      for (g, group) in by["groups"].list.enumerated() {
        let name = "group \(b) \(g)"
        add(name, group["customers"], group["customers"])
        addPoints("\(name) curve", group["curve"], group["curve"])
        parts.append(cells[name])
      }
      relate(parts, cells["step 0"], "group \(b)")
      guard by["notCompared"].int == 0 else { continue }
      for (p, point) in by["groups"][0]["curve"].list.enumerated() {
        guard let whole = shown["curve"].list.firstIndex(where: { $0["days"].int == point["days"].int }) else {
          continue
        }
        relate(
          by["groups"].list.indices.map { cells["group \(b) \($0) curve \(p)"] }, cells["curve \(whole)"],
          "group \(b) at \(p)")
      }
    }
  }

  /// Reasons of inactive customers: those who answered are some of them, and gave one answer each.
  private mutating func addReasons(_ shown: JSONValue, _ truth: JSONValue) {
    for (e, exit) in shown["exitReasons"].list.enumerated() {
      guard let own = truth["exitReasons"].list.first(where: { $0["column"].string == exit["column"].string }) else {
        continue
      }
      share("exit \(e)", exit["answered"], own["answered"], part: nil, whole: nil)
      relate([cells["exit \(e) whole"]], cells["state inactive"], "exit \(e)", ifTrue: true)
      var rest =
        own["answered"]["n"].int.map { Int((Double($0) * (own["answered"]["value"].double ?? 0)).rounded()) } ?? 0
      var parts: [Int?] = []
      for (r, reason) in exit["reasons"].list.enumerated() {
        let label = reason["label"].string
        let customers = own["reasons"].list.first { label != nil && $0["label"].string == label }?["customers"]
        // All others together: what is left.
        parts.append(add("exit \(e) \(r)", reason["customers"], customers ?? .number(Double(rest))))
        rest -= customers?.int ?? 0
      }
      if !parts.isEmpty { relate(parts, cells["exit \(e) part"], "exit \(e)", ifTrue: true) }
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

  private mutating func addContracts(_ shown: JSONValue, _ truth: JSONValue) {
    add("contracts before", shown["test"]["customers"], truth["test"]["customers"])
    add("contracts stayed", shown["test"]["stayed"], truth["test"]["stayed"])
    add("contracts now", shown["customers"], truth["customers"])
    bound("contracts stayed", "contracts before", ofPeople: true)
    bound("contracts now", "step 0", ofPeople: true)
    bound("contracts before", "step 0")
    bound("contracts stayed", "contracts now")
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
