import TestSupport

/// Journeys and purchases over time.
extension ReportAttack {
  /// What a reader of report.json knows of them: units and what is left of the whole, entry channels, and shares with bases.
  mutating func addOverTime(_ report: JSONValue, _ open: JSONValue) {
    let (shown, truth) = (report["overTime"], open["overTime"])
    // The unit is chosen before anything is hidden.
    guard !truth["units"].list.isEmpty else { return }
    var parts: [String: [Int?]] = [:]
    var channels: [[Int?]] = []
    for (place, unit) in truth["units"].list.enumerated() {
      let (name, own) = ("unit \(place)", shown["units"][place])
      for key in ["journeys", "purchases"] {
        parts[key, default: []].append(add("\(name) \(key)", own[key], unit[key]))
      }
      let entries = unit["entries"].list.enumerated().map { channel, count in
        add("\(name) entry \(channel)", own["entries"][channel], count)
      }
      relate(entries, cells["\(name) journeys"], "\(name) entries")
      channels.append(entries)
      share("\(name) stopped", own["stopped"], unit["stopped"], part: nil, whole: nil)
      bound("\(name) stopped whole", "\(name) journeys", ofPeople: true)
    }
    // Journeys that stopped and are told by no unit are what is left of all.
    let stopped = truth["units"].list.indices.compactMap { cells["unit \($0) stopped part"] }
    let lost = truth["units"].list.reduce(0) { sum, unit in
      sum + Int(((unit["stopped"]["value"].double ?? 0) * (unit["stopped"]["n"].double ?? 0)).rounded())
    }
    if let all = open["leakedCycles"].int, !stopped.isEmpty {
      relate(stopped + [addUnknown("stopped in no unit", all - lost)], cells["leakedCycles"], "stopped over time")
    }
    // Where the report tells all of its time, the units are the whole.
    relate(parts["journeys"] ?? [], cells["cycles"], "journeys over time", ifTrue: true)
    relate(parts["purchases"] ?? [], cells["purchases"], "purchases over time", ifTrue: true)
    for (channel, id) in truth["channels"].list.enumerated() {
      let rows = open["channels"]["entryByPurchaseCycles"].list.filter { $0["entry"] == id }
      let counts = rows.map { row in
        let key = "\(row["entry"].string ?? "?")>\(row["purchase"].string ?? "?") \(row["bought"] == .number(1))"
        return cells["entryByPurchaseCycles \(key)"]
      }
      let total = addUnknown("entries by \(channel)", rows.reduce(0) { $0 + ($1["count"].int ?? 0) })
      relate(counts, total, "journeys by channel \(channel)", ifTrue: true)
      relate(channels.map { $0[channel] }, total, "channel \(channel) over time", ifTrue: true)
    }
  }
}
