import Journeys
import Reading

extension ProjectDraft {
  /// Reads the events once, without any declaration, and proposes the rest from what they are.
  mutating func readEvents(_ files: [InputFile], threads: Int, progress: (String) -> Void) throws {
    var blueprint = Blueprint()
    blueprint.client = Client(id: client, name: LocalizedText(client))
    blueprint.timezone = timezone
    let resolved = zip(files, sources).filter { $0.1.kind != .survey }.map { file, source in
      var declaration = SourceDeclaration(files: [file.path])
      declaration.kind = source.kind
      declaration.shape = source.shape
      declaration.sheet = source.sheet
      declaration.columns = columns(of: source)
      declaration.made = source.inspection.made.filter { made in declaration.columns.contains { $0.column == made.name }
      }
      return ResolvedSource(declaration: declaration, files: [file])
    }
    blueprint.sources = resolved.map(\.declaration)
    let loaded = try load(blueprint, resolved, threads: threads, progress: progress)
    for quality in loaded.quality.sources {
      guard let index = sources.firstIndex(where: { $0.inspection.file.name == quality.name }) else { continue }
      sources[index].time = quality.time
      sources[index].rowsRead = quality.rowsRead
      sources[index].rowsRejected = quality.rowsRejected
    }
    needsZone = loaded.quality.eventSources.contains { ($0.time?.zoneShare ?? 0) < 1 }
    count(loaded.log)
    guessKinds()
    proposeStages()
  }

  /// Roles and columns as they are declared; two of an identity table, the customer alone of a list of customers.
  func columns(of source: Source) -> [(role: String, column: String)] {
    let customer = source.guesses.first { $0.role == .customer }?.column
    switch source.kind {
    case .events: return source.guesses.map { ($0.role.rawValue, $0.column) }
    case .identities:
      let names = source.inspection.columns
      let known = customer ?? names.last ?? ""
      return [("id", names.first { $0 != known } ?? known), ("customer", known)]
    case .customers: return customer.map { [("customer", $0)] } ?? []
    case .survey, .decisions: return []
    }
  }

  private mutating func count(_ log: JourneyLog) {
    let catalog = log.catalog
    var eventsOf = [Int](repeating: 0, count: catalog.touchpoints.count)
    var customersOf = eventsOf
    var paid = eventsOf
    var last = [Int](repeating: -1, count: catalog.touchpoints.count)
    var eventsByChannel = [Int](repeating: 0, count: catalog.channels.count)
    var customer = 0
    for part in log.parts {
      for own in 0..<part.customerCount {
        for event in part.events(of: own) {
          let code = Int(part[event].touchpoint)
          eventsOf[code] += 1
          if last[code] != customer { customersOf[code] += 1 }
          last[code] = customer
          if !part.amounts.isEmpty, part.amounts[event] > 0 { paid[code] += 1 }
          let channel = part[event].channel
          if channel != Catalog.noChannel { eventsByChannel[Int(channel)] += 1 }
        }
        customer += 1
      }
    }
    events = log.eventCount
    customers = log.customerCount
    let all = catalog.touchpoints.indices.filter { eventsOf[$0] > 0 }
      .sorted {
        eventsOf[$0] != eventsOf[$1]
          ? eventsOf[$0] > eventsOf[$1] : precedes(catalog.touchpoints[$0].id, catalog.touchpoints[$1].id)
      }
    // An id longer than a project file may hold is left to the report.
    let written = all.filter { catalog.touchpoints[$0].id.utf8.count <= 10_000 }.prefix(Self.touchpointsWritten)
    touchpointsLeftOut = all.count - written.count
    let taken = Set(catalog.touchpoints.map(\.id))
    var names: Set<String> = []
    touchpoints = written.map { code in
      let touchpoint = catalog.touchpoints[code]
      return Touchpoint(
        id: touchpoint.id, name: proposedName(touchpoint, taken: taken, &names), events: eventsOf[code],
        customers: customersOf[code], position: touchpoint.medianPosition ?? 500, kind: touchpoint.kind,
        isCompanyInitiated: false, endsWell: false, paidShare: Double(paid[code]) / Double(eventsOf[code]))
    }
    channels = catalog.channels.indices.filter {
      eventsByChannel[$0] > 0 && catalog.channels[$0].id.utf8.count <= 10_000
    }
    .map { Channel(id: catalog.channels[$0].id, events: eventsByChannel[$0]) }
    .sorted { $0.events != $1.events ? $0.events > $1.events : precedes($0.id, $1.id) }
  }

  /// A name that no other touchpoint has, nor any value in the data: names are aliases too.
  private func proposedName(_ touchpoint: Catalog.Touchpoint, taken: Set<String>, _ names: inout Set<String>)
    -> LocalizedText
  {
    if touchpoint.name.entries.contains(where: { !$0.code.isEmpty }) { return touchpoint.name }
    var entries: [(code: String, text: String)] = []
    for (code, text) in DraftName.inEvery(words, touchpoint.id) {
      let isFree = text == touchpoint.id || (!taken.contains(text) && !names.contains(text))
      entries.append((code, isFree ? text : touchpoint.id))
    }
    for entry in entries { names.insert(entry.text) }
    return LocalizedText(entries: entries)
  }

  private func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// What names say about each touchpoint; what a purchase is was guessed when the files were read.
  private mutating func guessKinds() {
    for index in touchpoints.indices where touchpoints[index].kind == .touch {
      let id = touchpoints[index].id
      touchpoints[index].kind = DraftName.kind(id)
      touchpoints[index].isCompanyInitiated = DraftName.meansCompany(id)
      touchpoints[index].endsWell = DraftName.endsWell(id)
    }
  }

  /// Stages by where touchpoints stand in journeys: before the purchase in two halves, the purchase, what follows it.
  mutating func proposeStages() {
    let order = touchpoints.indices.sorted {
      touchpoints[$0].position != touchpoints[$1].position
        ? touchpoints[$0].position < touchpoints[$1].position : $0 < $1
    }
    guard touchpoints.contains(where: { $0.kind == .purchase }) else {
      let count = min(3, order.count)
      let all = [
        Stage(id: "start"), Stage(id: "middle"), Stage(id: "end"),
      ]
      stages = count == 3 ? all : count == 2 ? [all[0], all[2]] : [all[0]]
      for (rank, index) in order.enumerated() { touchpoints[index].stage = rank * count / max(1, order.count) }
      return
    }
    var groups: [[Int]] = [[], [], [], []]
    let before = order.filter { !isAfter(touchpoints[$0]) && touchpoints[$0].kind != .purchase }
    for (rank, index) in before.enumerated() {
      groups[before.count > 1 && rank * 2 < before.count ? 0 : 1].append(index)
    }
    groups[2] = order.filter { touchpoints[$0].kind == .purchase }
    groups[3] = order.filter { isAfter(touchpoints[$0]) && touchpoints[$0].kind != .purchase }
    let all = [
      Stage(id: "discover"), Stage(id: "consider"), Stage(id: "buy"), Stage(id: "after"),
    ]
    stages = []
    for (stage, group) in zip(all, groups) where !group.isEmpty {
      for index in group { touchpoints[index].stage = stages.count }
      stages.append(stage)
    }
  }

  private func isAfter(_ touchpoint: Touchpoint) -> Bool {
    switch touchpoint.kind {
    case .service, .refund, .referral: true
    case .touch, .purchase, .survey, .exit: touchpoint.endsWell
    }
  }
}
