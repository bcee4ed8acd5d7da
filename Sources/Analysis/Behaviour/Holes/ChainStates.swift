import Journeys

/// Which touchpoints are states of the chain: the 25 busiest that customers touch and that sell nothing, and one more
/// for all others, so that what is kept of a log is bounded whatever its names are. After a purchase only those of service,
/// refunds and exits have states of their own, and the others are one.
package struct ChainStates: Sendable, Equatable {
  /// States at most, that of the others included.
  static let most = 26
  /// Rows of the table of moves: where journeys begin, then the states.
  static let rows = most + 1
  /// Columns: the states, then how a journey goes on otherwise.
  static let columns = 32
  /// The last touch before a purchase: one that stands, and one that was cancelled later.
  static let bought = 26
  static let cancelled = 27
  /// The last touch, at a touchpoint that ends well; without a further one in time; too young to tell.
  static let well = 28
  static let leak = 29
  static let open = 30
  /// In the first row only: journeys that a purchase has led to, counted again.
  static let loop = 31

  /// By touchpoint code; -1 for purchases and what is no touch of the customer's.
  package let stateOf: [Int]
  /// By state, the touchpoint; `nil` for all others together.
  package let codes: [Int?]

  /// Which part of a customer's way the chain is of.
  package enum Part: Sendable { case beforePurchase, afterPurchase }
  package let part: Part

  /// How many states there are.
  package var count: Int { codes.count }

  /// - Parameter visits: by touchpoint code, how often it is touched; `nil` where there are few enough to need no choice.
  init(_ part: Part, _ catalog: Catalog, visits: [Int]?) {
    self.part = part
    let all = Self.touched(catalog)
    let own = Self.named(part, catalog)
    // After a purchase all that is no service is one state: whoever is there has come to buy again.
    var chosen = own
    if own.count > Self.most(of: own, among: all) {
      let visits = visits ?? [Int](repeating: 0, count: catalog.touchpoints.count)
      chosen = own.sorted { (visits[$0], $1) > (visits[$1], $0) }.prefix(Self.most - 1).sorted()
    }
    var stateOf = [Int](repeating: -1, count: catalog.touchpoints.count)
    if chosen.count < all.count { for code in all { stateOf[code] = chosen.count } }
    for (state, code) in chosen.enumerated() { stateOf[code] = state }
    self.stateOf = stateOf
    codes = chosen.map { $0 } + (chosen.count < all.count ? [nil] : [])
  }

  /// The states of both parts of a log; where its names are many, their visits are counted, unless they are known.
  static func both(_ log: JourneyLog, _ known: VisitTally?, threads: Int) -> (before: ChainStates, after: ChainStates) {
    let catalog = log.catalog
    let visits = needsChoice(catalog) ? known ?? VisitTally(log, threads: threads) : nil
    return (
      ChainStates(.beforePurchase, catalog, visits: visits?.counts),
      ChainStates(.afterPurchase, catalog, visits: visits?.counts)
    )
  }

  /// Whether there are more names than states, so that how often each is touched has to be known.
  static func needsChoice(_ catalog: Catalog) -> Bool { touched(catalog).count > most }

  /// Touchpoints that customers touch and that sell nothing.
  private static func touched(_ catalog: Catalog) -> [Int] {
    catalog.touchpoints.indices.filter {
      catalog.touchpoints[$0].isCustomerTouch && catalog.touchpoints[$0].kind != .purchase
    }
  }

  /// Those among them that may have a state of their own.
  private static func named(_ part: Part, _ catalog: Catalog) -> [Int] {
    touched(catalog).filter { code in
      switch part {
      case .beforePurchase: true
      case .afterPurchase: isRest(catalog.touchpoints[code].kind)
      }
    }
  }

  /// How many of them have one: all but where more would not fit, the state of the others included.
  private static func most(of own: [Int], among all: [Int]) -> Int {
    own.count < all.count ? most - 1 : most
  }

  /// Whether touches of this kind after a purchase belong to the journey that it closed.
  private static func isRest(_ kind: TouchpointKind) -> Bool {
    switch kind {
    case .service, .refund, .exit, .survey: true
    case .touch, .referral, .purchase: false
    }
  }

  /// Whether a touchpoint can be a hole of this part. After a purchase those who stop at service or at a refund are lost
  /// to the next one; who leaves at an exit, or where silence is success, is so on neither side.
  func isHole(_ touchpoint: Catalog.Touchpoint) -> Bool {
    switch part {
    case .beforePurchase: Self.canLeak(touchpoint)
    case .afterPurchase:
      (touchpoint.kind == .service || touchpoint.kind == .refund) && touchpoint.isCustomerTouch && !touchpoint.endsWell
    }
  }

  /// Whether a touchpoint can be a hole before a purchase: those who stop at service, at an exit or at a good end have
  /// not been lost there.
  static func canLeak(_ touchpoint: Catalog.Touchpoint) -> Bool {
    (touchpoint.kind == .touch || touchpoint.kind == .referral) && touchpoint.isCustomerTouch && !touchpoint.endsWell
  }
}

/// How often each touchpoint is touched, from a walk.
struct VisitTally: Sendable {
  /// By touchpoint code.
  private(set) var counts: [Int]

  init(_ catalog: Catalog) { counts = [Int](repeating: 0, count: catalog.touchpoints.count) }

  /// The visits of a log, from a walk of their own.
  init(_ log: JourneyLog, threads: Int) {
    self = walk(log, threads: threads) {
      VisitTally(log.catalog)
    } _: { visits, part, range in
      visits.add(part, customers: range)
    } merge: {
      $0.merge($1)
    }
  }

  mutating func add(_ log: EventLog, customers: Range<Int>) {
    counts.withUnsafeMutableBufferPointer { counts in
      for customer in customers {
        for event in log.journey(of: customer) { counts[Int(event.touchpoint)] += 1 }
      }
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: VisitTally) {
    for code in counts.indices { counts[code] += other.counts[code] }
  }
}
