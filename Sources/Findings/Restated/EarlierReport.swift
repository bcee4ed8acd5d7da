import Basics
import Statistics

/// What an earlier report of the same client told, as its file has it: kept beside what this one tells of the same days, and
/// known to whoever holds both.
package struct EarlierReport: Sendable {
  /// A number as it stands in the file.
  package enum Told<Value: Sendable>: Sendable {
    case shown(Value)
    case within(Value, Value)
    case hidden

    var shown: Value? { if case .shown(let value) = self { value } else { nil } }
  }

  /// What a count is of: the list it stands in with its key, and which member of that list.
  package struct Name: Sendable, Hashable {
    let what: String
    let of: String

    package init(_ what: String, of: String = "") {
      self.what = what
      self.of = of
    }
  }

  /// A week, month or quarter.
  package struct Unit: Sendable {
    package let firstDay, lastDay: CivilDate
    package let isComplete: Bool
    /// In units of the currency; `nil` without amounts.
    package let amount: Told<Double>?

    package init(firstDay: CivilDate, lastDay: CivilDate, isComplete: Bool, amount: Told<Double>?) {
      (self.firstDay, self.lastDay) = (firstDay, lastDay)
      (self.isComplete, self.amount) = (isComplete, amount)
    }

    /// By which its counts are found.
    package static func name(from first: CivilDate, to last: CivilDate) -> String { first.iso + ".." + last.iso }
  }

  /// A window that decides what is counted, in days; `nil` without one.
  package enum Window: String, Sendable, CaseIterable { case inactivity, conversion, repurchase }

  /// First and last day of its period, and the last day of its data.
  package var firstDay, lastDay, observedUntil: CivilDate
  package var windows: [Window: Double]
  /// Only looked up, never listed, like the shares.
  package var counts: [Name: Told<Int>]
  package var shares: [Name: Told<Estimate>]
  /// Of the whole period, in units of the currency; `nil` without amounts.
  package var amount: Told<Double>?
  package var units: [Unit]

  package init(
    firstDay: CivilDate, lastDay: CivilDate, observedUntil: CivilDate, windows: [Window: Double] = [:],
    counts: [Name: Told<Int>] = [:], shares: [Name: Told<Estimate>] = [:], amount: Told<Double>? = nil,
    units: [Unit] = []
  ) {
    (self.firstDay, self.lastDay, self.observedUntil) = (firstDay, lastDay, observedUntil)
    (self.windows, self.counts, self.shares, self.amount, self.units) = (windows, counts, shares, amount, units)
  }

  /// Whether all of its period is among these days.
  func lies(within days: ClosedRange<CivilDate>) -> Bool { days.contains(firstDay) && days.contains(lastDay) }
}
