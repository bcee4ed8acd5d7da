import Reading

/// What a score should come to.
package struct ScoreTarget: Sendable, Equatable {
  package var metric: QuestionMetric
  /// `nil`: the score over all touchpoints.
  package var touchpoint: String?
  /// NPS −100…100; CSAT and CES as a share 0…1.
  package var value: Double
  /// Whose number it is: an industry's mean, a contract.
  package var source: LocalizedText?
}

/// Keys of the contract whose analyses read them from elsewhere or later: their spelling is held to the contract all the same.
extension Blueprint {
  mutating func checkLater(_ map: YAMLMap) throws(ProjectFileError) {
    if let entries = try map["retention"]?.map("retention", allowed: ["periods", "unit"]) {
      if let periods = try entries["periods"]?.choice("retention.periods", Retention.Periods.self) {
        retention.periods = periods
      }
      if let unit = try entries["unit"]?.choice("retention.unit", RetentionUnit.self) { retention.unit = unit }
    }
    if let cursor = map["contract"] { contract = try cursor.choice("contract", Contract.self) }
    for item in try map["groups"]?.list("groups") ?? [] {
      let entries = item.isScalar ? nil : try item.map("groups", allowed: ["by", "name"])
      let by: String
      if let entries { by = try entries.required("by").id("groups.by") } else { by = try item.id("groups") }
      if let name = try entries?["name"]?.localized("groups.name") { groupNames.append(NamedThing(id: by, name: name)) }
      guard !groups.contains(by) else { throw item.twice("groups", by) }
      groups.append(by)
      let mark = (entries?["by"] ?? item).node.mark
      groupPlaces.append(ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1))
    }
    try decodePersonas(map)
    try decodeAccessibility(map)
    try decodeClub(map)
    try decodeCaptive(map)
    try decodeOffers(map)
    try decodeCosts(map)
    if let entries = try map["organisation"]?.map("organisation", allowed: ["branch", "team"]) {
      for (key, value) in entries.entries { _ = try value.id("organisation." + key) }
    }
    try decodeOrganisation(map)
    for item in try map["targets"]?.list("targets") ?? [] {
      let entries = try item.map("targets", allowed: ["metric", "touchpoint", "value", "source"])
      let metric = try entries.required("metric").id("targets.metric")
      let value = try entries.required("value").double("targets.value")
      let source = try entries["source"]?.localized("targets.source")
      let touchpoint = try entries["touchpoint"]?.id("targets.touchpoint")
      // Targets of other numbers than scores are held to their spelling and change nothing yet.
      guard let metric = QuestionMetric(rawValue: metric), metric.isScored else { continue }
      targets.append(
        ScoreTarget(
          metric: metric, touchpoint: touchpoint, value: metric == .nps || value <= 1 ? value : value / 100,
          source: source))
    }
  }
}
