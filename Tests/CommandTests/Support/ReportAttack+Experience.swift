import TestSupport

/// Worse experiences and waits for a call back.
extension ReportAttack {
  /// What a reader of report.json knows of both.
  mutating func addExperience(_ report: JSONValue, _ open: JSONValue) {
    addEffort(report["effort"], open["effort"])
    var complaints: [String] = []
    for row in open["experience"].list {
      let (id, cause) = (row["touchpoint"].string ?? "", row["cause"].string ?? "")
      let shown = report["experience"].list.first {
        $0["touchpoint"].string == id && $0["cause"].string == cause
      }
      let name = "experience \(cause) \(id)"
      addGap(name, shown ?? .null, row)
      guard cause == "complaint" else { continue }
      bound("\(name) worse all", "\(id) events")
      bound("\(name) worse all", "purchases", ofPeople: true)
      bound("\(name) better all", "purchases", ofPeople: true)
      complaints.append(name)
    }
    // Those without a complaint are the same wherever customers complain.
    for (first, second) in zip(complaints, complaints.dropFirst()) {
      for key in ["all", "bought"] {
        relate([cells["\(first) better \(key)"]], cells["\(second) better \(key)"], "\(key) without a complaint")
      }
    }
    for row in open["waiting"].list {
      let id = row["touchpoint"].string ?? ""
      addWaits(id, report["waiting"].list.first { $0["touchpoint"].string == id } ?? .null, row)
    }
  }

  private mutating func addGap(_ name: String, _ shown: JSONValue, _ truth: JSONValue) {
    for side in ["worse", "better"] {
      for key in ["all", "bought"] { add("\(name) \(side) \(key)", shown[side][key], truth[side][key]) }
      bound("\(name) \(side) bought", "\(name) \(side) all", ofPeople: true)
    }
  }

  private mutating func addWaits(_ id: String, _ shown: JSONValue, _ truth: JSONValue) {
    let name = "waits \(id)"
    let parts = ["withinDay", "later", "never"]
    for key in ["requests"] + parts { add("\(name) \(key)", shown[key], truth[key]) }
    relate(parts.map { cells["\(name) \($0)"] }, cells["\(name) requests"], name)
    bound("\(name) requests", "\(id) events")
    addGap(name, shown, truth)
    bound("\(name) worse all", "\(id) customers")
    bound("\(name) better all", "\(id) customers")
    var (requests, within): ([Int?], [Int?]) = ([], [])
    for week in truth["weeks"].list {
      let day = week["from"].string ?? ""
      let own = shown["weeks"].list.first { $0["from"].string == day } ?? .null
      requests.append(add("\(name) \(day) requests", own["requests"], week["requests"]))
      within.append(add("\(name) \(day) within", own["withinDay"], week["withinDay"]))
      bound("\(name) \(day) within", "\(name) \(day) requests", ofPeople: true)
    }
    // Of more weeks than are told the sum is not known.
    relate(requests, cells["\(name) requests"], "\(name) by week", ifTrue: true)
    relate(within, cells["\(name) withinDay"], "\(name) within a day by week", ifTrue: true)
  }

  /// First purchases and contacts with service.
  private mutating func addEffort(_ shown: JSONValue, _ truth: JSONValue) {
    add("effort purchases", shown["purchases"], truth["purchases"])
    add("effort mature", shown["mature"], truth["mature"])
    add("effort contacts", shown["contacts"], truth["contacts"])
    relate([cells["effort purchases"]], cells["buyers"], "first purchases", ifTrue: true)
    bound("effort mature", "effort purchases", ofPeople: true)
    share("effort repeated", shown["repeatedContacts"], truth["repeatedContacts"], part: nil, whole: "effort contacts")
  }
}
