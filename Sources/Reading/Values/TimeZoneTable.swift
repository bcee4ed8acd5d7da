import Foundation

/// A time zone as plain arithmetic: its offsets from UTC between 1970 and 2100.
package struct TimeZoneTable: Sendable, Equatable {
  /// The IANA name, such as `Asia/Jerusalem`.
  package let identifier: String
  /// When each offset but the first begins, in microseconds UTC, ascending.
  private let starts: [Int64]
  /// The same in local time: the first local moment that belongs to the later offset.
  private let localStarts: [Int64]
  /// Offsets in microseconds east of UTC, one more than `starts`.
  private let offsets: [Int64]

  /// The zone of an IANA name, an area and a city, or `nil` when there is none: letters such as IST and EST stand for several.
  package init?(identifier: String) {
    if identifier == "UTC" {
      self = .utc
      return
    }
    guard identifier.contains("/"), let zone = TimeZone(identifier: identifier) else { return nil }
    var starts: [Int64] = []
    var offsets = [Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0))) * 1_000_000]
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var moment = Date(timeIntervalSince1970: 0)
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next > moment, next < end {
      moment = next
      let offset = Int64(zone.secondsFromGMT(for: next)) * 1_000_000
      guard offset != offsets[offsets.count - 1] else { continue }
      starts.append(Int64(next.timeIntervalSince1970.rounded()) * 1_000_000)
      offsets.append(offset)
    }
    self.identifier = identifier
    self.starts = starts
    self.offsets = offsets
    // An hour that occurs twice belongs to the offset before; one that never occurs is counted on from the offset
    // before, which pushes it forward. Both mean: the later offset begins at the later of the two readings.
    localStarts = starts.indices.map { starts[$0] + max(offsets[$0], offsets[$0 + 1]) }
  }

  private init(fixed identifier: String) {
    self.identifier = identifier
    starts = []
    localStarts = []
    offsets = [0]
  }

  /// Coordinated Universal Time.
  package static let utc = TimeZoneTable(fixed: "UTC")

  /// The moment that a wall clock shows; of two moments the first, and a skipped hour is pushed forward.
  package func utcMicros(localMicros: Int64) -> Int64 {
    localMicros - offsets[place(of: localMicros, in: localStarts)]
  }

  /// What a wall clock shows at a moment.
  package func localMicros(utcMicros: Int64) -> Int64 { utcMicros + offsets[place(of: utcMicros, in: starts)] }

  /// The span of local time around a local moment that has one offset, and that offset.
  func localSpan(around localMicros: Int64) -> (from: Int64, to: Int64, offset: Int64) {
    let place = place(of: localMicros, in: localStarts)
    return (
      place == 0 ? .min : localStarts[place - 1], place == starts.count ? .max : localStarts[place], offsets[place]
    )
  }

  /// How many of the ascending starts are at or before a moment.
  private func place(of moment: Int64, in starts: [Int64]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
