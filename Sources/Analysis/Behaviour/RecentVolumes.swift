import Journeys

/// Who came by lately and can be asked, since the client knows them: what a survey of one quarter has to go by; from a
/// walk.
package struct RecentVolumes: Sendable {
  /// A fourth of 365.25.
  static let quarterDays = 91.3125
  /// By touchpoint code, over the last quarter before the end of observation.
  private(set) var events: [Int]
  private(set) var customersAt: [Int]
  /// Known customers with an event in the last year.
  private(set) var active = 0
  private var stamp: [Int]

  init(touchpoints: Int) {
    events = [Int](repeating: 0, count: touchpoints)
    customersAt = events
    stamp = [Int](repeating: -1, count: touchpoints)
  }

  /// Adds some customers of a part.
  mutating func add(_ log: EventLog, customers range: Range<Int>) {
    let quarter = log.observedUntil - Int64(Self.quarterDays * Double(Micros.day))
    let year = log.observedUntil - 365 * Micros.day
    let isAnyoneUnknown = !log.isRecognised.isEmpty
    for customer in range {
      // A visitor has no address to send an invitation to.
      if isAnyoneUnknown, !log.isRecognised[customer] { continue }
      let journey = log.journey(of: customer)
      guard let last = journey.last, last.time > year else { continue }
      active += 1
      guard last.time > quarter else { continue }
      let number = log.firstCustomer + customer
      for event in journey.reversed() {
        guard event.time > quarter else { break }
        let code = Int(event.touchpoint)
        events[code] += 1
        if stamp[code] != number {
          stamp[code] = number
          customersAt[code] += 1
        }
      }
    }
  }

  mutating func merge(_ other: RecentVolumes) {
    for code in events.indices {
      events[code] += other.events[code]
      customersAt[code] += other.customersAt[code]
    }
    active += other.active
  }
}
