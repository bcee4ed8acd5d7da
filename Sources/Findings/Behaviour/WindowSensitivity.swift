import Analysis
import Statistics

/// Whether holes stand in the same order with half the inactivity window and with twice as long a one: by leak rate,
/// and by customers lost. Only touchpoints whose numbers are told have a rank; the counts themselves are told with the
/// window in force only.
package struct WindowSensitivity: Sendable {
  /// One of the two orders.
  package struct Order: Sendable {
    /// With half the window, with it, with twice: touchpoints by code, the first in rank first.
    package var ranked: [[Int]]
    /// How far half and twice the window agree with it, Kendall's τ-b; `nil` where all are tied.
    package var agreement: [Double?]

    init(_ numbers: [[Double]], codes: [Int], rank: [Int]) {
      ranked = numbers.map { numbers in
        codes.indices.sorted { a, b in (-numbers[a], rank[codes[a]]) < (-numbers[b], rank[codes[b]]) }.map { codes[$0] }
      }
      agreement = [0, 2].map { kendallTau(numbers[$0], numbers[1]) }
    }
  }
  package var byRate, byLost: Order

  /// Fewer have no order worth a word.
  static let fewest = 3

  /// - Parameter rank: of each code by the ids' bytes.
  init?(_ holes: [Hole], _ cells: BehaviourCells, _ hiding: Hiding, _ rank: [Int]) {
    let told = holes.filter { hole in
      let row = cells.sieve.rows[hole.code]
      let isShown = [row.mature, row.matureLeak, cells.people.lost.touchpoints[hole.code]].allSatisfy {
        cells[$0].shown != nil
      }
      return isShown && hole.touches >= HolesFindings.sureAt && !hole.lost.contains { hiding.hides($0) }
    }
    guard told.count >= Self.fewest else { return nil }
    let codes = told.map(\.code)
    byRate = Order((0..<3).map { place in told.map { $0.rates[place] } }, codes: codes, rank: rank)
    byLost = Order((0..<3).map { place in told.map { Double($0.lost[place]) } }, codes: codes, rank: rank)
  }
}
