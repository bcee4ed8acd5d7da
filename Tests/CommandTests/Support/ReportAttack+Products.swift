import TestSupport

/// What is bought, and when.
extension ReportAttack {
  mutating func addProducts(_ report: JSONValue, _ open: JSONValue) {
    let (own, truth) = (report["products"], open["products"])
    if let values = addGroups("goods", own, truth, of: "step 0") {
      for look in ["next", "weekday", "hour", "season"] where !truth[look]["places"].list.isEmpty {
        addLook("goods", look, own[look], truth[look], groups: values.count, outside: look == "next" ? "none" : nil)
      }
      for (g, value) in values.enumerated() {
        guard let id = value else { continue }
        // The same by column of groups.
        for (b, firsts) in open["groupPurchases"].list.enumerated() {
          let names = firsts["groups"].list.indices.map { "firsts \(b) product \($0) \(id)" }
          if !names.isEmpty, names.allSatisfy({ cells[$0] != nil }) { relateWithRest(names, "goods \(g)") }
        }
      }
    }
    let values = truth["groups"].list.map { $0["value"].string }
    for (place, row) in truth["numbers"]["products"].list.enumerated() {
      let id = row["product"].string
      let told = own["numbers"]["products"].list.first { $0["product"].string == id } ?? .null
      for key in ["first", "second", "later"] { add("goods number \(place) \(key)", told[key], row[key]) }
      if let id, let g = values.firstIndex(of: id) {
        relate([cells["goods number \(place) first"]], cells["goods \(g)"], "first of \(id)", ifTrue: true)
      }
      guard let id, !values.isEmpty, truth["next"]["places"].list.contains(where: { $0.string == id }) else { continue }
      let names = values.indices.map { "goods next \($0) \(id)" }
      let sum = names.reduce(0) { $0 + (cells[$1].map { truths[$0] } ?? 0) }
      if sum <= row["second"].int ?? 0 { relateWithRest(names, "goods number \(place) second") }
    }
    add("basket days", own["basketDays"], truth["basketDays"])
    bound("basket days", "step 0", ofPeople: true)
    for row in truth["baskets"].list {
      let id = row["product"].string ?? ""
      add("basket \(id)", own["baskets"].list.first { $0["product"].string == id }?["days"] ?? .null, row["days"])
      bound("basket \(id)", "basket days", ofPeople: true)
      if let g = values.firstIndex(of: id) { bound("goods \(g)", "basket \(id)", ofPeople: true) }
    }
    for row in truth["pairs"].list {
      let (a, b) = (row["a"].string ?? "", row["b"].string ?? "")
      let told = own["pairs"].list.first { $0["a"].string == a && $0["b"].string == b } ?? .null
      add("pair \(a) \(b)", told["days"], row["days"])
      bound("pair \(a) \(b)", "basket \(a)", ofPeople: true)
      bound("pair \(a) \(b)", "basket \(b)", ofPeople: true)
    }
  }
}
