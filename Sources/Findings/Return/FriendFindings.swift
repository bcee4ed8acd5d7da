import Analysis
import Basics
import Journeys
import Statistics

/// Customers who bring customers, as far as it may be said.
package struct FriendFindings: Sendable {
  /// What may be said of those who were brought, beside others who came in the same month.
  package enum Verdict: String, Sendable, CaseIterable {
    case more, less, cannotBeTold
  }

  /// A month of the calendar.
  package struct Month: Sendable {
    package var first: CivilDate
    /// New customers, and the share of them whom somebody brought.
    package var all: Published<Int>
    package var share: Published<Estimate>
  }

  /// Customers of one side whose horizon has passed since they came.
  package struct Side: Sendable {
    package var customers: Published<Int>
    /// Who bought within it.
    package var bought: Published<Estimate>
  }

  /// New customers of the period, those whom somebody brought, and those whom a customer of the data brought.
  package var new, brought, known: Published<Int>
  package var share: Published<Estimate>
  /// Of those: how many stand before them in their chain, one, two, … and in the last place all further ones.
  package var generation: [Published<Int>]
  /// Friends one behind the other in the longest chain, as far as the counts above say where it ends; the most that is told
  /// apart is `generation.count` and more.
  package var longest: Published<Int> {
    var length = 0
    for count in generation {
      if count.isZero { break }
      // Hidden whole, it may be nobody.
      guard count.shown != nil || count.range.map({ $0.low > 0 }) == true else { return .hidden }
      length += 1
    }
    return Hiding.number(length, with: known)
  }
  /// Customers who brought them, those who brought two and more, and how many one of them brought on average.
  package var bringers, several: Published<Int>
  package var mean: Published<Double>
  /// Months that lie in the period as a whole; empty where most of them would be hidden.
  package var months: [Month]
  /// Whether the share moves over them: slope by month and p (Cochran–Armitage); `nil` where a month is hidden, or of few.
  package var trend: Trend?
  package var broughtSide, otherSide: Side
  /// Share that bought, and units of the currency spent, less that of others who came in the same month; in steps (see
  /// report.json).
  package var difference, money: Published<Estimate>
  package var verdict: Verdict

  /// `nil` where nobody is named who brought another, or nobody new was brought.
  init?(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard let friends = analysis.friends, let own = cells.friends, cells.value(own.brought) > 0 else { return nil }
    let calendar = analysis.returns.tally.calendar
    (new, brought, known) = (cells[own.new], cells[own.brought], cells[own.known])
    share = cells.share(own.brought, of: own.new)
    generation = own.generation.map { cells[$0] }
    (bringers, several) = (cells[own.bringers], cells[own.several])
    // Where one of them brought nearly all, that is a number about one.
    let isOnes = hiding.hides && Double(friends.most) > LargestParts.most * Double(friends.known)
    mean =
      friends.bringers == 0
      ? .undefined
      : isOnes
        ? .hidden
        : Hiding.number(
          Double(friends.known) / Double(friends.bringers), with: Published.sum([known, bringers]))
    let unit = RetentionUnit.month
    let whole = own.months.filter { month in
      let index = calendar.firstMonth + month.place
      return unit.firstDay(of: index) >= calendar.period.lowerBound
        && unit.firstDay(of: index + 1) - 1 <= calendar.period.upperBound
    }
    months = whole.map { month in
      Month(
        first: CivilDate(daysSince1970: Int(unit.firstDay(of: calendar.firstMonth + month.place))),
        all: cells[month.all], share: cells.share(month.brought, of: month.all))
    }
    let isTold = whole.count >= 4 && !months.contains { $0.share.isHidden || $0.share.shown == nil }
    trend =
      isTold ? Trend(shares: whole.map { (part: cells.value($0.brought), whole: cells.value($0.all)) }) : nil
    broughtSide = Side(
      customers: cells[own.alike.customers], bought: cells.share(own.alike.bought, of: own.alike.customers))
    otherSide = Side(
      customers: cells[own.others.customers], bought: cells.share(own.others.bought, of: own.others.customers))
    let people = Published.sum(
      [own.alike.customers, own.alike.bought, own.others.customers, own.others.bought].map { cells[$0] })
    let n = min(friends.brought.customers, friends.others.customers)
    difference = Hiding.number(friends.difference.map { hiding.coarse($0, n: n, within: -1...1) }, with: people)
    let sides = [friends.brought, friends.others]
    let isOnesMoney = hiding.hides && sides.contains { Double($0.most) > LargestParts.most * Double($0.money.part) }
    let mean = (friends.brought.money.ratio ?? 0) * 1e-6
    money =
      isOnesMoney && friends.moneyDifference != nil
      ? .hidden
      : Hiding.number(
        friends.moneyDifference.map { hiding.coarse($0, n: n, scale: Hiding.unit(mean), within: nil) }, with: people)
    let told = money.shown ?? difference.shown
    verdict = told.map { $0.low > 0 ? .more : $0.high < 0 ? .less : .cannotBeTold } ?? .cannotBeTold
  }
}
