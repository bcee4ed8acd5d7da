import CBytes
import Journeys

/// Which channels customers touched, from a walk: by channel, or group of channels, those who touched it, from which one they
/// first came to it and to which they went on from there, and those who touched no other.
///
/// Of the customers of the matrix of channels, whose first touch is in the period; each counts once at every channel. Touches
/// that the company initiates are none of theirs.
package struct ChannelUseTally: Sendable, Equatable {
  /// By channel or group, customers who touched it; and those all of whose touches were there, and of a known channel.
  package private(set) var touched, only: [Int]
  /// Channel, and where its customers were before their first touch there: ``none`` where it was their first of all,
  /// `Catalog.noChannel` where only touches of no known channel came before.
  package private(set) var from = PairCounts()
  /// Channel, and where they went from their first stay there: ``none`` where they touched no other afterwards.
  package private(set) var to = PairCounts()
  private let places: [UInt32]
  /// By channel, the customer who touched it last, and who left it last for another.
  private var seen, left: [Int]
  private var serial = 0
  private let visited = ReusedList<UInt32>()

  /// No channel before, or after.
  package static let none = ChannelTally.notBought

  init(_ catalog: Catalog) {
    let all = catalog.channelPlaces
    // Of one channel there is nothing to tell.
    places = Set(all).count > 1 ? all : []
    let count = places.isEmpty ? 0 : catalog.channels.count + catalog.channelGroups.count
    touched = [Int](repeating: 0, count: count)
    only = touched
    (seen, left) = (touched, touched)
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Returns: how many channels it touched.
  @inline(__always)
  mutating func add(_ own: CustomerCycles, _ log: EventLog) -> Int {
    places.isEmpty ? 0 : addAll(own, log)
  }

  private mutating func addAll(_ own: CustomerCycles, _ log: EventLog) -> Int {
    guard let first = own.touches.first, log.counts(first.logged.time) else { return 0 }
    serial += 1
    visited.clear()
    var last = Catalog.noChannel
    var hasUnknown = false
    for touch in own.touches where log.counts(touch.logged.time) {
      guard touch.logged.channel != Catalog.noChannel else {
        hasUnknown = true
        continue
      }
      let place = places[Int(touch.logged.channel)]
      guard place != last else { continue }
      if last != Catalog.noChannel, left[Int(last)] != serial {
        left[Int(last)] = serial
        to.add(last, place)
      }
      if seen[Int(place)] != serial {
        seen[Int(place)] = serial
        visited.append(place)
        touched[Int(place)] += 1
        from.add(place, last != Catalog.noChannel ? last : hasUnknown ? Catalog.noChannel : Self.none)
      }
      last = place
    }
    for place in visited.buffer where left[Int(place)] != serial { to.add(place, Self.none) }
    if visited.count == 1, !hasUnknown { only[Int(visited.buffer[0])] += 1 }
    return visited.count
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ChannelUseTally) {
    for place in touched.indices {
      touched[place] += other.touched[place]
      only[place] += other.only[place]
    }
    from.merge(other.from)
    to.merge(other.to)
  }

  package static func == (a: ChannelUseTally, b: ChannelUseTally) -> Bool {
    a.touched == b.touched && a.only == b.only && a.from == b.from && a.to == b.to
  }
}

/// What is told of channels one by one: those that many customers touch.
package struct ChannelUse: Sendable, Equatable {
  /// A channel, or a group of channels.
  package struct Row: Sendable, Equatable {
    package var place: UInt32
    package var customers: Int
    /// Those who touched no other, and were at no touch without a channel.
    package var only: Int
    /// By those told of, in their order: customers who first came from there, and who went there from their first stay.
    package var from, to: [Int]
    /// The same from and to all others, those of no known channel among them.
    package var fromOthers, toOthers: Int
    /// Those who came from no other, and who went to no other.
    package var startedHere, endedHere: Int
  }

  /// Most customers first.
  package var rows: [Row]
  /// Customers who touched one channel alone, whichever.
  package var onlyOne: Int

  /// Channels told of at most, and customers that it takes.
  package static let mostRows = 8
  package static let leastCustomers = 30

  init(_ tally: ChannelUseTally) {
    let told = tally.touched.indices.filter { tally.touched[$0] >= Self.leastCustomers }
      .sorted { (-tally.touched[$0], $0) < (-tally.touched[$1], $1) }.prefix(Self.mostRows).map { UInt32($0) }
    onlyOne = tally.only.reduce(0, +)
    rows = told.map {
      Row(
        place: $0, customers: tally.touched[Int($0)], only: tally.only[Int($0)],
        from: [Int](repeating: 0, count: told.count), to: [Int](repeating: 0, count: told.count), fromOthers: 0,
        toOthers: 0, startedHere: 0, endedHere: 0)
    }
    for entry in tally.from.sorted {
      guard let row = told.firstIndex(of: entry.a) else { continue }
      if entry.b == ChannelUseTally.none {
        rows[row].startedHere += entry.count
      } else if let column = told.firstIndex(of: entry.b) {
        rows[row].from[column] += entry.count
      } else {
        rows[row].fromOthers += entry.count
      }
    }
    for entry in tally.to.sorted {
      guard let row = told.firstIndex(of: entry.a) else { continue }
      if entry.b == ChannelUseTally.none {
        rows[row].endedHere += entry.count
      } else if let column = told.firstIndex(of: entry.b) {
        rows[row].to[column] += entry.count
      } else {
        rows[row].toOthers += entry.count
      }
    }
  }
}
