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

  init(_ analysis: BehaviourResult, _ cells: BehaviourCells) {
    let plan = analysis.funnel.plan
    steps = plan.steps.map { step in
      switch step.subject {
      case .stage(let stage): Step(subject: .stage(stage))
      case .touchpoint(let code): Step(subject: .touchpoint(code))
      }
    }
    window = plan.window
    isDeclared = plan.isDeclared
    customers = FunnelNumbers(analysis.funnel.customers, cells.funnel, cells)
    cycles = FunnelNumbers(analysis.funnel.cycles, cells.cycleFunnel, cells)
    blindness = analysis.blindness.flatMap { all in cells.blindness.map { BlindnessNumbers(all, $0, cells) } }
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

  init(_ counts: Funnel.Counts, _ own: BehaviourCells.FunnelCells, _ cells: BehaviourCells) {
    func shown(_ all: [Int]) -> [Published<Int>] { all.map { cells[$0] } }
    ordered = shown(own.ordered)
    strict = shown(own.strict)
    anyOrder = shown(own.anyOrder)
    firstEntry = shown(own.firstEntry)
    attempts = shown(own.attempts)
    touched = shown(own.touched)
    immature = cells[own.immature]
    let steps = own.ordered
    // Rates and times are hidden with the counts that they rest on.
    stepConversion = steps.indices.map { $0 == 0 ? .undefined : cells.share(steps[$0], of: steps[$0 - 1]) }
    totalConversion =
      if steps.count > 1, let last = steps.last { cells.share(last, of: steps[0]) } else { .undefined }
    medianSeconds = steps.indices.map { Hiding.number(counts.medianSeconds[$0], with: cells[steps[$0]]) }
    let last = steps.last.map { cells[$0] } ?? .zero
    secondsToConvert = last.isZero ? .undefined : Hiding.number(counts.secondsToConvert, with: last)
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
  /// Of customers' first purchases, those outside.
  package var firstOutside: Published<Int>
  package var firstShare: Published<Estimate>
  /// How many purchases each reason kept out, in a fixed order.
  package var reasons: [(reason: BlindnessReason, count: Published<Int>)]

  init(_ blindness: Blindness, _ own: BehaviourCells.BlindnessCells, _ cells: BehaviourCells) {
    purchases = cells[own.purchases]
    outside = cells[own.outside]
    completed = cells[own.completed]
    outsideStrict = cells[own.strictlyOutside]
    share = cells.share(own.outside, of: own.purchases)
    strictShare = cells.share(own.strictlyOutside, of: own.purchases)
    firstOutside = cells[own.firstOutside]
    firstShare = cells.share(own.firstOutside, of: own.first)
    reasons = zip(blindness.reasons, own.reasons).map { (BlindnessReason($0.reason), cells[$1]) }
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
