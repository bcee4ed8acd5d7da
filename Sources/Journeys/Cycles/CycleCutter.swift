import CBytes

/// One customer's touches cut into cycles, in the cutter's own memory: good until it cuts the next customer's.
///
/// Handed on in place of the cutter, of which every call would take a copy.
package struct CustomerCycles {
  /// The customer's touches in order, the cycles they make, and the purchases among them.
  package let touches: UnsafeBufferPointer<Touch>
  package let cycles: UnsafeBufferPointer<Cycle>
  package let purchases: UnsafeBufferPointer<Purchase>
  /// Refunds for which no earlier purchase was found.
  package let strayRefunds: Int
}

/// Cuts one customer's events into cycles, as definitions.md says. Its buffers are reused from customer to customer.
///
/// Company-initiated touches and surveys neither start nor advance a journey, nor stop the clock of silence.
package struct CycleCutter {
  /// The customer's touches in order; these three hold one customer at a time.
  package let touches = ReusedList<Touch>()
  package let cycles = ReusedList<Cycle>()
  package let purchases = ReusedList<Purchase>()
  /// Refunds for which no earlier purchase was found.
  package private(set) var strayRefunds = 0

  private let rules: CycleRules
  private let points = ReusedList<Point>()

  /// What decides about a touch at one touchpoint, side by side.
  private struct Point: BitwiseCopyable {
    var inactivity: Int64
    var kind: TouchpointKind
    var isCustomerTouch: Bool
    var endsWell: Bool
  }

  private enum State { case between, active, resting }
  private var state = State.between
  private var purchaseTime: Int64 = 0
  private var lastTime: Int64 = 0
  private var last: Point
  /// Latest purchase of each order, and for each purchase the one before it of the same order (-1: none).
  private var latestOfOrder: [UInt32: Int] = [:]
  private let sameOrderBefore = ReusedList<Int>()
  /// Purchases that stand, latest last; ones cancelled by name are removed when they come up.
  private let standing = ReusedList<Int>()

  /// What was cut last.
  @inline(__always)
  package var customer: CustomerCycles {
    CustomerCycles(
      touches: touches.buffer, cycles: cycles.buffer, purchases: purchases.buffer, strayRefunds: strayRefunds)
  }

  package init(_ rules: CycleRules, _ catalog: Catalog) {
    self.rules = rules
    for (code, touchpoint) in catalog.touchpoints.enumerated() {
      points.append(
        Point(
          inactivity: rules.inactivity[code], kind: touchpoint.kind, isCustomerTouch: touchpoint.isCustomerTouch,
          endsWell: touchpoint.endsWell))
    }
    last = Point(inactivity: .max, kind: .touch, isCustomerTouch: true, endsWell: false)
  }

  /// Asks for what decides about a touch at a touchpoint, so that it is at hand by then.
  @inline(__always)
  package func prepare(_ touchpoint: Int) { masa_prefetch(points.buffer.baseAddress.map { $0 + touchpoint }) }

  /// Cuts one customer's journey; what was cut before is gone.
  package mutating func cut(_ log: EventLog, customer: Int) {
    touches.clear()
    cycles.clear()
    purchases.clear()
    strayRefunds = 0
    if !latestOfOrder.isEmpty { latestOfOrder.removeAll() }
    sameOrderBefore.clear()
    standing.clear()
    state = .between
    let points = points.buffer
    let journey = log.journey(of: customer)
    let start = log.events(of: customer).lowerBound
    for i in 0..<journey.count {
      let event = journey[i]
      let point = points[Int(event.touchpoint)]
      guard point.isCustomerTouch else {
        // A refund the company books cancels like any other; it is only no touch of the customer's.
        if case .refund = point.kind { cancel(start + i, log) }
        continue
      }
      take(Touch(event, at: start &+ i, outcome: .open), point, log)
    }
    finish()
  }

  @inline(__always)
  private mutating func take(_ touch: Touch, _ point: Point, _ log: EventLog) {
    let time = touch.logged.time
    switch state {
    case .between:
      begin(touch, isFirst: touches.count == 0, origin: touches.count == 0 ? .new : .return, point.kind, log)
    case .active:
      if isSilence(from: lastTime, to: time) {
        closeLast(as: last.endsWell ? .well : .leak, hasReturned: true)
        begin(touch, isFirst: false, origin: .return, point.kind, log)
      } else {
        extend(touch)
      }
    case .resting:
      if time - purchaseTime > rules.repurchase {
        let wasSilent = isSilence(from: lastTime, to: time)
        closeLast(as: last.endsWell ? .well : (wasSilent ? .leak : .rest), hasReturned: wasSilent)
        begin(touch, isFirst: false, origin: .return, point.kind, log)
      } else {
        switch point.kind {
        case .service, .refund, .exit, .survey:
          extend(touch)
        case .touch, .referral, .purchase:
          closeLast(as: last.endsWell ? .well : .rest, hasReturned: false)
          begin(touch, isFirst: false, origin: .loop, point.kind, log)
        }
      }
    }
    lastTime = time
    last = point
    switch point.kind {
    case .purchase:
      let place = touches.count - 1
      touches[place].outcome = .none
      if place > 0, touches[place - 1].outcome.isNext { touches[place - 1].outcome = .purchase }
      cycles[cycles.count - 1].purchase = place
      remember(touch.event, log)
      purchaseTime = time
      state = .resting
    case .refund:
      cancel(touch.event, log)
    case .exit:
      // Without purchases a journey is whole, whatever is said in the middle of it.
      guard rules.hasPurchase else { break }
      touches[touches.count - 1].outcome = .leak
      state = .between
    case .touch, .service, .referral, .survey:
      break
    }
  }

  /// Whether the window of the last touch passed before the next one; days left out are no silence.
  @inline(__always)
  private func isSilence(from: Int64, to: Int64) -> Bool {
    to - from > last.inactivity
      && (rules.excluded.isEmpty || rules.excluded.clock(from: from, to: to) > last.inactivity)
  }

  private mutating func begin(
    _ touch: Touch, isFirst: Bool, origin: CycleOrigin, _ kind: TouchpointKind, _ log: EventLog
  ) {
    var isReferred = false
    if isFirst {
      if case .referral = kind { isReferred = true }
      if !log.isReferred.isEmpty, log.isReferred[touch.event] { isReferred = true }
    } else if state == .between, touches[touches.count - 1].outcome.isLeak {
      // An exit said the customer left; coming back is a return of that leak.
      touches[touches.count - 1].hasReturned = true
    }
    cycles.append(
      Cycle(origin: isReferred ? .referral : origin, touches: touches.count..<(touches.count + 1)))
    touches.append(touch)
    state = .active
  }

  @inline(__always)
  private mutating func extend(_ touch: Touch) {
    let last = touches.count &- 1
    if !touches[last].outcome.isNone { touches[last].outcome = .next }
    touches.append(touch)
    cycles[cycles.count &- 1].upper = touches.count
  }

  /// Settles the last touch of the cycle that ends; a purchase has no row and stays as it is.
  private mutating func closeLast(as outcome: TouchOutcome, hasReturned: Bool) {
    let last = touches.count - 1
    guard !touches[last].outcome.isNone else { return }
    touches[last].outcome = outcome
    touches[last].hasReturned = hasReturned && outcome.isLeak
  }

  /// Whether the window of the last touch has passed by the end of observation.
  @inline(__always)
  private var isLastMature: Bool { lastTime <= rules.matureUntil[Int(touches[touches.count - 1].logged.touchpoint)] }

  private mutating func finish() {
    switch state {
    case .between:
      break
    case .active:
      let isMature = rules.hasPurchase && isLastMature
      closeLast(
        as: !rules.hasPurchase ? .end : !isMature ? .open : last.endsWell ? .well : .leak, hasReturned: false)
    case .resting:
      let isMature = isLastMature
      if isMature, last.endsWell {
        closeLast(as: .well, hasReturned: false)
      } else if rules.observedUntil - purchaseTime < rules.repurchase {
        closeLast(as: .rest, hasReturned: false)
      } else {
        closeLast(as: isMature ? .leak : .open, hasReturned: false)
      }
    }
  }

  private mutating func remember(_ event: Int, _ log: EventLog) {
    let index = purchases.count
    purchases.append(Purchase(event: event, touch: touches.count - 1, cycle: cycles.count - 1, isCancelled: false))
    standing.append(index)
    let order = log.orders.isEmpty ? UInt32.max : log.orders[event]
    guard order != .max else { return sameOrderBefore.append(-1) }
    sameOrderBefore.append(latestOfOrder[order] ?? -1)
    latestOfOrder[order] = index
  }

  /// Cancels the purchase the refund names, else the customer's latest one that stands.
  ///
  /// A refund that names an order nobody placed here cancels the latest purchase only if that one has no order id:
  /// otherwise the order it means is known to be another.
  private mutating func cancel(_ event: Int, _ log: EventLog) {
    let order = log.orders.isEmpty ? UInt32.max : log.orders[event]
    if order != .max, let named = latestOfOrder[order] {
      guard named >= 0 else {
        strayRefunds += 1
        return
      }
      purchases[named].isCancelled = true
      cycles[purchases[named].cycle].isCancelled = true
      latestOfOrder[order] = sameOrderBefore[named]
      return
    }
    while let last = standing.last, purchases[last].isCancelled { standing.removeLast() }
    if order != .max, let same = sameAmount(event, log) {
      // A credit note under a number of its own: the purchase it gives back is told by the money.
      purchases[same].isCancelled = true
      cycles[purchases[same].cycle].isCancelled = true
      let own = log.orders[purchases[same].event]
      if own != .max, latestOfOrder[own] == same { latestOfOrder[own] = sameOrderBefore[same] }
      return
    }
    guard let latest = standing.last, order == .max || log.orders[purchases[latest].event] == .max else {
      strayRefunds += 1
      return
    }
    purchases[latest].isCancelled = true
    cycles[purchases[latest].cycle].isCancelled = true
    standing.removeLast()
    // Its order has one purchase fewer to cancel by name.
    let own = log.orders.isEmpty ? UInt32.max : log.orders[purchases[latest].event]
    if own != .max, latestOfOrder[own] == latest { latestOfOrder[own] = sameOrderBefore[latest] }
  }

  /// The latest purchase that stands and cost just what a refund gives back; `nil` where the refund says no money.
  private func sameAmount(_ event: Int, _ log: EventLog) -> Int? {
    guard !log.amounts.isEmpty else { return nil }
    let amount = log.amounts[event]
    guard amount != .min, amount != 0 else { return nil }
    return (0..<purchases.count).last {
      !purchases[$0].isCancelled && log.amounts[purchases[$0].event].magnitude == amount.magnitude
    }
  }
}
