import TestSupport

/// Groups and personas by themselves, touchpoint by touchpoint.
extension ReportAttack {
  private static let counts = [
    "customers", "cameIn", "lost", "touches", "wentOn", "boughtNext", "stopped", "other", "purchases",
  ]

  /// Of each group what came in at a touchpoint is what became of it; groups of a column and what is left are everybody; and a
  /// persona that is one value of a column is that group.
  mutating func addGroupPages(_ report: JSONValue, _ open: JSONValue) {
    let pages = open["groupPages"].list
    guard !pages.isEmpty else { return }
    for id in open["sieve"].list.compactMap({ $0["touchpoint"].string }) { addEverybody(id) }
    var columns: [String: [Int]] = [:]
    for (p, truth) in pages.enumerated() {
      let name = "page \(truth["by"].string ?? "") \(truth["value"].string ?? "")"
      guard
        let shown = report["groupPages"].list.first(where: {
          $0["by"] == truth["by"] && $0["value"] == truth["value"]
        })
      else { continue }
      if truth["isPersona"] == .number(0) { columns[truth["by"].string ?? "", default: []].append(p) }
      add("\(name) all", shown["customers"], truth["customers"])
      let number = open["groupJourneys"].list.firstIndex { $0["by"] == truth["by"] } ?? 0
      let group = open["groupJourneys"][number]["groups"].list.firstIndex { $0["value"] == truth["value"] } ?? 0
      relate([cells["ways \(number) \(group)"]], cells["\(name) all"], "\(name) as told of groups")
      for row in truth["touchpoints"].list {
        let id = row["touchpoint"].string ?? ""
        if let own = shown["touchpoints"].list.first(where: { $0["touchpoint"] == row["touchpoint"] }) {
          addRow("\(name) \(id)", own, row)
        } else {
          // What is not told of at all must not follow either.
          for key in Self.counts { addUnlisted("\(name) \(id) \(key)", row[key].int ?? 0) }
        }
        bound("\(name) \(id) customers", "\(name) all", ofPeople: true)
        for key in Self.counts { bound("\(name) \(id) \(key)", everybody(id, key), ofPeople: true) }
      }
      let ids = truth["touchpoints"].list.compactMap { $0["touchpoint"].string }
      relate(ids.map { cells["\(name) \($0) cameIn"] }, cells["\(name) all"], "\(name) came in")
      relate(ids.map { cells["\(name) \($0) lost"] }, cells["ways \(number) \(group) all lost"], "\(name) lost")
      share("\(name) second", shown["worth"]["second"], truth["worth"]["second"], part: nil, whole: nil)
    }
    let ids = open["touchpoints"].list.compactMap { $0["id"].string }
    for (by, own) in columns.sorted(by: { $0.key < $1.key }) {
      for id in ids {
        for key in Self.counts {
          let names = own.map { "page \(by) \(pages[$0]["value"].string ?? "") \(id) \(key)" }.filter {
            cells[$0] != nil
          }
          if !names.isEmpty { relateWithRest(names, everybody(id, key)) }
        }
      }
      // One value is the persona, wherever both are told of.
      for id in ids {
        for key in Self.counts {
          relate(
            [cells["page plan full \(id) \(key)"]], cells["page whole whole \(id) \(key)"], "whole \(id) \(key)",
            ifTrue: true)
        }
      }
    }
  }

  private mutating func addRow(_ name: String, _ shown: JSONValue, _ truth: JSONValue) {
    for key in Self.counts { add("\(name) \(key)", shown[key], truth[key]) }
    relate(
      ["wentOn", "boughtNext", "stopped", "other"].map { cells["\(name) \($0)"] }, cells["\(name) touches"], name)
    share("\(name) hole", shown["hole"], truth["hole"], part: nil, whole: nil)
    bound("\(name) hole part", "\(name) stopped")
    bound("\(name) hole whole", "\(name) touches")
  }

  /// What everybody did at a touchpoint, in the words of groups.
  private mutating func addEverybody(_ id: String) {
    for (key, parts) in [
      ("wentOn", ["on", "back", "lateral", "repeat"]), ("other", ["rest", "well", "open", "end"]),
      ("touches", ["starts", "arrivals"]),
    ] {
      let own = parts.compactMap { cells["in \(id) \($0)"] }
      guard own.count == parts.count else { continue }
      let all = addUnknown("everybody \(id) \(key)", own.reduce(0) { $0 + truths[$1] })
      relate(own, all, "everybody \(id) \(key)")
    }
  }

  private func everybody(_ id: String, _ key: String) -> String {
    switch key {
    case "customers", "cameIn", "lost", "purchases": "\(id) \(key)"
    case "boughtNext": "in \(id) purchase"
    case "stopped": "in \(id) leak"
    default: "everybody \(id) \(key)"
    }
  }
}
