import Analysis
import Journeys
import Statistics

/// Everything the report says, as numbers: small groups are hidden here, once, before any page or file sees them.
package struct Report: Sendable {
  package struct Touchpoint: Sendable {
    package var code: Int
    package var info: Catalog.Touchpoint
    /// As `info` has it; kept, since it is asked for of every touchpoint.
    package var isCustomerTouch: Bool
    package var events: Shown
    package var customers: Shown
    package var starts: Shown
    package var ends: Shown
    /// Purchases that stand, and the ones cancelled later; 0 where nothing is sold.
    package var purchases: Shown
    package var cancelled: Shown
    /// At a purchase touchpoint: journeys that open with that purchase, and the customers who did so.
    package var opened: Shown
    package var openedCustomers: Shown
    package var sieve: SieveNumbers?
    package var outreach: OutreachNumbers?
  }

  /// One row of the sieve, or the sum of a stage's or of all rows.
  package struct SieveNumbers: Sendable {
    package var starts, arrivals, inflow: Shown
    package var advance, skip, back, lateral, repeats, purchase, rest, well, leak, open, end: Shown
    package var returned: Shown
    /// Share of mature touches that were the last within the inactivity window.
    package var hole: ShownEstimate
    // Customers; `nil` for sums, over which customers do not add up.
    package var people: People?
  }
  package struct People: Sendable {
    package var customers, started, boughtNext, mature, leaked, returned: Shown
    /// Share of customers with a touch here old enough to tell who did not go on from here at least once.
    package var leakShare: ShownEstimate
  }
  package struct OutreachNumbers: Sendable {
    package var events, customers, mature, responded: Shown
    package var response: ShownEstimate
  }
  package struct Edge: Sendable {
    package var from: Int
    package var to: Int
    package var count: Shown
    package var meanSeconds: Double?
    package var medianSeconds: Double?
  }
  package struct Variant: Sendable {
    package var touchpoints: [Int]
    package var count: Int
  }
  /// Counts by where customers started (rows) and where they bought (columns, the last: have not bought).
  package struct Matrix: Sendable {
    package var rows: [UInt32]
    package var columns: [UInt32]
    package var cells: [[Shown]]
    package var rowTotals: [Shown]
    package var columnTotals: [Shown]
    package var total: Shown
  }
  package struct FunnelNumbers: Sendable {
    package var ordered, strict, anyOrder, firstEntry, attempts, touched: [Shown]
    package var immature: Shown
    package var stepConversion: [ShownEstimate?]
    package var totalConversion: ShownEstimate?
    package var medianSeconds: [Double?]
    package var secondsToConvert: [Double]
  }
  package struct BlindnessNumbers: Sendable {
    package var purchases, outside, completed, outsideStrict: Shown
    package var share: ShownEstimate
    package var strictShare: ShownEstimate
    package var reasons: [(reason: BlindnessReason, count: Shown)]
  }
  package struct Total: Sendable {
    package var declared: DeclaredTotal
    package var found: Double
    package var foundShown: Shown?
    package var difference: Double { declared.value - found }
    /// Rejected rows at purchase touchpoints, cancelled purchases and duplicates, where they explain a difference.
    package var explained: [(cause: String, count: Int)]

    /// What is left of the difference after what explains it; `nil` when nothing does, or nothing is left.
    package var unexplained: Int? {
      guard !explained.isEmpty else { return nil }
      let rest = Int(difference.rounded()) - explained.reduce(0) { $0 + $1.count }
      return rest == 0 ? nil : rest
    }
  }

  package var blueprint: Blueprint
  package var catalog: Catalog
  package var quality: DataQuality
  package var window: InactivityWindow
  /// First and last day covered, in the project's time zone.
  package var firstDay: CivilDate
  package var lastDay: CivilDate
  package var observedUntilDay: CivilDate

  package var events: Int
  package var customers: Shown
  package var cycles: Shown
  package var cyclesByOrigin: [(origin: CycleOrigin, cycles: Shown, buying: Shown)]
  /// Cycles that ended in a purchase that stands: with a period, by their first touch, where purchases go by their date.
  package var buyingCycles: Shown
  package var purchases: Shown
  package var cancelled: Shown
  /// Millionths, net; `nil` without amounts or when hidden.
  package var amount: Int64?
  package var buyers: Shown
  package var buyerShare: ShownEstimate
  package var repeatShare: ShownEstimate
  package var variantCount: Int
  package var singletonVariants: Shown
  /// Purchases followed by another of the same customer within the horizon, of those old enough.
  package var followed: ShownEstimate
  package var leakedCycles: Shown
  package var openCycles: Shown
  package var cyclesWithSkip: Shown
  package var cyclesWithBack: Shown
  package var cyclesWithLoop: Shown
  package var strayRefunds: Int

  package var touchpoints: [Touchpoint]
  package var stageSieve: [SieveNumbers]
  package var allSieve: SieveNumbers
  package var edges: [Edge]
  /// Pairs that are not among them, because there are too many.
  package var omittedPairs: Int
  package var variants: [Variant]
  package var funnel: FunnelPlan
  package var funnelCustomers: FunnelNumbers
  package var funnelCycles: FunnelNumbers
  package var blindness: BlindnessNumbers?
  package var entryByPurchase: Matrix
  package var entryByPurchaseCycles: Matrix
  package var otherChannel: ShownEstimate
  package var contactCustomers: [Shown]
  package var contactTouches: [Shown]
  package var purchaseConcentration: Concentration?
  package var entryConcentration: Concentration?
  package var purchasesByEntry: [Shown]
  package var identity: [(source: String, events: Double?, money: Double?)]
  package var totals: [Total]
  package var tiedShare: Double?
  /// What the surveys say, with small groups already hidden; empty without surveys.
  package var satisfaction: SatisfactionResult
  /// What workshops decided about touchpoints.
  package var decisions: [Decision]

  /// Code of each touchpoint by its id; only looked up, never listed.
  package var codeOf: [String: Int]
  /// Whether any touchpoint is a purchase; kept, since it is asked for at every row.
  package var hasPurchases: Bool
  package var threshold: Int { blueprint.privacy.behaviour }
}

/// A share with its interval, or why there is none.
package enum ShownEstimate: Sendable, Equatable {
  case estimate(Estimate)
  case hidden
  case undefined

  package var estimate: Estimate? {
    switch self {
    case .estimate(let e): e
    case .hidden, .undefined: nil
    }
  }
}
