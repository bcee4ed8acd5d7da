import Journeys

/// Requests by how long customers waited for a call back.
///
/// Waits are counted on a ladder of 15 minutes to 30 days; a quantile is the rung below which it lies.
package struct WaitCounts: Sendable, Equatable {
  /// Upper ends of the rungs, microseconds, inclusive.
  package static let rungs: [Int64] = {
    let minutes: [Int64] = [15, 30]
    let hours: [Int64] = [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 30, 36, 48]
    let days: [Int64] = [3, 4, 5, 7, 10, 14, 21, 30]
    return minutes.map { $0 * Micros.minute } + hours.map { $0 * Micros.hour } + days.map { $0 * Micros.day }
  }()
  /// Places of those called later than the last rung, and of those never called.
  private static let later = rungs.count
  private static let never = rungs.count + 1
  static let width = rungs.count + 2

  /// By rung, those called later, and those never called.
  private var counts: [Int]

  init() { counts = [Int](repeating: 0, count: Self.width) }
  init(_ counts: ArraySlice<Int>) { self.counts = Array(counts) }

  /// The place of a wait; `nil`: nobody called.
  @inline(__always)
  static func place(of wait: Int64?) -> Int {
    guard let wait else { return never }
    var (lower, upper) = (0, rungs.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if rungs[middle] < wait { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// Takes in others.
  mutating func merge(_ other: WaitCounts) { for i in counts.indices { counts[i] += other.counts[i] } }

  /// All requests, and those that were never answered.
  package var all: Int { counts.reduce(0, +) }
  package var neverCalled: Int { counts[Self.never] }
  /// Requests answered within a time that is a rung, microseconds.
  package func called(within time: Int64) -> Int {
    zip(Self.rungs, counts).reduce(0) { $0 + ($1.0 <= time ? $1.1 : 0) }
  }

  /// The rung within which such a share of all requests was answered, microseconds; `nil` where so many waited longer than
  /// the last rung, or were never called.
  package func answered(_ share: Double) -> Int64? {
    let all = all
    guard all > 0 else { return nil }
    var sum = 0
    for (rung, count) in zip(Self.rungs, counts) {
      sum += count
      if Double(sum) >= share * Double(all) { return rung }
    }
    return nil
  }
}
