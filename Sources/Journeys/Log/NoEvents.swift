import Basics
import Reading

/// Why no event of a client could be used: what was left out and by which setting, and what was rejected.
func whyNoEvents(_ quality: DataQuality, _ blueprint: Blueprint) -> [String] {
  let counts = quality.assembly
  var reasons: [String] = []
  if counts.filtered > 0 { reasons.append("`filter` leaves out \(counts.filtered)") }
  if counts.afterObservation > 0, let day = blueprint.observedUntil {
    reasons.append("\(counts.afterObservation) are later than `observed-until: \(day.iso)`")
  }
  if counts.otherLifecycle > 0 {
    reasons.append("\(counts.otherLifecycle) are of another state than `lifecycle: \(blueprint.lifecycle.rawValue)`")
  }
  if counts.impossibleTimes > 0 { reasons.append("\(counts.impossibleTimes) have an impossible time") }
  if quality.rowsRejected > 0 {
    // A cell that is left empty rejects no row: it is no reason.
    let rejecting: Set<IssueKind> = [.missingValue, .unreadableTime, .badRecord]
    let first = quality.eventSources.flatMap(\.issues.samples).first { rejecting.contains($0.kind) }
    reasons.append("\(quality.rowsRejected) rejected" + (first.map { "; first: " + described($0) } ?? ""))
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

/// An issue in words, for a message about a whole file.
func described(_ issue: Issue) -> String {
  let place = "row \(issue.row)" + (issue.column.isEmpty ? "" : ", column \"\(issue.column)\"")
  switch issue.kind {
  case .missingValue: return "\(place) is empty"
  case .unreadableTime:
    return "\(place): \"\(issue.value)\" is no time that can be read; right would be 2026-01-31 14:05 or 31/01/2026,"
      + " or a `time-format` that says how it is written"
  case .unreadableNumber: return "\(place): \"\(issue.value)\" is no number"
  case .raggedRow: return "\(place) has fewer or more cells than the header"
  case .unclosedQuote: return "\(place): a quotation mark never ends"
  case .badEncoding: return "\(place): bytes that are no text"
  case .badRecord: return "\(place) is no JSON object"
  case .formulaError: return "\(place): a formula that ended in an error"
  case .notAnAnswer: return "\(place) is no answer but a preview or a test"
  case .declaredMissing: return "\(place): \"\(issue.value)\" is a code for no answer"
  case .otherField: return "\(place): \"\(issue.value)\" is another field than the stage"
  case .continuedRow: return "\(place) goes on with the row above"
  case .repeatedHeader: return "\(place) is the header again"
  case .unknownTouchpoint: return "\(place): \"\(issue.value)\" is no touchpoint of the project or the data"
  }
}
