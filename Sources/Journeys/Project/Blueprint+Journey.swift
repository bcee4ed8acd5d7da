import Reading
import Yams

extension Blueprint {
  mutating func decodeJourney(_ map: YAMLMap) throws(ProjectFileError) {
    if let cursor = map["stages"] {
      for item in try cursor.list("stages") {
        if item.isScalar {
          let id = try item.id("stages")
          stages.append(StageDeclaration(id: id, name: LocalizedText(id), inactivity: nil))
        } else {
          let entries = try item.map("stages", allowed: ["id", "name", "inactivity"])
          let id = try entries.required("id").id("stages.id")
          stages.append(
            StageDeclaration(
              id: id, name: try entries["name"]?.localized("stages.name") ?? LocalizedText(id),
              inactivity: try entries["inactivity"]?.duration("stages.inactivity")))
        }
        try unique(stages.map(\.id), item, "stage")
      }
    }
    departments = try namedThings(map, "departments")
    channels = try namedThings(map, "channels")
    if let cursor = map["touchpoints"] {
      for item in try cursor.list("touchpoints") {
        touchpoints.append(try touchpoint(item))
        try unique(touchpoints.map(\.id), item, "touchpoint")
        for alias in touchpoints[touchpoints.count - 1].aliases {
          guard let other = touchpoints.dropLast().first(where: { $0.aliases.contains(alias) }) else { continue }
          throw item.fail("alias \"\(alias)\" already means touchpoint \"\(other.id)\"")
        }
      }
    }
    if let cursor = map["funnel"] { funnel = try decodeFunnel(cursor) }
  }

  private func unique(_ ids: [String], _ item: YAMLCursor, _ what: String) throws(ProjectFileError) {
    guard let last = ids.last, ids.dropLast().contains(last) else { return }
    throw item.fail("\(what) \"\(last)\" is declared twice")
  }

  private func namedThings(_ map: YAMLMap, _ key: String) throws(ProjectFileError) -> [NamedThing] {
    var things: [NamedThing] = []
    for item in try map[key]?.list(key) ?? [] {
      if item.isScalar {
        let id = try item.id(key)
        things.append(NamedThing(id: id, name: LocalizedText(id)))
      } else {
        let entries = try item.map(key, allowed: ["id", "name"])
        let id = try entries.required("id").id(key + ".id")
        things.append(NamedThing(id: id, name: try entries["name"]?.localized(key + ".name") ?? LocalizedText(id)))
      }
      try unique(things.map(\.id), item, key)
    }
    return things
  }

  private func touchpoint(_ item: YAMLCursor) throws(ProjectFileError) -> TouchpointDeclaration {
    if item.isScalar {
      let id = try item.id("touchpoints")
      return TouchpointDeclaration(id: id, name: LocalizedText(id))
    }
    let entries = try item.map(
      "touchpoints",
      allowed: [
        "id", "name", "stage", "department", "channel", "kind", "contact", "initiated-by", "ends-well", "planned",
        "aliases",
      ])
    let id = try entries.required("id").id("touchpoints.id")
    var declaration = TouchpointDeclaration(
      id: id, name: try entries["name"]?.localized("touchpoints.name") ?? LocalizedText(id))
    declaration.stage = try entries["stage"]?.id("touchpoints.stage")
    declaration.department = try entries["department"]?.id("touchpoints.department")
    declaration.channel = try entries["channel"]?.id("touchpoints.channel")
    if let cursor = entries["kind"] { declaration.kind = try cursor.choice("touchpoints.kind", TouchpointKind.self) }
    if let cursor = entries["contact"] {
      declaration.contact = try cursor.choice("touchpoints.contact", ContactMode.self)
    }
    if let cursor = entries["initiated-by"] {
      declaration.isCompanyInitiated = try cursor.choice("touchpoints.initiated-by", Initiator.self) == .company
    }
    declaration.endsWell = try entries["ends-well"]?.bool("touchpoints.ends-well") ?? false
    declaration.isPlanned = try entries["planned"]?.bool("touchpoints.planned") ?? false
    for alias in entries["aliases"]?.listOrOne() ?? [] {
      declaration.aliases.append(try alias.id("touchpoints.aliases"))
    }
    return declaration
  }

  private enum Initiator: String, CaseIterable { case customer, company }

  private func decodeFunnel(_ cursor: YAMLCursor) throws(ProjectFileError) -> FunnelDeclaration {
    let entries = try cursor.map("funnel", allowed: ["steps", "exclude", "window"])
    var funnel = FunnelDeclaration(steps: [], exclusions: [], window: windows.conversion)
    for item in try entries.required("steps").list("funnel.steps") {
      if item.isScalar {
        funnel.steps.append(FunnelDeclaration.Step(id: try item.id("funnel.steps")))
      } else {
        let step = try item.map("funnel.steps", allowed: ["id", "optional", "then"])
        funnel.steps.append(
          FunnelDeclaration.Step(
            id: try step.required("id").id("funnel.steps.id"),
            isOptional: try step["optional"]?.bool("funnel.steps.optional") ?? false,
            arrow: try step["then"]?.choice("funnel.steps.then", FunnelDeclaration.Arrow.self) ?? .eventually))
      }
    }
    guard (1...32).contains(funnel.steps.count) else {
      throw cursor.fail("funnel.steps must have 1 to 32 steps, found \(funnel.steps.count)")
    }
    guard funnel.steps.first?.isOptional == false, funnel.steps.last?.isOptional == false else {
      throw cursor.fail("the first and the last step of a funnel cannot be optional")
    }
    for item in try entries["exclude"]?.list("funnel.exclude") ?? [] {
      let exclusion = try item.map("funnel.exclude", allowed: ["between", "touchpoint"])
      let between = try exclusion.required("between").list("funnel.exclude.between")
      let ids = funnel.steps.map(\.id)
      guard between.count == 2, let a = ids.firstIndex(of: try between[0].id("between")),
        let b = ids.firstIndex(of: try between[1].id("between")), a < b
      else { throw item.fail("funnel.exclude.between must name two steps of the funnel, the earlier first") }
      funnel.exclusions.append(
        FunnelDeclaration.Exclusion(
          from: ids[a], to: ids[b], touchpoint: try exclusion.required("touchpoint").id("funnel.exclude.touchpoint")))
    }
    if let cursor = entries["window"] { funnel.window = try cursor.duration("funnel.window") }
    return funnel
  }

  mutating func decodeSources(_ map: YAMLMap) throws(ProjectFileError) {
    for item in try map["sources"]?.list("sources") ?? [] {
      if item.isScalar {
        sources.append(SourceDeclaration(files: [try item.id("sources")]))
        continue
      }
      let entries = try item.map(
        "sources",
        allowed: [
          "file", "kind", "format", "sheet", "type", "columns", "attributes", "time-format", "timezone", "reject-above",
          "questions", "shape", "channel", "weighting",
        ])
      var files: [String] = []
      for file in try entries.required("file").listOrOne() { files.append(try file.id("sources.file")) }
      var source = SourceDeclaration(files: files)
      if let cursor = entries["kind"] { source.kind = try cursor.choice("sources.kind", SourceDeclaration.Kind.self) }
      if let cursor = entries["format"] {
        let text = try cursor.string("sources.format")
        let known = ["auto"] + InputFormat.allCases.map(\.rawValue)
        guard known.contains(text) else {
          let hint = nearest(text, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
          throw cursor.fail("sources.format: unknown \"\(text)\"; one of: " + known.joined(separator: ", ") + hint)
        }
        source.format = text == "auto" ? nil : text
      }
      source.sheet = try entries["sheet"]?.id("sources.sheet")
      if let cursor = entries["timezone"] {
        let name = try cursor.string("sources.timezone")
        guard TimeZoneTable(identifier: name) != nil else {
          throw cursor.fail("sources.timezone: unknown zone \"\(name)\"; an IANA name, as Asia/Jerusalem")
        }
        source.timezone = name
      }
      if let columns = entries["columns"] {
        let allowed: [String]
        switch source.kind {
        case .events: allowed = ColumnRole.allCases.map(\.rawValue)
        case .identities: allowed = ["id", "customer"]
        case .survey: allowed = SurveyRole.allCases.map(\.rawValue)
        case .customers: allowed = []
        case .decisions: allowed = DecisionRole.allCases.map(\.rawValue)
        }
        for (role, column) in try columns.map("sources.columns", allowed: allowed).entries {
          source.columns.append((role, try column.id("sources.columns." + role)))
        }
      }
      for attribute in entries["attributes"]?.listOrOne() ?? [] {
        source.attributes.append(try attribute.id("sources.attributes"))
      }
      if let cursor = entries["time-format"] {
        let text = try cursor.string("sources.time-format")
        guard TimeFormat(declared: text) != nil else {
          throw cursor.fail(
            "sources.time-format: unknown \"\(text)\"; one of: auto, iso, dmy, mdy, unix, unix-ms, unix-us, excel, or a "
              + "pattern, as \"yyyy/MM/dd HH:mm:ss\"")
        }
        source.timeFormat = text
      }
      if let cursor = entries["shape"] {
        source.shape = try cursor.choice("sources.shape", TableShape.Declared.self)
      }
      try decodeSurvey(entries, &source)
      if let cursor = entries["reject-above"] { source.rejectAbove = try cursor.share("sources.reject-above") }
      sources.append(source)
    }
  }
}
