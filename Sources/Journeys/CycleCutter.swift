/// Cuts one customer's events into cycles, as definitions.md says. Its buffers are reused from customer to customer.
///
/// Company-initiated touches and surveys neither start nor advance a journey, nor stop the clock of silence.
package struct CycleCutter: Sendable {
  package private(set) var touches: [Touch] = []
  package private(set) var cycles: [Cycle] = []
  package private(set) var purchases: [Purchase] = []
  /// Refunds for which no earlier purchase was found.
  package private(set) var strayRefunds = 0

  private let rules: CycleRules
  private let kinds: [TouchpointKind]
  private let isCustomerTouch: [Bool]
  private let endsWell: [Bool]

  private enum State { case between, active, resting }
  private var state = State.between
  private var purchaseTime: Int64 = 0
  private var lastTime: Int64 = 0
  private var lastTouchpoint = 0
  /// Latest purchase of each order, and for each purchase the one before it of the same order (-1: none).
  private var latestOfOrder: [UInt32: Int] = [:]
  private var sameOrderBefore: [Int] = []
  /// Purchases that stand, latest last; ones cancelled by name are removed when they come up.
  private var standing: [Int] = []

  package init(_ rules: CycleRules, _ catalog: Catalog) {
    self.rules = rules
    kinds = catalog.touchpoints.map(\.kind)
    isCustomerTouch = catalog.touchpoints.map(\.isCustomerTouch)
    endsWell = catalog.touchpoints.map(\.endsWell)
  }

  package mutating func cut(_ log: EventLog, customer: Int) {
    touches.removeAll(keepingCapacity: true)
    cycles.removeAll(keepingCapacity: true)
    purchases.removeAll(keepingCapacity: true)
    strayRefunds = 0
    if !latestOfOrder.isEmpty { latestOfOrder.removeAll() }
    sameOrderBefore.removeAll(keepingCapacity: true)
    standing.removeAll(keepingCapacity: true)
    state = .between
    for event in log.events(of: customer) {
      let touchpoint = Int(log.touchpoints[event])
      guard isCustomerTouch[touchpoint] else {
        // A refund the company books cancels like any other; it is only no touch of the customer's.
        if kinds[touchpoint] == .refund { cancel(event, log) }
        continue
      }
      take(event, touchpoint, log)
    }
    finish()
  }

  private mutating func take(_ event: Int, _ touchpoint: Int, _ log: EventLog) {
    let time = log.times[event]
    let kind = kinds[touchpoint]
    switch state {
    case .between:
      begin(event, isFirst: touches.isEmpty, origin: touches.isEmpty ? .new : .return, kind, log)
    case .active:
      if time - lastTime > rules.inactivity[lastTouchpoint] {
        closeLast(as: endsWell[lastTouchpoint] ? .well : .leak, hasReturned: true)
        begin(event, isFirst: false, origin: .return, kind, log)
      } else {
        extend(event)
      }
    case .resting:
      if time - purchaseTime > rules.repurchase {
        let wasSilent = time - lastTime > rules.inactivity[lastTouchpoint]
        closeLast(as: endsWell[lastTouchpoint] ? .well : (wasSilent ? .leak : .rest), hasReturned: wasSilent)
        begin(event, isFirst: false, origin: .return, kind, log)
      } else {
        switch kind {
        case .service, .refund, .exit, .survey:
          extend(event)
        case .touch, .referral, .purchase:
          closeLast(as: endsWell[lastTouchpoint] ? .well : .rest, hasReturned: false)
          begin(event, isFirst: false, origin: .loop, kind, log)
        }
      }
    }
    lastTime = time
    lastTouchpoint = touchpoint
    switch kind {
    case .purchase:
      touches[touches.count - 1].outcome = .none
      cycles[cycles.count - 1].purchase = touches.count - 1
      remember(event, log)
      purchaseTime = time
      state = .resting
    case .refund:
      cancel(event, log)
    case .exit:
      // Without purchases a journey is whole, whatever is said in the middle of it.
      guard rules.hasPurchase else { break }
      touches[touches.count - 1].outcome = .leak
      state = .between
    case .touch, .service, .referral, .survey:
      break
    }
  }

  private mutating func begin(_ event: Int, isFirst: Bool, origin: CycleOrigin, _ kind: TouchpointKind, _ log: EventLog)
  {
    let isReferred = isFirst && (kind == .referral || (!log.isReferred.isEmpty && log.isReferred[event]))
    // An exit said the customer left; coming back is a return of that leak.
    if !isFirst, state == .between, touches[touches.count - 1].outcome == .leak {
      touches[touches.count - 1].hasReturned = true
    }
    cycles.append(
      Cycle(origin: isReferred ? .referral : origin, touches: touches.count..<(touches.count + 1), purchase: nil))
    touches.append(Touch(event: event, outcome: .open))
    state = .active
  }

  private mutating func extend(_ event: Int) {
    let last = touches.count - 1
    if touches[last].outcome != .none { touches[last].outcome = .next }
    touches.append(Touch(event: event, outcome: .open))
    cycles[cycles.count - 1].touches = cycles[cycles.count - 1].touches.lowerBound..<touches.count
  }

  /// Settles the last touch of the cycle that ends; a purchase has no row and stays as it is.
  private mutating func closeLast(as outcome: TouchOutcome, hasReturned: Bool) {
    let last = touches.count - 1
    guard touches[last].outcome != .none else { return }
    touches[last].outcome = outcome
    touches[last].hasReturned = hasReturned && outcome == .leak
  }

  private mutating func finish() {
    let silence = rules.observedUntil - lastTime
    switch state {
    case .between:
      break
    case .active:
      let isMature = rules.hasPurchase && silence >= rules.inactivity[lastTouchpoint]
      closeLast(
        as: !rules.hasPurchase ? .end : !isMature ? .open : endsWell[lastTouchpoint] ? .well : .leak,
        hasReturned: false)
    case .resting:
      let isMature = silence >= rules.inactivity[lastTouchpoint]
      if isMature, endsWell[lastTouchpoint] {
        closeLast(as: .well, hasReturned: false)
      } else if rules.observedUntil - purchaseTime < rules.repurchase {
        closeLast(as: .rest, hasReturned: false)
      } else {
        closeLast(as: isMature ? .leak : .open, hasReturned: false)
      }
    }
    for index in touches.indices.dropLast() where touches[index].outcome == .next && touches[index + 1].outcome == .none
    {
      touches[index].outcome = .purchase
    }
  }

  private mutating func remember(_ event: Int, _ log: EventLog) {
    let index = purchases.count
    purchases.append(Purchase(event: event, cycle: cycles.count - 1, isCancelled: false))
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
}
