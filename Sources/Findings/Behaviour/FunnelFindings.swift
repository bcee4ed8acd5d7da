import Analysis
import Journeys
import Statistics

/// The funnel as declared, or the stages in order; who went through it, and what it does not see.
package struct FunnelFindings: Sendable {
  /// What a step asks for.
  package enum Subject: Sendable, Equatable {
    case stage(Int)
    case touchpoint(Int)
  }
  /// What one step is.
  package struct Step: Sendable, Equatable {
    package var subject: Subject
  }

  package var steps: [Step]
  /// Microseconds from entry to the last step, inclusive; `nil`: none.
  package var window: Int64?
  package var isDeclared: Bool
  package var customers: FunnelNumbers
  package var cycles: FunnelNumbers
  /// `nil` when no purchase is declared, or the funnel has no step before it.
  package var blindness: BlindnessNumbers?

  init(_ analysis: BehaviourResult, purchases: Published<Int>, _ hiding: Hiding) {
    let plan = analysis.funnel.plan
    steps = plan.steps.map { step in
      switch step.subject {
      case .stage(let stage): Step(subject: .stage(stage))
      case .touchpoint(let code): Step(subject: .touchpoint(code))
      }
    }
    window = plan.window
    isDeclared = plan.isDeclared
    customers = FunnelNumbers(analysis.funnel.customers, hiding)
    cycles = FunnelNumbers(analysis.funnel.cycles, hiding)
    blindness = analysis.blindness.map { BlindnessNumbers($0, purchases: purchases, hiding) }
  }
}

/// Counts of one unit through the funnel, by step.
package struct FunnelNumbers: Sendable {
  package var ordered, strict, anyOrder, firstEntry, attempts, touched: [Published<Int>]
  package var immature: Published<Int>
  /// Of the step before; undefined at the first.
  package var stepConversion: [Published<Estimate>]
  package var totalConversion: Published<Estimate>
  package var medianSeconds: [Published<Double>]
  package var secondsToConvert: Published<[Double]>

  init(_ counts: Funnel.Counts, _ hiding: Hiding) {
    let n = counts.ordered
    func shown(_ all: [Int]) -> [Published<Int>] { all.map { hiding.count($0) } }
    ordered = shown(n)
    strict = shown(counts.strict)
    anyOrder = shown(counts.anyOrder)
    firstEntry = shown(counts.firstEntry)
    attempts = shown(counts.attempts)
    touched = shown(counts.touched)
    immature = hiding.count(counts.immature)
    stepConversion = n.indices.map { hiding.number($0 == 0 ? nil : counts.stepConversion[$0], of: n[$0]) }
    totalConversion = hiding.number(n.count > 1 ? counts.totalConversion : nil, of: n.last ?? 0)
    medianSeconds = n.indices.map { hiding.number(counts.medianSeconds[$0], of: n[$0]) }
    secondsToConvert = hiding.number((n.last ?? 0) > 0 ? counts.secondsToConvert : nil, of: n.last ?? 0)
  }
}

/// Why a purchase did not come through the funnel.
package enum BlindnessReason: Int, Sendable, CaseIterable {
  case repeatPurchase, noEntryStep, skippedStep, outOfOrder, outsideWindow, tie

  init(_ reason: Analysis.BlindnessReason) {
    self =
      switch reason {
      case .repeatPurchase: .repeatPurchase
      case .noEntryStep: .noEntryStep
      case .skippedStep: .skippedStep
      case .outOfOrder: .outOfOrder
      case .outsideWindow: .outsideWindow
      case .tie: .tie
      }
  }
}

/// Purchases that did not complete the funnel.
package struct BlindnessNumbers: Sendable {
  package var purchases, outside, completed, outsideStrict: Published<Int>
  package var share: Published<Estimate>
  package var strictShare: Published<Estimate>
  /// How many purchases each reason kept out, in a fixed order.
  package var reasons: [(reason: BlindnessReason, count: Published<Int>)]

  /// - Parameter purchases: all purchases as page one shows them.
  init(_ blindness: Blindness, purchases: Published<Int>, _ hiding: Hiding) {
    if purchases.isHidden {
      (self.purchases, outside, completed, outsideStrict) = (.hidden, .hidden, .hidden, .hidden)
      (share, strictShare) = (.hidden, .hidden)
      reasons = blindness.reasons.map { (BlindnessReason($0.reason), $0.count == 0 ? hiding.count(0) : .hidden) }
      return
    }
    var family = Suppression(threshold: hiding.threshold)
    let reasonCells = blindness.reasons.map { family.add($0.count) }
    let completedCell = family.add(blindness.purchases - blindness.outside)
    let outsideCell = family.add(blindness.outside)
    let purchaseCell = family.add(blindness.purchases, isPublished: true)
    let strictCell = family.add(blindness.outsideStrict)
    family.relate(parts: reasonCells, total: outsideCell)
    family.relate(parts: [completedCell, outsideCell], total: purchaseCell)
    family.settle()
    let isHidden = family.isHidden(outsideCell)
    func published(_ n: Int) -> Published<Estimate> { isHidden ? .hidden : hiding.share(n, of: blindness.purchases) }
    self.purchases = family[purchaseCell]
    outside = family[outsideCell]
    completed = family[completedCell]
    outsideStrict = family[strictCell]
    share = published(blindness.outside)
    strictShare = published(blindness.outsideStrict)
    reasons = blindness.reasons.enumerated().map { (BlindnessReason($1.reason), family[reasonCells[$0]]) }
  }
}

/// How long silence lasts before a customer counts as lost.
package struct InactivityWindow: Sendable, Equatable {
  /// Where the window comes from.
  package enum Source: String, Sendable {
    case calibrated, declared, switchedOff, tooShort, notNeeded
  }
  package var source: Source
  /// Microseconds; `nil` when nothing is called a leak.
  package var window: Int64?
  /// Share of returns within w/2, w and 2w, of those within the grid's end; empty unless calibrated.
  package var coverage: [Double]

  init(_ window: Analysis.InactivityWindow) {
    source =
      switch window.source {
      case .calibrated: .calibrated
      case .declared: .declared
      case .switchedOff: .switchedOff
      case .tooShort: .tooShort
      case .notNeeded: .notNeeded
      }
    self.window = window.window
    coverage = window.coverage
  }
}
