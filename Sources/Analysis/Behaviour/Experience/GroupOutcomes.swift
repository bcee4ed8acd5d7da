import Journeys
import Statistics

/// Those with a worse experience and those with a better one, by what was known of them before it, and how many of either
/// bought afterwards.
package struct GroupOutcomes: Sendable, Equatable {
  /// How many, and how many of them bought afterwards.
  package struct Count: Sendable, Equatable {
    package var all = 0
    package var bought = 0
  }

  /// By stratum: worse, and better.
  private var worseCounts, betterCounts: [Count]

  package init(strata: Int) {
    worseCounts = [Count](repeating: Count(), count: strata)
    betterCounts = worseCounts
  }

  /// Counts one of them.
  package mutating func add(_ stratum: Int, isWorse: Bool, hasBought: Bool) {
    let bought = hasBought ? 1 : 0
    if isWorse {
      worseCounts[stratum].all &+= 1
      worseCounts[stratum].bought &+= bought
    } else {
      betterCounts[stratum].all &+= 1
      betterCounts[stratum].bought &+= bought
    }
  }

  /// Takes in what was counted over others; in which order does not matter.
  package mutating func merge(_ other: GroupOutcomes) {
    for i in worseCounts.indices {
      worseCounts[i].all += other.worseCounts[i].all
      worseCounts[i].bought += other.worseCounts[i].bought
      betterCounts[i].all += other.betterCounts[i].all
      betterCounts[i].bought += other.betterCounts[i].bought
    }
  }

  /// All of either group.
  package var worse: Count { Self.sum(worseCounts) }
  package var better: Count { Self.sum(betterCounts) }

  /// Those with a worse experience who have others to be compared with.
  package var matchedWorse: Int {
    zip(worseCounts, betterCounts).reduce(0) { $0 + ($1.1.all > 0 ? $1.0.all : 0) }
  }

  /// The better against the worse.
  package var strata: [Stratum] {
    zip(betterCounts, worseCounts).map { better, worse in
      Stratum((part: better.bought, whole: better.all), (part: worse.bought, whole: worse.all))
    }
  }

  private static func sum(_ counts: [Count]) -> Count {
    counts.reduce(into: Count()) { sum, own in
      sum.all += own.all
      sum.bought += own.bought
    }
  }
}

/// What is known of a customer before an experience, as the place of a stratum.
enum Beforehand {
  /// Channels told apart; those behind them, and none, are one.
  private static let channels = 32
  /// Places by the channel in which a customer came in first.
  static let entries = channels + 1

  @inline(__always)
  static func entry(_ channel: UInt32) -> Int { min(channels, Int(channel)) }
}
