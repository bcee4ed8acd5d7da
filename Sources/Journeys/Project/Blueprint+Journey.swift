import Basics
import Reading
import Yams

extension Blueprint {
  /// The most touchpoints, stages, channels or sources that a project declares: a report has no rows for more.
  static let mostThings = GatheredTouchpoints.most

  mutating func decodeJourney(_ map: YAMLMap) throws(ProjectFileError) {
    if let cursor = map["stages"] {
      for item in try cursor.list("stages", most: Self.mostThings) {
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
        try unique(stages.map(\.id), item, .stage)
      }
    }
    try decodeGoals(map)
    departments = try namedThings(map, "departments", .department)
    channels = try namedThings(map, "channels", .channel)
    try decodeChannelGroups(map)
    if let cursor = map["touchpoints"] {
      for item in try cursor.list("touchpoints", most: Self.mostThings) {
        touchpoints.append(try touchpoint(item))
        try unique(touchpoints.map(\.id), item, .touchpoint)
        for alias in touchpoints[touchpoints.count - 1].aliases {
          guard let other = touchpoints.dropLast().first(where: { $0.aliases.contains(alias) }) else { continue }
          throw item.fail(
            Sentence("error.project.alias-twice", ["alias": .name(clipped(alias)), "id": .name(clipped(other.id))]))
        }
      }
    }
    if let cursor = map["funnel"] { funnel = try decodeFunnel(cursor) }
  }

  /// What customers want to achieve in each stage: `goals: {discover: …}`.
  private mutating func decodeGoals(_ map: YAMLMap) throws(ProjectFileError) {
    let known = stages.map(\.id)
    for (id, text) in try map["goals"]?.map("goals", allowed: []).entries ?? [] {
      guard let stage = known.firstIndex(of: id) else { throw text.unknown("goals", id, known) }
      stages[stage].goal = try text.localized("goals." + id)
    }
  }

  private func unique(_ ids: [String], _ item: YAMLCursor, _ thing: ProjectThing) throws(ProjectFileError) {
    guard let last = ids.last, ids.dropLast().contains(last) else { return }
    throw item.declaredTwice(thing, last)
  }

  private func namedThings(
    _ map: YAMLMap, _ key: String, _ thing: ProjectThing
  ) throws(ProjectFileError) -> [NamedThing] {
    var things: [NamedThing] = []
    for item in try map[key]?.list(key, most: Self.mostThings) ?? [] {
      if item.isScalar {
        let id = try item.id(key)
        things.append(NamedThing(id: id, name: LocalizedText(id)))
      } else {
        let entries = try item.map(key, allowed: ["id", "name"])
        let id = try entries.required("id").id(key + ".id")
        things.append(NamedThing(id: id, name: try entries["name"]?.localized(key + ".name") ?? LocalizedText(id)))
      }
      try unique(things.map(\.id), item, thing)
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
        "complaint", "call-back", "opt-out", "aliases",
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
    if let cursor = entries["complaint"] {
      declaration.isComplaint = try cursor.bool("touchpoints.complaint")
      try Self.check(cursor, declaration, if: declaration.isComplaint, key: "complaint", kinds: [.touch, .service])
      if declaration.isComplaint, declaration.isCompanyInitiated {
        throw cursor.fail(Sentence("error.project.complaint-company", ["id": .name(id)]))
      }
    }
    if let cursor = entries["call-back"] {
      declaration.isCallBack = try cursor.bool("touchpoints.call-back")
      try Self.check(cursor, declaration, if: declaration.isCallBack, key: "call-back", kinds: [.touch, .service])
      if declaration.isCallBack, declaration.contact == .indirect {
        throw cursor.fail(Sentence("error.project.call-back-indirect", ["id": .name(id)]))
      }
    }
    if let cursor = entries["opt-out"] {
      declaration.isOptOut = try cursor.bool("touchpoints.opt-out")
      try Self.check(cursor, declaration, if: declaration.isOptOut, key: "opt-out", kinds: [.touch, .service, .exit])
      if declaration.isOptOut, declaration.isCompanyInitiated {
        throw cursor.fail(Sentence("error.project.opt-out-company", ["id": .name(id)]))
      }
    }
    for alias in entries["aliases"]?.listOrOne() ?? [] {
      declaration.aliases.append(try alias.id("touchpoints.aliases"))
    }
    return declaration
  }

  /// What a mark says must fit what an event there means.
  private static func check(
    _ cursor: YAMLCursor, _ declaration: TouchpointDeclaration, if isMarked: Bool, key: String, kinds: [TouchpointKind]
  ) throws(ProjectFileError) {
    guard isMarked, !kinds.contains(declaration.kind) else { return }
    throw cursor.fail(
      Sentence(
        "error.project.mark-kind",
        [
          "key": .name(key), "id": .name(declaration.id), "kind": .name(declaration.kind.rawValue),
          "kinds": .name(kinds.map(\.rawValue).joined(separator: ", ")),
        ]))
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
      throw cursor.fail(Sentence("error.project.funnel-steps", ["found": .number(funnel.steps.count)]))
    }
    guard funnel.steps.first?.isOptional == false, funnel.steps.last?.isOptional == false else {
      throw cursor.fail(Sentence("error.project.funnel-ends"))
    }
    for item in try entries["exclude"]?.list("funnel.exclude") ?? [] {
      let exclusion = try item.map("funnel.exclude", allowed: ["between", "touchpoint"])
      let between = try exclusion.required("between").list("funnel.exclude.between")
      let ids = funnel.steps.map(\.id)
      guard between.count == 2, let a = ids.firstIndex(of: try between[0].id("between")),
        let b = ids.firstIndex(of: try between[1].id("between")), a < b
      else { throw item.fail(Sentence("error.project.funnel-between")) }
      funnel.exclusions.append(
        FunnelDeclaration.Exclusion(
          from: ids[a], to: ids[b], touchpoint: try exclusion.required("touchpoint").id("funnel.exclude.touchpoint")))
    }
    if let cursor = entries["window"] { funnel.window = try cursor.duration("funnel.window") }
    return funnel
  }
}
