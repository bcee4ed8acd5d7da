import Journeys

/// First journeys that ended in a purchase and first journeys that were left for good, by what they held early on: what
/// separates buyers from those who left.
///
/// A longer journey holds more of everything. So touches are compared among journeys of at least so many, and no more than so
/// many of each are looked at; which number is fitting is known only when all are counted, and the tally keeps every number up
/// to `mostTouches`. Its size depends on touchpoints and values of attributes alone; a copy counts touches in the same place.
package struct SeparationTally: Sendable, Equatable {
  /// How a first journey was decided. Journeys that are open, that ended well without a purchase, whose purchase was cancelled,
  /// or whose customer came back after a leak are neither.
  package enum Outcome: Int, Sendable, CaseIterable { case bought, left }

  /// Touches of a journey that are looked at, at most.
  package static let mostTouches = 20

  /// Journeys by outcome, and by their touches before it: none, one, … `mostTouches` and more.
  private let lengths = ReusedList<Int>()
  /// By touchpoint, outcome and number of touches m, how many more journeys than for m − 1 have so many touches and the
  /// touchpoint among the first m: what comes where it is first touched goes where the journey ends.
  private let changes = ReusedList<Int>()
  /// By value of each attribute and none of its values, one attribute behind the other, and by outcome.
  private var values: [Int]
  /// Where the values of each attribute begin.
  private let starts: [Int]
  /// How many of them are of events; the others are of customers.
  private let ofEvents: Int
  private let points = ReusedList<Point>()
  private var journeys = 0
  /// Rows of the touchpoints of the journey at hand: room for as many as are looked at, and for one that does not count.
  private let found = ReusedList<Int>()

  private static let width = mostTouches + 2
  /// How many outcomes there are, without a list of them at every touch.
  private static let outcomes = 2

  /// What a touch at one touchpoint asks for, side by side.
  private struct Point: BitwiseCopyable {
    /// Where its changes begin, of the outcome that comes first.
    let row: UInt32
    /// 1 where touches are compared; 0 at a purchase, which ends a journey, and where a touch says itself how it ended.
    let compared: UInt32
    /// The journey that was there last.
    var journey = 0
  }

  package init(_ catalog: Catalog) {
    let touchpoints = catalog.touchpoints
    lengths.restart(repeating: 0, count: Self.outcomes * Self.width)
    changes.restart(repeating: 0, count: touchpoints.count * Self.outcomes * Self.width)
    found.restart(repeating: 0, count: Self.mostTouches + 1)
    for (code, touchpoint) in touchpoints.enumerated() {
      let isCompared =
        switch touchpoint.kind {
        case .touch, .service, .referral: touchpoint.isCustomerTouch
        case .purchase, .survey, .refund, .exit: false
        }
      points.append(Point(row: UInt32(code * Self.outcomes * Self.width), compared: isCompared ? 1 : 0))
    }
    var starts = [0]
    for attribute in catalog.attributes {
      starts.append(starts[starts.count - 1] + (attribute.isKept ? attribute.values.count : 0) + 1)
    }
    self.starts = starts
    ofEvents = catalog.attributesOfEvents
    values = [Int](repeating: 0, count: starts[starts.count - 1] * Self.outcomes)
  }

  /// Adds the first journey of the customer who was cut last.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer: Int) {
    guard let cycle = own.cycles.first, log.counts(own.touches[cycle.touches.lowerBound].logged.time),
      let (outcome, end) = Self.outcome(cycle, own)
    else { return }
    addTouches(own.touches, cycle.touches.lowerBound..<end, outcome)
    if starts.count > 1 { addAttributes(log, customer, own.touches[cycle.touches.lowerBound].event, outcome) }
  }

  /// How a first journey was decided, and where its touches end.
  @inline(__always)
  private static func outcome(_ cycle: Cycle, _ own: CustomerCycles) -> (Outcome, end: Int)? {
    if let purchase = cycle.purchase { return cycle.isCancelled ? nil : (.bought, purchase) }
    let end = cycle.touches.upperBound
    return own.cycles.count == 1 && own.touches[end - 1].outcome.isLeak ? (.left, end) : nil
  }

  private mutating func addTouches(_ touches: UnsafeBufferPointer<Touch>, _ range: Range<Int>, _ outcome: Outcome) {
    guard !range.isEmpty, let touch = touches.baseAddress, let points = points.mutableBuffer.baseAddress,
      let changes = changes.mutableBuffer.baseAddress, let found = found.mutableBuffer.baseAddress
    else {
      lengths[outcome.rawValue &* Self.width] &+= 1
      return
    }
    journeys &+= 1
    let (journey, shift) = (journeys, outcome.rawValue &* Self.width)
    var (count, rows) = (0, 0)
    // Which touch is a touchpoint's first cannot be guessed: nothing is added where it is not, without a branch.
    for i in range {
      let point = points + Int(touch[i].logged.touchpoint)
      count &+= Int(point.pointee.compared)
      let new = point.pointee.journey == journey ? 0 : Int(point.pointee.compared)
      let row = Int(point.pointee.row) &+ shift
      point.pointee.journey = journey
      changes[row &+ count] &+= new
      found[rows] = row
      rows &+= new
      if count == Self.mostTouches { break }
    }
    lengths[outcome.rawValue &* Self.width &+ count] &+= 1
    for place in 0..<rows { changes[found[place] &+ count &+ 1] &-= 1 }
  }

  /// The journey's attributes are those of its first touch, and those of its customer.
  private mutating func addAttributes(_ log: EventLog, _ customer: Int, _ event: Int, _ outcome: Outcome) {
    let ofCustomers = starts.count - 1 - ofEvents
    for attribute in 0..<ofEvents {
      let place = event * ofEvents + attribute
      count(place < log.attributes.count ? log.attributes[place] : .max, of: attribute, outcome)
    }
    for attribute in 0..<ofCustomers {
      let place = customer * ofCustomers + attribute
      let code = place < log.customerAttributes.count ? log.customerAttributes[place] : .max
      count(code, of: ofEvents + attribute, outcome)
    }
  }

  private mutating func count(_ code: UInt16, of attribute: Int, _ outcome: Outcome) {
    let value = min(starts[attribute] + Int(code), starts[attribute + 1] - 1)
    values[value * Self.outcomes + outcome.rawValue] += 1
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: SeparationTally) {
    for i in lengths.indices { lengths[i] += other.lengths[i] }
    for i in changes.indices { changes[i] += other.changes[i] }
    for i in values.indices { values[i] += other.values[i] }
  }

  /// Journeys of an outcome with at least so many touches.
  package func journeys(_ outcome: Outcome, withTouches least: Int = 0) -> Int {
    let row = outcome.rawValue * Self.width
    return lengths.buffer[(row + least)..<(row + Self.width)].reduce(0, +)
  }

  /// Of these, those with a touchpoint among their first so many touches.
  package func journeys(_ outcome: Outcome, with touchpoint: Int, amongFirst most: Int) -> Int {
    let row = (touchpoint * Self.outcomes + outcome.rawValue) * Self.width
    return changes.buffer[row...(row + most)].reduce(0, +)
  }

  /// Journeys by the value of an attribute at their first touch, or of their customer; those without one last.
  package func journeys(_ outcome: Outcome, byAttribute attribute: Int) -> [Int] {
    (starts[attribute]..<starts[attribute + 1]).map { values[$0 * Self.outcomes + outcome.rawValue] }
  }

  /// The lower of the two groups' medians of touches, of journeys with any: at least half of either group has so many.
  ///
  /// `nil` where one of the groups has none.
  package var comparedTouches: Int? {
    var least = Self.mostTouches
    for outcome in Outcome.allCases {
      let all = journeys(outcome, withTouches: 1)
      guard all > 0 else { return nil }
      var (n, seen) = (0, 0)
      while 2 * seen < all {
        n += 1
        seen += lengths[outcome.rawValue * Self.width + n]
      }
      least = min(least, n)
    }
    return least
  }

  package static func == (a: SeparationTally, b: SeparationTally) -> Bool {
    a.lengths.elementsEqual(b.lengths) && a.changes.elementsEqual(b.changes) && a.values == b.values
  }
}
