import Journeys
import Statistics

/// Who comes back, as counted and as it follows by statistics.
package struct ReturnResult: Sendable {
  package let tally: ReturnTally
  /// Time from one purchase day to the next, by number of the purchase: the first, the second, later ones.
  package let curves: [KaplanMeier]
  /// Whether the time from the first purchase to the second differs by the channel in which customers began; `nil` where
  /// there is nothing to compare.
  package let byChannel: LogRank?
  /// Purchases that each purchase brings within the horizon; `nil` where no purchase is old enough.
  package let reproduction: ReproductionNumber?
  /// `nil` where there is too little to foretell anything from.
  package let forecast: ReturnForecast?
  /// How many with a contract stay; `nil` where nothing is a contract, or too little is known.
  package let contracts: ContractForecast?
  /// How soon customers come back by the columns that tell them apart, and by what they bought first.
  package let groups: [GroupWaits]

  /// - Parameter fewest: customers below which others are not left alone.
  init(_ tally: ReturnTally, fewest: Int = 0) {
    self.tally = tally
    let repeats = tally.repeats
    curves = zip(repeats.closed, repeats.open).map { KaplanMeier(events: $0, censored: $1) }
    byChannel = LogRank(repeats.channelCurves.map(\.curve))
    reproduction = ReproductionNumber(repeats.brought)
    // Models of buying are not for contracts, whose payments come of themselves.
    forecast = tally.calendar.contract == nil ? ReturnForecast(tally.histories, tally.calendar) : nil
    contracts = ContractForecast(tally.contracts)
    groups = GroupWaits.all(tally.groups, fewest: fewest)
  }
}

extension RepeatTally {
  /// The time to a second purchase by channel of the first touch, for channels with enough first purchases for a curve of
  /// their own; the channel's code, or `noChannel`.
  package var channelCurves: [(channel: UInt32, curve: KaplanMeier)] {
    closedByChannel.indices.compactMap { c in
      let curve = KaplanMeier(events: closedByChannel[c], censored: openByChannel[c])
      guard curve.n >= Self.leastCases else { return nil }
      return (c == closedByChannel.count - 1 ? Catalog.noChannel : UInt32(c), curve)
    }
  }

  /// First purchases that a curve of its own takes.
  static let leastCases = 30
}

/// How lately and how often buyers bought, in fifths: as near to fifths as equal values allow.
package struct RecencyFrequency: Sendable, Equatable {
  /// Days of silence, first and last, of each fifth, the latest buyers first.
  package var recency: [ClosedRange<Int64>]
  /// Purchases of each fifth, the most faithful last; the last one's end is `nil` where it holds all above.
  package var frequency: [(low: Int, high: Int?)]
  /// `cells[recency][frequency]`.
  package var cells: [[Spending]]

  /// A table of nobody.
  package static let none = RecencyFrequency()

  private init() { (recency, frequency, cells) = ([], [], []) }

  package init(_ tally: StateTally) {
    let most = StateTally.most
    var bySpan = [Int](repeating: 0, count: StateTally.spans)
    var byNumber = [Int](repeating: 0, count: most)
    for (i, cell) in tally.cells.enumerated() {
      bySpan[i / most] += cell.customers
      byNumber[i % most] += cell.customers
    }
    let spans = Self.fifths(bySpan)
    let numbers = Self.fifths(byNumber)
    // What lies between two fifths is of nobody, and belongs to the later one.
    let ends = [0] + spans.map { Int64($0.upperBound + 1) * tally.spanDays }
    recency = zip(ends, ends.dropFirst()).map { $0...$1 - 1 }
    frequency = numbers.map { (low: $0.lowerBound + 1, high: $0.upperBound == most - 1 ? nil : $0.upperBound + 1) }
    cells = spans.map { span in
      numbers.map { number in
        var sum = Spending()
        for s in span { for n in number { sum.merge(tally.cells[s * most + n]) } }
        return sum
      }
    }
  }

  /// Values in at most five runs: each goes to the fifth in which its mean rank lies (ranks of equal values averaged), so
  /// that equal ones stay together and there may be fewer. Values of nobody join the run before.
  static func fifths(_ counts: [Int]) -> [ClosedRange<Int>] {
    let all = counts.reduce(0, +)
    guard all > 0 else { return [] }
    var runs: [(fifth: Int, range: ClosedRange<Int>)] = []
    var below = 0
    for (value, count) in counts.enumerated() where count > 0 {
      // Twice the mean rank less one, to stay with whole numbers.
      let fifth = min(4, 5 * (2 * below + count) / (2 * all))
      below += count
      if let last = runs.last, last.fifth == fifth {
        runs[runs.count - 1].range = last.range.lowerBound...value
      } else {
        runs.append((fifth, value...value))
      }
    }
    return runs.map(\.range)
  }

  package static func == (a: RecencyFrequency, b: RecencyFrequency) -> Bool {
    a.recency == b.recency && a.cells == b.cells
      && a.frequency.elementsEqual(b.frequency) { $0.low == $1.low && $0.high == $1.high }
  }
}
