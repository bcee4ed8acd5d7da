import Journeys
import Reading

/// What `masa check` says: what in a client's data could not be used, and what would be right.
package struct CheckReport {
  private let loaded: LoadedLog
  private let blueprint: Blueprint
  private let words: CheckWords
  /// How many rows of each issue are shown.
  let examples: Int

  /// A report on what was read for a project.
  ///
  /// - Parameters:
  ///   - language: the code of the language it is written in.
  ///   - examples: how many rows of each issue are shown.
  package init(_ loaded: LoadedLog, _ blueprint: Blueprint, language: String, examples: Int) {
    self.loaded = loaded
    self.blueprint = blueprint
    self.examples = examples
    words = CheckWords(language: language)
  }

  /// Everything, line by line.
  package var lines: [String] {
    var lines: [String] = []
    let knowsCustomers = loaded.quality.sources.contains { $0.kind == .customers || $0.kind == .identities }
    var eventSource = 0
    var sheet = 0
    for source in loaded.quality.sources {
      lines += self.lines(source, words)
      if source.kind == .events {
        if eventSource < loaded.quality.assembly.recognised.count, knowsCustomers {
          lines.append(matchLine(loaded.quality.assembly.recognised[eventSource], words))
        }
        eventSource += 1
      }
      if let survey = loaded.quality.surveys.first(where: { source.kind == .survey && $0.name == source.name }) {
        lines += surveyLines(survey, hasEvents: loaded.log.eventCount > 0, words)
      }
      if source.kind == .decisions, sheet < loaded.quality.decisions.count {
        lines += decisionLines(loaded.quality.decisions[sheet], words)
        sheet += 1
      }
      if source.kind == .identities {
        lines.append(
          "  " + words.say("מזהים שמצטרפים ללקוחות: ", "ids joined into customers: ")
            + "\(loaded.quality.identities)")
      }
      lines.append("")
    }
    lines += idleKeyLines(loaded.quality, words)
    lines += assemblyLines(loaded.quality, words)
    lines += aliasLines(loaded.log, blueprint, words)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func lines(_ source: SourceQuality, _ words: CheckWords) -> [String] {
    let name = printable(source.name)
    var head = "\(name): " + words.say("\(source.rowsRead) שורות", "\(source.rowsRead) rows")
    if source.rowsRejected > 0 {
      head += ", " + words.say("\(source.rowsRejected) נדחו", "\(source.rowsRejected) rejected")
      if source.isAboveLimit { head += words.say(" (מעל reject-above)", " (above reject-above)") }
    }
    var lines = [head]
    if !source.guesses.isEmpty {
      let guesses = source.guesses.map { "\($0.role.rawValue) = \(printable($0.column))" }.joined(separator: ", ")
      lines.append("  " + words.say("עמודות שנוחשו: ", "columns guessed: ") + guesses)
    }
    if source.time?.isDayMonthGuessed == true {
      lines.append(
        "  "
          + words.say(
            "כל התאריכים נקראים בשתי הדרכים; הונח שהיום לפני החודש. time-format: dmy או mdy קובע",
            "all dates can be read both ways; day first was assumed. time-format: dmy or mdy settles it"))
    }
    if source.issues.entries.isEmpty { lines.append("  " + words.say("לא נמצאו ליקויים", "no issues")) }
    for entry in source.issues.entries {
      let column = entry.column.isEmpty ? "" : words.say(" בעמודה ", " in column ") + "\"\(printable(entry.column))\""
      lines.append("  \(entry.count) × \(words.wrong(entry.kind))\(column)")
      for sample in entry.samples.prefix(examples) {
        let value = sample.value.isEmpty ? words.say("ריק", "empty") : "\"\(printable(sample.value))\""
        lines.append("      \(name), " + words.say("שורה", "row") + " \(sample.row): \(value)")
      }
      lines.append("      " + words.say("נכון: ", "right: ") + words.right(entry.kind, in: source.kind))
    }
    return lines
  }

  private func matchLine(
    _ tally: (events: Int, known: Int, money: Int64, knownMoney: Int64), _ words: CheckWords
  ) -> String {
    func percent(_ part: Double, _ whole: Double) -> String {
      whole > 0 ? "\((part / whole * 1000).rounded() / 10)%" : "—"
    }
    var line =
      "  " + words.say("אינטראקציות של לקוחות מוכרים: ", "interactions of known customers: ")
      + "\(percent(Double(tally.known), Double(tally.events))) (\(tally.known) / \(tally.events))"
    if tally.money > 0 {
      line += words.say("; מהסכומים: ", "; of the amounts: ") + percent(Double(tally.knownMoney), Double(tally.money))
    }
    return line
  }

  private func assemblyLines(_ quality: DataQuality, _ words: CheckWords) -> [String] {
    let counts = quality.assembly
    var lines: [String] = []
    func add(_ count: Int, _ he: String, _ en: String) {
      if count > 0 { lines.append("\(count) × " + words.say(he, en)) }
    }
    add(
      counts.duplicates, "שורות זהות לגמרי; duplicates: drop משמיט אותן",
      "rows equal to another; duplicates: drop leaves them out")
    add(counts.filtered, "שורות שהושמטו לפי filter", "rows left out by filter")
    add(counts.otherLifecycle, "שורות של מצב אחר מזה שב־lifecycle", "rows of another lifecycle than asked for")
    add(counts.afterObservation, "שורות אחרי observed-until", "rows after observed-until")
    add(counts.impossibleTimes, "שורות עם זמן בלתי אפשרי", "rows with an impossible time")
    func list(_ names: [String], _ he: String, _ en: String) {
      guard !names.isEmpty else { return }
      let shown = names.prefix(20).map { printable($0) }.joined(separator: ", ")
      lines.append(words.say(he, en) + shown + (names.count > 20 ? " (+\(names.count - 20))" : ""))
    }
    list(counts.unseen, "נקודות מגע שהוצהרו ולא נמצאו בנתונים: ", "touchpoints declared and never seen: ")
    if quality.isZoneGuessed {
      lines.append(
        words.say(
          "אזור הזמן לא נקבע; הונח UTC. timezone קובע", "no time zone is set; UTC was assumed. timezone settles it"))
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  private func aliasLines(_ log: JourneyLog, _ blueprint: Blueprint, _ words: CheckWords) -> [String] {
    var events = [Int](repeating: 0, count: log.catalog.touchpoints.count)
    for part in log.parts {
      for customer in 0..<part.customerCount {
        for event in part.journey(of: customer) { events[Int(event.touchpoint)] += 1 }
      }
    }
    let ordered = log.catalog.touchpoints.indices.filter { events[$0] > 0 }.sorted {
      let (a, b) = (log.catalog.touchpoints[$0], log.catalog.touchpoints[$1])
      // A declared one is what an undeclared one is meant to be.
      if a.isDeclared != b.isDeclared { return a.isDeclared }
      return events[$0] != events[$1] ? events[$0] > events[$1] : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
    }
    var count: [String: Int] = [:]
    var isDeclared: Set<String> = []
    for code in ordered {
      count[log.catalog.touchpoints[code].id] = events[code]
      if log.catalog.touchpoints[code].isDeclared { isDeclared.insert(log.catalog.touchpoints[code].id) }
    }
    let pairs = nearNames(ordered.map { log.catalog.touchpoints[$0].id })
    guard !pairs.isEmpty else { return [] }
    return [words.say("שמות שנראים כמו אותה נקודת מגע:", "names that look like one touchpoint:")]
      + pairs.map { pair in
        "  \(yamlScalar(pair.name)) (\(count[pair.name] ?? 0)) ≈ \(yamlScalar(pair.meant)) (\(count[pair.meant] ?? 0)), "
          + words.difference(pair.difference)
          + ": - {id: \(yamlScalar(pair.meant)), aliases: [\(yamlScalar(pair.name))]}"
          + (isDeclared.contains(pair.name)
            ? words.say(" (ולמחוק את השורה של השם הנדיר)", " (and delete the rarer name's own line)") : "")
      }
  }
}
