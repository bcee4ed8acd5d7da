import TestSupport

/// Where customers came in and where they bought, and over which channels.
extension ReportAttack {
  func key(_ row: JSONValue) -> String {
    "\(row["entry"].string ?? "?")>\(row["purchase"].string ?? "?") \(row["bought"] == .number(1))"
  }

  mutating func addChannels(_ shown: JSONValue, _ truth: JSONValue) {
    for (table, bought) in [("entryByPurchase", "buyers"), ("entryByPurchaseCycles", "purchases")] {
      var (all, buying): ([Int?], [Int?]) = ([], [])
      for row in truth[table].list {
        let own = shown[table].list.first { key($0) == key(row) }?["count"]
        let cell = own.map { add("\(table) \(key(row))", $0, row["count"]) } ?? addUnknown(table, row["count"].int ?? 0)
        all.append(cell)
        if row["bought"] == .number(1) { buying.append(cell) }
      }
      relate(buying, cells[bought], "\(table) that bought", ifTrue: true)
      relate(all, cells[table == "entryByPurchase" ? "people" : "cycles"], table, ifTrue: true)
    }
    addChannelGroups(shown, truth)
    addChannelPaths(shown, truth)
    addChannelCards(shown, truth)
    for key in ["direct", "indirect", "none"] {
      add("contact \(key)", shown["contact"][key], truth["contact"][key])
      bound("contact \(key)", "people")
    }
  }

  /// Channels of a group are parts of what stands for the group.
  private mutating func addChannelGroups(_ shown: JSONValue, _ truth: JSONValue) {
    var groupOf: [String: String] = [:]
    for group in truth["groups"].list {
      for channel in group["channels"].list { groupOf[channel.string ?? ""] = group["id"].string }
    }
    func place(_ id: String?) -> String { id.map { groupOf[$0] ?? $0 } ?? "?" }
    for (table, of) in [
      ("entryByPurchaseGroups", "entryByPurchase"), ("entryByPurchaseGroupsCycles", "entryByPurchaseCycles"),
    ] {
      for row in truth[table].list {
        let own = shown[table].list.first { key($0) == key(row) }?["count"] ?? .null
        add("\(table) \(key(row))", own, row["count"])
        let parts = truth[of].list.filter {
          place($0["entry"].string) == row["entry"].string ?? "?"
            && place($0["purchase"].string) == row["purchase"].string ?? "?" && $0["bought"] == row["bought"]
        }
        relate(parts.map { cells["\(of) \(key($0))"] }, cells["\(table) \(key(row))"], "\(table) \(key(row))")
      }
    }
  }

  /// Ways over channels are parts of where they started and bought; those of few are listed nowhere.
  private mutating func addChannelPaths(_ shown: JSONValue, _ truth: JSONValue) {
    func name(_ path: JSONValue) -> String {
      let of = ["channels", "service"].map { path[$0].list.map { $0.string ?? "?" }.joined(separator: " ") }
      return "path \(of.joined(separator: " then "))"
    }
    var ways: [String: [String]] = [:]
    for path in truth["paths"].list {
      let own = name(path)
      if let told = shown["paths"].list.first(where: { name($0) == own }) {
        add(own, told["buyers"], path["buyers"])
      } else {
        addUnlisted(own, path["buyers"].int ?? 0)
      }
      let ends = [path["channels"].list.first, path["channels"].list.last].map { $0?.string ?? "?" }
      ways["\(ends[0])>\(ends[1])", default: []].append(own)
    }
    add("path buyers", shown["pathBuyers"], truth["pathBuyers"])
    let table = truth["groups"].list.isEmpty ? "entryByPurchase" : "entryByPurchaseGroups"
    let known = truth[table].list.filter {
      $0["bought"] == .number(1) && $0["entry"].string != nil && $0["purchase"].string != nil
    }
    for row in known {
      let own = ways["\(row["entry"].string ?? "?")>\(row["purchase"].string ?? "?")"] ?? []
      if own.isEmpty { continue }
      relateWithRest(own, "\(table) \(key(row))")
    }
    relate(known.map { cells["\(table) \(key($0))"] }, cells["path buyers"], "buyers of known channels", ifTrue: true)
  }

  /// Channels one by one: who touched each, from where, to where, and who no other.
  private mutating func addChannelCards(_ shown: JSONValue, _ truth: JSONValue) {
    add("only one", shown["onlyOne"], truth["onlyOne"])
    let table = truth["groups"].list.isEmpty ? "entryByPurchase" : "entryByPurchaseGroups"
    bound("only one", "people", ofPeople: true)
    for own in truth["cards"].list {
      let id = own["channel"].string ?? ""
      let told = shown["cards"].list.first { $0["channel"].string == id } ?? .null
      let name = "card \(id)"
      for key in ["customers", "started", "only", "fromOthers", "toOthers", "ended"] {
        add("\(name) \(key)", told[key], own[key])
      }
      for side in ["from", "to"] {
        var parts = [cells["\(name) \(side)Others"], cells["\(name) \(side == "from" ? "started" : "ended")"]]
        for row in own[side].list {
          let other = row["channel"].string ?? ""
          let count = told[side].list.first { $0["channel"].string == other }?["customers"] ?? .null
          parts.append(add("\(name) \(side) \(other)", count, row["customers"]))
        }
        relate(parts, cells["\(name) customers"], "\(name) \(side)")
      }
      bound("\(name) only", "\(name) started", ofPeople: true)
      bound("\(name) only", "\(name) ended", ofPeople: true)
      let rows = truth[table].list.filter { $0["entry"].string == id }
      relate(
        rows.map { cells["\(table) \(key($0))"] }, cells["\(name) started"], "\(name) started", ifTrue: true)
    }
    let names = truth["cards"].list.map { $0["channel"].string ?? "" }
    for own in truth["cards"].list {
      let id = own["channel"].string ?? ""
      for side in ["from", "to"] {
        for other in names where cells["card \(id) \(side) \(other)"] != nil {
          bound("card \(id) \(side) \(other)", "card \(other) customers", ofPeople: true)
        }
      }
    }
    if !names.isEmpty { relateWithRest(names.map { "card \($0) only" }, "only one") }
  }
}
