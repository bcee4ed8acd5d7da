/// What decides where one purchase journey ends and the next begins; windows in microseconds.
package struct CycleRules: Sendable, Equatable {
  /// Inactivity window after a touch, by touchpoint code; `Int64.max`: silence never says that a customer is lost.
  package let inactivity: [Int64]
  /// Repurchase horizon H.
  package let repurchase: Int64
  /// End of observation E.
  package let observedUntil: Int64
  /// False when no purchase is declared: journeys are then whole, their ends neutral, and nothing is called a leak.
  package let hasPurchase: Bool
  /// Days on which the clock of silence stands still.
  package let excluded: ExcludedTime
  /// By touchpoint code, the latest time of a touch that is old enough to tell: its window has passed by E.
  package let matureUntil: [Int64]

  package init(
    inactivity: [Int64], repurchase: Int64, observedUntil: Int64, hasPurchase: Bool, excluded: ExcludedTime = .none
  ) {
    self.inactivity = inactivity
    self.repurchase = repurchase
    self.observedUntil = observedUntil
    self.hasPurchase = hasPurchase
    self.excluded = excluded
    matureUntil = inactivity.map { $0 == .max ? .min : excluded.latest($0, before: observedUntil) }
  }
}

/// Where a cycle comes from.
package enum CycleOrigin: Int, Sendable, CaseIterable, BitwiseCopyable {
  case new, loop, `return`, referral
}

/// What became of a touch. Every touch that is not a purchase has exactly one.
public enum TouchOutcome: Sendable, Equatable, BitwiseCopyable {
  /// The next touch of the cycle is not a purchase.
  case next
  /// The next touch of the cycle is a purchase.
  case purchase
  /// Last touch, after a purchase whose horizon has not passed.
  case rest
  /// Last touch, at a touchpoint that ends well.
  case well
  /// No further touch within the inactivity window.
  case leak
  /// Too young to tell.
  case open
  /// Last touch of a journey in data without purchases.
  case end
  /// The touch is itself a purchase: it has no row in the sieve.
  case none

  /// The same as `== .leak`, without a call through the standard library at every touch.
  @inlinable @inline(__always)
  public var isLeak: Bool {
    if case .leak = self { true } else { false }
  }

  /// The same as `== .well`, likewise.
  @inlinable @inline(__always)
  public var isWell: Bool {
    if case .well = self { true } else { false }
  }

  /// The same as `== .none`, likewise.
  @inlinable @inline(__always)
  public var isNone: Bool {
    if case .none = self { true } else { false }
  }

  /// The same as `== .next`, likewise.
  @inlinable @inline(__always)
  public var isNext: Bool {
    if case .next = self { true } else { false }
  }
}

/// One customer-initiated event inside its cycle.
public struct Touch: Sendable, Equatable, BitwiseCopyable {
  /// What happened, and when.
  package var logged: LoggedEvent
  @usableFromInline var place: UInt32
  package var outcome: TouchOutcome
  /// A leak after which the customer came back later.
  package var hasReturned = false

  init(_ logged: LoggedEvent, at place: Int, outcome: TouchOutcome) {
    self.logged = logged
    self.place = UInt32(truncatingIfNeeded: place)
    self.outcome = outcome
  }

  /// Place in the log.
  @inlinable @inline(__always)
  public var event: Int { Int(place) }
}

/// One purchase journey: a customer's touches up to a purchase and the service after it, or up to a leak.
public struct Cycle: Sendable, Equatable, BitwiseCopyable {
  package var origin: CycleOrigin
  @usableFromInline var lower: Int
  /// Behind its last touch.
  @usableFromInline var upper: Int
  /// Index into the cutter's `touches` of the purchase that ends it.
  package var purchase: Int?
  /// Its purchase was cancelled later.
  package var isCancelled = false

  /// Range of the cutter's `touches`.
  @inlinable @inline(__always)
  public var touches: Range<Int> {
    get { lower..<upper }
    set { (lower, upper) = (newValue.lowerBound, newValue.upperBound) }
  }

  init(origin: CycleOrigin, touches: Range<Int>) {
    self.origin = origin
    (lower, upper) = (touches.lowerBound, touches.upperBound)
  }
}

/// One purchase of the customer under the cutter.
package struct Purchase: Sendable, Equatable, BitwiseCopyable {
  package var event: Int
  /// Index into the cutter's `touches`.
  package var touch: Int
  /// Index into the cutter's `cycles`.
  package var cycle: Int
  package var isCancelled: Bool
}
