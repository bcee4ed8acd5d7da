import TestSupport

/// Customers by group, by where they came in and were lost, and by what they bought first and when.
extension ReportAttack {
  /// Groups are parts of all customers with a journey, and of all whose first purchase is in the period; what they do at a place is
  /// part of what all do there.
  mutating func addGroupWays(_ report: JSONValue, _ open: JSONValue) {
    for (b, own) in report["groupJourneys"].list.enumerated() {
      let truth = open["groupJourneys"][b]
      guard let values = addGroups("ways \(b)", own, truth, of: "cameIn") else { continue }
      addLook("ways \(b)", "cameIn", own["cameIn"], truth["cameIn"], groups: values.count, outside: nil)
      addLook("ways \(b)", "lost", own["lost"], truth["lost"], groups: values.count, outside: "notLost")
      for g in values.indices {
        // Those lost are written nowhere of a group, but their share is.
        let places = truth["lost"]["places"].list.map { $0.string ?? "others" }
        let lost = places.indices.reduce(0) { $0 + (truth["lost"]["customers"][g][$1].int ?? 0) }
        addUnknown("ways \(b) \(g) all lost", lost)
        relate(
          places.map { cells["ways \(b) lost \(g) \($0)"] }, cells["ways \(b) \(g) all lost"], "ways \(b) \(g) lost")
        share(
          "stop of \(b) \(g)", own["stopShares"][g], truth["stopShares"][g], part: "ways \(b) \(g) all lost", whole: nil
        )
      }
      for look in ["cameIn", "lost"] {
        let places = truth[look]["places"].list.compactMap(\.string)
        for place in places {
          relateWithRest(values.indices.map { "ways \(b) \(look) \($0) \(place)" }, "\(place) \(look)")
        }
      }
      relateChannels(report, own, b, values)
      // Who left after the first journey is lost; whose first journey bought has a first purchase in the period.
      for row in report["separates"].list where row["attribute"].string == own["by"].string {
        guard let place = values.firstIndex(of: row["value"].string) else { continue }
        let name = " \(row["attribute"].string ?? "") \(row["value"].string ?? "")"
        bound("\(name) withLeft", "ways \(b) \(place) all lost", ofPeople: true)
        bound("\(name) withBought", "firsts \(b) \(place)", ofPeople: true)
      }
    }
    for (b, own) in report["groupPurchases"].list.enumerated() {
      let truth = open["groupPurchases"][b]
      guard let values = addGroups("firsts \(b)", own, truth, of: "step 0") else { continue }
      for look in ["product", "weekday"] where !truth[look]["places"].list.isEmpty {
        addLook("firsts \(b)", look, own[look], truth[look], groups: values.count, outside: nil)
      }
      // How soon the same customers come back is told of groups as well.
      for (w, wait) in report["return"]["byGroup"].list.enumerated() where wait["by"].string == own["by"].string {
        for (g, group) in wait["groups"].list.enumerated() {
          guard let place = values.firstIndex(of: group["value"].string) else { continue }
          relate([cells["firsts \(b) \(place)"]], cells["group \(w) \(g)"], "firsts \(b) \(g)", ifTrue: true)
        }
      }
    }
  }

  /// Groups and who is not compared; the values, where both reports have the same.
  mutating func addGroups(_ name: String, _ own: JSONValue, _ truth: JSONValue, of whole: String) -> [String?]? {
    let values = own["groups"].list.map { $0["value"].string }
    guard !values.isEmpty, values == truth["groups"].list.map({ $0["value"].string }) else { return nil }
    for g in values.indices { add("\(name) \(g)", own["groups"][g]["customers"], truth["groups"][g]["customers"]) }
    add("\(name) rest", own["notCompared"], truth["notCompared"])
    relate(
      values.indices.map { cells["\(name) \($0)"] } + [cells["\(name) rest"]], cells[whole], "\(name) all", ifTrue: true
    )
    return values
  }

  mutating func addLook(
    _ name: String, _ look: String, _ shown: JSONValue, _ truth: JSONValue, groups: Int, outside: String?
  ) {
    let places = truth["places"].list.map { $0.string ?? "others" }
    guard places == shown["places"].list.map({ $0.string ?? "others" }) else { return }
    for g in 0..<groups {
      for (p, place) in places.enumerated() {
        add("\(name) \(look) \(g) \(place)", shown["customers"][g][p], truth["customers"][g][p])
      }
      let others = ["unknown"] + [outside].compactMap { $0 }
      for other in others { add("\(name) \(look) \(g) \(other)", shown[other][g], truth[other][g]) }
      relate(
        (places + others).map { cells["\(name) \(look) \(g) \($0)"] }, cells["\(name) \(g)"], "\(name) \(look) \(g)")
    }
  }

  /// Whose first touch is in the period has a journey in it.
  private mutating func relateChannels(_ report: JSONValue, _ own: JSONValue, _ b: Int, _ values: [String?]) {
    for (c, channels) in report["groups"].list.enumerated() where channels["by"].string == own["by"].string {
      for (g, group) in channels["groups"].list.enumerated() {
        guard let place = values.firstIndex(of: group["value"].string) else { continue }
        bound("by \(c) \(g)", "ways \(b) \(place)", ofPeople: true)
      }
    }
  }
}
