import Analysis
import Journeys
import Statistics

/// Who answers the company, as it may be said: by channel of its first contact, by hour of the day, by column of `groups`.
package struct AnswerFindings: Sendable {
  /// What the rows are.
  package enum Subject: Sendable, Equatable {
    case channel, hour
    /// The header of a column.
    case column(String)
  }

  /// Contacts alike.
  package struct Row: Sendable {
    /// Code of a channel, or a band of the day: 0 from midnight to six, and so on; `nil` of a column, and of all others together.
    package var code: UInt32?
    /// The value of a column.
    package var value: NamedThing?
    package var contacted: Published<Int>
    package var share: Published<Estimate>
    /// Whether more or fewer answer than of the other rows; `nil` where that is not shown.
    package var isMore: Bool?
  }

  package var subject: Subject
  package var rows: [Row]
  package var verdict: GroupFindings.Verdict
  package var pValue: Published<Double>

  init(_ rates: AnswerRates, _ own: [BehaviourCells.AnswerCells.Row], _ catalog: Catalog, _ cells: BehaviourCells) {
    let trait: Int? = if case .trait(let place) = rates.subject { place } else { nil }
    subject = trait.map { .column(catalog.traits[$0].name) } ?? (rates.subject == .hour ? .hour : .channel)
    // What a test says of all rows would give back the one that is hidden.
    let isTold = !own.contains { cells[$0.contacted].isHidden || cells[$0.answered].isHidden }
    rows = zip(rates.rows, own).map { row, cell in
      Row(
        code: trait == nil ? row.code : nil,
        value: trait.flatMap { place in row.code.map { catalog.traits[place].values[Int($0)] } },
        contacted: cells[cell.contacted], share: cells.share(cell.answered, of: cell.contacted),
        isMore: isTold ? row.isMore : nil)
    }
    let all = Published<Int>.sum(own.flatMap { [cells[$0.contacted], cells[$0.answered]] })
    pValue = Hiding.number(rates.table.map { _ in rates.adjustedP }, with: all)
    verdict = !isTold || rates.table == nil ? .untold : rates.differs ? .differ : .none
  }
}

/// In which channels customers' first, second and later journeys begin, as it may be said.
package struct JourneyNumberFindings: Sendable {
  /// A channel, or a group of channels.
  package struct Row: Sendable {
    package var place: UInt32
    package var first, second, later: Published<Int>
    /// Shares of first, and of second journeys, with ranges that hold of all channels at once.
    package var firstShare, secondShare: Published<Estimate>
    /// Whether more or fewer begin here the second time; `nil` where that is not shown.
    package var isMore: Bool?
  }

  package var rows: [Row]
  package var verdict: GroupFindings.Verdict

  init(_ numbers: JourneyNumbers, _ own: BehaviourCells.JourneyNumberCells, _ cells: BehaviourCells) {
    func shares(_ places: [Int]) -> [Published<Estimate>] {
      // A range of all shares would give back the one that is hidden.
      let isTold = !places.contains { cells[$0].isHidden }
      // Of nobody there is no share.
      let ranges = goodman(places.map { cells.value($0) })
      return places.enumerated().map { place, cell in
        Hiding.number(isTold && place < ranges.count ? ranges[place] : nil, with: cells[cell])
      }
    }
    let (first, second) = (shares(own.first), shares(own.second))
    let isTold = !(own.first + own.second).contains { cells[$0].isHidden } && numbers.compared >= JourneyNumbers.fewest
    rows = numbers.rows.enumerated().map { place, row in
      Row(
        place: row.place, first: cells[own.first[place]], second: cells[own.second[place]],
        later: cells[own.later[place]], firstShare: first[place], secondShare: second[place],
        isMore: isTold ? row.isMore : nil)
    }.enumerated().sorted { a, b in
      let (x, y) = (a.element.first.shown ?? 0, b.element.first.shown ?? 0)
      return x != y ? x > y : a.element.place < b.element.place
    }.map(\.element)
    verdict = !isTold ? .untold : rows.contains { $0.isMore != nil } ? .differ : .none
  }
}
