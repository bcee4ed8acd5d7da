import Journeys
import Statistics

/// In which channels customers' first, second and later journeys begin, and whether the second begins elsewhere than the first.
///
/// Asked of customers both of whose journeys begin in the period and in known channels: those who left a channel against those who
/// came to it (McNemar 1947, exact), corrected for the channels.
package struct JourneyNumbers: Sendable, Equatable {
  /// A channel, or a group of channels.
  package struct Row: Sendable, Equatable {
    package var place: UInt32
    /// Customers whose first, and whose second journey began there; and journeys after those.
    package var first, second, later: Int
    /// Whether more or fewer begin here the second time than the first; `nil` where that is not shown.
    package var isMore: Bool?
  }

  /// Most journeys first.
  package var rows: [Row]
  /// Customers who are asked.
  package var compared: Int

  /// Customers that it takes.
  package static let fewest = 30

  /// - Parameters:
  ///   - numbers: number of the journey, 0, 1 or 2 for all later ones, and the channel.
  ///   - pairs: channels of the first and of the second journey.
  init(_ numbers: PairCounts, _ pairs: PairCounts, _ places: [UInt32]) {
    func place(_ code: UInt32) -> UInt32 { Int(code) < places.count ? places[Int(code)] : code }
    var byPlace: [UInt32: [Int]] = [:]
    for entry in numbers.sorted where entry.b != Catalog.noChannel {
      byPlace[place(entry.b), default: [0, 0, 0]][Int(entry.a)] += entry.count
    }
    rows = byPlace.map { Row(place: $0.key, first: $0.value[0], second: $0.value[1], later: $0.value[2]) }
      .sorted { (-$0.first - $0.second - $0.later, $0.place) < (-$1.first - $1.second - $1.later, $1.place) }
    let known = pairs.mapped(place, place).sorted.filter { $0.a != Catalog.noChannel && $0.b != Catalog.noChannel }
    compared = known.reduce(0) { $0 + $1.count }
    guard compared >= Self.fewest else { return }
    let moves = rows.map { row in
      known.reduce(into: (left: 0, came: 0)) { moves, entry in
        guard entry.a != entry.b else { return }
        if entry.a == row.place { moves.left += entry.count }
        if entry.b == row.place { moves.came += entry.count }
      }
    }
    for (row, p) in holm(moves.map { signTest($0.left, $0.came) }).enumerated() where p < 0.05 {
      rows[row].isMore = moves[row].came > moves[row].left
    }
  }
}
