import Basics
import Reading
import Yams

extension Blueprint {
  mutating func decodeRules(_ map: YAMLMap) throws(ProjectFileError) {
    if let cursor = map["period"] {
      isUndated = try cursor.string("period") == "undated"
      if !isUndated { period = try cursor.dates("period") }
    }
    if let cursor = map["compare"] { compare = try decodedCompare(cursor) }
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
    if let cursor = map["facts"] { facts = try decodedFacts(cursor) }
    if let cursor = map["windows"] { try decodeWindows(cursor) }
    if let cursor = map["ties"] { ties = try cursor.choice("ties", TieRule.self) }
    if let cursor = map["duplicates"] {
      duplicates = try cursor.choice("duplicates", Duplicates.self)
    }
    if let cursor = map["count-once-by"] {
      countsOrdersOnce = try cursor.choice("count-once-by", CountOnceBy.self) == .order
    }
    if let cursor = map["negative-amounts"] {
      negativeAmounts = try cursor.choice("negative-amounts", NegativeAmounts.self)
    }
    if let cursor = map["recognised"] {
      onlyRecognised = try cursor.choice("recognised", RecognisedChoice.self) == .only
    }
    mergeWithin = try map["merge-within"]?.duration("merge-within") ?? 0
    if let cursor = map["collapse"] { collapseAdjacent = try cursor.choice("collapse", Collapse.self) == .adjacent }
    if let cursor = map["filter"] {
      for entry in try filterEntries(cursor, "filter") {
        // One name alone is looked up once for each different name and not for each row.
        if entry.count == 1, entry[0].isRole {
          filter.append(Filter(column: entry[0].subject, patterns: entry[0].patterns))
        } else {
          rowFilter.append(entry)
        }
      }
    }
    if let cursor = map["rename"] {
      for item in try cursor.list("rename") {
        let entries = try item.map("rename", allowed: ["from", "to", "column"])
        if let column = entries["column"] {
          columnRename.append(
            ColumnRename(
              column: try column.id("rename.column"), from: try entries.required("from").id("rename.from"),
              to: try entries.required("to").id("rename.to"), line: column.node.mark?.line ?? 1))
          continue
        }
        rename.append(
          Rename(
            from: try entries.required("from").id("rename.from"), to: try entries.required("to").id("rename.to")))
      }
    }
    if let cursor = map["lifecycle"] { lifecycle = try cursor.choice("lifecycle", Lifecycle.self) }
    if let cursor = map["privacy"] { try decodePrivacy(cursor) }
    try checkLater(map)
  }

  private func decodedFacts(_ cursor: YAMLCursor) throws(ProjectFileError) -> [DatedFact] {
    var facts: [DatedFact] = []
    for item in try cursor.list("facts") {
      let entries = try item.map("facts", allowed: ["date", "name", "touches"])
      var touches: [String] = []
      for touch in entries["touches"]?.listOrOne() ?? [] { touches.append(try touch.id("facts.touches")) }
      facts.append(
        DatedFact(
          date: try entries.required("date").date("facts.date"),
          name: try entries.required("name").localized("facts.name"), touches: touches))
    }
    return facts
  }

  /// Entries of a filter: the conditions of each must all be met.
  func filterEntries(_ cursor: YAMLCursor, _ what: String) throws(ProjectFileError) -> [[FilterCondition]] {
    var entries: [[FilterCondition]] = []
    for item in try cursor.list(what) {
      var conditions: [FilterCondition] = []
      for (key, value) in try item.map(what, allowed: ["touchpoint", "channel", "where"]).entries {
        if key == "where" {
          for (column, values) in try value.map(what + ".where", allowed: []).entries {
            conditions.append(
              FilterCondition(subject: column, isRole: false, patterns: try patterns(values, what + ".where." + column))
            )
          }
        } else {
          conditions.append(
            FilterCondition(subject: key, isRole: true, patterns: try patterns(value, what + "." + key)))
        }
      }
      guard !conditions.isEmpty else {
        throw item.fail(
          Sentence("error.project.no-condition", ["what": .key(what), "example": .code("{touchpoint: [heartbeat]}")]))
      }
      entries.append(conditions)
    }
    return entries
  }

  func patterns(_ cursor: YAMLCursor, _ what: String) throws(ProjectFileError) -> [String] {
    var patterns: [String] = []
    for value in cursor.listOrOne() { patterns.append(try value.string(what)) }
    return patterns
  }

  private enum CountOnceBy: String, CaseIterable { case order, none }
  private enum RecognisedChoice: String, CaseIterable { case all, only }
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
        throw cursor.fail(Sentence("error.project.no-window", ["what": .key("windows." + key)]))
      }
      windows[keyPath: path] = span
    }
    if let cursor = entries["transactional"] { windows.transactional = try cursor.duration("windows.transactional") }
    if let cursor = entries["momentary"] { windows.momentary = try cursor.duration("windows.momentary") }
  }

  private mutating func decodePrivacy(_ cursor: YAMLCursor) throws(ProjectFileError) {
    if cursor.isScalar {
      guard try !cursor.bool("privacy") else {
        throw cursor.fail(
          Sentence("error.project.privacy-is-on", ["example": .code("{behaviour: 5, ratings: 10}")]))
      }
      privacy = Privacy(behaviour: 0, ratings: 0, isOff: true)
      return
    }
    let entries = try cursor.map("privacy", allowed: ["behaviour", "ratings", "quotes"])
    if let cursor = entries["behaviour"] { privacy.behaviour = try cursor.int("privacy.behaviour", in: 2...1000) }
    if let cursor = entries["ratings"] { privacy.ratings = try cursor.int("privacy.ratings", in: 2...1000) }
    if let cursor = entries["quotes"] { privacy.quotes = try cursor.bool("privacy.quotes") }
  }
}
