import Journeys

/// How customers begin: new journeys by month and entry channel, and days from the first touch to the first purchase; from a
/// walk.
package struct BeginningTally: Sendable, Equatable {
  /// Days to the first purchase are told apart up to so many; the last place holds all that took longer.
  package static let days = 366

  /// New journeys by month and by the channel of their first touch, the last of no channel: `journeys[month * (channels + 1)
  /// + channel]`, those begun by referral apart.
  package var journeys: [Int]
  /// By month, new journeys begun by referral.
  package var referred: [Int]
  /// Customers who bought, by channel of the first touch and days to the first purchase:
  /// `bought[channel * (days + 1) + day]`;
  /// with many channels all in one.
  package var bought: [Int]
  package let channels: Int

  init(_ calendar: ReturnCalendar, channels: Int) {
    self.channels = channels
    referred = [Int](repeating: 0, count: calendar.monthStarts.count)
    journeys = [Int](repeating: 0, count: calendar.monthStarts.count * (channels + 1))
    bought = [Int](repeating: 0, count: (Self.keepsChannels(channels) ? channels + 1 : 1) * (Self.days + 1))
  }

  /// Whether channels are few enough for days of their own.
  private static func keepsChannels(_ channels: Int) -> Bool { channels <= RepeatTally.mostChannels }

  /// The place of a channel's days; 0 where all channels are in one.
  package func place(of channel: UInt32) -> Int { Self.keepsChannels(channels) ? min(Int(channel), channels) : 0 }

  /// Counts the customer whom the cutter has just cut.
  @inline(__always)
  mutating func add(_ own: CustomerCycles, _ log: EventLog, _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64) {
    guard let first = own.touches.first?.logged, log.counts(first.time), let cycle = own.cycles.first else { return }
    if let month = calendar.month(of: first.time) {
      if case .referral = cycle.origin {
        referred[month] += 1
      } else {
        journeys[month * (channels + 1) + min(Int(first.channel), channels)] += 1
      }
    }
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      guard log.counts(time) else { continue }
      let days = Int(min(Int64(Self.days), max(0, dayOf(time) - dayOf(first.time))))
      bought[place(of: first.channel) * (Self.days + 1) + days] += 1
      break
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: BeginningTally) {
    journeys.add(other.journeys)
    referred.add(other.referred)
    bought.add(other.bought)
  }
}
