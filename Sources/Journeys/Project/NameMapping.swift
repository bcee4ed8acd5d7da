import Reading

/// Turns raw names into ids: filter, then rename (first match wins), then ids, names and aliases of declared touchpoints.
struct NameMapping {
  private var declared: [String: String] = [:]
  private let renames: [Rename]
  private let dropped: [String]
  private let droppedChannels: [String]

  init(_ blueprint: Blueprint) {
    renames = blueprint.rename
    dropped = blueprint.filter.filter { $0.column == "touchpoint" }.flatMap(\.patterns)
    droppedChannels = blueprint.filter.filter { $0.column == "channel" }.flatMap(\.patterns)
    for touchpoint in blueprint.touchpoints {
      for name in touchpoint.aliases + touchpoint.name.entries.filter({ !$0.code.contains("-") }).map(\.text) {
        if declared[name] == nil { declared[name] = touchpoint.id }
      }
    }
    // A declared id always means itself, whatever another touchpoint's alias says.
    for touchpoint in blueprint.touchpoints { declared[touchpoint.id] = touchpoint.id }
  }

  /// The touchpoint's id, or `nil` when the row is left out.
  func touchpoint(_ raw: String) -> String? {
    if dropped.contains(where: { matches($0, raw) }) { return nil }
    if let rule = renames.first(where: { matches($0.from, raw) }) { return declared[rule.to] ?? rule.to }
    return declared[raw] ?? raw
  }

  func isChannelDropped(_ raw: String) -> Bool { droppedChannels.contains { matches($0, raw) } }
}

/// Which names in the data are purchases by the project file.
struct PurchaseNames {
  private let mapping: NameMapping
  private let ids: Set<String>

  init(_ blueprint: Blueprint) {
    mapping = NameMapping(blueprint)
    ids = Set(blueprint.touchpoints.filter { $0.kind == .purchase }.map(\.id))
  }

  /// Whether a name stands for a touchpoint declared as a purchase.
  func isPurchase(_ name: String) -> Bool { mapping.touchpoint(name).map { ids.contains($0) } ?? false }
}
