import CBytes
import Journeys
import Statistics

/// Who answers the company: of each customer the first contact that the company made in the period and whose window has passed,
/// and whether a touch of the customer's own came within it; by the channel of the contact, by the hour of the day and by what
/// tells customers apart.
///
/// Each customer counts once, so that one who is written to daily is one. Bounded: channels are a catalog's, bands of the day
/// four, and a column has a thousand values at most.
package struct AnswerTally: Sendable, Equatable {
  /// Channel, or group of channels, of the contact, and whether it was answered: 1, or 0.
  private(set) var byChannel = PairCounts()
  /// Band of the day, of six hours from midnight on, and the same.
  private(set) var byHour = PairCounts()
  /// By column of `groups`: the value's code, or ``GroupWaitTally/none``, and the same.
  private(set) var byTrait: [PairCounts]
  private let places: [UInt32]

  init(_ catalog: Catalog) {
    let isActive = catalog.touchpoints.contains { $0.isCompanyInitiated }
    // Personas, which are chosen by what customers do, stand behind the columns.
    let columns = catalog.traits.prefix { $0.persona == nil }.count
    byTrait = [PairCounts](repeating: PairCounts(), count: isActive ? columns : 0)
    places = catalog.channelPlaces
  }

  /// Counts a customer's first contact.
  mutating func add(_ contact: LoggedEvent, isAnswered: Bool, _ log: EventLog, customer: Int, dayOf: (Int64) -> Int64) {
    let answer: UInt32 = isAnswered ? 1 : 0
    byChannel.add(contact.channel == Catalog.noChannel ? contact.channel : places[Int(contact.channel)], answer)
    byHour.add(UInt32(hoursSinceMidnight(contact.time, dayOf) / 6), answer)
    for trait in byTrait.indices {
      let code = trait < log.traits.count ? log.traits[trait][customer] : KeptAttribute.noValue
      byTrait[trait].add(code == KeptAttribute.noValue ? GroupWaitTally.none : UInt32(code), answer)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: AnswerTally) {
    byChannel.merge(other.byChannel)
    byHour.merge(other.byHour)
    for trait in byTrait.indices { byTrait[trait].merge(other.byTrait[trait]) }
  }
}

/// Whole hours since the day began in the project's time zone, up to 23: on a day whose clocks are set it may be one off.
func hoursSinceMidnight(_ time: Int64, _ dayOf: (Int64) -> Int64) -> Int {
  let day = dayOf(time)
  var (low, high) = (0, 24)
  while high - low > 1 {
    let middle = (low + high) / 2
    if dayOf(time - Int64(middle) * Micros.hour) == day { low = middle } else { high = middle }
  }
  return low
}

/// Contacts that are alike, and how many of them were answered.
package struct AnswerRates: Sendable, Equatable {
  /// What the rows are.
  package enum Subject: Sendable, Equatable {
    case channel, hour
    /// A column of `groups`, by its place in the catalog.
    case trait(Int)
  }

  /// Customers alike.
  package struct Row: Sendable, Equatable {
    /// Code of a channel, a band of the day or a value; `nil`: all others together.
    package var code: UInt32?
    package var contacted: Int
    package var answered: Int
    /// Whether more or fewer answer than of the other rows; `nil` where that is not shown.
    package var isMore: Bool?
  }

  package var subject: Subject
  /// Channels and values by customers, all others last; hours in their order.
  package var rows: [Row]
  /// Of no known value, or not compared.
  package var rest: Row
  /// `nil` where there are not two rows.
  package var table: ContingencyTable?
  /// The test's p, corrected for all subjects; 1 without a test.
  package var adjustedP = 1.0

  /// All of them, those in no row among them.
  package var all: Row {
    rows.reduce(into: Row(code: nil, contacted: rest.contacted, answered: rest.answered)) {
      $0.contacted += $1.contacted
      $0.answered += $1.answered
    }
  }

  /// Whether rows are shown to differ.
  package var differs: Bool { table != nil && adjustedP < 0.05 }

  /// Rows told by name at most, and customers that each takes.
  package static let mostRows = 7
  package static let leastContacted = 30

  init(_ subject: Subject, _ counts: PairCounts) {
    self.subject = subject
    var known: [Row] = []
    var rest = Row(code: nil, contacted: 0, answered: 0)
    for entry in counts.sorted {
      let isUnknown = entry.a == GroupWaitTally.none || entry.a == Catalog.noChannel
      if isUnknown {
        rest.contacted += entry.count
        rest.answered += entry.b == 1 ? entry.count : 0
        continue
      }
      if known.last?.code != entry.a { known.append(Row(code: entry.a, contacted: 0, answered: 0)) }
      known[known.count - 1].contacted += entry.count
      known[known.count - 1].answered += entry.b == 1 ? entry.count : 0
    }
    var named = known.filter { $0.contacted >= Self.leastContacted }
      .sorted { (-$0.contacted, $0.code ?? 0) < (-$1.contacted, $1.code ?? 0) }
    named = Array(named.prefix(Self.mostRows))
    if subject == .hour { named.sort { ($0.code ?? 0) < ($1.code ?? 0) } }
    let codes = named.map(\.code)
    var others = Row(code: nil, contacted: 0, answered: 0)
    for row in known where !codes.contains(row.code) {
      others.contacted += row.contacted
      others.answered += row.answered
    }
    if others.contacted >= Self.leastContacted {
      named.append(others)
    } else {
      rest.contacted += others.contacted
      rest.answered += others.answered
    }
    rows = named
    self.rest = rest
    table = ContingencyTable(named.map { [$0.answered, $0.contacted - $0.answered] })
  }

  /// All subjects of a report, their tests corrected together; those of nobody left out.
  static func all(_ tally: AnswerTally) -> [AnswerRates] {
    var all = [AnswerRates(.channel, tally.byChannel), AnswerRates(.hour, tally.byHour)]
    all += tally.byTrait.enumerated().map { AnswerRates(.trait($0), $1) }
    all = all.filter { !$0.rows.isEmpty }
    let tested = all.indices.filter { all[$0].table != nil }
    for (place, p) in zip(tested, holm(tested.map { all[$0].table?.pValue ?? 1 })) { all[place].mark(p) }
    return all
  }

  private mutating func mark(_ corrected: Double) {
    adjustedP = corrected
    guard differs, let table else { return }
    for (row, isMore) in table.rowsApart.enumerated() { rows[row].isMore = isMore }
  }
}
