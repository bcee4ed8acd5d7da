import Journeys
import Reading
import Wording

/// What `masa check` says: what in a client's data could not be used, and what would be right.
package struct CheckReport {
  private let loaded: LoadedLog
  private let duplicates: Duplicates
  let w: Wording
  /// How many rows of each issue are shown.
  let examples: Int

  /// A report on what was read for a project.
  ///
  /// - Parameters:
  ///   - duplicates: what the project says of equal rows.
  ///   - examples: how many rows of each issue are shown.
  package init(_ loaded: LoadedLog, _ wording: Wording, duplicates: Duplicates, examples: Int) {
    self.loaded = loaded
    self.duplicates = duplicates
    self.examples = examples
    w = wording
  }

  /// Everything, line by line.
  package var lines: [RichText] {
    var lines: [RichText] = []
    let quality = loaded.quality
    let knowsCustomers = quality.sources.contains { $0.kind == .customers || $0.kind == .identities }
    var eventSource = 0
    var sheet = 0
    var table = 0
    for source in quality.sources {
      lines += sourceLines(source)
      if source.kind == .events {
        if eventSource < quality.assembly.recognised.count {
          let share = quality.assembly.recognised[eventSource]
          if knowsCustomers || share.known < share.events { lines.append(matchLine(share)) }
        }
        if source.walkIns > 0 { lines.append(line(1, Sentence("identity.walk-ins", ["n": .count(source.walkIns)]))) }
        eventSource += 1
      }
      if let survey = quality.surveys.first(where: { source.kind == .survey && $0.name == source.name }) {
        lines += surveyLines(survey, hasEvents: loaded.log.eventCount > 0)
      }
      if source.kind == .decisions, sheet < quality.decisions.count {
        lines += decisionLines(quality.decisions[sheet])
        sheet += 1
      }
      if source.kind == .identities {
        if table < quality.joins.tables.count {
          let use = quality.joins.tables[table]
          lines.append(
            line(1, Sentence("identity.table", ["ids": .number(use.ids), "found": .number(use.found)])))
        }
        table += 1
        if source.unlinked > 0 { lines.append(line(1, Sentence("identity.unlinked", ["n": .count(source.unlinked)]))) }
      }
      lines.append(RichText())
    }
    lines += idleKeyLines(quality)
    lines += (quality.doubts + quality.identityDoubts + quality.countedTwice(duplicates) + quality.contradictions).map {
      line(0, $0)
    }
    lines += joinLines(quality)
    for source in quality.sources {
      for values in source.alike {
        lines.append(
          line(0, Sentence("visitors.alike", ["file": .name(source.name), "column": .name(values.column)])))
        lines += values.pairs.map { pair in
          line(
            1,
            Sentence(
              "check.alike-pair",
              [
                "name": .name(yamlScalar(pair.name)), "count": .number(pair.rows),
                "meant": .name(yamlScalar(pair.meant)), "meant-count": .number(pair.meantRows),
                "difference": .sentence(difference(pair.difference)),
                "entry": .code(
                  "rename: [{column: \(yamlScalar(values.column)), from: \(yamlScalar(pair.name)), "
                    + "to: \(yamlScalar(pair.meant))}]"),
              ]))
        }
      }
    }
    lines += assemblyLines(quality)
    lines += aliasLines(loaded.log)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A line, indented.
  func line(_ depth: Int, _ sentence: Sentence) -> RichText {
    RichText(String(repeating: " ", count: depth * 2)) + w(sentence)
  }

  private func sourceLines(_ source: SourceQuality) -> [RichText] {
    let head =
      source.rowsRejected == 0 ? "check.source.all" : source.isAboveLimit ? "check.source.above" : "check.source.some"
    var lines = [
      line(
        0,
        Sentence(
          head,
          ["file": .name(source.name), "rows": .count(source.rowsRead), "rejected": .count(source.rowsRejected)]))
    ]
    if !source.guesses.isEmpty {
      lines.append(line(1, Sentence("check.columns", ["columns": .columns(source.guesses)])))
    }
    if source.time?.isDayMonthGuessed == true { lines.append(line(1, Sentence("check.day-month"))) }
    if source.issues.entries.isEmpty { lines.append(line(1, Sentence("check.no-issues"))) }
    for entry in source.issues.entries {
      let wrong = Sentence.Value.sentence(Sentence("check.wrong.\(entry.kind.rawValue)"))
      lines.append(
        line(
          1,
          entry.column.isEmpty
            ? Sentence("check.issue", ["n": .number(entry.count), "wrong": wrong])
            : Sentence(
              "check.issue-in-column", ["n": .number(entry.count), "wrong": wrong, "column": .name(entry.column)])))
      for sample in entry.samples.prefix(examples) {
        lines.append(
          line(
            3,
            Sentence(
              sample.value.isEmpty ? "check.example-empty" : "check.example",
              ["file": .name(source.name), "row": .text("\(sample.row)"), "value": .name(sample.value)])))
      }
      let isTouchpointAlone = entry.kind == .missingValue && source.kind == .decisions
      let right = isTouchpointAlone ? "check.right-decisions" : "check.right.\(entry.kind.rawValue)"
      lines.append(
        line(3, Sentence("check.right-is", ["right": .sentence(Sentence(right, ["example": .code(jsonExample)]))]))
      )
    }
    return lines
  }

  /// What share of the customers of each source is in each other one, and whose events are too many for a person.
  private func joinLines(_ quality: DataQuality) -> [RichText] {
    var lines = quality.joins.pairs.map { pair in
      func share(_ whole: Int) -> Sentence.Value {
        .code("\(percent(Double(pair.common), Double(whole))) (\(pair.common) / \(whole))")
      }
      return line(
        0,
        Sentence(
          "identity.pair",
          [
            "first": .name(pair.first), "second": .name(pair.second), "a": share(pair.inFirst),
            "b": share(pair.inSecond),
          ]))
    }
    for suspect in quality.assembly.suspects {
      lines.append(
        line(
          0, Sentence("identity.crowd-id", ["id": .name(clipped(suspect.id)), "n": .count(suspect.events)])))
    }
    if quality.joins.ignoresZeros { lines.append(line(0, Sentence("identity.zeros"))) }
    return lines
  }

  private func matchLine(_ tally: RecognisedShare) -> RichText {
    let share = Sentence.Value.code(
      "\(percent(Double(tally.known), Double(tally.events))) (\(tally.known) / \(tally.events))")
    guard tally.money > 0 else { return line(1, Sentence("check.known", ["share": share])) }
    let money = Sentence.Value.code(percent(Double(tally.knownMoney), Double(tally.money)))
    return line(1, Sentence("check.known-money", ["share": share, "money": money]))
  }

  /// A share with one decimal.
  func percent(_ part: Double, _ whole: Double) -> String {
    whole > 0 ? "\((part / whole * 1000).rounded() / 10)%" : "—"
  }

  private func assemblyLines(_ quality: DataQuality) -> [RichText] {
    let counts = quality.assembly
    var lines: [RichText] = []
    for (count, key) in [
      (counts.duplicates, "check.rows.duplicates"), (counts.filtered, "check.rows.filtered"),
      (counts.otherLifecycle, "check.rows.lifecycle"), (counts.afterObservation, "check.rows.after"),
      (counts.impossibleTimes, "check.rows.impossible"),
    ] where count > 0 {
      lines.append(line(0, Sentence("check.issue", ["n": .number(count), "wrong": .sentence(Sentence(key))])))
    }
    if !counts.unseen.isEmpty {
      lines.append(line(0, Sentence("check.unseen", ["touchpoints": .names(counts.unseen, atMost: 20)])))
    }
    if quality.isZoneGuessed { lines.append(line(0, Sentence("check.zone"))) }
    return lines.isEmpty ? [] : lines + [RichText()]
  }

  private func aliasLines(_ log: JourneyLog) -> [RichText] {
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
    return [line(0, Sentence("check.alike"))]
      + pairs.map { pair in
        let key = isDeclared.contains(pair.name) ? "check.alike-declared" : "check.alike-pair"
        return line(
          1,
          Sentence(
            key,
            [
              "name": .name(yamlScalar(pair.name)), "count": .number(count[pair.name] ?? 0),
              "meant": .name(yamlScalar(pair.meant)), "meant-count": .number(count[pair.meant] ?? 0),
              "difference": .sentence(difference(pair.difference)),
              "entry": .code("- {id: \(yamlScalar(pair.meant)), aliases: [\(yamlScalar(pair.name))]}"),
            ]))
      }
  }

  private func difference(_ difference: NearName.Difference) -> Sentence {
    switch difference {
    case .spelling: Sentence("check.difference.spelling")
    case .hebrewSpelling: Sentence("check.difference.hebrew-spelling")
    case .letters(let count): Sentence("check.difference.letters", ["n": .count(count)])
    case .abbreviation: Sentence("visitors.abbreviation")
    }
  }
}
