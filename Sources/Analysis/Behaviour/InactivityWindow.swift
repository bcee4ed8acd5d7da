import Journeys
import Statistics

/// Gaps between a customer's touches inside cycles, by whole days, for calibrating the inactivity window.
///
/// A gap after a purchase, and any gap while the customer rests, is not one inside a cycle. Days left out are in no gap, and no gap
/// begins on them.
package struct GapTally: Sendable, Equatable {
  static let days = 181
  /// Gaps that ended with another touch, by days rounded up; the last bin holds everything longer.
  package var closed = [Int](repeating: 0, count: days + 1)
  /// Gaps still open at the end of observation.
  package var open = [Int](repeating: 0, count: days + 1)
  /// First touch, and the end of observation once there is any touch.
  package var first = Int64.max
  package var last = Int64.min

  package init() {}

  /// Counts the pauses between one customer's touches; the time after a purchase is no pause.
  package mutating func add(_ log: EventLog, customer: Int, observedUntil: Int64, repurchase: Int64) {
    let excluded = log.excluded
    let day = Micros.day
    var previous: Int64?
    var purchase: Int64?
    for event in log.journey(of: customer) {
      let code = Int(event.touchpoint)
      guard log.columns.isCustomerTouch[code] else { continue }
      let kind = log.columns.kind[code]
      let time = event.time
      first = min(first, time)
      last = max(last, time, observedUntil)
      // By pattern: the operators of another module's type are calls.
      let isService: Bool
      switch kind {
      case .touch, .referral: isService = false
      default: isService = true
      }
      let isResting = isService && (purchase.map { time - $0 <= repurchase } ?? false)
      if let previous, !isResting {
        if excluded.isEmpty {
          closed[Self.bin(time - previous, day)] += 1
        } else if !excluded.contains(previous) {
          closed[Self.bin(excluded.clock(from: previous, to: time), day)] += 1
        }
      }
      switch kind {
      case .purchase:
        purchase = time
        previous = nil
      case .exit: previous = nil
      default:
        guard !isResting else {
          previous = nil
          continue
        }
        previous = time
        purchase = nil
      }
    }
    if let previous, excluded.isEmpty || !excluded.contains(previous) {
      open[Self.bin(excluded.clock(from: previous, to: observedUntil), day)] += 1
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: GapTally) {
    for d in closed.indices {
      closed[d] += other.closed[d]
      open[d] += other.open[d]
    }
    first = min(first, other.first)
    last = max(last, other.last)
  }

  static func bin(_ gap: Int64, _ day: Int64 = Micros.day) -> Int {
    Int(min(Int64(days), (max(0, gap) + day - 1) / day))
  }
}

/// The inactivity window w and how it was found.
package struct InactivityWindow: Sendable, Equatable {
  /// Where the window comes from.
  package enum Source: Sendable, Equatable {
    /// Calibrated on the gaps inside cycles (methods 2.2).
    case calibrated
    /// Set in the project file.
    case declared
    /// `none`: silence never says that a customer is lost.
    case switchedOff
    /// The extract is shorter than three windows, so nothing can be called lost.
    case tooShort
    /// No purchase is declared: ends are neutral.
    case notNeeded
  }
  /// Days customers wait, at most, before 90 % of those who come back have come back.
  static let grid = [7, 14, 21, 30, 45, 60, 75, 90, 120, 180]

  package var source: Source
  /// Microseconds; `nil` when nothing is called a leak.
  package var window: Int64?
  /// Share of returns within w/2, w and 2w, of those within the grid's end; empty unless calibrated.
  package var coverage: [Double]

  /// The smallest grid value by which 90 % of all returns within the grid's end have happened, open gaps counted.
  ///
  /// - Parameter excluded: days left out, in which nobody's absence is observed.
  package static func calibrate(
    _ tally: GapTally, share: Double = 0.9, excluded: ExcludedTime = .none
  ) -> InactivityWindow {
    let km = KaplanMeier(events: tally.closed, censored: tally.open)
    func returned(_ day: Int) -> Double { 1 - km.survival[min(day, GapTally.days - 1)] }
    let all = returned(grid[grid.count - 1])
    guard all > 0, tally.last > tally.first else {
      return InactivityWindow(source: .tooShort, window: nil, coverage: [])
    }
    let days = grid.first { returned($0) / all >= share } ?? grid[grid.count - 1]
    let window = Int64(days) * Micros.day
    guard window <= excluded.clock(from: tally.first, to: tally.last) / 3 else {
      return InactivityWindow(source: .tooShort, window: nil, coverage: [])
    }
    return InactivityWindow(
      source: .calibrated, window: window,
      coverage: [days / 2, days, min(180, days * 2)].map { returned($0) / all })
  }
}

/// The silence that counts as a leak: declared, switched off, or found in the log by a walk of its own. Where there is that walk,
/// and names are many, it counts their visits as well; else those are `nil`.
func inactivityWindow(
  _ log: JourneyLog, _ blueprint: Blueprint, threads: Int
) -> (window: InactivityWindow, visits: VisitTally?) {
  guard log.catalog.hasPurchase else {
    return (InactivityWindow(source: .notNeeded, window: nil, coverage: []), nil)
  }
  switch blueprint.windows.inactivity {
  case .none: return (InactivityWindow(source: .switchedOff, window: nil, coverage: []), nil)
  case .fixed(let window): return (InactivityWindow(source: .declared, window: window, coverage: []), nil)
  case .auto:
    let repurchase = blueprint.windows.repurchase
    let tally = walk(log, threads: threads) {
      (gaps: GapTally(), visits: ChainStates.needsChoice(log.catalog) ? VisitTally(log.catalog) : nil)
    } _: { tally, part, range in
      for customer in range {
        tally.gaps.add(part, customer: customer, observedUntil: log.observedUntil, repurchase: repurchase)
      }
      tally.visits?.add(part, customers: range)
    } merge: {
      $0.gaps.merge($1.gaps)
      if let other = $1.visits { $0.visits?.merge(other) }
    }
    return (InactivityWindow.calibrate(tally.gaps, excluded: log.excluded), tally.visits)
  }
}
