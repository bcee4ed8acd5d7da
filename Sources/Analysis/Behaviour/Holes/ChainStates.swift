import Journeys

/// Which touchpoints are states of the chain: the 25 busiest that customers touch and that sell nothing, and one more
/// for all others, so that what is kept of a log is bounded whatever its names are.
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

  /// How many states there are.
  package var count: Int { codes.count }

  /// - Parameter visits: by touchpoint code, how often it is touched; `nil` where there are few enough to need no choice.
  init(_ catalog: Catalog, visits: [Int]?) {
    let own = Self.candidates(catalog)
    var chosen = own
    if own.count > Self.most {
      let visits = visits ?? [Int](repeating: 0, count: catalog.touchpoints.count)
      chosen = own.sorted { (visits[$0], $1) > (visits[$1], $0) }.prefix(Self.most - 1).sorted()
    }
    var stateOf = [Int](repeating: -1, count: catalog.touchpoints.count)
    if chosen.count < own.count { for code in own { stateOf[code] = chosen.count } }
    for (state, code) in chosen.enumerated() { stateOf[code] = state }
    self.stateOf = stateOf
    codes = chosen.map { $0 } + (chosen.count < own.count ? [nil] : [])
  }

  /// The states of a log; where its names are many, their visits are counted first.
  init(_ log: JourneyLog, threads: Int) {
    let catalog = log.catalog
    guard Self.candidates(catalog).count > Self.most else {
      self.init(catalog, visits: nil)
      return
    }
    let visits = walk(log, threads: threads) {
      [Int](repeating: 0, count: catalog.touchpoints.count)
    } _: { visits, part, range in
      visits.withUnsafeMutableBufferPointer { visits in
        for customer in range { for event in part.journey(of: customer) { visits[Int(event.touchpoint)] += 1 } }
      }
    } merge: { visits, other in
      for code in visits.indices { visits[code] += other[code] }
    }
    self.init(catalog, visits: visits)
  }

  private static func candidates(_ catalog: Catalog) -> [Int] {
    catalog.touchpoints.indices.filter {
      catalog.touchpoints[$0].isCustomerTouch && catalog.touchpoints[$0].kind != .purchase
    }
  }

  /// Whether a touchpoint can be a hole: those who stop at service, at an exit or at a good end have not been lost there.
  static func canLeak(_ touchpoint: Catalog.Touchpoint) -> Bool {
    (touchpoint.kind == .touch || touchpoint.kind == .referral) && touchpoint.isCustomerTouch && !touchpoint.endsWell
  }
}
