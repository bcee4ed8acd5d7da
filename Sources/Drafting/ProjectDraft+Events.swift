import Journeys
import Reading

extension ProjectDraft {
  /// Reads the events once, without any declaration, and proposes the rest from what they are.
  ///
  /// A file that cannot be read is left with a question, and the others are read without it.
  package mutating func readEvents(threads: Int, progress: (String) -> Void) throws {
    guard sources.contains(where: { $0.isUsed && $0.kind == .events }) else {
      let isOpen = !unreadable.isEmpty || sources.contains { !$0.isUsed }
      guard isOpen || sources.contains(where: { $0.kind == .survey }) else {
        throw DraftingError.noEvents(file: sources.first?.name ?? "")
      }
      return
    }
    let loaded: LoadedLog
    do {
      loaded = try read(sources.indices.filter { isRead($0) }, threads, progress)
    } catch {
      try questionWhatFails(error, threads)
      return try readEvents(threads: threads, progress: progress)
    }
    for values in loaded.quality.sources.flatMap(\.alike) where !places.contains(values) { places.append(values) }
    for quality in loaded.quality.sources {
      guard
        let index = sources.firstIndex(where: { source in
          let name = source.inspection.file.name
          return source.kind == quality.kind && (quality.name == name || quality.name.hasPrefix(name + " · "))
        })
      else { continue }
      sources[index].time = sources[index].time ?? quality.time
      sources[index].rowsRead += quality.rowsRead
      sources[index].rowsRejected += quality.rowsRejected
    }
    needsZone = loaded.quality.eventSources.contains { ($0.time?.zoneShare ?? 0) < 1 }
    count(loaded.log)
    let states = loaded.quality.sources.compactMap(\.orderStates).filter(\.isTouchpoint)
    guessKinds(ownStates: Set(states.flatMap(\.values)))
    proposeStages()
  }

  private func isRead(_ index: Int) -> Bool { sources[index].isUsed && sources[index].kind != .survey }

  private func read(_ places: [Int], _ threads: Int, _ progress: (String) -> Void = { _ in }) throws -> LoadedLog {
    var blueprint = Blueprint()
    blueprint.client = Client(id: client, name: LocalizedText(client))
    blueprint.timezone = timezone
    let resolved = places.map { index in
      ResolvedSource(declaration: sources[index].declaration, files: [sources[index].inspection.file])
    }
    blueprint.sources = resolved.map(\.declaration)
    return try load(blueprint, resolved, threads: threads, proposes: true, progress: progress)
  }

  /// Finds the files without which the others could be read.
  private mutating func questionWhatFails(_ error: any Error, _ threads: Int) throws {
    let events = sources.indices.filter { isRead($0) && sources[$0].kind == .events }
    var failing: [(index: Int, why: any Error)] = []
    if events.count == 1, sources.indices.count(where: { isRead($0) }) == 1 {
      failing = [(events[0], error)]
    } else {
      for index in events {
        do { _ = try read([index], threads) } catch { failing.append((index, error)) }
      }
      if failing.isEmpty {
        for index in sources.indices where isRead(index) && sources[index].kind != .events {
          do { _ = try read([index, events[0]].sorted(), threads) } catch { failing.append((index, error)) }
        }
      }
    }
    guard !failing.isEmpty else { throw error }
    for (index, why) in failing { sources[index].question = .unreadable(explain(why)) }
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
  ///
  /// - Parameter ownStates: states of a row's own order, which give nothing back however they are called.
  private mutating func guessKinds(ownStates: Set<String>) {
    for index in touchpoints.indices where touchpoints[index].kind == .touch {
      let id = touchpoints[index].id
      if !ownStates.contains(id) { touchpoints[index].kind = DraftName.kind(id) }
      let isMail = hasMailings && DraftName.isStateOfMail(id)
      touchpoints[index].isCompanyInitiated = isMail || DraftName.meansCompany(id)
      touchpoints[index].endsWell = !isMail && DraftName.endsWell(id)
    }
  }

  /// Whether the data tell of mails that customers open or click: then what was sent and delivered is mail too.
  private var hasMailings: Bool {
    let names = Set(touchpoints.map { DraftName.words($0.id).joined(separator: " ") })
    return !names.isDisjoint(with: ["open", "opened", "click", "clicked", "פתיחה", "נפתח", "הקלקה"])
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
