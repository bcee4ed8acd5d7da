import Reading
import Yams

extension Blueprint {
  mutating func decodeRules(_ map: YAMLMap) throws(ProjectFileError) {
    period = try map["period"]?.dates("period")
    compare = try map["compare"]?.dates("compare")
    observedUntil = try map["observed-until"]?.date("observed-until")
    if let cursor = map["calendar"] {
      for item in try cursor.list("calendar") {
        let entries = try item.map("calendar", allowed: ["dates", "name", "exclude"])
        calendar.append(
          CalendarEntry(
            dates: try entries.required("dates").dates("calendar.dates"),
            name: try entries.required("name").localized("calendar.name"),
            exclude: try entries["exclude"]?.bool("calendar.exclude") ?? false))
      }
    }
    if let cursor = map["windows"] { try decodeWindows(cursor) }
    if let cursor = map["ties"] { ties = try cursor.choice("ties", TieRule.self) }
    if let cursor = map["duplicates"] {
      dropDuplicates = try cursor.choice("duplicates", Duplicates.self) == .drop
    }
    mergeWithin = try map["merge-within"]?.duration("merge-within") ?? 0
    if let cursor = map["collapse"] { collapseAdjacent = try cursor.choice("collapse", Collapse.self) == .adjacent }
    if let cursor = map["filter"] {
      for item in try cursor.list("filter") {
        for (column, values) in try item.map("filter", allowed: ["touchpoint", "channel"]).entries {
          var patterns: [String] = []
          for value in values.listOrOne() { patterns.append(try value.string("filter." + column)) }
          filter.append(Filter(column: column, patterns: patterns))
        }
      }
    }
    if let cursor = map["rename"] {
      for item in try cursor.list("rename") {
        let entries = try item.map("rename", allowed: ["from", "to"])
        rename.append(
          Rename(
            from: try entries.required("from").id("rename.from"), to: try entries.required("to").id("rename.to")))
      }
    }
    if let cursor = map["lifecycle"] { lifecycle = try cursor.choice("lifecycle", Lifecycle.self) }
    if let cursor = map["privacy"] { try decodePrivacy(cursor) }
    try checkLater(map)
  }

  private enum Duplicates: String, CaseIterable { case keep, drop }
  private enum Collapse: String, CaseIterable { case adjacent, none }

  private mutating func decodeWindows(_ cursor: YAMLCursor) throws(ProjectFileError) {
    let entries = try cursor.map(
      "windows",
      allowed: ["visit", "inactivity", "conversion", "repurchase", "response", "transactional", "momentary"])
    if let cursor = entries["visit"] { windows.visit = try cursor.duration("windows.visit") }
    if let cursor = entries["inactivity"] {
      if cursor.node.scalar?.string == "auto" {
        windows.inactivity = .auto
      } else {
        windows.inactivity = try cursor.duration("windows.inactivity").map { .fixed($0) } ?? .none
      }
    }
    if let cursor = entries["conversion"] { windows.conversion = try cursor.duration("windows.conversion") }
    for (key, path) in [("repurchase", \Windows.repurchase), ("response", \Windows.response)] {
      guard let cursor = entries[key] else { continue }
      guard let span = try cursor.duration("windows." + key), span > 0 else {
        throw cursor.fail("windows.\(key) must be a span of time, as 180d")
      }
      windows[keyPath: path] = span
    }
    if let cursor = entries["transactional"] { windows.transactional = try cursor.duration("windows.transactional") }
    if let cursor = entries["momentary"] { windows.momentary = try cursor.duration("windows.momentary") }
  }

  private mutating func decodePrivacy(_ cursor: YAMLCursor) throws(ProjectFileError) {
    if cursor.isScalar {
      guard try !cursor.bool("privacy") else {
        throw cursor.fail("privacy is on by itself; give thresholds, as {behaviour: 5, ratings: 10}, or off")
      }
      privacy = Privacy(behaviour: 0, ratings: 0, quotes: false, isOff: true)
      return
    }
    let entries = try cursor.map("privacy", allowed: ["behaviour", "ratings", "quotes"])
    if let cursor = entries["behaviour"] { privacy.behaviour = try cursor.int("privacy.behaviour", in: 2...1000) }
    if let cursor = entries["ratings"] { privacy.ratings = try cursor.int("privacy.ratings", in: 2...1000) }
    if let cursor = entries["quotes"] { privacy.quotes = try cursor.bool("privacy.quotes") }
  }
}
