import TestSupport

/// Who answers the company, how customers make contact, and where further journeys begin.
extension ReportAttack {
  mutating func addReach(_ report: JSONValue, _ open: JSONValue) {
    addAnswers(report["channels"]["answers"], open["channels"]["answers"])
    addNumbers(report["channels"]["journeyNumbers"], open["channels"])
    for (b, own) in report["groupReach"].list.enumerated() {
      let truth = open["groupReach"][b]
      guard let values = addGroups("reach \(b)", own, truth, of: "people") else { continue }
      for look in ["contact", "channels"] where !truth[look]["places"].list.isEmpty {
        addLook(
          "reach \(b)", look, own[look], truth[look], groups: values.count, outside: look == "contact" ? "none" : nil)
      }
      // The same customers stand by channel.
      for (c, channels) in report["groups"].list.enumerated() where channels["by"].string == own["by"].string {
        for (g, group) in channels["groups"].list.enumerated() {
          guard let place = values.firstIndex(of: group["value"].string) else { continue }
          relate([cells["reach \(b) \(place)"]], cells["by \(c) \(g)"], "reach \(b) \(g)", ifTrue: true)
        }
      }
      for way in ["direct", "indirect"] {
        let ways = truth["contact"]["places"].list.map { $0.string ?? "others" }
        guard !ways.contains("others") else { continue }
        let parts = values.indices.flatMap { g in
          ways.filter { $0 == way || $0 == "both" }.map { "reach \(b) contact \(g) \($0)" }
        }
        if !parts.isEmpty { relateWithRest(parts, "contact \(way)") }
      }
    }
  }

  /// Every subject's rows and those in none are all who were contacted; a share with its base says two counts.
  private mutating func addAnswers(_ shown: JSONValue, _ truth: JSONValue) {
    for (s, own) in truth.list.enumerated() {
      for (r, row) in own["rows"].list.enumerated() {
        let name = "answers \(s) \(r)"
        add("\(name) contacted", shown[s]["rows"][r]["contacted"], row["contacted"])
        share(name, shown[s]["rows"][r]["answered"], row["answered"], part: nil, whole: "\(name) contacted")
        if let rest = cells["\(name) rest"], 1..<fewest ~= truths[rest] {
          hidden.append((rest, "\(name) rest", truths[rest]))
        }
        if let part = cells["\(name) part"], 1..<fewest ~= truths[part] {
          hidden.append((part, "\(name) part", truths[part]))
        }
      }
      relateWithRest(own["rows"].list.indices.map { "answers \(s) \($0) contacted" }, "people")
    }
  }

  private mutating func addNumbers(_ shown: JSONValue, _ channels: JSONValue) {
    let table = channels["groups"].list.isEmpty ? "entryByPurchase" : "entryByPurchaseGroups"
    for row in channels["journeyNumbers"]["channels"].list {
      let id = row["channel"].string ?? ""
      let own = shown["channels"].list.first { $0["channel"].string == id } ?? .null
      for key in ["first", "second", "later"] { add("number \(id) \(key)", own[key], row[key]) }
      for (cells, name) in [(["first"], table), (["first", "second", "later"], table + "Cycles")] {
        let rows = channels[name].list.filter { $0["entry"].string == id }
        let all = addUnknown("\(name) from \(id)", rows.reduce(0) { $0 + ($1["count"].int ?? 0) })
        relate(rows.map { self.cells["\(name) \(key($0))"] }, all, "\(name) from \(id)", ifTrue: true)
        relate(cells.map { self.cells["number \(id) \($0)"] }, all, "number \(id)", ifTrue: true)
      }
    }
  }
}
