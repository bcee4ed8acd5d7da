import TestSupport

/// Branches: what was bought and given back there, and who left.
extension ReportAttack {
  /// Touches and stops at the two touchpoints whose rows all name a branch are those of the branches; purchases at the one
  /// whose rows do are theirs.
  mutating func addUnits(_ report: JSONValue, _ open: JSONValue) {
    for (u, unit) in report["units"].list.enumerated() {
      for (t, table) in unit["tables"].list.enumerated() {
        let truth = open["units"].list.first { $0["unit"].string == unit["unit"].string }?["tables"].list
          .first {
            $0["subject"].string == table["subject"].string && $0["question"].string == table["question"].string
          }
        guard let truth else { continue }
        let names = truth["units"].list.compactMap { $0["name"].string }
        for (name, own) in zip(names, truth["units"].list) {
          let shown = table["units"].list.first { $0["name"].string == name }
          for key in ["base", "part"] {
            let cell = "unit \(u) \(t) \(name) \(key)"
            if let shown { add(cell, shown[key], own[key]) } else { addUnlisted(cell, own[key].int ?? 0) }
          }
          bound("unit \(u) \(t) \(name) part", "unit \(u) \(t) \(name) base")
        }
        func sum(_ key: String, within wholes: [String]) {
          relateParts(names.map { "unit \(u) \(t) \($0) \(key)" }, wholes)
        }
        if table["subject"].string == "stops" {
          // Of journeys that began in the period: their touches may lie behind it.
          sum("base", within: ["in call starts", "in call arrivals", "in help starts", "in help arrivals"])
          sum("part", within: ["in call leak", "in help leak"])
        } else if table["subject"].string == "returns" {
          sum("base", within: ["shop events"])
          sum("part", within: ["shop cancelled"])
        }
      }
    }
  }
}
