import Basics
import Reading

/// Why no event of a client could be used: what was left out and by which setting, and what was rejected.
func whyNoEvents(_ quality: DataQuality, _ blueprint: Blueprint) -> [Sentence] {
  let counts = quality.assembly
  var reasons: [Sentence] = []
  if counts.filtered > 0 { reasons.append(Sentence("error.loading.filtered", ["n": .count(counts.filtered)])) }
  if counts.afterObservation > 0, let day = blueprint.observedUntil {
    reasons.append(
      Sentence(
        "error.loading.later",
        ["n": .count(counts.afterObservation), "entry": .code("observed-until: \(day.iso)")]))
  }
  if counts.otherLifecycle > 0 {
    reasons.append(
      Sentence(
        "error.loading.other-state",
        ["n": .count(counts.otherLifecycle), "entry": .code("lifecycle: \(blueprint.lifecycle.rawValue)")]))
  }
  if counts.impossibleTimes > 0 {
    reasons.append(Sentence("error.loading.impossible", ["n": .count(counts.impossibleTimes)]))
  }
  if quality.rowsRejected > 0 {
    // A cell that is left empty rejects no row: it is no reason.
    let rejecting: Set<IssueKind> = [.missingValue, .unreadableTime, .badRecord, .placeholder, .roundedNumber]
    let first = quality.eventSources.flatMap(\.issues.samples).first { rejecting.contains($0.kind) }
    reasons.append(Sentence("check.rejected", ["n": .count(quality.rowsRejected)]))
    if let first { reasons.append(described(first)) }
  }
  return reasons
}

/// Touchpoints that the project calls purchases and that no row is, where not a single purchase was found.
func impossiblePurchases(_ blueprint: Blueprint, _ log: JourneyLog, _ counts: AssemblyCounts) -> [String] {
  let declared = blueprint.touchpoints.filter { $0.kind == .purchase && !$0.isPlanned }.map(\.id)
  guard !declared.isEmpty, log.eventCount > 0, declared.allSatisfy(counts.unseen.contains) else { return [] }
  return declared
}

extension JourneyLog {
  /// Refuses a period in which nothing happened: a report of nobody says nothing about anybody.
  func requireEvents(in period: DateSpan?, zone: TimeZoneTable) throws {
    guard let period, eventCount > 0 else { return }
    let from = zone.utcMicros(localMicros: Int64(period.first.daysSince1970) * Micros.day)
    let until = zone.utcMicros(localMicros: Int64(period.last.daysSince1970 + 1) * Micros.day)
    var first = Int64.max
    var last = Int64.min
    for part in parts {
      for customer in 0..<part.customerCount {
        for event in part.journey(of: customer) {
          if event.time >= from, event.time < until { return }
          first = min(first, event.time)
          last = max(last, event.time)
        }
      }
    }
    func day(_ micros: Int64) -> CivilDate {
      CivilDate(localMicros: zone.localMicros(utcMicros: micros))
    }
    throw LoadingError.emptyPeriod(period, data: DateSpan(first: day(first), last: day(last)))
  }
}

extension DateSpan {
  /// As a project file writes it.
  var words: String { "\(first.iso)..\(last.iso)" }
}

/// The first row that was rejected: where it is, what is wrong with it, and what would be right.
private func described(_ issue: Issue) -> Sentence {
  let place =
    issue.column.isEmpty
    ? Sentence("error.row.row", ["n": .text("\(issue.row)")])
    : Sentence("error.cell", ["n": .text("\(issue.row)"), "column": .name(clipped(issue.column))])
  let wrong = Sentence("check.wrong." + issue.kind.rawValue)
  let right = Sentence("check.right." + issue.kind.rawValue, ["example": .code(jsonExample)])
  return Sentence(
    issue.value.isEmpty ? "error.loading.first" : "error.loading.first-value",
    [
      "place": .sentence(place), "value": .name(issue.value), "wrong": .sentence(wrong), "right": .sentence(right),
    ])
}
