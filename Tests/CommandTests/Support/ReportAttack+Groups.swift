import TestSupport

/// Customers by group and channel.
extension ReportAttack {
  /// Groups are parts of all customers, and their channels parts of those of the matrix of channels; customers who are not
  /// compared are told in all only, by channel they are what is left.
  mutating func addGroupChannels(_ report: JSONValue, _ open: JSONValue) {
    for (b, own) in report["groups"].list.enumerated() {
      let truth = open["groups"][b]
      let values = own["groups"].list.map { $0["value"].string }
      guard !values.isEmpty, values == truth["groups"].list.map({ $0["value"].string }) else { continue }
      for g in values.indices { add("by \(b) \(g)", own["groups"][g]["customers"], truth["groups"][g]["customers"]) }
      add("by \(b) rest", own["notCompared"], truth["notCompared"])
      // Whom the company alone reached is in none.
      relateWithRest(values.indices.map { "by \(b) \($0)" } + ["by \(b) rest"], "people")
      for (side, key) in [("started", "entry"), ("bought", "purchase")] {
        add(
          "by \(b) \(side)", own[side], truth[side], margin: open["channels"], key,
          groups: values.count)
      }
      relateWaits(report, own, b, values)
    }
  }

  private mutating func add(
    _ name: String, _ shown: JSONValue, _ truth: JSONValue, margin: JSONValue, _ key: String, groups: Int
  ) {
    let table = margin["groups"].list.isEmpty ? "entryByPurchase" : "entryByPurchaseGroups"
    let channels = truth["channels"].list.map(\.string)
    guard channels == shown["channels"].list.map(\.string) else { return }
    let group = String(name.prefix { $0.isNumber || $0 == "b" || $0 == "y" || $0 == " " })
    var columns = channels.map { $0 ?? "others" }
    for g in 0..<groups {
      for (c, column) in columns.enumerated() {
        add("\(name) \(g) \(column)", shown["customers"][g][c], truth["customers"][g][c])
      }
      for other in ["unknown", "notBought"] { add("\(name) \(g) \(other)", shown[other][g], truth[other][g]) }
      relate(
        (columns + ["unknown", "notBought"]).map { cells["\(name) \(g) \($0)"] }, cells["\(group)\(g)"], "\(name) \(g)")
    }
    columns += ["unknown", "notBought"]
    let hasUnknown = (0..<groups).contains { truth["unknown"][$0].int ?? 0 > 0 }
    for column in columns {
      // Whoever bought in a channel that nobody knows has no name of one, and stands with the others where those are few.
      let own = margin[table].list.filter { row in
        let bought = row["bought"] == .number(1)
        if key == "purchase", !bought { return column == "notBought" }
        guard let id = row[key].string else { return column == (hasUnknown ? "unknown" : "others") }
        return channels.contains(id) ? column == id : column == "others"
      }
      guard !own.isEmpty else { continue }
      let all = addUnknown("\(name) all \(column)", own.reduce(0) { $0 + ($1["count"].int ?? 0) })
      let parts = own.map { row in
        cells[
          "\(table) \(row["entry"].string ?? "?")>\(row["purchase"].string ?? "?") \(row["bought"] == .number(1))"
        ]
      }
      relate(parts, all, "\(name) \(column)", ifTrue: true)
      let inGroups = (0..<groups).reduce(0) { sum, g in
        let count =
          column == "unknown" || column == "notBought"
          ? truth[column][g].int : truth["customers"][g][columns.firstIndex(of: column) ?? 0].int
        return sum + (count ?? 0)
      }
      guard inGroups <= own.reduce(0, { $0 + ($1["count"].int ?? 0) }) else { continue }
      relateWithRest((0..<groups).map { "\(name) \($0) \(column)" }, "\(name) all \(column)")
    }
    relate(
      columns.compactMap { cells["\(name) all \($0) of no list"] }, cells["\(group)rest"], "\(name) rest", ifTrue: true)
  }

  /// Buyers of a group, where how soon they come back is told of the same ones.
  private mutating func relateWaits(_ report: JSONValue, _ own: JSONValue, _ b: Int, _ values: [String?]) {
    for (w, wait) in report["return"]["byGroup"].list.enumerated() where wait["by"].string == own["by"].string {
      for (g, group) in wait["groups"].list.enumerated() {
        guard let place = values.firstIndex(of: group["value"].string) else { continue }
        let channels = own["bought"]["channels"].list.map { $0.string ?? "others" } + ["unknown"]
        relate(
          channels.map { cells["by \(b) bought \(place) \($0)"] }, cells["group \(w) \(g)"], "buyers \(b) \(g)",
          ifTrue: true)
      }
    }
  }
}
