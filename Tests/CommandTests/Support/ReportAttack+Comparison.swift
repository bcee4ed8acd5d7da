import TestSupport

/// The period that the report is compared with.
extension ReportAttack {
  /// What a reader of report.json knows of it: its counts, and shares of both periods with their bases.
  mutating func addComparison(_ report: JSONValue, _ open: JSONValue) {
    let (shown, truth) = (report["comparison"], open["comparison"])
    guard !truth["figures"].list.isEmpty else { return }
    add("before journeys", shown["journeys"], truth["journeys"])
    add("before customers", shown["customers"], truth["customers"])
    bound("before customers", "before journeys")
    add("before purchases", shown["purchases"], truth["purchases"])
    func key(_ figure: JSONValue) -> String { "\(figure["subject"].string ?? "") \(figure["id"])" }
    var (entries, stops): ([Int?], [Int?]) = ([], [])
    for figure in truth["figures"].list {
      let own = shown["figures"].list.first { key($0) == key(figure) } ?? .null
      let subject = figure["subject"].string ?? ""
      guard ["stopped", "followed", "step", "converted", "leaks", "entries"].contains(subject) else { continue }
      let name = "compared " + key(figure)
      share("before " + name, own["before"], figure["before"], part: nil, whole: nil)
      share("now " + name, own["now"], figure["now"], part: nil, whole: subject == "entries" ? "cycles" : nil)
      switch subject {
      case "stopped":
        relate([cells["now \(name) part"]], cells["leakedCycles"], name, ifTrue: true)
        bound("before \(name) whole", "before journeys", ofPeople: true)
      case "leaks":
        let id = figure["id"].string ?? ""
        relate([cells["now \(name) part"]], cells["leak rate of \(id) part"], name, ifTrue: true)
        relate([cells["now \(name) whole"]], cells["leak rate of \(id) whole"], name, ifTrue: true)
        stops.append(cells["before \(name) part"])
      case "entries":
        relate([cells["before \(name) whole"]], cells["before journeys"], name, ifTrue: true)
        entries.append(cells["before \(name) part"])
      default: break
      }
    }
    var leaks: [Int?] = []
    for row in truth["sieve"].list {
      let id = row["touchpoint"].string ?? ""
      let own = shown["sieve"].list.first { $0["touchpoint"].string == id } ?? .null
      for side in ["now", "before"] {
        for key in ["touches", "leaks"] { add("\(side) \(key) at \(id)", own[side][key], row[side][key]) }
        bound("\(side) leaks at \(id)", "\(side) touches at \(id)", ofPeople: true)
        let name = "\(side) compared leaks \(JSONValue.string(id))"
        relate([cells["\(side) leaks at \(id)"]], cells["\(name) part"], name, ifTrue: true)
        relate([cells["\(side) touches at \(id)"]], cells["\(name) whole"], name, ifTrue: true)
      }
      relate([cells["now leaks at \(id)"]], cells["leak rate of \(id) part"], id, ifTrue: true)
      relate([cells["now touches at \(id)"]], cells["leak rate of \(id) whole"], id, ifTrue: true)
      leaks.append(cells["before leaks at \(id)"])
    }
    relate(leaks, cells["before compared stopped null part"], "what nothing followed before", ifTrue: true)
    relate(entries, cells["before journeys"], "journeys before, by channel", ifTrue: true)
    relate(stops, cells["before compared stopped null part"], "journeys that stopped before", ifTrue: true)
  }
}
