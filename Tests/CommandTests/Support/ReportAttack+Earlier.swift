import TestSupport

/// An earlier report of the same client.
extension ReportAttack {
  /// Holds it beside the other one: what both count differs by what was done since, or by what was undone.
  ///
  /// - Parameters:
  ///   - hasPeriod: whether its data go on behind its period.
  ///   - isCompared: whether its period is the one that the later report is compared with, and not a part of its own.
  mutating func hold(
    _ earlier: (published: JSONValue, open: JSONValue), beside later: JSONValue, hasPeriod: Bool, isCompared: Bool
  ) {
    let (now, own) = (cells, self.hasPeriod)
    cells = [:]
    self.hasPeriod = hasPeriod
    add(earlier.published, earlier.open)
    let then = cells
    (cells, self.hasPeriod) = (now, own)
    let ids = earlier.open["touchpoints"].list.map { $0["id"].string ?? "" }
    let pairs = isCompared ? Self.compared(ids) : Self.same(then.keys.sorted(), ids)
    for pair in pairs + Self.units(earlier.open, later) {
      guard let a = then[pair.then], let b = now[pair.now] else { continue }
      let since = truths[b] - truths[a]
      guard since >= 0, Self.grows(pair.then) else {
        // What may have become more and less: nobody knows anything of it but what is told.
        if isTold(a), isTold(b), 1..<fewest ~= abs(since) { wrong.append("\(pair.now) differs by \(since)") }
        continue
      }
      let rest = addUnknown("\(pair.now) since", since)
      relate([a, rest], b, pair.now)
      if 1..<fewest ~= since { hidden.append((rest, "\(pair.now) since", since)) }
    }
  }

  /// Whether what is counted once is counted in all later reports too: not what may still end, or come back.
  private static func grows(_ name: String) -> Bool {
    !["lost", "ends", "open", "openCycles", "end", "bought once", "who stop part", "who stop whole", "cancelled"]
      .contains {
        name == $0 || name.hasSuffix(" " + $0)
      } && !["state ", "entryByPurchase", "path ", "blind "].contains { name.hasPrefix($0) }
  }

  /// What a report of a longer time counts too.
  private static func same(_ names: [String], _ ids: [String]) -> [(then: String, now: String)] {
    let wholes: Set<String> = [
      "people", "events", "buyers", "cycles", "purchases", "cancelled", "cameIn", "lost", "leakedCycles", "openCycles",
      "bought once", "who stop part", "who stop whole", "loop part", "loop whole", "repeat part",
    ]
    let lists = [
      "move ", "in ", "people ", "stage ", "origin ", "customers ", "cycles ", "blind ", "entryByPurchase", "path ",
      "contact ", "leak rate of ", "step ", "state ",
    ]
    // What nobody writes: what lies between two counts, or is the sum of some.
    let unwritten = [
      " beyond ", " rest", " advance", " on", " and others", " of no list", "blind first ", "blind purchases",
    ]
    return names.filter { name in
      let isOfTouchpoint = ids.contains { id in
        ["events", "customers", "starts", "ends", "purchases", "cancelled", "cameIn", "lost"].contains {
          name == "\(id) \($0)"
        }
      }
      guard wholes.contains(name) || isOfTouchpoint || lists.contains(where: { name.hasPrefix($0) }) else {
        return false
      }
      return !unwritten.contains {
        $0 == " on" ? name.hasSuffix($0) : $0.hasPrefix("blind") ? name.hasPrefix($0) : name.contains($0)
      }
    }.map { ($0, $0) }
  }

  /// What a report tells of the other period, which was the earlier one's own.
  private static func compared(_ ids: [String]) -> [(then: String, now: String)] {
    [("cycles", "before journeys"), ("cameIn", "before customers"), ("purchases", "before purchases")]
      + ["part", "whole"].flatMap { end in
        [("loop \(end)", "before compared followed null \(end)")]
          + ids.map { ("leak rate of \($0) \(end)", "before compared leaks \(JSONValue.string($0)) \(end)") }
      }
  }

  /// Units of time that stand in both.
  private static func units(_ earlier: JSONValue, _ later: JSONValue) -> [(then: String, now: String)] {
    let units = later["overTime"]["units"].list
    return earlier["overTime"]["units"].list.enumerated().flatMap { place, unit -> [(then: String, now: String)] in
      let own = units.firstIndex { $0["from"] == unit["from"] && $0["to"] == unit["to"] }
      guard let own else { return [] }
      return ["journeys", "purchases", "stopped part", "stopped whole"].map {
        ("unit \(place) \($0)", "unit \(own) \($0)")
      }
    }
  }
}
