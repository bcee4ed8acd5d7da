import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// The project file as text.
  package var yaml: String {
    var lines = header()
    let languages = ([w] + words.filter { $0.language != w.language }).map(\.language.code).joined(separator: ", ")
    lines += [
      "client: {id: \(yamlScalar(client)), name: \(named { _ in client })}  # " + guessed("draft.client"),
      "languages: [\(languages)]  # " + w.plain("draft.languages"),
      "timezone: \(timezone)  # \(needsZone ? guessed("draft.zone") : w.plain("draft.zone-not-needed"))",
      "currency: ILS  # " + guessed("draft.currency"), "",
    ]
    lines += periodLines()
    lines += sourcesLines() + placeLines()
    if !touchpoints.isEmpty { lines += [""] + stageLines() + [""] + channelLines() + touchpointLines() }
    lines += ["", "# " + w.plain("draft.more")]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A guess, marked with the word that is looked for in every language.
  func guessed(_ why: String, _ arguments: KeyValuePairs<String, Argument> = [:]) -> String {
    "guessed: " + w.plain(why, arguments)
  }

  /// A name in every language, as the project file gives it.
  private func named(_ name: (Wording) -> String) -> String {
    "{" + words.map { "\($0.language.code): \(yamlScalar(name($0)))" }.joined(separator: ", ") + "}"
  }

  private func header() -> [String] {
    let files = w.commaSeparated((sources.map(\.name) + unreadable.map(\.name)).map { RichText(yamlComment($0)) })
    return [
      "# " + w.plain("draft.header", ["files": .text(files)]), "# " + w.plain("draft.header-guesses"),
      "# "
        + (events > 0
          ? w.plain("draft.read", ["events": .number(events), "customers": .number(customers)])
          : w.plain(sources.contains { $0.kind == .survey && $0.isUsed } ? "draft.only-surveys" : "draft.nothing")),
      "",
    ]
  }

  func timeLines(_ time: TimeReport) -> [String] {
    switch time.format {
    case .dmy, .mdy:
      let why = guessed(time.isDayMonthGuessed ? "draft.time.both" : "draft.time.by-dates")
      return ["    time-format: \(time.format)  # \(why)"]
    case .excel, .excelSwapped: return ["    time-format: \(time.format)"]
    case .auto, .iso, .unix, .unixMillis, .unixMicros, .pattern:
      return ["    time-format: auto  # " + w.plain("draft.time.found", ["format": .text(RichText("\(time.format)"))])]
    }
  }

  /// Spellings of one place, commented out: whether they are one is for somebody to say.
  private func placeLines() -> [String] {
    guard !places.isEmpty else { return [] }
    var lines = ["", "# " + w.plain("draft.places"), "# rename:"]
    for values in places {
      for pair in values.pairs {
        let rows = w.plain(
          "draft.place-rows",
          ["rows": .text(w("count.rows", ["n": .count(pair.rows)])), "others": .number(pair.meantRows)])
        lines.append(
          "#   - {column: \(yamlScalar(values.column)), from: \(yamlScalar(pair.name)), to: \(yamlScalar(pair.meant))}  # \(rows)"
        )
      }
    }
    return lines
  }

  private func stageLines() -> [String] {
    let hasPurchase = touchpoints.contains { $0.kind == .purchase }
    let why = guessed(hasPurchase ? "draft.stages-around" : "draft.stages-by-place")
    return ["stages:  # \(why)"]
      + stages.map { stage in "  - {id: \(stage.id), name: \(named { $0.plain("draft.stage." + stage.id) })}" }
  }

  private func channelLines() -> [String] {
    guard !channels.isEmpty else { return [] }
    var lines = ["channels:  # " + w.plain("draft.channels")]
    for channel in channels.prefix(Self.channelsWritten) {
      lines.append("  - \(yamlScalar(channel.id))  # \(channel.events)")
    }
    if channels.count > Self.channelsWritten {
      let more = channels.count - Self.channelsWritten
      lines.append("  # " + w.plain("draft.more-channels", ["n": .count(more)]))
    }
    return lines + [""]
  }

  private func touchpointLines() -> [String] {
    var lines = ["# " + w.plain("draft.touchpoints")]
    if !touchpoints.contains(where: { $0.kind == .purchase }) { lines.append("# " + w.plain("draft.no-purchase")) }
    lines.append("touchpoints:")
    let near = nearNames(touchpoints.map(\.id))
    for touchpoint in touchpoints {
      var entries = ["id: \(yamlScalar(touchpoint.id))"]
      let names = touchpoint.name.entries
      if names.contains(where: { $0.text != touchpoint.id }) {
        entries.append("name: {" + names.map { "\($0.code): \(yamlScalar($0.text))" }.joined(separator: ", ") + "}")
      }
      entries.append("stage: \(stages[touchpoint.stage].id)")
      var why: [String] = []
      if touchpoint.kind != .touch {
        entries.append("kind: \(touchpoint.kind.rawValue)")
        why.append("kind")
      }
      if touchpoint.isCompanyInitiated {
        entries.append("initiated-by: company")
        why.append("initiated-by")
      }
      if touchpoint.endsWell {
        entries.append("ends-well: yes")
        why.append("ends-well")
      }
      var comment = w.plain(
        "draft.touchpoint", ["events": .count(touchpoint.events), "customers": .count(touchpoint.customers)])
      comment += "; guessed: " + (["stage"] + (isAnswered ? [] : why)).joined(separator: ", ")
      if let meant = near.first(where: { $0.name == touchpoint.id })?.meant {
        comment += "; " + w.plain("draft.alike", ["name": .text(RichText(yamlComment(meant)))])
      }
      lines.append("  - {\(entries.joined(separator: ", "))}  # \(comment)")
    }
    if touchpointsLeftOut > 0 {
      lines.append("  # " + w.plain("draft.more-touchpoints", ["n": .count(touchpointsLeftOut)]))
    }
    return lines
  }
}
