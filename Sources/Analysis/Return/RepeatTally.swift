import Journeys
import Statistics

/// How soon customers buy again: gaps between purchase days by number of the purchase, the ladder from one purchase to the
/// next, and what each purchase brought within the horizon; from a walk.
package struct RepeatTally: Sendable, Equatable {
  /// Gaps are told apart up to so many days.
  static let days = 730
  /// First, second, and later purchases have gaps of their own.
  static let numbers = 3
  /// Steps of the ladder; at the last one mature and followed ones are of all later purchases too.
  package static let steps = 6
  /// Days within which a first purchase is looked at for another.
  package static let windows: [Int64] = [30, 60, 90, 180, 365]

  /// Purchases and what became of them.
  package struct Step: Sendable, Equatable {
    /// Customers who have come so far; purchase days of that number whose horizon has passed, and those of them followed by
    /// another within it.
    package var reached = 0
    package var mature = 0
    package var followed = 0
  }

  /// By number of the purchase and day: gaps that ended with another purchase, and gaps that are open at the end; what is
  /// longer than all days is open on the last.
  package var closed: [[Int]]
  package var open: [[Int]]
  /// The same of first purchases by the channel in which the customer began; empty where there are too many channels. The
  /// last is of no channel.
  package var closedByChannel: [[Int]]
  package var openByChannel: [[Int]]
  package var ladder = [Step](repeating: Step(), count: steps)
  /// By window: first purchases of which so many days have passed, and those followed by another within them.
  package var windowMature = [Int](repeating: 0, count: windows.count)
  package var windowFollowed = [Int](repeating: 0, count: windows.count)
  /// By customer, purchases whose horizon has passed, and those that they brought, by referral too.
  package var brought = ClusterSums()
  /// First purchases by customers who were referred, old enough as those that may have brought them.
  package var referred = 0

  /// Channels at most, to have curves of their own.
  static let mostChannels = 32

  init(channels: Int) {
    let none = [Int](repeating: 0, count: Self.days + 1)
    closed = [[Int]](repeating: none, count: Self.numbers)
    open = closed
    closedByChannel = [[Int]](repeating: none, count: channels <= Self.mostChannels ? channels + 1 : 0)
    openByChannel = closedByChannel
  }

  /// Counts one customer's purchase days.
  ///
  /// - Parameters:
  ///   - start: channel of the customer's first touch.
  ///   - isReferred: whether somebody referred the customer.
  mutating func add(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar, start: UInt32, isReferred: Bool
  ) {
    var mature = 0
    var followed = 0
    for i in 0..<days.count where days[i].counts {
      let left = calendar.lastDay - days[i].day
      let gap = i + 1 < days.count ? days[i + 1].day - days[i].day : Int64.max
      let number = min(i, Self.numbers - 1)
      let bin = Int(min(min(gap, left), Int64(Self.days)))
      let isClosed = gap <= Int64(Self.days)
      if isClosed { closed[number][bin] += 1 } else { open[number][bin] += 1 }
      let step = min(i, Self.steps - 1)
      if i == step { ladder[step].reached += 1 }
      if left >= calendar.horizon {
        mature += 1
        ladder[step].mature += 1
        if gap <= calendar.horizon {
          followed += 1
          ladder[step].followed += 1
        }
      }
      guard i == 0 else { continue }
      for (w, window) in Self.windows.enumerated() where left >= window {
        windowMature[w] += 1
        if gap <= window { windowFollowed[w] += 1 }
      }
      if isReferred, left >= calendar.horizon {
        referred += 1
        followed += 1
      }
      guard !closedByChannel.isEmpty else { continue }
      let channel = min(Int(start), closedByChannel.count - 1)
      if isClosed { closedByChannel[channel][bin] += 1 } else { openByChannel[channel][bin] += 1 }
    }
    brought.add(part: followed, whole: mature)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: RepeatTally) {
    for n in closed.indices {
      closed[n].add(other.closed[n])
      open[n].add(other.open[n])
    }
    for c in closedByChannel.indices {
      closedByChannel[c].add(other.closedByChannel[c])
      openByChannel[c].add(other.openByChannel[c])
    }
    for s in ladder.indices {
      ladder[s].reached += other.ladder[s].reached
      ladder[s].mature += other.ladder[s].mature
      ladder[s].followed += other.ladder[s].followed
    }
    windowMature.add(other.windowMature)
    windowFollowed.add(other.windowFollowed)
    brought.merge(other.brought)
    referred += other.referred
  }
}

extension [Int] {
  /// Adds counts of the same shape, one by one.
  mutating func add(_ other: [Int]) { for i in indices { self[i] += other[i] } }
}
