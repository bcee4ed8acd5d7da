import Cores
import Reading

/// Turns the reader's codes of touchpoints, departments and channels into the catalog's, and adds what only surveys know.
struct SurveyNumbering {
  private let catalog: Catalog
  private let touchpointIDs: [String]
  private let channelNames: [String]

  init(_ catalog: Catalog, touchpoints: [String], channels: [String]) {
    self.catalog = catalog
    touchpointIDs = touchpoints
    channelNames = channels
  }

  /// - Parameter declaredChannels: the channel each source declares for all of its rows.
  func apply(_ answers: inout SurveyAnswers, declaredChannels: [String?]) {
    answers.departments = catalog.departments
    answers.channels = catalog.channels.map { NamedThing(id: $0.id, name: $0.name) }
    answers.catalogTouchpoints = catalog.touchpoints.count
    answers.touchpoints = catalog.touchpoints.map {
      SurveyAnswers.Touchpoint(
        id: $0.id, name: $0.name, department: $0.department.map { Int32($0) }, isDeclared: $0.isDeclared)
    }
    var touchpointOf: [String: Int32] = [:]
    if !touchpointIDs.isEmpty {
      for (code, touchpoint) in catalog.touchpoints.enumerated() { touchpointOf[touchpoint.id] = Int32(code) }
    }
    // Codes of what only surveys know follow from the names, as in the catalog.
    for id in touchpointIDs.filter({ touchpointOf[$0] == nil }).sortedByBytes() {
      touchpointOf[id] = Int32(answers.touchpoints.count)
      answers.touchpoints.append(
        SurveyAnswers.Touchpoint(id: id, name: LocalizedText(id), department: nil, isDeclared: false))
    }
    var channelOf: [String: Int32] = [:]
    for (code, channel) in catalog.channels.enumerated() {
      for entry in channel.name.entries where channelOf[entry.text] == nil { channelOf[entry.text] = Int32(code) }
    }
    for (code, channel) in catalog.channels.enumerated() { channelOf[channel.id] = Int32(code) }
    let others = Set(channelNames + declaredChannels.compactMap { $0 }).filter { channelOf[$0] == nil }
    for name in Array(others).sortedByBytes() {
      channelOf[name] = Int32(answers.channels.count)
      answers.channels.append(NamedThing(id: name, name: LocalizedText(name)))
    }
    let channelCodes = channelNames.map { channelOf[$0] ?? -1 }
    let touchpointCodes = touchpointIDs.map { touchpointOf[$0] ?? -1 }
    for s in answers.surveys.indices {
      let declared = declaredChannels[s].flatMap { channelOf[$0] }
      answers.surveys[s].channels = answers.surveys[s].channels.map { $0 < 0 ? declared ?? -1 : channelCodes[Int($0)] }
      answers.surveys[s].touchpoints = answers.surveys[s].touchpoints.map { $0 < 0 ? -1 : touchpointCodes[Int($0)] }
      for q in answers.surveys[s].questions.indices {
        let own = answers.surveys[s].questions[q].touchpoint.flatMap { touchpointOf[touchpointIDs[Int($0)]] }
        answers.surveys[s].questions[q].touchpoint = own
        answers.surveys[s].questions[q].department = answers.surveys[s].questions[q].declaration.department
          .map { department($0, &answers) }
      }
      for c in answers.surveys[s].choices.indices {
        let own = answers.surveys[s].choices[c].touchpoint.flatMap { touchpointOf[touchpointIDs[Int($0)]] }
        answers.surveys[s].choices[c].touchpoint = own
      }
      for t in answers.surveys[s].texts.indices {
        let own = answers.surveys[s].texts[t].touchpoint.flatMap { touchpointOf[touchpointIDs[Int($0)]] }
        answers.surveys[s].texts[t].touchpoint = own
      }
    }
  }

  private func department(_ id: String, _ answers: inout SurveyAnswers) -> Int32 {
    if let place = answers.departments.firstIndex(where: { $0.id == id }) { return Int32(place) }
    answers.departments.append(NamedThing(id: id, name: LocalizedText(id)))
    return Int32(answers.departments.count - 1)
  }

  /// Counts answers at touchpoints that neither the project file nor the events know.
  func countUnknown(_ survey: SurveyAnswers.Survey, _ report: inout SurveyQuality) {
    guard !touchpointIDs.isEmpty else { return }
    var known = Set(catalog.touchpoints.map(\.id))
    var counts: [(id: String, answers: Int)] = []
    let extra = touchpointIDs.filter { !known.contains($0) }.sortedByBytes()
    guard !extra.isEmpty else { return }
    known = []
    let first = Int32(catalog.touchpoints.count)
    var answers = [Int](repeating: 0, count: extra.count)
    for question in survey.questions {
      for row in question.scores.indices where question.scores[row] != SurveyAnswers.none {
        let code = survey.touchpoint(of: question, row)
        if code >= first { answers[Int(code - first)] += 1 }
      }
    }
    for (place, id) in extra.enumerated() where answers[place] > 0 { counts.append((id, answers[place])) }
    report.unknownTouchpoints = counts
  }
}

extension SurveyAnswers.Survey {
  /// The touchpoint a row's answer to a question is about; -1 for none.
  @inline(__always)
  package func touchpoint(of question: SurveyAnswers.Question, _ row: Int) -> Int32 {
    question.touchpoint ?? (touchpoints.isEmpty ? -1 : touchpoints[row])
  }
}

/// Attaches every answer to its event: the customer's nearest earlier one at its touchpoint, inside the window.
///
/// Relational answers attach to the customer and have no event. An answer takes the channel of its event where it has none.
func attach(_ answers: inout SurveyAnswers, _ quality: inout [SurveyQuality], _ log: JourneyLog, _ windows: Windows) {
  for s in answers.surveys.indices {
    var survey = answers.surveys[s]
    var report = quality[s]
    let window: Int64?
    switch survey.type {
    case .relational: window = nil
    case .transactional: window = windows.transactional ?? .max
    case .momentary: window = windows.momentary ?? .max
    }
    for row in 0..<survey.rowCount where survey.isAnswered[row] {
      let respondent = Int(survey.respondents[row])
      if respondent < 0 {
        report.withoutCustomer += 1
      } else if answers.places[respondent] == nil {
        report.unknownCustomers += 1
      } else {
        report.matched += 1
      }
    }
    // Questions about the row's touchpoint share one search.
    var rowEvents: [Int32]?
    for q in survey.questions.indices {
      let question = survey.questions[q]
      let events: [Int32]
      if let window {
        if question.touchpoint == nil, let found = rowEvents {
          events = found
        } else {
          events = foundEvents(survey, question, answers.places, log, window: window)
          if question.touchpoint == nil { rowEvents = events }
        }
      } else {
        events = [Int32](repeating: -1, count: survey.rowCount)
      }
      survey.questions[q].events = events
      for row in 0..<survey.rowCount where question.scores[row] != SurveyAnswers.none {
        let isAttached: Bool
        if window == nil {
          isAttached = survey.respondents[row] >= 0 && answers.places[Int(survey.respondents[row])] != nil
        } else {
          guard survey.touchpoint(of: question, row) >= 0 else { continue }
          isAttached = events[row] >= 0
        }
        if isAttached { report.attached += 1 } else { report.unattached += 1 }
      }
    }
    if let rowEvents {
      for row in 0..<survey.rowCount where survey.channels[row] < 0 && rowEvents[row] >= 0 {
        guard let place = answers.places[Int(survey.respondents[row])] else { continue }
        let channel = log.parts[Int(place.part)][Int(rowEvents[row])].channel
        if channel != Catalog.noChannel { survey.channels[row] = Int32(channel) }
      }
    }
    answers.surveys[s] = survey
    quality[s] = report
  }
}

private func foundEvents(
  _ survey: SurveyAnswers.Survey, _ question: SurveyAnswers.Question, _ places: [SurveyAnswers.Place?],
  _ log: JourneyLog, window: Int64
) -> [Int32] {
  var found = [Int32](repeating: -1, count: survey.rowCount)
  let searches = ReusedList<EventSearch>()
  // Journeys lie far apart in memory. What a search begins with is read for many rows before the first of them is
  // searched, so that the machine waits for many journeys at once.
  let block = 512
  for start in stride(from: 0, to: survey.rowCount, by: block) {
    searches.clear()
    for row in start..<min(start + block, survey.rowCount) {
      let respondent = survey.respondents[row]
      let touchpoint = survey.touchpoint(of: question, row)
      let time = survey.times[row]
      guard respondent >= 0, touchpoint >= 0, time != .min, survey.isAnswered[row], let place = places[Int(respondent)]
      else { continue }
      searches.append(EventSearch(row: row, place: place, touchpoint: UInt32(touchpoint), time: time))
    }
    let asked = searches.mutableBuffer
    for i in asked.indices {
      let events = log.parts[asked[i].part].events(of: asked[i].customer)
      (asked[i].first, asked[i].end) = (events.lowerBound, events.upperBound)
    }
    for i in asked.indices where asked[i].first < asked[i].end {
      let part = log.parts[asked[i].part]
      (asked[i].firstTime, asked[i].lastTime) = (part[asked[i].first].time, part[asked[i].end - 1].time)
    }
    for search in asked where search.first < search.end && search.firstTime <= search.time {
      found[search.row] = search.event(log.parts[search.part], window: window)
    }
  }
  return found
}

/// One answer on its way to its event.
private struct EventSearch: BitwiseCopyable {
  let row: Int
  let part: Int
  let customer: Int
  let touchpoint: UInt32
  let time: Int64
  /// The customer's events.
  var first = 0
  var end = 0
  /// Times of the first and the last of them.
  var firstTime: Int64 = .max
  var lastTime: Int64 = .max

  init(row: Int, place: SurveyAnswers.Place, touchpoint: UInt32, time: Int64) {
    (self.row, self.touchpoint, self.time) = (row, touchpoint, time)
    (part, customer) = (Int(place.part), Int(place.customer))
  }

  /// The customer's last event at that touchpoint not after that time and within the window, or -1.
  func event(_ log: EventLog, window: Int64) -> Int32 {
    var low = first
    var high = end
    if lastTime <= time { low = high }
    while low < high {
      let middle = (low + high) / 2
      if log[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    let earliest = time.subtractingReportingOverflow(window)
    var event = low - 1
    while event >= first {
      if !earliest.overflow, log[event].time < earliest.partialValue { return -1 }
      if log[event].touchpoint == touchpoint { return Int32(truncatingIfNeeded: event) }
      event -= 1
    }
    return -1
  }
}
