import Analysis
import Journeys
import Statistics

/// How journeys go on from every touchpoint on the way to a purchase.
package struct ChainFindings: Sendable {
  /// What the chain says of whoever is at a touchpoint.
  package struct Touchpoint: Sendable {
    package var code: Int
    /// How likely a purchase is from here, and how many touches a journey still has, this one included.
    package var purchase, steps: Published<Estimate>
    /// By which share purchases become fewer where all who come here are lost.
    package var removalEffect: Published<Double>
    /// The probability of a purchase where the chain remembers one step more; undefined where one step is enough.
    package var remembered: Published<Double>
    /// Whether where customers go from here depends on where they came from.
    package var hasMemory: Published<Bool>
    /// What is practically decided here.
    package var outcome: Outcome?
  }

  /// A journey's end that is practically certain.
  package enum Outcome: String, Sendable { case bought, lost }

  /// Of all journeys, how likely a purchase is, how many touches they have, and which share a purchase led to.
  package var conversion, length, loopShare: Published<Estimate>
  /// Whether the way a touchpoint was come to says much about where one goes from there, over all of them; then the
  /// chain says too much of patches.
  package var hasMemory: Bool
  /// The information that the step before adds, as a share of the uncertainty of the next.
  package var memoryShare: Published<Double>
  /// Where the number is told, the likeliest purchase first, then by the ids' bytes.
  package var touchpoints: [Touchpoint]

  /// At most so unlikely, or all but so likely, a purchase is practically out of the question, or certain.
  static let certain = 0.05

  init(_ analysis: Holes, _ cells: BehaviourCells, _ hiding: Hiding) {
    let leakColumn = SieveNumbers.leakColumn
    func isTold(_ list: [Int]) -> Bool { list.allSatisfy { cells[$0].shown != nil } }
    let isOpen = isTold([cells.cycleTotal, cells.buyingTotal, cells.leakedCycles])
    func whole(_ estimate: Estimate?, scale: Double = 1, within range: ClosedRange<Double>? = 0...1)
      -> Published<Estimate>
    {
      guard isOpen else { return .hidden }
      return hiding.number(
        estimate.map { hiding.coarse($0, n: analysis.journeys, scale: scale, within: range) }, of: analysis.journeys)
    }
    conversion = whole(analysis.conversion)
    length = whole(analysis.length, scale: 10, within: nil)
    loopShare = isTold([cells.origins[CycleOrigin.loop.rawValue]]) ? whole(analysis.loopShare) : .hidden
    hasMemory = analysis.memory.isFlagged
    memoryShare =
      isOpen ? hiding.number(analysis.memory.share.map { ($0 * 100).rounded() / 100 }, of: analysis.journeys) : .hidden
    touchpoints = analysis.states.compactMap { state in
      guard let code = state.code else { return nil }
      let (row, people) = (cells.sieve.rows[code], cells.value(cells.customers.all[code]))
      let isOpen =
        isOpen && state.touches >= HolesFindings.sureAt
        && isTold([row[2], row.mature, row[leakColumn], row[SieveNumbers.purchaseColumn], cells.customers.all[code]])
      guard isOpen else { return nil }
      let step = hiding.step(of: state.touches)
      func share(_ x: Double?) -> Published<Double> {
        hiding.number(
          x.map { hiding.coarse(Estimate(value: $0, low: $0, high: $0, n: 1), n: state.touches).value }, of: people)
      }
      let purchase = state.purchase.map { hiding.coarse($0, n: state.touches) }
      return Touchpoint(
        code: code, purchase: hiding.number(purchase, of: people),
        steps: hiding.number(
          state.steps.map { hiding.coarse($0, n: state.touches, scale: step > 0 ? 10 : 1, within: nil) }, of: people),
        removalEffect: share(state.removalEffect), remembered: share(state.remembered),
        hasMemory: hiding.number(state.hasMemory, of: people),
        outcome: purchase.flatMap {
          $0.high <= Self.certain ? .lost : $0.low >= 1 - Self.certain ? .bought : nil
        })
    }.sorted { a, b in
      (-(a.purchase.shown?.value ?? -1), a.code) < (-(b.purchase.shown?.value ?? -1), b.code)
    }
  }
}
